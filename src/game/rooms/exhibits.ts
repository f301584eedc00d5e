import { GALLERY as TEXTS } from '../../lang/en/gallery.ts';
import { SHARED } from '../../lang/en/shared.ts';
import { METRICS, metricValue } from '../../lang/index.ts';
import { SANDBOX } from 'virtual:sandbox';
import { METRIC_OF, type MetricKey, type Metrics } from '../../sim/index.ts';
import { bookOf, type Book } from '../keep/book.ts';
import type { Exhibit } from '../keep/gallery.ts';
import { isOf, type Shared } from '../keep/trial.ts';
import type { PublishedLevel } from '../levels.ts';
import type { Story } from '../run/engine.ts';
import type { House } from './room.ts';

/** What rooms know of the builds in the gallery. A score is a claim: each is run again before it is shown. */

export type Verdict =
  /** In the sandbox: it runs. */
  | { readonly kind: 'passed'; readonly metrics: Metrics; readonly efficiency: number | null }
  | { readonly kind: 'failed' }
  | { readonly kind: 'other-level' }
  /** The engine could not be had. */
  | { readonly kind: 'unknown' };

/** All levels that a build in the gallery can be of. */
export function levelsOf({ levels }: Pick<House, 'levels'>): readonly PublishedLevel[] {
  return [...levels, SANDBOX];
}

export function levelOf(house: House, exhibit: Shared): PublishedLevel | undefined {
  return levelsOf(house).find((found) => isOf(exhibit, found));
}

export function nameOf(house: House, exhibit: Exhibit): string {
  return exhibit.name !== '' ? exhibit.name : (levelOf(house, exhibit)?.level.title ?? exhibit.solution.level);
}

export function dateOf({ keptAtMs }: Exhibit): string {
  if (keptAtMs === null) return TEXTS.noDate;
  const date = new Date(keptAtMs);
  return TEXTS.date(date.getFullYear(), date.getMonth() + 1, date.getDate(), date.getHours(), date.getMinutes());
}

export function scoredBy({ level }: PublishedLevel): MetricKey[] {
  return level.score.map((key) => METRIC_OF[key]);
}

/** What is to be said of one that is worth nothing. */
export function faultText({ scenario }: Shared, kind: Exclude<Verdict['kind'], 'passed'>): string {
  if (kind !== 'failed') return kind === 'unknown' ? TEXTS.unmeasured : TEXTS.otherLevel;
  return scenario === null ? TEXTS.notNow : SHARED.doesNotRun;
}

export function scoreText(found: PublishedLevel, metrics: Metrics): string {
  return scoredBy(found)
    .map((key) => `${METRICS[key].name} ${metricValue(key, metrics[key])}`)
    .join('\u00a0· ');
}

export function bookIn({ keeper, progress }: House): Book {
  return bookOf(keeper, progress);
}

/** Runs it as the engine of today does; null when it breaks a rule, or never settles. */
export async function runAgain(house: House, { solution, scenario }: Shared, { level }: PublishedLevel): Promise<Story | null> {
  const engine = await house.engine();
  const ran = engine.run(solution.build, level, scenario);
  return ran.ok ? ran.value : null;
}

/** What is known of the builds in a book: a build comes to the same for as long as the page is open. */
const KNOWN = new WeakMap<Book, Map<string, Verdict>>();

/** What each is worth; they are run one after another, with a breath in between. */
export class Verdicts {
  private readonly house: House;
  private readonly known: Map<string, Verdict>;
  private queue: Promise<unknown> = Promise.resolve();
  private isOver = false;

  constructor(house: House) {
    this.house = house;
    const book = bookIn(house);
    this.known = KNOWN.get(book) ?? new Map<string, Verdict>();
    KNOWN.set(book, this.known);
  }

  /** Nobody looks any longer: what has not been run yet is not run, and those who asked are told nothing. */
  end(): void {
    this.isOver = true;
  }

  get({ id }: Exhibit): Verdict | undefined {
    return this.known.get(id);
  }

  find(exhibit: Exhibit): Promise<Verdict> {
    const found = this.queue.then(() => this.judge(exhibit));
    this.queue = found.catch(() => undefined);
    return found;
  }

  private async judge(exhibit: Exhibit): Promise<Verdict> {
    const { id } = exhibit;
    const old = this.known.get(id);
    if (old !== undefined) return old;
    await new Promise<void>((resolve) => setTimeout(() => this.isOver || resolve()));
    const level = levelOf(this.house, exhibit);
    if ((await this.house.engine().catch(() => null)) === null) return { kind: 'unknown' };
    const story = level === undefined ? null : await runAgain(this.house, exhibit, level);
    const verdict: Verdict =
      level === undefined
        ? { kind: 'other-level' }
        : story !== null && (story.report.passed || exhibit.scenario !== null)
          ? { kind: 'passed', metrics: story.report.metrics, efficiency: story.report.efficiency }
          : { kind: 'failed' };
    this.known.set(id, verdict);
    return verdict;
  }
}
