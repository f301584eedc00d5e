import { offeredUntil } from '../simulate/service.ts';
import type { GoalRule } from './rule.ts';

/** Rounding in the sum of what was served stays far below this, thousandths. */
const ROUNDING = 1e-6;

/** Which share of the requests was served until the horizon, thousandths, rounded down; all of none counts as all. */
export const throughputGoal: GoalRule = (goal, { world, level }) => {
  const limit = goal.atLeast as number;
  const service = world.services.find((candidate) => candidate.workload.id === goal.workload);
  const offered = service === undefined ? 0 : offeredUntil(service.load, level.horizonMs);
  const actual = service === undefined || offered === 0 ? 1000 : Math.min(1000, Math.floor((service.served / offered) * 1000 + ROUNDING));
  return { met: actual >= limit, actual, limit };
};
