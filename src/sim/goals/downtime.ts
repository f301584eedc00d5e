import type { Unit } from '../simulate/unit.ts';
import { timed, toMs, type GoalRule } from './rule.ts';

function worstMs(units: readonly Unit[]): number | null {
  let worst: number | null = null;
  for (const unit of units) {
    if (unit.firstReadyUs < 0) return null;
    worst = Math.max(worst ?? 0, unit.past.awayUs);
  }
  return worst === null ? null : toMs(worst);
}

/** Time away after having been ready once, of the worst instance; undefined when one was never ready. */
export const downtimeGoal: GoalRule = (goal, outcome) => timed(goal, outcome, goal.atMostMs!, worstMs);
