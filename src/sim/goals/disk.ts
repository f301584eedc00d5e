import { atMost, type GoalRule } from './rule.ts';

/** Disk space taken on all machines. */
export const diskGoal: GoalRule = (goal, outcome) => atMost(outcome.metrics.diskMiB, goal.atMostMiB!);
