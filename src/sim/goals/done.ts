import { atMost, latestMs, unitsOf, type GoalRule } from './rule.ts';

/** Every instance of a batch has finished once in time. */
export const doneGoal: GoalRule = (goal, outcome) =>
  atMost(latestMs(unitsOf(outcome, goal.workload).map((unit) => unit.past.firstDoneUs)), goal.withinMs!);
