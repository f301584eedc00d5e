import { CATALOG, type Catalog } from '../catalog/index.ts';
import { checkLevel } from '../check/level.ts';
import { LEVEL_FORMAT, parseLevel } from '../formats/level.ts';
import { certify } from '../solve/certificate.ts';
import { Search, type Solved } from '../solve/search.ts';
import { METRIC_OF, SCORE_KEYS, type Goal, type Level, type Metrics, type ScoreKey } from '../types.ts';
import { runBuild } from '../run.ts';
import { Chance } from './chance.ts';
import { hardnessOf, passing, type Hardness } from './hardness.ts';
import type { Draft } from './draft.ts';
import { THEME_IDS, THEMES, type ThemeId } from './themes.ts';
import type { WorkId } from './works.ts';

/** Levels out of a seed: drawn, solved, limited, and drawn again until one is as hard as it was ordered. */

export const GRADES = [1, 2, 3, 4, 5] as const;
export type Grade = (typeof GRADES)[number];

/** Which scores of hardness each difficulty has: least, and most. */
export const BANDS: Readonly<Record<Grade, readonly [number, number]>> = {
  1: [0, 22],
  2: [23, 30],
  3: [31, 40],
  4: [41, 52],
  5: [53, 999],
};

/** A level that was made, solved and certified. */
export interface Generated {
  readonly level: Level;
  readonly theme: ThemeId;
  /** The programs of its story. */
  readonly cast: readonly WorkId[];
  readonly hardness: Hardness;
  readonly solved: Solved;
  /** How many were drawn until this one was right. */
  readonly draws: number;
}

/** What takes longer to prove is not drawn for a player who waits. */
const MOST_NODES = 20_000;
const STRIDE = 2000;
const MOST_DRAWS = 400;
const MOST_POINTS = 8;

/** How much more than a best build a limit lets through, thousandths, at most. */
const SLACK: Readonly<Record<Grade, number>> = { 1: 1500, 2: 500, 3: 200, 4: 80, 5: 30 };

function levelOf(id: string, draft: Draft, goals: readonly unknown[]): Level | null {
  const { given, tray, workloads, events, score, order, horizonMs } = draft;
  const file = {
    format: LEVEL_FORMAT,
    id,
    given,
    tray,
    workloads,
    scenario: { horizonMs, events },
    goals,
    score,
    ...(order !== undefined && { order }),
  };
  const level = parseLevel(file);
  if (!level.ok || checkLevel(level.value) !== null) return null;
  return level.value;
}

/** Solves in steps; yields between them. Null when it takes too long. */
function* solving(level: Level, catalog: Catalog): Generator<null, Solved | null> {
  const search = new Search(level, { catalog });
  while (!search.step(STRIDE)) {
    if (search.nodes > MOST_NODES) return null;
    yield null;
  }
  return search.result();
}

/** Rounded up to what people would say. */
function rounded(value: number, step: number): number {
  return Math.ceil(value / step) * step;
}

const LIMIT_GOALS: Readonly<Record<ScoreKey, (value: number) => Goal>> = {
  cost: (value) => ({ kind: 'cost', atMost: rounded(value, 5) }),
  ram: (value) => ({ kind: 'ram', atMostMiB: rounded(value, 16) }),
  ready: (value) => ({ kind: 'ready', withinMs: rounded(value, 500) }),
  disk: (value) => ({ kind: 'disk', atMostMiB: rounded(value, 64) }),
  effort: (value) => ({ kind: 'effort', atMostMin: rounded(value, 1) }),
};

/** Limits around one of the best builds: on one metric, or on two. */
function limitsFor(chance: Chance, difficulty: Grade, best: Metrics): Goal[] {
  const keys = chance.shuffled(SCORE_KEYS).slice(0, difficulty > 2 ? 2 : 1);
  return keys.flatMap((key) => {
    const value = best[METRIC_OF[key]];
    if (value === null || value === 0) return [];
    const slack = chance.whole(Math.floor(SLACK[difficulty] / 3), SLACK[difficulty]);
    return [LIMIT_GOALS[key](Math.ceil((value * (1000 + slack)) / 1000))];
  });
}

