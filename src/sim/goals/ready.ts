import { atMost, latestMs, measured, type GoalRule } from './rule.ts';

/** Every instance had been ready once in time. */
export const readyGoal: GoalRule = (goal, outcome) => {
  const limit = goal.withinMs!;
  if (goal.workload === undefined) return atMost(outcome.metrics.readyMs, limit);
  return measured(goal, outcome, limit, (units) => latestMs(units, (unit) => unit.firstReadyUs));
};
