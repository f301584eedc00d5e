import { atMost, type GoalRule } from './rule.ts';

/** Hardware and licences. */
export const costGoal: GoalRule = (goal, outcome) => atMost(outcome.metrics.cost, goal.atMost!);
