import { checkBuild, GOAL_KINDS, parseLevel, runBuild, type Build, type Level, type RunReport } from '../../src/sim/index.ts';
import { candidateOf, sizeOf, spaceWithin, type Space } from './brute-space.ts';
import { Chance } from './chance.ts';
import { enriched } from './small-extras.ts';
import * as machines from './small-machines.ts';
import * as processes from './small-processes.ts';
import { eventsOf, goalsAsked, goalFrom } from './small-tasks.ts';
import type { Scene, SceneMaker } from './small-works.ts';
import { must } from './stack.ts';

/** Small levels for whoever tries all that they allow. Whatever a seed makes, it makes for ever. */

/** Every situation; seeds take them in turn. */
export const SCENES: readonly SceneMaker[] = [...Object.values(machines), ...Object.values(processes)];

/** What is tried for one level in well under a second: builds to check, and legal ones to run. */
const MOST_TO_CHECK = 4000;
const MOST_TO_RUN = 1000;
const DRAWS = 200;
/** What was too large is tried again with fewer. */
const MOST_EXTRAS = 3;

/** So many are asked, in one thing, for less than what their reference needs: some of these nobody can solve. */
const TIGHT_PERCENT = 30;

type Json = Readonly<Record<string, unknown>>;

function read(json: Json): Level {
  return must(parseLevel(json));
}

function frameOf(seed: number, { given, tray, workloads, order }: Scene): Json {
  return { format: 'stackwright/level@1', id: `small-${seed}`, given, tray, workloads, ...(order !== undefined && { order }) };
}

/** Some of the builds of a space, each as likely as any other; all of a small one. */
function drawnFrom(space: Space, level: Level, chance: Chance): Build[] {
  const all = Array.from({ length: Math.min(space.size, DRAWS) }, (_, index) => index);
  const numbers = space.size <= DRAWS ? chance.shuffled(all) : all.map(() => chance.whole(0, space.size - 1));
  return numbers.map((drawn) => {
    let number = drawn;
    for (const board of space.boards) {
      const size = sizeOf(board);
      if (number < size) return candidateOf(level, board, number);
      number -= size;
    }
    throw new Error('a space is smaller than it says');
  });
}

/** Legal builds of a level, drawn by chance; none when there is nothing to find or too much to look through. */
function legalDraws(level: Level, chance: Chance): Build[] {
  const space = spaceWithin(MOST_TO_CHECK, level);
  if (space === null) return [];
  const drawn = drawnFrom(space, level, chance);
  const legal = drawn.filter((build) => checkBuild(build, level).length === 0);
  return (legal.length / drawn.length) * space.size > MOST_TO_RUN ? [] : legal;
}

function reportOf(build: Build, level: Level): RunReport {
  return must(runBuild(build, level)).report;
}

/** Longer than anything takes to come up. */
const AMPLE_MS = 900_000;

/** A level that one of its builds, drawn by chance, solves: so what it asks for is what that build comes to, or a little less. */
function levelAround(seed: number, attempt: number): Level | null {
  const chance = new Chance(seed * 100 + attempt);
  const frame = frameOf(seed, enriched(chance, SCENES[seed % SCENES.length]!(chance), MOST_EXTRAS - attempt));
  const open = read({ ...frame, scenario: { horizonMs: AMPLE_MS } });
  for (const build of legalDraws(open, chance).slice(0, 6)) {
    const { readyMs } = reportOf(build, open).metrics;
    if (readyMs === null) continue;
    const scenario = { horizonMs: readyMs + chance.pick([30_000, 60_000, 120_000]), events: eventsOf(chance, open, readyMs) };
    const asked = read({ ...frame, scenario, goals: goalsAsked(chance, open, build) });
    const report = reportOf(build, asked);
    if (report.metrics.readyMs === null) continue;
    const tight = chance.percent(TIGHT_PERCENT) ? chance.pick(GOAL_KINDS) : null;
    const goals = asked.goals.flatMap((goal, index) => goalFrom(chance, goal, report.goals[index]!, goal.kind === tight) ?? []);
    const score = chance.shuffled(['cost', 'ram', 'ready', 'disk', 'effort']).slice(0, chance.pick([1, 2, 2, 3, 3, 4, 4, 5, 5]));
    return read({ ...frame, scenario, goals, score });
  }
  return null;
}

/** The level of a seed: the first of its attempts that is small enough. */
export function smallLevel(seed: number): Level {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const level = levelAround(seed, attempt);
    if (level !== null) return level;
  }
  throw new Error(`no small level for seed ${seed}`);
}
