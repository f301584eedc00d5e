import type { Goal, GoalKind } from '../types.ts';
import { avoidsGoal } from './avoids.ts';
import { costGoal } from './cost.ts';
import { diskGoal } from './disk.ts';
import { doneGoal } from './done.ts';
import { downtimeGoal } from './downtime.ts';
import { effortGoal } from './effort.ts';
import { isolatedGoal } from './isolated.ts';
import { keepsGoal } from './keeps.ts';
import { ramGoal } from './ram.ts';
import { readyGoal } from './ready.ts';
import type { GoalRule, Judgement, Outcome } from './rule.ts';
import { safeGoal } from './safe.ts';
import { throughputGoal } from './throughput.ts';
import { usesGoal } from './uses.ts';

const RULES = {
  ready: readyGoal,
  ram: ramGoal,
  disk: diskGoal,
  cost: costGoal,
  effort: effortGoal,
  throughput: throughputGoal,
  done: doneGoal,
  downtime: downtimeGoal,
  isolated: isolatedGoal,
  safe: safeGoal,
  keeps: keepsGoal,
  uses: usesGoal,
  avoids: avoidsGoal,
} as const satisfies Record<GoalKind, GoalRule>;

/** A goal of the level with how it came out. */
export type GoalReport = Goal & Judgement;

export function judge(goal: Goal, outcome: Outcome): GoalReport {
  return Object.assign({}, goal, RULES[goal.kind](goal, outcome));
}

/** A goal of a build that could not be run. */
export function unjudged(goal: Goal): GoalReport {
  const limit =
    goal.withinMs ?? goal.atMostMiB ?? goal.atMost ?? goal.atMostMin ?? goal.atLeast ?? goal.atMostMs ?? (goal.kind === 'uses' ? 1 : 0);
  return { ...goal, met: false, actual: null, limit };
}
