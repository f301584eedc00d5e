import type { Goal, GoalKind, Level } from '../../sim/index.ts';
import { capitalised, credits, mebibytes, milliseconds, minutes, thousandths, whole } from '../format.ts';

/** Numbers in prose come from the level: a brief names them by where they stand, and here they are put in. */

export const NUMBER_WORDS = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
] as const;

/** The limit of a goal as people say it; null where a goal has none that is a number. */
const LIMITS = {
  ready: ({ withinMs }) => milliseconds(withinMs!),
  done: ({ withinMs }) => milliseconds(withinMs!),
  downtime: ({ atMostMs }) => milliseconds(atMostMs!),
  ram: ({ atMostMiB }) => mebibytes(atMostMiB!),
  disk: ({ atMostMiB }) => mebibytes(atMostMiB!),
  cost: ({ atMost }) => credits(atMost!),
  effort: ({ atMostMin }) => minutes(atMostMin!),
  throughput: ({ atLeast }) => thousandths(atLeast as number),
  isolated: () => null,
  safe: () => null,
  keeps: () => null,
  uses: () => null,
  avoids: () => null,
} as const satisfies Record<GoalKind, (goal: Goal) => string | null>;

function valueOf(kind: string, name: string, level: Level): string | null {
  switch (kind) {
    case 'count': {
      const count = level.workloads.find(({ id }) => id === name)?.count;
      return count === undefined ? null : (NUMBER_WORDS[count] ?? whole(count));
    }
    case 'goal': {
      const goal = level.goals[Number(name)];
      return goal === undefined ? null : LIMITS[goal.kind](goal);
    }
    case 'at': {
      const event = level.events[Number(name)];
      return event === undefined ? null : milliseconds(event.atMs);
    }
    default:
      return null;
  }
}

/**
 * The story of a level with its numbers put in: `{count:web}` says how many instances of a workload there are, `{goal:0}` the
 * limit of a goal, `{at:0}` when an event comes, both counted from 0. What names nothing stays as it is.
 */
export function briefOf(level: Level): string {
  const { brief } = level;
  return brief.replace(/\{([a-z]+):([^{}]+)\}/g, (all, kind: string, name: string, at: number) => {
    const value = valueOf(kind, name, level);
    if (value === null) return all;
    const isFirst = at === 0 || /[.!?] $/.test(brief.slice(0, at));
    return isFirst ? capitalised(value) : value;
  });
}
