import {
  JSON_BUDGET,
  METRIC_OF,
  readJson,
  type BudgetError,
  type Build,
  type Level,
  type MetricKey,
  type Result,
  type RunReport,
} from '../../sim/index.ts';
import type { PublishedLevel } from '../levels.ts';
import type { History } from '../table/history.ts';
import { deskOf, makeDesk, parseDesk } from './desk.ts';
import { makeExhibit, makeGallery, parseGallery, type Exhibit, type Gallery } from './gallery.ts';
import { isRecord, type JsonRecord } from './json.ts';
import { makeProgress, parseProgress, type Progress } from './progress.ts';
import { makeSettings, parseSettings, type Settings } from './settings.ts';

/** All that the page keeps, as one file to take along. What comes in may be anybody's: it is parsed, and run again. */

const BUNDLE = 'stackwright/kept@1';
/** More is never saved; characters. */
export const MOST_CHARACTERS = Math.min(JSON_BUDGET.characters, 32 * 1024 * 1024);
/** A level's bests in a file, and its builds for the gallery: more is left out. */
const MOST_OF_A_LEVEL = 30;

export interface Bundle {
  readonly progress: Progress;
  readonly gallery: Gallery;
  readonly settings: Settings | null;
  /** By the hash of their level. */
  readonly desks: ReadonlyMap<string, History>;
}

export function makeBundle({ progress, gallery, settings, desks }: Bundle, levels: readonly PublishedLevel[]): JsonRecord {
  return {
    format: BUNDLE,
    progress: makeProgress(progress),
    gallery: makeGallery(gallery),
    settings: settings === null ? null : makeSettings(settings),
    desks: levels.flatMap(({ level, hash }) => {
      const history = desks.get(hash);
      return history === undefined ? [] : [[deskOf(hash), makeDesk(level, hash, history)]];
    }),
  };
}

function parseDesks(value: unknown, levels: readonly PublishedLevel[]): Map<string, History> {
  const desks = new Map<string, History>();
  const pairs = Array.isArray(value) ? (value as unknown[]).filter((pair) => Array.isArray(pair)) : [];
  const byKey = new Map(pairs.map((pair): [unknown, unknown] => [pair[0], pair[1]]));
  for (const { level, hash } of levels) {
    const history = parseDesk(byKey.get(deskOf(hash)), level, hash);
    if (history !== null) desks.set(hash, history);
  }
  return desks;
}

/** What can be read of a file; null when it is none of this kind. Levels that the page does not have are left out. */
export function parseBundle(text: string, levels: readonly PublishedLevel[]): Bundle | null {
  if (text.length > MOST_CHARACTERS) return null;
  const json = readJson(text);
  if (!json.ok || !isRecord(json.value) || json.value['format'] !== BUNDLE) return null;
  const { progress, gallery, settings, desks } = json.value;
  const known = new Set(levels.map(({ level }) => level.id));
  const bests = [...(parseProgress(progress) ?? [])].filter(([id]) => known.has(id));
  return {
    progress: new Map(bests.map(([id, passed]) => [id, passed.slice(0, MOST_OF_A_LEVEL)])),
    gallery: parseGallery(gallery) ?? [],
    settings: parseSettings(settings),
    desks: parseDesks(desks, levels),
  };
}

type Run = (build: Build, level: Level) => Result<{ readonly report: RunReport } | null, BudgetError>;

/** The exhibit with what it is worth in truth; null when it does not pass, or its level is not here. */
export function checked({ solution, keptAtMs, name }: Exhibit, levels: readonly PublishedLevel[], run: Run): Exhibit | null {
  const found = levels.find(({ hash }) => hash === solution.levelHash);
  const ran = found === undefined ? null : run(solution.build, found.level);
  if (found === undefined || ran?.ok !== true || ran.value?.report.passed !== true) return null;
  const claims: Partial<Record<MetricKey, number>> = {};
  for (const key of found.level.score.map((score) => METRIC_OF[score])) {
    const value = ran.value.report.metrics[key];
    if (value !== null) claims[key] = value;
  }
  return makeExhibit({ ...solution, level: found.level.id, claims }, keptAtMs, name);
}

/** A desk on which nothing was done: another one may take its place. */
export function isEmptyDesk(history: History | null): boolean {
  return history === null || (history.done.length === 0 && history.undone.length === 0);
}
