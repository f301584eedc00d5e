import type { Box, Group, Layout } from './layout.ts';

/** The layout in pixels: where every rectangle of the stage is. Pure geometry, so that it can be tested and blended. */

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** Where one looks: how many times as large, and how far the picture is moved to the left and down, pixels. */
export interface Lens {
  readonly zoom: number;
  readonly x: number;
  readonly y: number;
}

export const NO_LENS: Lens = { zoom: 1, x: 0, y: 0 };

export interface View {
  /** Of the stage, CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** Size of the text, as a multiple of 16 pixels. */
  readonly unit: number;
  /** Show each machine's whole memory, however little of it is held. */
  readonly isWhole: boolean;
  /** Layers to leave room for; a film keeps it while its towers grow and fall. */
  readonly rows: number;
  /** Kept free at the top, for flags and for what the page shows there, in units. */
  readonly headroom: number;
  /** Least memory of each machine to show, KiB. */
  readonly leastKiB: readonly number[];
  readonly lens?: Lens;
}

export interface Shape extends Rect {
  readonly id: string;
  readonly box: Box;
  /** Width of its own share. */
  readonly ownW: number;
  /** The part that does not fit and hangs over what carries it. */
  readonly over: Rect | null;
  /** What it offers and nobody holds: a VM's is held below all the same, a machine's is free. */
  readonly empty: Rect | null;
}

export interface Ground {
  readonly id: string;
  readonly rect: Rect;
  /** How much of its memory is shown, KiB; less than it has when the picture is a close-up. */
  readonly shownKiB: number;
  readonly isTorn: boolean;
  /** Ruler marks: pixels from the left, KiB. */
  readonly ticks: readonly { readonly x: number; readonly kib: number }[];
}

export interface Picture {
  readonly shapes: readonly Shape[];
  readonly byId: ReadonlyMap<string, Shape>;
  readonly grounds: readonly Ground[];
  readonly groups: readonly (Rect & { readonly id: string })[];
  /** Pixels of a KiB and of a layer. */
  readonly scale: number;
  readonly pitch: number;
  /** The top of the machines. */
  readonly floor: number;
  /** What it is looked at through: moved no further than there is something to see. */
  readonly lens: Lens;
}

const GIB = 1024 * 1024;
const SIDE = 18;
const BETWEEN = 30;
const MACHINE_HEIGHT = 58;
/** On a low stage the machine says less, so that the layers have room. */
const LOW_MACHINE_HEIGHT = 38;
const LOW_STAGE = 420;
const RULER_HEIGHT = 28;
const LOWEST_PITCH = 24;
const HIGHEST_PITCH = 72;
const GAP = 3;
/** So far down the highest part can be moved, as a part of the stage. */
const CLEAR = 0.4;

/** A power of two of GiB (or half or a quarter of one) that holds this much, so that the scale changes seldom. */
function roundUp(kib: number): number {
  let shown = GIB / 4;
  while (shown < kib) shown *= 2;
  return shown;
}

/** How much of a machine's memory is shown: all, or a close-up when most of it is free. What hangs over is always shown. */
function shownOf(machine: Box, view: View, index: number): number {
  const { size, held } = machine.offers!;
  const all = Math.max(size, held * 1.02);
  if (view.isWhole) return all;
  const closeUp = roundUp(Math.max(held * 1.25, view.leastKiB[index] ?? 0));
  return closeUp * 1.5 > size ? all : closeUp;
}

const STEPS_PER_POWER = [1, 2, 4] as const;

function tickStep(kibPerPixel: number, unit: number): number {
  for (let power = 1024; ; power *= 8) {
    for (const factor of STEPS_PER_POWER) if ((power * factor) / kibPerPixel >= 84 * unit) return power * factor;
  }
}

function ticksOf(x: number, shown: number, size: number, scale: number, { unit, width }: View): { x: number; kib: number }[] {
  const step = tickStep(1 / scale, unit);
  const ticks: { x: number; kib: number }[] = [];
  const last = Math.min(shown, size, (width - x) / scale);
  for (let kib = Math.max(0, Math.ceil(-x / scale / step)) * step; kib <= last; kib += step) ticks.push({ x: x + kib * scale, kib });
  return ticks;
}

function emptyOf(box: Box, toX: (kib: number) => number, top: number, floor: number, right: number): Rect | null {
  if (box.offers === null) return null;
  const { from, size, held } = box.offers;
  const x = toX(from + Math.min(held, size));
  const w = Math.min(toX(from + size), right) - x;
  return w <= 0.5 ? null : { x, y: top, w, h: floor - top };
}

function overOf(box: Box, layout: Layout, toX: (kib: number) => number): { from: number; to: number } | null {
  let { node } = box;
  // The hardware that it stands in is what it can hang over.
  while (node.parent !== null) {
    node = node.parent;
    const offers = layout.byId.get(node.id)?.offers ?? null;
    if (offers === null) continue;
    const edge = offers.from + offers.size;
    return box.x + box.width > edge ? { from: toX(Math.max(edge, box.x)), to: toX(box.x + box.width) } : null;
  }
  return null;
}

/** Looking closer, whatever lies under the tools at the top can be moved out from under them. */
function clearOf({ unit, height, headroom, lens = NO_LENS }: View): number {
  return Math.max(headroom * unit, lens.zoom > 1 ? height * CLEAR : 0);
}

