import { atMost, readyMsOf, type GoalRule } from './rule.ts';

/** Every instance had been ready once in time. */
export const readyGoal: GoalRule = (goal, { world, metrics }) =>
  atMost(goal.workload === undefined ? metrics.readyMs : readyMsOf(world, goal.workload), goal.withinMs!);
