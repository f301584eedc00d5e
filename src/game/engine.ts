import { filmOf, ok, runBuild, verifySolution, type BudgetError, type Build, type Film, type Level, type Result } from '../sim/index.ts';
import type { RunReport, Stack } from '../sim/index.ts';
import type { PublishedLevel } from './levels.ts';
import { causesOf, type Cause } from './causes.ts';
import { Recount } from './best.ts';
import { mishapsOf, type Mishap } from './incidents.ts';

/** What runs builds, loaded apart from the page: building goes on without it. */

/** A run and all that is told of it. */
export interface Story {
  readonly report: RunReport;
  readonly stack: Stack;
  readonly film: Film;
  /** Where the film ends: its last event. */
  readonly endUs: number;
  /** Why goals were missed, by their place in the level. */
  readonly causes: readonly (Cause | null)[];
  readonly mishaps: readonly Mishap[];
}

/** Null when the build breaks a rule. */
function run(build: Build, level: Level): Result<Story | null, BudgetError> {
  const ran = runBuild(build, level, { record: true });
  if (!ran.ok) return ran;
  const { report, stack } = ran.value;
  const film = filmOf(ran.value, level.horizonMs);
  if (film === null) return ok(null);
  const seen = { report, stack, film };
  return ok({ ...seen, endUs: Math.max(1, film.endUs), causes: causesOf(level, seen), mishaps: mishapsOf(seen) });
}

export interface Engine {
  readonly run: typeof run;
  readonly verify: typeof verifySolution;
  readonly recount: (levels: readonly PublishedLevel[]) => Recount;
}

export const ENGINE: Engine = { run, verify: verifySolution, recount: (levels) => new Recount(levels, run) };
