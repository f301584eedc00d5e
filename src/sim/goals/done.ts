import { latestMs, timed, type GoalRule } from './rule.ts';

/** Every instance of a batch has finished once in time. */
export const doneGoal: GoalRule = (goal, outcome) =>
  timed(goal, outcome, goal.withinMs!, (units) => latestMs(units, (unit) => unit.past.firstDoneUs));
