import { GAME } from '../lang/game-en.ts';
import { VERDICTS } from '../lang/index.ts';
import {
  CATALOG,
  makeSolution,
  METRIC_KEYS,
  METRIC_OF,
  parseSolution,
  readJson,
  resolve,
  RULES,
  sha256,
  type Level,
  type MetricKey,
  type RunReport,
  type Solution,
} from '../sim/index.ts';
import type { Engine } from './engine.ts';
import { editsOf, type History } from './history.ts';
import type { PublishedLevel } from './levels.ts';

/** Solutions as files. What is opened comes from strangers: it is parsed, checked against the level, and only ever shown as text. */

export function solutionOf(level: Level, hash: string, history: History, report: RunReport): Solution {
  const claims: Partial<Record<MetricKey, number>> = {};
  for (const key of level.score) {
    const value = report.metrics[METRIC_OF[key]];
    if (value !== null) claims[METRIC_OF[key]] = value;
  }
  return { level: level.id, levelHash: hash, rules: RULES, build: history.build, edits: editsOf(history), claims };
}

export function solutionText(solution: Solution): string {
  return `${JSON.stringify(makeSolution(solution), null, 1)}\n`;
}

const LETTERS_OF_HASH = 6;

/** A name that every file system takes, whatever the level's id is, with the score, and other ones for other builds of one score. */
export function solutionName(solution: Solution): string {
  const stem = solution.level.replace(/[^a-zA-Z0-9-]+/g, '-').slice(0, 80);
  const score = METRIC_KEYS.map((key) => solution.claims[key]).filter((value) => value !== undefined);
  const mark = sha256(JSON.stringify(makeSolution(solution))).slice(0, LETTERS_OF_HASH);
  return `${[stem === '' ? 'level' : stem, ...score, mark].join('-')}.solution.json`;
}

/** Has the browser save it. */
export function download(solution: Solution): void {
  const url = URL.createObjectURL(new Blob([solutionText(solution)], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = solutionName(solution);
  link.click();
  // A busy browser fetches the address only later.
  window.setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** More parts than that can be run, but not drawn so that anything is seen. */
const MOST_DRAWN = 500;

export type Opened =
  | { readonly ok: true; readonly found: PublishedLevel; readonly solution: Solution; readonly objection: string | null }
  | { readonly ok: false; readonly why: string };

/** Reads a solution file; the level is found by its hash. */
export function openSolution(text: string, levels: readonly PublishedLevel[], engine: Engine): Opened {
  const json = readJson(text);
  if (!json.ok) return { ok: false, why: GAME.importNotOne };
  const solution = parseSolution(json.value);
  if (!solution.ok) return { ok: false, why: GAME.importNotOne };
  const found = levels.find((candidate) => candidate.hash === solution.value.levelHash);
  if (found === undefined) return { ok: false, why: GAME.importOtherLevel };
  if (solution.value.build.nodes.length > MOST_DRAWN) return { ok: false, why: GAME.importTooBig(MOST_DRAWN) };
  if (resolve(solution.value.build, found.level, CATALOG).flawed.length > 0) return { ok: false, why: GAME.importUnplaced };
  const verdict = engine.verify(solution.value, found.level);
  const objection = !verdict.ok ? GAME.overBudget(verdict.error.budget) : verdict.value.ok ? null : VERDICTS[verdict.value.reason];
  return { ok: true, found, solution: solution.value, objection };
}