/** When each workload was ready in a run, for limits that a theme leaves open. */
function readyOf(level: Level, solved: Solved, catalog: Catalog, workload: string): number {
  const ran = runBuild(solved.front[0]!.builds[0]!, level, { catalog });
  const nodes = ran.ok ? ran.value.report.nodes : [];
  return nodes.reduce((latest, node) => (node.workload === workload ? Math.max(latest, node.readyMs ?? 0) : latest), 0);
}

/** A draft as a level with limits of the wanted tightness; null when it is of no use. */
function* drawn(id: string, seed: number, difficulty: Grade, catalog: Catalog): Generator<null, Omit<Generated, 'draws'> | null> {
  const chance = new Chance(seed);
  const theme = chance.pick(THEME_IDS);
  const draft = THEMES[theme](chance, difficulty);
  const isOpen = ({ kind, withinMs }: { kind?: unknown; withinMs?: unknown }): boolean => kind === 'ready' && withinMs === 0;
  const fixed = draft.goals.filter((goal) => !isOpen(goal));
  const asked = draft.goals.filter(isOpen);
  const open = levelOf(id, draft, fixed);
  if (open === null) return null;
  const all = yield* solving(open, catalog);
  if (all === null || all.front.length === 0) return null;
  const point = chance.pick(all.front);
  const ran = runBuild(point.builds[0]!, open, { catalog });
  if (!ran.ok) return null;
  const early = asked.map(({ workload }) => ({
    kind: 'ready',
    workload,
    withinMs: rounded((readyOf(open, all, catalog, String(workload)) * (5000 + SLACK[difficulty])) / 5000, 500),
  }));
  const level = levelOf(id, draft, [...fixed, ...early, ...limitsFor(chance, difficulty, ran.value.metrics)]);
  if (level === null) return null;
  const solved = yield* solving(level, catalog);
  if (solved === null || solved.front.length === 0 || solved.front.length > MOST_POINTS) return null;
  yield null;
  const { count, isVaried } = passing(level, catalog);
  // What is the same in all builds that pass tells none of them from another.
  if (!isVaried) return null;
  const hardness = hardnessOf(level, solved, passing(open, catalog).count, count);
  const [least, most] = BANDS[difficulty];
  if (hardness.score < least || hardness.score > most) return null;
  return { level, theme, cast: draft.cast, hardness, solved };
}

/**
 * Makes the level of a seed and a difficulty: the same for everybody, for ever (under the same rules). Yields now and then, so
 * that it can be shown how far it is. Throws when nothing is found, which no seed is known to bring about.
 */
export function* generating(seed: number, difficulty: Grade, catalog: Catalog = CATALOG): Generator<number, Generated> {
  const id = `seed-${seed}-${difficulty}`;
  for (let draws = 1; draws <= MOST_DRAWS; draws += 1) {
    const attempt = drawn(id, (Math.imul(seed, 0x2c1b3c6d) ^ Math.imul(difficulty, 0x297a2d39) ^ draws) | 0, difficulty, catalog);
    let step = attempt.next();
    for (; step.done !== true; step = attempt.next()) yield draws;
    if (step.value === null) continue;
    const { level, solved } = step.value;
    return { ...step.value, level: { ...level, certificate: certify(level, solved, catalog) }, draws };
  }
  throw new Error(`no level found for seed ${seed}, difficulty ${difficulty}`);
}

/** The same at once. */
export function generate(seed: number, difficulty: Grade, catalog: Catalog = CATALOG): Generated {
  const making = generating(seed, difficulty, catalog);
  let step = making.next();
  while (step.done !== true) step = making.next();
  return step.value;
}
