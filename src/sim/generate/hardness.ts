import { CATALOG, type Catalog } from '../catalog/index.ts';
import type { GoalKind, Level } from '../types.ts';
import { MOST_COUNTED } from '../solve/difficulty.ts';
import { Search, type Solved } from '../solve/search.ts';

/** How hard a level is to a player, from three things that the solver counts. */
export interface Hardness {
  /** How many nodes the smallest of the best builds places. */
  readonly pieces: number;
  /** Builds that would do without limits on metrics, and those that do with them, up to symmetry; counted to 10,000. */
  readonly open: number;
  readonly left: number;
  /** The measure: more to place, more ways that look right, fewer of them that are. */
  readonly score: number;
}

/** Goals that limit a metric of the whole build. */
const LIMITING: readonly GoalKind[] = ['ready', 'ram', 'disk', 'cost', 'effort'];

/** The level without limits on metrics. */
export function unlimited(level: Level): Level {
  return { ...level, goals: level.goals.filter(({ kind }) => !LIMITING.includes(kind)) };
}

/** How many builds pass, counted to a bound, and whether every scored metric differs between some of them. */
export function passing(level: Level, catalog: Catalog): { readonly count: number; readonly isVaried: boolean } {
  const census = new Search(level, { catalog, isCensus: true });
  while (census.passed < MOST_COUNTED && census.nodes < MOST_NODES && !census.step(1000));
  return { count: Math.min(census.passed, MOST_COUNTED), isVaried: census.isVaried };
}
const MOST_NODES = 100_000;

/** How often a number can be halved. */
function bits(count: number): number {
  return 32 - Math.clz32(count);
}

export function hardnessOf(level: Level, { front }: Solved, open: number, left: number): Hardness {
  const placed = front.flatMap(({ builds }) => builds.map(({ nodes }) => nodes.length - level.given.length));
  const pieces = placed.length === 0 ? 0 : Math.min(...placed);
  return { pieces, open, left, score: 3 * pieces + 2 * bits(open) + 3 * (bits(open) - bits(left)) };
}

/** The same from the level alone. */
export function measureHardness(level: Level, solved: Solved, catalog: Catalog = CATALOG): Hardness {
  return hardnessOf(level, solved, passing(unlimited(level), catalog).count, passing(level, catalog).count);
}
