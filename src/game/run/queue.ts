import type { Film, FilmRow, Level, StackNode } from '../../sim/index.ts';

/** Who stood in whose way at a disk, told of what came late. */

/** Who read from a disk at the same time as somebody who came late. */
export interface Queue {
  readonly id: string;
  readonly machine: string;
  readonly mib: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly others: readonly { readonly id: string; readonly mib: number }[];
  /** Whether the level lets the player say who starts after whom. */
  readonly isOrdered: boolean;
}

const US = 1000;
const LEAST_BESIDE_US = 100 * US;

export function machineUnder({ home }: StackNode): string | null {
  let machine = home;
  while (machine !== null && machine.kind !== 'machine') machine = machine.parent;
  return machine?.id ?? null;
}

function readsOf(node: StackNode): number {
  if (node.workload !== null) return node.workload.start.readMiB;
  return node.spec !== null && 'readMiB' in node.spec.values ? node.spec.values.readMiB : 0;
}

/** Its longest time of reading while it started. */
function readingOf({ lives }: FilmRow): { readonly startUs: number; readonly endUs: number } | null {
  const first = lives.find(({ readyUs }) => readyUs !== null);
  return first?.phases.find(({ phase }) => phase === 'read') ?? null;
}

/** Who read beside a node from the disk of its machine; null where nobody did, or not for long. */
export function queueOf(film: Film, { id, ms }: { readonly id: string; readonly ms: number }, level: Level): Queue | null {
  const row = film.rows.find(({ node }) => node.id === id);
  const reading = row === undefined ? null : readingOf(row);
  const machine = row === undefined ? null : machineUnder(row.node);
  if (row === undefined || reading === null || machine === null) return null;
  // Where most of the time went elsewhere the disk is not to blame.
  if ((reading.endUs - reading.startUs) * 2 < ms * US) return null;
  const others = film.rows.filter((other) => {
    const span = other === row || machineUnder(other.node) !== machine ? null : readingOf(other);
    return span !== null && Math.min(span.endUs, reading.endUs) - Math.max(span.startUs, reading.startUs) >= LEAST_BESIDE_US;
  });
  if (others.length === 0) return null;
  return {
    id,
    machine,
    mib: readsOf(row.node),
    fromMs: Math.round(reading.startUs / US),
    toMs: Math.round(reading.endUs / US),
    others: others.map(({ node }) => ({ id: node.id, mib: readsOf(node) })),
    isOrdered: level.order,
  };
}
