import type { Look } from './layout.ts';

/** One line through points on a grid of 16; a closed one returns to its start. */
export interface Stroke {
  readonly points: readonly (readonly [number, number])[];
  readonly closed?: boolean;
}

const rectangle = (x1: number, y1: number, x2: number, y2: number): Stroke => ({
  points: [
    [x1, y1],
    [x2, y1],
    [x2, y2],
    [x1, y2],
  ],
  closed: true,
});
const line = (x1: number, y1: number, x2: number, y2: number): Stroke => ({
  points: [
    [x1, y1],
    [x2, y2],
  ],
});

/** A mark for each kind, drawn with the same lines on the stage and in the page, so that colour is never the only sign. */
export const ICONS = {
  // A chip with its pins.
  machine: [
    rectangle(4, 4, 12, 12),
    line(6.5, 4, 6.5, 1.5),
    line(9.5, 4, 9.5, 1.5),
    line(6.5, 12, 6.5, 14.5),
    line(9.5, 12, 9.5, 14.5),
    line(4, 8, 1.5, 8),
    line(12, 8, 14.5, 8),
  ],
  // A nut: everything turns on it.
  kernel: [
    {
      points: [
        [8, 1.5],
        [13.7, 4.8],
        [13.7, 11.2],
        [8, 14.5],
        [2.3, 11.2],
        [2.3, 4.8],
      ],
      closed: true,
    },
    rectangle(6.4, 6.4, 9.6, 9.6),
  ],
  // One slab that carries two machines.
  hypervisor: [rectangle(1.5, 10, 14.5, 14), rectangle(2.5, 3, 7, 7.5), rectangle(9, 3, 13.5, 7.5)],
  // A screen.
  vm: [rectangle(1.5, 2.5, 14.5, 11), line(8, 11, 8, 14), line(5, 14, 11, 14)],
  // Boxes being stacked.
  engine: [rectangle(1.5, 8.5, 7.2, 14), rectangle(8.8, 8.5, 14.5, 14), rectangle(5.2, 1.8, 10.8, 7)],
  // A program that plays programs.
  runtime: [
    {
      points: [
        [4, 2.5],
        [13.5, 8],
        [4, 13.5],
      ],
      closed: true,
    },
  ],
  // A freight container with its ribs.
  container: [rectangle(1.5, 3.5, 14.5, 12.5), line(4.75, 3.5, 4.75, 12.5), line(8, 3.5, 8, 12.5), line(11.25, 3.5, 11.25, 12.5)],
  // Work: a diamond.
  workload: [
    {
      points: [
        [8, 1.5],
        [14.5, 8],
        [8, 14.5],
        [1.5, 8],
      ],
      closed: true,
    },
  ],
} as const satisfies Record<Look, readonly Stroke[]>;
