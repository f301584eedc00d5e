import { type Film, type FilmRow, type Step, valueAt } from './film.ts';
import type { Resource } from './simulate/trace.ts';
import type { StackNode } from './stack.ts';

/** What a machine or a VM has, and who takes how much of it over time. */

/** One who takes part, and how much from when on. */
export interface Area {
  readonly node: StackNode;
  readonly steps: readonly Step[];
}

/** Who takes how much, from the bottom of the stack up; only those who ever take anything. */
export interface Areas {
  readonly owners: readonly Area[];
  readonly total: readonly Step[];
  /** All there is: threads, 1 for the time of a device, KiB. */
  readonly limit: number;
  /** The most there ever was. */
  readonly most: number;
}

/** Instants at which memory was full before somebody was killed, which the areas do not show: they hold what was left. */
export interface MemoryAreas extends Areas {
  readonly full: readonly Step[];
}

/** The one that stands for `node` on a place: itself, or the VM in which it is; null when it is not there at all. */
export function ownerOn(place: StackNode, node: StackNode): StackNode | null {
  for (let at = node; at.home !== null; at = at.home) {
    if (at === at.home) return null;
    if (at.home === place) return at;
  }
  return null;
}

/** The machine under a node, or itself. */
export function machineOn(node: StackNode): StackNode {
  let at = node;
  while (at.home !== null && at.home !== at) at = at.home;
  return at;
}

/** What is held together at every instant at which that changes. */
function sumOf(lists: readonly (readonly Step[])[]): readonly Step[] {
  if (lists.length === 1) return lists[0]!;
  const steps = lists.flatMap((list, owner) => list.map(([atUs, amount]) => ({ atUs, owner, amount })));
  steps.sort((a, b) => a.atUs - b.atUs);
  const present = lists.map(() => 0);
  const sums: Step[] = [];
  let [sum, takers] = [0, 0];
  steps.forEach(({ atUs, owner, amount }, index) => {
    const before = present[owner]!;
    present[owner] = amount;
    takers += (amount === 0 ? 0 : 1) - (before === 0 ? 0 : 1);
    // Nobody takes nothing, whatever rounding has left.
    sum = takers === 0 ? 0 : sum + amount - before;
    if (steps[index + 1]?.atUs !== atUs && sum !== (sums[sums.length - 1]?.[1] ?? 0)) sums.push([atUs, sum]);
  });
  return sums;
}

function areasOf(
  film: Film,
  limit: number,
  ownerOf: (row: FilmRow) => StackNode | null,
  stepsOf: (row: FilmRow) => readonly Step[],
): Areas {
  const lists = new Map<StackNode, (readonly Step[])[]>();
  for (const row of film.rows) {
    const steps = stepsOf(row);
    const owner = steps.length === 0 ? null : ownerOf(row);
    if (owner === null) continue;
    const known = lists.get(owner);
    if (known === undefined) lists.set(owner, [steps]);
    else known.push(steps);
  }
  const owners = [...lists].map(([node, parts]) => ({ node, steps: sumOf(parts) })).sort((a, b) => a.node.index - b.node.index);
  const total = sumOf(owners.map(({ steps }) => steps));
  return { owners, total, limit, most: total.reduce((most, [, amount]) => Math.max(most, amount), 0) };
}

/** All that hardware can give of a resource: cores, or 1 for the time of a device. */
export function capacityOf(hardware: StackNode, resource: Resource): number {
  return resource === 'cpu' ? hardware.threads : 1;
}

/**
 * Who takes how much of a resource on a machine or in a VM: a VM as a whole, and in a VM also its own firmware. It is what
 * the machine under all of them spends, the tolls of layers included.
 */
export function usageOver(film: Film, hardware: StackNode, resource: Resource): Areas {
  const ownerOf = ({ node }: FilmRow): StackNode | null => (node === hardware ? node : ownerOn(hardware, node));
  return areasOf(film, capacityOf(hardware, resource), ownerOf, ({ usage }) => usage[resource]);
}

/** What a node takes of a resource at an instant; a VM with all that is in it. */
export function usageAt(film: Film, node: StackNode, resource: Resource, us: number): number {
  if (node.kind !== 'vm') return valueAt(film.rows[node.index]!.usage[resource], us);
  return film.rows.reduce(
    (sum, row) => sum + (row.node === node || ownerOn(node, row.node) !== null ? valueAt(row.usage[resource], us) : 0),
    0,
  );
}

/** Who holds how much memory on a machine or in a VM, KiB; a VM on it with all of its allocation and what it costs besides. */
export function memoryOver(film: Film, hardware: StackNode): MemoryAreas {
  const ownerOf = ({ node }: FilmRow): StackNode | null => (node.home === hardware ? node : null);
  const areas = areasOf(film, hardware.ramKiB, ownerOf, ({ memory }) => memory);
  const full = film.crowds.flatMap(({ atUs, on }) =>
    on.filter(({ node }) => node === hardware.index).map(({ heldKiB }): Step => [atUs, heldKiB]),
  );
  return { ...areas, full, most: full.reduce((most, [, kib]) => Math.max(most, kib), areas.most) };
}
