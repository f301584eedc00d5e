import { atMost, toMs, unitsOf, type GoalRule } from './rule.ts';

/** Time away after having been ready once, of the worst instance; undefined when one was never ready. */
export const downtimeGoal: GoalRule = (goal, outcome) => {
  let worst: number | null = null;
  for (const unit of unitsOf(outcome, goal.workload)) {
    if (unit.firstReadyUs < 0) return atMost(null, goal.atMostMs!);
    worst = Math.max(worst ?? 0, unit.past.awayUs);
  }
  return atMost(worst === null ? null : toMs(worst), goal.atMostMs!);
};
