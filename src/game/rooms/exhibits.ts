import { GALLERY as TEXTS } from '../../lang/gallery-en.ts';
import { METRICS, metricValue } from '../../lang/index.ts';
import { METRIC_OF, type MetricKey, type Metrics, type Solution } from '../../sim/index.ts';
import { galleryOf, GALLERY_FORMAT, type Exhibit, type Gallery } from '../keep/gallery.ts';
import type { PublishedLevel } from '../levels.ts';
import type { Story } from '../run/engine.ts';
import type { House } from './room.ts';

/** What rooms know of the builds in the gallery. A score is a claim: each is run again before it is shown. */

export type Verdict =
  | { readonly kind: 'passed'; readonly metrics: Metrics; readonly efficiency: number | null }
  | { readonly kind: 'failed' }
  | { readonly kind: 'other-level' };

export function levelOf({ levels }: House, { levelHash }: Solution): PublishedLevel | undefined {
  return levels.find(({ hash }) => hash === levelHash);
}

export function nameOf(house: House, { name, solution }: Exhibit): string {
  return name !== '' ? name : (levelOf(house, solution)?.level.title ?? solution.level);
}

export function dateOf({ keptAtMs }: Exhibit): string {
  if (keptAtMs === null) return TEXTS.noDate;
  const date = new Date(keptAtMs);
  return TEXTS.date(date.getFullYear(), date.getMonth() + 1, date.getDate(), date.getHours(), date.getMinutes());
}

export function scoredBy({ level }: PublishedLevel): MetricKey[] {
  return level.score.map((key) => METRIC_OF[key]);
}

export function scoreText(found: PublishedLevel, metrics: Metrics): string {
  return scoredBy(found)
    .map((key) => `${METRICS[key].name} ${metricValue(key, metrics[key])}`)
    .join('\u00a0· ');
}

export async function readGallery(house: House): Promise<Gallery> {
  return (await house.keeper.readKept(GALLERY_FORMAT)) ?? galleryOf(house.progress());
}

/** Runs it as the engine of today does; null when it breaks a rule, or never settles. */
export async function runAgain(house: House, { build }: Pick<Solution, 'build'>, { level }: PublishedLevel): Promise<Story | null> {
  const engine = await house.engine();
  const ran = engine.run(build, level);
  return ran.ok ? ran.value : null;
}

/** What each is worth; they are run one after another, with a breath in between. */
export class Verdicts {
  private readonly house: House;
  private readonly known = new Map<string, Verdict>();
  private queue: Promise<unknown> = Promise.resolve();

  constructor(house: House) {
    this.house = house;
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
    const { id, solution } = exhibit;
    const old = this.known.get(id);
    if (old !== undefined) return old;
    await new Promise((resolve) => setTimeout(resolve));
    const level = levelOf(this.house, solution);
    const story = level === undefined ? null : await runAgain(this.house, solution, level);
    const verdict: Verdict =
      level === undefined
        ? { kind: 'other-level' }
        : story?.report.passed === true
          ? { kind: 'passed', metrics: story.report.metrics, efficiency: story.report.efficiency }
          : { kind: 'failed' };
    this.known.set(id, verdict);
    return verdict;
  }
}
