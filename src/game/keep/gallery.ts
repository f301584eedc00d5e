import {
  canonicalJson,
  makeBuild,
  makeSolution,
  METRIC_KEYS,
  parseSolution,
  sha256,
  type Json,
  type MetricKey,
  type Solution,
} from '../../sim/index.ts';
import { SANDBOX, type Scenario } from '../table/sandbox.ts';
import { isRecord, type JsonRecord } from './json.ts';
import type { Format } from './keeper.ts';
import type { Progress } from './progress.ts';
import { isScenario, type Shared } from './trial.ts';

/**
 * Every build of the player's that passed, whether or not it is a best, and those of the sandbox that he chose to keep; what it
 * claims is looked at again before it is shown.
 */

const GALLERY = 'stackwright/gallery@1';

export interface Exhibit extends Shared {
  /** From the level, the build and the scenario: the same build of a level is kept once. */
  readonly id: string;
  /** What the player calls it; empty when nothing. */
  readonly name: string;
  /** Null when nobody knows. */
  readonly keptAtMs: number | null;
}

/** Oldest first. */
export type Gallery = readonly Exhibit[];

/** Beyond that the oldest go, but no best and nothing that has a name. */
export const MOST_EXHIBITS = 200;
/** More was not made by this page. */
export const MOST_READ = 2000;
export const LONGEST_NAME = 60;
const LETTERS_OF_ID = 12;
const LAST_DATE_MS = 8.64e15;

export function exhibitId({ level, levelHash, build }: Solution, scenario: Scenario | null = null): string {
  // The sandbox is one, whatever its version.
  const where = scenario === null ? levelHash : `${level} ${scenario}`;
  return sha256(`${where} ${canonicalJson(makeBuild(build) as unknown as Json)}`).slice(0, LETTERS_OF_ID);
}

export function makeExhibit(solution: Solution, keptAtMs: number | null, name = '', scenario: Scenario | null = null): Exhibit {
  return { id: exhibitId(solution, scenario), name: name.trim().slice(0, LONGEST_NAME), keptAtMs, solution, scenario };
}

/** The least that a level's solutions claim in each metric, and who was the first to. */
function bestsOf(gallery: Gallery): ReadonlySet<Exhibit> {
  const least = new Map<string, Exhibit>();
  for (const exhibit of gallery) {
    for (const key of METRIC_KEYS) {
      const value = exhibit.solution.claims[key];
      const place = `${exhibit.solution.levelHash} ${key}`;
      const best: Partial<Record<MetricKey, number>> | undefined = least.get(place)?.solution.claims;
      if (value !== undefined && (best === undefined || value < best[key]!)) least.set(place, exhibit);
    }
  }
  return new Set(least.values());
}

/** Without the oldest that are too many. */
export function pruned(gallery: Gallery, most = MOST_EXHIBITS): Gallery {
  const tooMany = gallery.length - most;
  if (tooMany <= 0) return gallery;
  const bests = bestsOf(gallery);
  const gone = new Set(gallery.filter((exhibit) => !bests.has(exhibit) && exhibit.name === '').slice(0, tooMany));
  return gallery.filter((exhibit) => !gone.has(exhibit));
}

const age = ({ keptAtMs }: Exhibit): number => keptAtMs ?? 0;

/** With these too; what was there before keeps its name and its date, unless it had none. One that was brought along whole stays as large. */
export function withExhibits(gallery: Gallery, fresh: readonly Exhibit[], most = Math.max(MOST_EXHIBITS, gallery.length)): Gallery {
  const known = new Map(gallery.map((exhibit) => [exhibit.id, exhibit]));
  for (const exhibit of fresh) {
    const old = known.get(exhibit.id);
    if (old === undefined) known.set(exhibit.id, exhibit);
    else known.set(old.id, { ...old, name: old.name === '' ? exhibit.name : old.name, keptAtMs: old.keptAtMs ?? exhibit.keptAtMs });
  }
  return pruned(
    [...known.values()].sort((a, b) => age(a) - age(b)),
    most,
  );
}

export function renamed(gallery: Gallery, id: string, name: string): Gallery {
  return gallery.map((exhibit) => (exhibit.id === id ? { ...exhibit, name: name.trim().slice(0, LONGEST_NAME) } : exhibit));
}

export function without(gallery: Gallery, id: string): Gallery {
  return gallery.filter((exhibit) => exhibit.id !== id);
}

/** Where no gallery is kept yet: the bests from before there was one. */
export function galleryOf(progress: Progress): Gallery {
  const solutions = [...progress.values()].flat().map(({ solution }) => parseSolution(solution));
  return withExhibits(
    [],
    solutions.flatMap((solution) => (solution.ok ? [makeExhibit(solution.value, null)] : [])),
  );
}

export function storeExhibit({ name, keptAtMs, solution, scenario }: Exhibit): JsonRecord {
  return { name, keptAtMs, solution: makeSolution(solution), ...(scenario === null ? {} : { scenario }) };
}

export function makeGallery(gallery: Gallery): JsonRecord {
  return { format: GALLERY, exhibits: gallery.map(storeExhibit) };
}

export function parseExhibit(value: unknown): Exhibit | null {
  if (!isRecord(value)) return null;
  const { name, keptAtMs, solution, scenario = null } = value;
  const parsed = parseSolution(solution);
  const isDate = keptAtMs === null || (typeof keptAtMs === 'number' && keptAtMs >= 0 && keptAtMs <= LAST_DATE_MS);
  // Only the sandbox has any.
  const isKnown = scenario === null || (isScenario(scenario) && parsed.ok && parsed.value.level === SANDBOX);
  return parsed.ok && isDate && isKnown && typeof name === 'string' ? makeExhibit(parsed.value, keptAtMs, name, scenario) : null;
}

/** What can be read of it. */
export function parseGallery(value: unknown): Gallery | null {
  if (!isRecord(value) || value['format'] !== GALLERY || !Array.isArray(value['exhibits'])) return null;
  const exhibits = (value['exhibits'] as unknown[]).slice(0, MOST_READ).map(parseExhibit);
  return withExhibits(
    [],
    exhibits.filter((exhibit) => exhibit !== null),
    MOST_READ,
  );
}

export const GALLERY_FORMAT: Format<Gallery> = {
  key: 'gallery',
  parse: parseGallery,
  isWhole: (value, gallery) => (value as { readonly exhibits: readonly unknown[] }).exhibits.length === gallery.length,
  make: makeGallery,
};
