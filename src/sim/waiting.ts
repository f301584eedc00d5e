import { valueAt, type Film, type FilmRow, type Stretch } from './film.ts';
import type { Resource } from './simulate/trace.ts';
import type { StackNode } from './stack.ts';
import { capacityOf, machineOn, ownerOn } from './usage.ts';

/** Behind whom a stretch of work waited. */

export interface Behind {
  readonly node: StackNode;
  readonly us: number;
}

/** So many comparisons are made for one stretch; where more would be needed, nobody is named. */
const MOST_LOOKED_AT = 2_000_000;
/** From here on a place is full: what is recorded is rounded. */
const FULL = 1 - 1e-6;

/** Somewhere where a resource is shared, from the innermost outwards. */
interface Place {
  readonly most: number;
  /** Who stands there for a row; null when it is elsewhere. */
  readonly ownerOf: (row: FilmRow) => StackNode | null;
}

function placesOf(node: StackNode, resource: Resource, isBelow: boolean): Place[] {
  const places: Place[] = [];
  const { process } = node;
  if (resource === 'cpu' && process !== null && process.cpuLimit !== Infinity) {
    places.push({ most: process.cpuLimit / 1000, ownerOf: ({ node: other }) => (other.process === process ? other : null) });
  }
  for (let hardware = isBelow ? node.home! : node.hardware!; ; hardware = hardware.home!) {
    const at = hardware;
    places.push({ most: capacityOf(at, resource), ownerOf: (row) => (row.node === at ? at : ownerOn(at, row.node)) });
    if (at.kind === 'machine') return places;
  }
}

interface Neighbour {
  readonly row: FilmRow;
  /** By place, the innermost first: who stands for it there. */
  readonly owners: readonly (StackNode | null)[];
}

/** Who it is at the innermost place where both are. */
function nameOf({ row, owners }: Neighbour): StackNode {
  return owners.find((owner) => owner !== null) ?? row.node;
}

/** At one instant: what each neighbour takes of the innermost place that is full; it is they who are waited for. */
function holdersAt(neighbours: readonly Neighbour[], places: readonly Place[], own: number, resource: Resource, us: number) {
  const takes = neighbours.map(({ row }) => valueAt(row.usage[resource], us));
  for (let place = 0; place < places.length; place += 1) {
    const inside = neighbours.map(({ owners }, index) => (owners[place] === null ? 0 : takes[index]!));
    const sum = inside.reduce((total, take) => total + take, 0);
    if (sum > 0 && sum + own >= places[place]!.most * FULL) return { inside, sum };
  }
  return null;
}

/** Behind whom a stretch of work of a node waited for a resource, the longest first; a VM that it is not in is one. */
export function waitingFor(film: Film, node: StackNode, resource: Resource, { phase, startUs, endUs, aloneUs }: Stretch): Behind[] {
  const machine = machineOn(node);
  const places = placesOf(node, resource, phase === 'create' && node.kind === 'vm');
  const neighbours = film.rows
    .filter((row) => row.node !== node && row.usage[resource].length > 0 && machineOn(row.node) === machine)
    .map((row): Neighbour => ({ row, owners: places.map(({ ownerOf }) => ownerOf(row)) }));
  const own = film.rows[node.index]!.usage[resource];
  const inside = [own, ...neighbours.map(({ row }) => row.usage[resource])].flatMap((steps) => steps.map(([atUs]) => atUs));
  const edges = [startUs, ...new Set(inside.filter((us) => us > startUs && us < endUs).sort((a, b) => a - b)), endUs];
  if (edges.length * neighbours.length * places.length > MOST_LOOKED_AT) return [];
  // What it gets when alone is the same all the time.
  const work = integralOf(own, startUs, endUs);
  const alone = work / aloneUs;
  const found = new Map<StackNode, number>();
  for (let i = 0; i + 1 < edges.length; i += 1) {
    const us = edges[i]!;
    const got = valueAt(own, us);
    const holders = got >= alone * FULL ? null : holdersAt(neighbours, places, got, resource, us);
    if (holders === null) continue;
    const lostUs = (edges[i + 1]! - us) * (1 - got / alone);
    neighbours.forEach((neighbour, index) => {
      const part = holders.inside[index]! / holders.sum;
      if (part > 0) found.set(nameOf(neighbour), (found.get(nameOf(neighbour)) ?? 0) + lostUs * part);
    });
  }
  return [...found].map(([other, us]) => ({ node: other, us })).sort((a, b) => b.us - a.us);
}

/** What was taken in a time, µs of the resource. */
export function integralOf(steps: FilmRow['usage'][Resource], startUs: number, endUs: number): number {
  let sum = 0;
  steps.forEach(([atUs, amount], index) => {
    const from = Math.max(atUs, startUs);
    const to = Math.min(steps[index + 1]?.[0] ?? endUs, endUs);
    if (to > from) sum += amount * (to - from);
  });
  return sum;
}
