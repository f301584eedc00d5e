import { atMost, unitsOf, type GoalRule } from './rule.ts';

/** Nothing that was written is lost at the horizon; counts the MiB that are. */
export const keepsGoal: GoalRule = (goal, outcome) =>
  atMost(
    unitsOf(outcome, goal.workload).reduce((sum, unit) => sum + unit.past.lostMiB, 0),
    0,
  );
