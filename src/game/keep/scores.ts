import { METRIC_OF, type MetricKey, type RunReport } from '../../sim/index.ts';
import type { PublishedLevel } from '../levels.ts';
import type { Engine } from '../run/engine.ts';
import type { History } from '../table/history.ts';
import type { Recount } from './best.ts';
import { solutionOf } from './files.ts';
import type { Keeper } from './keeper.ts';
import { bestOf, merge, withPassed, type Progress } from './progress.ts';

/** What the player has reached in each level, as far as the engine has found it to be true. */
export class Scores {
  private readonly levels: readonly PublishedLevel[];
  private readonly keeper: Keeper;
  private known: Progress;
  private starred: ReadonlySet<string>;
  private recount: Recount | null = null;

  constructor(levels: readonly PublishedLevel[], keeper: Keeper, kept: Progress, stars: ReadonlySet<string>) {
    this.starred = stars;
    this.levels = levels;
    this.keeper = keeper;
    this.known = kept;
  }

  get progress(): Progress {
    return this.known;
  }

  /** Runs what was kept once more. */
  check(engine: Engine): void {
    this.recount = engine.recount(this.levels);
    this.known = this.recount.all(this.known);
  }

  /** The best in each metric; null while the level has not been passed, or nobody has looked whether it has. */
  best(levelId: string): Partial<Record<MetricKey, number>> | null {
    return this.recount === null ? null : bestOf(this.known, levelId);
  }

  /** What builds that passed came to, of which none is better than another in every respect. */
  earlier(levelId: string): Partial<Record<MetricKey, number>>[] {
    return this.recount === null ? [] : (this.known.get(levelId) ?? []).map(({ metrics }) => metrics);
  }

  /** A build has passed: it is kept when no other one is better in every respect. */
  keep({ level, hash }: PublishedLevel, history: History, report: RunReport): void {
    const scored = level.score.map((key) => METRIC_OF[key]);
    const progress = withPassed(this.known, level.id, report.metrics, scored, solutionOf(level, hash, history, report));
    if (progress === this.known) return;
    this.known = progress;
    const { recount } = this;
    if (recount !== null) void this.keeper.writeProgress(progress, recount.all);
  }

  /** Levels with a bet that was right. */
  get stars(): ReadonlySet<string> {
    return this.starred;
  }

  keepStar(levelId: string): void {
    if (this.starred.has(levelId)) return;
    this.starred = new Set([...this.starred, levelId]);
    void this.keeper.writeStars(this.starred);
  }

  /** Another tab has kept something: it counts here too. */
  async adopt(): Promise<void> {
    this.starred = new Set([...this.starred, ...(await this.keeper.readStars())]);
    const theirs = await this.keeper.readProgress();
    this.known = merge(this.known, this.recount === null ? theirs : this.recount.all(theirs));
  }
}
