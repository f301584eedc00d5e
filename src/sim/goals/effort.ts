import { atMost, type GoalRule } from './rule.ts';

/** Minutes of setting up. */
export const effortGoal: GoalRule = (goal, outcome) => atMost(outcome.metrics.effortMin, goal.atMostMin!);
