import type { Outcome, GoalRule } from './rule.ts';

/** How many nodes there are of each part and of each kind. */
function census({ stack }: Outcome): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const count = (name: string): void => void counts.set(name, (counts.get(name) ?? 0) + 1);
  for (const { kind, build } of stack.nodes) {
    count(kind);
    // A VM is a part and a kind of the same name.
    if (build.part !== undefined && build.part !== kind) count(build.part);
  }
  return counts;
}

/** How many nodes are this part, or of this kind. */
export function countOf(outcome: Outcome, part: string): number {
  return outcome.once('uses', '', () => census(outcome)).get(part) ?? 0;
}

/** The build has at least one of a part or kind. */
export const usesGoal: GoalRule = (goal, outcome) => {
  const actual = countOf(outcome, goal.part!);
  return { met: actual > 0, actual, limit: 1 };
};
