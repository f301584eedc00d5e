import { latestMs, measured, type GoalRule } from './rule.ts';

/** Every instance of a batch has finished once in time. */
export const doneGoal: GoalRule = (goal, outcome) =>
  measured(goal, outcome, goal.withinMs!, (units) => latestMs(units, (unit) => unit.past.firstDoneUs));
