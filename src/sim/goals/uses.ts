import type { Outcome, GoalRule } from './rule.ts';

/** How many nodes are this part, or of this kind. */
export function countOf(outcome: Outcome, part: string): number {
  return outcome.stack.nodes.filter((node) => node.kind === part || node.build.part === part).length;
}

/** The build has at least one of a part or kind. */
export const usesGoal: GoalRule = (goal, outcome) => {
  const actual = countOf(outcome, goal.part!);
  return { met: actual > 0, actual, limit: 1 };
};
