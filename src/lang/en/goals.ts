import type { Goal, GoalKind, GoalReport, PartKind } from '../../sim/index.ts';
import { counted, credits, mebibytes, milliseconds, minutes, thousandths } from '../format.ts';
import { partName } from './parts.ts';
import { KINDS, SEPARATION_NAMES } from './words.ts';

/** How a workload is called in a sentence. */
export type WorkloadName = (id: string) => string;

interface GoalText {
  /** What is asked. */
  readonly asked: (goal: Goal, name: WorkloadName) => string;
  /** What was measured, as a value that can stand after a colon. */
  readonly actual: (actual: GoalReport['actual']) => string;
}

const measured =
  (format: (value: number) => string, otherwise: string) =>
  (actual: GoalReport['actual']): string =>
    typeof actual === 'number' ? format(actual) : actual === null ? otherwise : String(actual);

const used = (count: number): string => (count === 0 ? 'not used' : `used ${counted(count, 'time')}`);

const of = (id: string | undefined, name: WorkloadName): string => (id === undefined ? 'everything' : name(id));

function partOrKind(id: string | undefined): string {
  if (id === undefined) return 'a part';
  return Object.hasOwn(KINDS, id) ? `a ${KINDS[id as PartKind]}` : partName(id);
}

function separation(word: GoalReport['actual'] | undefined): string {
  return typeof word === 'string' ? SEPARATION_NAMES[word] : SEPARATION_NAMES.none;
}

export const GOALS = {
  ready: {
    asked: (goal, name) => `${of(goal.workload, name)} ready within ${milliseconds(goal.withinMs ?? 0)}`,
    actual: measured(milliseconds, 'never ready'),
  },
  ram: {
    asked: (goal) =>
      `at most ${mebibytes(goal.atMostMiB ?? 0)} of memory held${goal.machine === undefined ? '' : ` on ${partName(goal.machine)}`}`,
    actual: measured(mebibytes, 'not measured'),
  },
  disk: { asked: (goal) => `at most ${mebibytes(goal.atMostMiB ?? 0)} of disk taken`, actual: measured(mebibytes, 'not measured') },
  cost: { asked: (goal) => `cost at most ${credits(goal.atMost ?? 0)}`, actual: measured(credits, 'not measured') },
  effort: { asked: (goal) => `set up in at most ${minutes(goal.atMostMin ?? 0)}`, actual: measured(minutes, 'not measured') },
  throughput: {
    asked: (goal, name) => `at least ${thousandths(Number(goal.atLeast ?? 0))} of the requests to ${of(goal.workload, name)} served`,
    actual: measured(thousandths, 'no requests'),
  },
  done: {
    asked: (goal, name) => `${of(goal.workload, name)} done within ${milliseconds(goal.withinMs ?? 0)}`,
    actual: measured(milliseconds, 'never done'),
  },
  downtime: {
    asked: (goal, name) => `${of(goal.workload, name)} away for at most ${milliseconds(goal.atMostMs ?? 0)} in all`,
    actual: measured(milliseconds, 'never ready'),
  },
  isolated: {
    asked: (goal, name) =>
      goal.a === goal.b
        ? `instances of ${of(goal.a, name)} kept apart by ${separation(goal.atLeast)} or more`
        : `${of(goal.a, name)} and ${of(goal.b, name)} kept apart by ${separation(goal.atLeast)} or more`,
    actual: separation,
  },
  safe: {
    asked: (goal, name) => `${of(goal.workload, name)} safe from what is exploited elsewhere`,
    actual: measured((count) => (count === 0 ? 'safe' : `${counted(count, 'instance')} compromised`), 'not measured'),
  },
  keeps: {
    asked: (goal, name) => `${of(goal.workload, name)} keeps what it wrote`,
    actual: measured((mib) => (mib === 0 ? 'all kept' : `${mebibytes(mib)} lost`), 'not measured'),
  },
  uses: { asked: (goal) => `${partOrKind(goal.part)} is used`, actual: measured(used, 'not measured') },
  avoids: {
    asked: (goal) => `${partOrKind(goal.part)} is not used`,
    actual: measured(used, 'not measured'),
  },
} as const satisfies Record<GoalKind, GoalText>;

/** What a goal asks for, without capital or full stop, so that a list can hold it. */
export function goalAsked(goal: Goal, name: WorkloadName): string {
  return GOALS[goal.kind].asked(goal, name);
}

/** What was measured for a goal. */
export function goalActual(report: Pick<GoalReport, 'kind' | 'actual'>): string {
  return GOALS[report.kind].actual(report.actual);
}
