import {
  describeValue,
  err,
  JSON_BUDGET,
  ok,
  readJson,
  type BudgetError,
  type Build,
  type FormatError,
  type Level,
  type Result,
  type RunReport,
} from '../../sim/index.ts';
import type { PublishedLevel } from '../levels.ts';
import type { History } from '../table/history.ts';
import { deskOf, makeDesk } from './desk.ts';
import { faultsIn } from './faults.ts';
import { claimsOf } from './files.ts';
import { ForeignDesks } from './foreign.ts';
import { makeExhibit, makeGallery, parseGallery, type Exhibit, type Gallery } from './gallery.ts';
import { isRecord, type JsonRecord } from './json.ts';
import type { Key, Kind } from './kinds.ts';
import { makeProgress, parseProgress, type Progress } from './progress.ts';
import { makeSettings, parseSettings, type Settings } from './settings.ts';
import { fits, makeSnapshots, parseSnapshots, snapshotsOf, type Snapshot } from './snapshots.ts';
import { makeStars, parseStars } from './stars.ts';
import { isOf, isScenario } from './trial.ts';
import type { Scenario } from '../table/sandbox.ts';

/** All that the page keeps, as one file to take along. What comes in may be anybody's: it is parsed, and run again. */

const BUNDLE = 'stackwright/kept@1';
/** More is never saved; characters. */
export const MOST_CHARACTERS = Math.min(JSON_BUDGET.characters, 32 * 1024 * 1024);
/** A level's bests in a file, and its builds for the gallery: more is left out. */
const MOST_OF_A_LEVEL = 30;

export interface Bundle {
  readonly progress: Progress;
  /** Levels with a bet that was right. */
  readonly stars: ReadonlySet<string>;
  readonly gallery: Gallery;
  readonly settings: Settings | null;
  /** The level that was played last. */
  readonly place: string | null;
  readonly scenario: Scenario | null;
  /** By the hash of their level. */
  readonly desks: ReadonlyMap<string, History>;
  readonly snapshots: ReadonlyMap<string, readonly Snapshot[]>;
}

/** Where each kind of what is kept is in the file. */
export const MEMBERS = {
  best: 'progress',
  stars: 'stars',
  gallery: 'gallery',
  settings: 'settings',
  place: 'place',
  scenario: 'scenario',
  desk: 'desks',
  snapshots: 'snapshots',
  // What this page could not read it does not hand on: nobody could say what is in it.
  aside: null,
} as const satisfies Record<Kind, keyof Bundle | null>;

/** One of each level, by its key. */
function makeByLevel<T>(
  levels: readonly PublishedLevel[],
  all: ReadonlyMap<string, T>,
  keyOf: (hash: string) => Key,
  makeOne: (one: T, found: PublishedLevel) => JsonRecord,
): unknown[] {
  return levels.flatMap((found) => {
    const one = all.get(found.hash);
    return one === undefined ? [] : [[keyOf(found.hash), makeOne(one, found)]];
  });
}

export function makeBundle(bundle: Bundle, levels: readonly PublishedLevel[]): JsonRecord {
  const { progress, stars, gallery, settings, place, scenario, desks, snapshots } = bundle;
  return {
    format: BUNDLE,
    progress: makeProgress(progress),
    stars: makeStars(stars),
    gallery: makeGallery(gallery),
    settings: settings === null ? null : makeSettings(settings),
    place,
    scenario,
    desks: makeByLevel(levels, desks, deskOf, (history, { level, hash }) => makeDesk(level, hash, history)),
    snapshots: makeByLevel(levels, snapshots, snapshotsOf, makeSnapshots),
  };
}

function parseByLevel<T>(
  value: unknown,
  levels: readonly PublishedLevel[],
  keyOf: (hash: string) => Key,
  parse: (value: unknown, found: PublishedLevel) => T | null,
): Map<string, T> {
  const all = new Map<string, T>();
  const pairs = Array.isArray(value) ? (value as unknown[]).filter((pair) => Array.isArray(pair)) : [];
  const byKey = new Map(pairs.map((pair): [unknown, unknown] => [pair[0], pair[1]]));
  for (const found of levels) {
    const one = parse(byKey.get(keyOf(found.hash)), found);
    if (one !== null) all.set(found.hash, one);
  }
  return all;
}

/** What could be read of a file, and what of it could not. */
export interface ReadBundle {
  readonly bundle: Bundle;
  readonly faults: readonly FormatError[];
}

/** Levels that the page does not have are left out. */
export function parseBundle(text: string, levels: readonly PublishedLevel[]): Result<ReadBundle, FormatError> {
  if (text.length > MOST_CHARACTERS)
    return err({ place: '', expected: `at most ${MOST_CHARACTERS} characters`, got: `${text.length} characters` });
  const json = readJson(text);
  if (!json.ok) return json;
  if (!isRecord(json.value)) return err({ place: '', expected: 'an object', got: describeValue(json.value) });
  const { format, progress, stars, gallery, settings, place, scenario, desks, snapshots } = json.value;
  if (format !== BUNDLE) return err({ place: '/format', expected: JSON.stringify(BUNDLE), got: describeValue(format) });
  const known = new Set(levels.map(({ level }) => level.id));
  const foreign = new ForeignDesks();
  const bests = [...(parseProgress(progress) ?? [])].filter(([id]) => known.has(id));
  const bundle: Bundle = {
    progress: new Map(bests.map(([id, passed]) => [id, passed.slice(0, MOST_OF_A_LEVEL)])),
    stars: new Set([...(parseStars(stars) ?? [])].filter((id) => known.has(id))),
    gallery: parseGallery(gallery) ?? [],
    settings: parseSettings(settings),
    place: typeof place === 'string' && known.has(place) ? place : null,
    scenario: isScenario(scenario) ? scenario : null,
    desks: parseByLevel(desks, levels, deskOf, foreign.parse),
    snapshots: parseByLevel(snapshots, levels, snapshotsOf, (list, { level }) => parseSnapshots(list, level)),
  };
  return ok({ bundle, faults: faultsIn(json.value, levels, bundle, foreign.refused) });
}

type Run = (build: Build, level: Level) => Result<{ readonly report: RunReport } | null, BudgetError>;

/** The exhibit with what it is worth in truth; null when it does not pass, or its level is not here. In the sandbox nothing is to be passed. */
export function checked(exhibit: Exhibit, levels: readonly PublishedLevel[], run: Run): Exhibit | null {
  const { solution, keptAtMs, name, scenario } = exhibit;
  const found = levels.find((level) => isOf(exhibit, level));
  if (found !== undefined && scenario !== null)
    return fits(solution.build, found.level) ? makeExhibit({ ...solution, claims: {} }, keptAtMs, name, scenario) : null;
  const ran = found === undefined ? null : run(solution.build, found.level);
  if (found === undefined || ran?.ok !== true || ran.value?.report.passed !== true) return null;
  const claims = claimsOf(found.level, ran.value.report);
  return makeExhibit({ ...solution, level: found.level.id, claims }, keptAtMs, name);
}

/** A desk on which nothing was done: another one may take its place. */
export function isEmptyDesk(history: History | null): boolean {
  return history === null || (history.done.length === 0 && history.undone.length === 0);
}
