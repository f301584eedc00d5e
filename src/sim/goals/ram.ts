import { atMost, type GoalRule } from './rule.ts';

/** The most memory held at any instant, on all machines or on those named (by given node or by part). */
export const ramGoal: GoalRule = (goal, outcome) => {
  if (goal.machine === undefined) return atMost(outcome.metrics.ramMiB, goal.atMostMiB!);
  const machines = outcome.stack.nodes.filter(
    (node) => node.kind === 'machine' && (node.givenId === goal.machine || node.build.part === goal.machine),
  );
  if (machines.length === 0) return atMost(null, goal.atMostMiB!);
  let peakKiB = 0;
  for (const node of machines) peakKiB = Math.max(peakKiB, outcome.world.unitOf(node).insidePeakKiB);
  return atMost(Math.ceil(peakKiB / 1024), goal.atMostMiB!);
};