export function pictureOf(layout: Layout, view: View): Picture {
  const { unit, lens = NO_LENS } = view;
  const shown = layout.machines.map((machine, index) => shownOf(machine, view, index));
  const total = shown.reduce((sum, kib) => sum + kib, 0);
  const room = view.width - 2 * SIDE * unit - BETWEEN * unit * Math.max(0, layout.machines.length - 1);
  const scale = total === 0 ? 1 / GIB : (Math.max(1, room) / total) * lens.zoom;
  const machineHeight = (view.height < LOW_STAGE * unit ? LOW_MACHINE_HEIGHT : MACHINE_HEIGHT) * unit;
  const ground = view.height - machineHeight - RULER_HEIGHT * unit;
  const rows = Math.max(view.rows, layout.rows, 1);
  const pitch = Math.min(HIGHEST_PITCH * unit, Math.max(LOWEST_PITCH * unit, (ground - view.headroom * unit) / rows) * lens.zoom);
  const x = Math.min(Math.max(0, lens.x), Math.max(0, total * scale - room));
  const y = Math.min(Math.max(0, lens.y), Math.max(0, layout.rows * pitch + clearOf(view) - ground));
  const floor = ground + y;
  const lefts: number[] = [];
  let left = SIDE * unit - x;
  for (const kib of shown) {
    lefts.push(left);
    left += kib * scale + BETWEEN * unit;
  }
  const toX = (machine: number) => (kib: number) => lefts[machine]! + kib * scale;

  const grounds = layout.machines.map((machine, index): Ground => {
    const { size } = machine.offers!;
    const rect = { x: lefts[index]!, y: floor, w: Math.min(size, shown[index]!) * scale, h: machineHeight };
    return {
      id: machine.id,
      rect,
      shownKiB: shown[index]!,
      isTorn: shown[index]! < size,
      ticks: ticksOf(rect.x, shown[index]!, size, scale, view),
    };
  });
  const rectOf = (box: Box | Group, width: number): Rect => ({
    x: toX(box.machine)(box.x),
    y: floor - (box.row + 1) * pitch,
    w: Math.max(1, width * scale),
    h: pitch - GAP * unit,
  });
  const shapes = layout.boxes.map((box): Shape => {
    const machine = grounds[box.machine]!;
    const rect = box.row < 0 ? machine.rect : rectOf(box, box.width);
    const over = box.row < 0 ? null : overOf(box, layout, toX(box.machine));
    const rowsInside = box.row < 0 ? 1 : Math.max(1, box.above);
    const floorInside = box.row < 0 ? floor - GAP * unit : rect.y - GAP * unit;
    const top = floorInside - rowsInside * pitch + GAP * unit;
    return {
      ...rect,
      id: box.id,
      box,
      ownW: Math.min(rect.w, box.own * scale),
      over: over === null ? null : { x: over.from, y: rect.y, w: over.to - over.from, h: rect.h },
      empty: emptyOf(box, toX(box.machine), top, floorInside, machine.rect.x + machine.rect.w),
    };
  });
  const groups = layout.groups.map((group) => {
    const rect = rectOf(group, group.width);
    return { id: group.id, x: rect.x, y: floor - (group.row + group.rows) * pitch, w: rect.w, h: group.rows * pitch - GAP * unit };
  });
  const byId = new Map(shapes.map((shape) => [shape.id, shape]));
  return { shapes, byId, grounds, groups, scale, pitch, floor, lens: { zoom: lens.zoom, x, y } };
}

export function contains(rect: Rect, x: number, y: number): boolean {
  return x >= rect.x && x <= rect.x + rect.w && y >= rect.y && y <= rect.y + rect.h;
}

/** The thing drawn at a point. */
export function shapeAt(picture: Picture, x: number, y: number): Shape | null {
  return picture.shapes.findLast((shape) => contains(shape, x, y)) ?? null;
}

function mix(a: number, b: number, fraction: number): number {
  return a + (b - a) * fraction;
}

function mixRects<T extends Rect | null>(a: Rect | null, b: T, fraction: number): T {
  if (a === null || b === null) return b;
  return { ...b, x: mix(a.x, b.x, fraction), y: mix(a.y, b.y, fraction), w: mix(a.w, b.w, fraction), h: mix(a.h, b.h, fraction) };
}

/** How far a new thing falls into its place, in layers. */
const FALL = 0.55;

/** The picture between two others: what is in both glides, what is new falls into place. */
export function blend(before: Picture, after: Picture, fraction: number): Picture {
  if (fraction >= 1) return after;
  const shapes = after.shapes.map((shape): Shape => {
    const old = before.byId.get(shape.id) ?? null;
    if (old === null) return { ...shape, y: shape.y - (1 - fraction) * after.pitch * FALL };
    const rect = mixRects(old, shape, fraction);
    return {
      ...rect,
      ownW: mix(old.ownW, shape.ownW, fraction),
      over: mixRects(old.over, shape.over, fraction),
      empty: mixRects(old.empty, shape.empty, fraction),
    };
  });
  const oldGround = new Map(before.grounds.map((ground) => [ground.id, ground]));
  const oldGroup = new Map(before.groups.map((group) => [group.id, group]));
  return {
    ...after,
    shapes,
    byId: new Map(shapes.map((shape) => [shape.id, shape])),
    grounds: after.grounds.map((ground) => ({ ...ground, rect: mixRects(oldGround.get(ground.id)?.rect ?? null, ground.rect, fraction) })),
    groups: after.groups.map((group) => mixRects(oldGroup.get(group.id) ?? null, group, fraction)),
  };
}
