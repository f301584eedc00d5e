import { unitsOf, type GoalRule } from './rule.ts';

/** No instance was ever taken over; counts those that were. */
export const safeGoal: GoalRule = (goal, outcome) =>
  atMostNone(unitsOf(outcome, goal.workload).filter((unit) => unit.past.isCompromised).length);

function atMostNone(count: number): ReturnType<GoalRule> {
  return { met: count === 0, actual: count, limit: 0 };
}
