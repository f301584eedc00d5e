import { atMost, latestMs, unitsOf, type GoalRule } from './rule.ts';

/** Every instance had been ready once in time. */
export const readyGoal: GoalRule = (goal, outcome) =>
  atMost(latestMs(unitsOf(outcome, goal.workload).map((unit) => unit.firstReadyUs)), goal.withinMs!);
