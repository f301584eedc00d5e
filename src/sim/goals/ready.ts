import { atMost, latestMs, timed, type GoalRule } from './rule.ts';

/** Every instance had been ready once in time. */
export const readyGoal: GoalRule = (goal, outcome) => {
  const limit = goal.withinMs!;
  if (goal.workload === undefined) return atMost(outcome.metrics.readyMs, limit);
  return timed(goal, outcome, limit, (units) => latestMs(units, (unit) => unit.firstReadyUs));
};
