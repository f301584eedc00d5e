import { measured, type GoalRule } from './rule.ts';

/** No instance was ever taken over; counts those that were. */
export const safeGoal: GoalRule = (goal, outcome) =>
  measured(goal, outcome, 0, (units) => units.filter((unit) => unit.past.isCompromised).length);
