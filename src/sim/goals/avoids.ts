import { atMost, type GoalRule } from './rule.ts';
import { countOf } from './uses.ts';

/** The build has none of a part or kind. */
export const avoidsGoal: GoalRule = (goal, outcome) => atMost(countOf(outcome, goal.part!), 0);
