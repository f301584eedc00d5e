import { measured, type GoalRule } from './rule.ts';

/** Nothing that was written is lost at the horizon; counts the MiB that are. */
export const keepsGoal: GoalRule = (goal, outcome) =>
  measured(goal, outcome, 0, (units) => units.reduce((sum, unit) => sum + unit.past.lostMiB, 0));
