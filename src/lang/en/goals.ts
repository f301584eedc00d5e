import type { Goal, GoalKind, GoalReport, PartKind } from '../../sim/index.ts';
import { counted, credits, measured, mebibytes, milliseconds, minutes, thousandths } from '../format.ts';
import { partName } from './parts.ts';
import { KINDS, SEPARATION_NAMES, WALLS } from './words.ts';

/** How a workload is called in a sentence. */
export type WorkloadName = (id: string) => string;

interface GoalText {
  /** What is asked. */
  readonly asked: (goal: Goal, name: WorkloadName) => string;
  /** What was measured, as a value that can stand after a colon. */
  readonly actual: (actual: GoalReport['actual']) => string;
}

const shown =
  (format: (value: number) => string, otherwise: string) =>
  (actual: GoalReport['actual']): string =>
    typeof actual === 'number' ? format(actual) : actual === null ? otherwise : String(actual);

const used = (count: number): string => (count === 0 ? 'not used' : `used ${counted(count, 'time')}`);

const of = (id: string | undefined, name: WorkloadName): string => (id === undefined ? 'everything' : name(id));

function partOrKind(id: string | undefined, article: 'a' | 'no'): string {
  if (id === undefined) return `${article} part`;
  if (Object.hasOwn(KINDS, id)) return `${article} ${KINDS[id as PartKind]}`;
  return article === 'no' ? `no ${partName(id)}` : partName(id);
}

function separation(word: GoalReport['actual'] | undefined): string {
  return typeof word === 'string' ? SEPARATION_NAMES[word] : SEPARATION_NAMES.none;
}

function wall(word: Goal['atLeast']): string {
  return typeof word === 'string' ? WALLS[word] : WALLS.none;
}

export const GOALS = {
  ready: {
    asked: (goal, name) => `${of(goal.workload, name)} is ready at most ${milliseconds(goal.withinMs ?? 0)} after power-on`,
    actual: shown(measured, 'never ready'),
  },
  ram: {
    asked: (goal) =>
      `never more than ${mebibytes(goal.atMostMiB ?? 0)} of memory held${goal.machine === undefined ? '' : ` on ${partName(goal.machine)}`}`,
    actual: shown(mebibytes, 'not measured'),
  },
  disk: {
    asked: (goal) => `never more than ${mebibytes(goal.atMostMiB ?? 0)} of disk space taken`,
    actual: shown(mebibytes, 'not measured'),
  },
  cost: { asked: (goal) => `cost at most ${credits(goal.atMost ?? 0)}`, actual: shown(credits, 'not measured') },
  effort: {
    asked: (goal) => `setting it all up takes at most ${minutes(goal.atMostMin ?? 0)}`,
    actual: shown(minutes, 'not measured'),
  },
  throughput: {
    asked: (goal, name) => `at least ${thousandths(Number(goal.atLeast ?? 0))} of the requests to ${of(goal.workload, name)} are answered`,
    actual: shown(thousandths, 'no requests'),
  },
  done: {
    asked: (goal, name) => `${of(goal.workload, name)} has finished its work at most ${milliseconds(goal.withinMs ?? 0)} after power-on`,
    actual: shown(measured, 'never done'),
  },
  downtime: {
    asked: (goal, name) =>
      goal.atMostMs === 0
        ? `once ready, ${of(goal.workload, name)} is never away`
        : `once ready, ${of(goal.workload, name)} is away for at most ${milliseconds(goal.atMostMs ?? 0)} in all`,
    actual: shown((ms) => (ms === 0 ? 'never away' : `away for ${milliseconds(ms)}`), 'never ready'),
  },
  isolated: {
    asked: (goal, name) =>
      goal.a === goal.b
        ? `the instances of ${of(goal.a, name)} are separated from each other by ${wall(goal.atLeast)} or more`
        : `${of(goal.a, name)} and ${of(goal.b, name)} are separated by ${wall(goal.atLeast)} or more`,
    actual: separation,
  },
  safe: {
    asked: (goal, name) => `${of(goal.workload, name)} stays safe when others are broken into`,
    actual: shown((count) => (count === 0 ? 'safe' : `${counted(count, 'instance')} compromised`), 'not measured'),
  },
  keeps: {
    asked: (goal, name) => `${of(goal.workload, name)} loses nothing of what it has written`,
    actual: shown((mib) => (mib === 0 ? 'all kept' : `${mebibytes(mib)} lost`), 'not measured'),
  },
  uses: { asked: (goal) => `${partOrKind(goal.part, 'a')} is used`, actual: shown(used, 'not measured') },
  avoids: { asked: (goal) => `${partOrKind(goal.part, 'no')} is used`, actual: shown(used, 'not measured') },
} as const satisfies Record<GoalKind, GoalText>;

/** What a goal asks for, without capital or full stop, so that a list can hold it. */
export function goalAsked(goal: Goal, name: WorkloadName): string {
  return GOALS[goal.kind].asked(goal, name);
}

/** What was measured for a goal. */
export function goalActual(report: Pick<GoalReport, 'kind' | 'actual'>): string {
  return GOALS[report.kind].actual(report.actual);
}
