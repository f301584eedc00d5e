import type { Catalog } from '../catalog/index.ts';
import { CATALOG } from '../catalog/index.ts';
import { efficiencyAgainst } from '../score.ts';
import type { Certificate, Level, MetricKey } from '../types.ts';
import { Search } from './search.ts';

/** How hard a level is, by what the solver finds. */
export type Difficulty = NonNullable<Certificate['difficulty']>;

/** Counting ends here: what has more solutions is no puzzle of finding one. */
export const MOST_COUNTED = 10_000;
/** And the search for them here. */
const MOST_NODES = 400_000;

/** Whoever goes back that often has not found it. */
const MOST_GREEDY = 20_000;

/** How many builds pass, up to symmetry, and how good the first build is that works. */
export function difficultyOf(
  level: Level,
  frontier: readonly { readonly metrics: Partial<Record<MetricKey, number>> }[],
  catalog: Catalog = CATALOG,
): Difficulty {
  const census = new Search(level, { catalog, isCensus: true });
  while (census.passed < MOST_COUNTED && census.nodes < MOST_NODES && !census.step(500));
  const greedy = new Search(level, { catalog, isCensus: true }).greedy(MOST_GREEDY);
  const efficiency = greedy === null ? null : efficiencyAgainst(frontier, level, greedy);
  return {
    solutions: census.passed,
    isMore: !census.isFinished,
    greedy: efficiency === null ? null : efficiency.thousandths,
  };
}
