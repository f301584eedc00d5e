import { asBuilt, filmOf, ok, runBuild, type BudgetError, type Build, type Film, type Level, type Result } from '../../sim/index.ts';
import type { RunReport, Stack } from '../../sim/index.ts';
import type { PublishedLevel } from '../levels.ts';
import { causesOf, concernsOf, neverReady, type Cause } from './causes.ts';
import { Recount } from '../keep/best.ts';
import { mishapsOf, turnsOf, type Mishap, type Turn } from './incidents.ts';
import { openSolution } from './opening.ts';
import type { Scenario } from '../table/sandbox.ts';
import type { Telling } from './telling.ts';

/** What runs builds, loaded apart from the page: building goes on without it. */

/** A run and all that is told of it. */
export interface Story {
  readonly report: RunReport;
  readonly stack: Stack;
  readonly film: Film;
  /** Where the film ends: after its last event, and where there are requests not before it is seen how they are served. */
  readonly endUs: number;
  /** Why goals were missed, by their place in the level. */
  readonly causes: readonly (Cause | null)[];
  readonly mishaps: readonly Mishap[];
  readonly turns: readonly Turn[];
  /** Who was never ready. */
  readonly never: Cause | null;
  /** Nodes that missed goals are about, the first goal's first. */
  readonly concerned: ReadonlySet<string>;
}

/** How long serving is looked at, µs. */
const SERVING_US = 5_000_000;

function endOf(film: Film): number {
  const loads = film.rows.flatMap((row) => row.loads.filter(({ askedPerSecond }) => askedPerSecond > 0).slice(0, 1));
  const shortages = film.rows.flatMap((row) => row.loads.filter((step) => step.perSecond < step.askedPerSecond).slice(0, 1));
  const seenUs = Math.max(0, ...[...loads, ...shortages].map(({ atUs }) => atUs + SERVING_US));
  return Math.max(1, film.endUs, Math.min(seenUs, film.horizonUs));
}

/** Null when the build breaks a rule. In the sandbox `scenario` says what goes wrong. */
function run(build: Build, asked: Level, scenario: Scenario | null = null): Result<Story | null, BudgetError> {
  const level = scenario === null ? asked : asBuilt(asked, build, scenario);
  const ran = runBuild(build, level, { record: true });
  if (!ran.ok) return ran;
  const { report, stack } = ran.value;
  const film = filmOf(ran.value, level.horizonMs);
  if (film === null) return ok(null);
  const seen = { report, stack, film };
  const [causes, never] = [causesOf(level, seen), neverReady(film)];
  const concerned = new Set([...causes, never].flatMap((cause) => (cause === null ? [] : concernsOf(cause))));
  return ok({ ...seen, endUs: endOf(film), causes, never, concerned, mishaps: mishapsOf(level, seen), turns: turnsOf(level, seen) });
}

export interface Engine {
  readonly run: typeof run;
  readonly open: typeof openSolution;
  readonly recount: (levels: readonly PublishedLevel[]) => Recount;
  /** Words for what it finds, where somebody wants them. */
  readonly telling?: Telling;
}

export const ENGINE: Engine = { run, open: openSolution, recount: (levels) => new Recount(levels, run) };
