import {
  METRIC_OF,
  parseSolution,
  type BudgetError,
  type Build,
  type Level,
  type MetricKey,
  type Result,
  type RunReport,
} from '../../sim/index.ts';
import type { PublishedLevel } from '../levels.ts';
import type { Passed, Progress } from './progress.ts';

/** Runs a build; null when it breaks a rule. */
type Run = (build: Build, level: Level) => Result<{ readonly report: RunReport } | null, BudgetError>;

/**
 * What kept solutions are worth. A score is a claim, and the browser's storage can be written by anybody: before one is
 * shown the engine runs its solution again, under the rules of today.
 */
export class Recount {
  private readonly levels: readonly PublishedLevel[];
  private readonly run: Run;
  /** Each solution is run once. */
  private readonly known = new Map<string, Passed['metrics']>();

  constructor(levels: readonly PublishedLevel[], run: Run) {
    this.levels = levels;
    this.run = run;
  }

  private measure(value: unknown, { level, hash }: PublishedLevel): Passed['metrics'] {
    const solution = parseSolution(value);
    if (!solution.ok || solution.value.levelHash !== hash) return {};
    const ran = this.run(solution.value.build, level);
    if (!ran.ok || ran.value?.report.passed !== true) return {};
    const metrics: Partial<Record<MetricKey, number>> = {};
    for (const key of level.score.map((score) => METRIC_OF[score])) {
      const metric = ran.value.report.metrics[key];
      if (metric !== null) metrics[key] = metric;
    }
    return metrics;
  }

  private metricsOf(value: unknown, level: PublishedLevel): Passed['metrics'] {
    const key = `${level.hash} ${JSON.stringify(value)}`;
    let metrics = this.known.get(key);
    if (metrics === undefined) this.known.set(key, (metrics = this.measure(value, level)));
    return metrics;
  }

  /** The same solutions with their true metrics; one that does not pass has none, and anything is better than it. */
  readonly all = (progress: Progress): Progress => {
    const found = new Map(progress);
    for (const level of this.levels) {
      const passed = progress.get(level.level.id);
      if (passed !== undefined)
        found.set(
          level.level.id,
          passed.map(({ solution }) => ({ solution, metrics: this.metricsOf(solution, level) })),
        );
    }
    return found;
  };
}
