import { atMost, type GoalRule, type Outcome } from './rule.ts';
import type { StackNode } from '../stack.ts';

function machinesOf(outcome: Outcome, name: string): readonly StackNode[] {
  const { parts } = outcome.stack;
  const all = outcome.once('ram', '', () => parts.filter(({ kind }) => kind === 'machine'));
  return all.filter((node) => node.givenId === name || node.build.part === name);
}

function peakMiB(outcome: Outcome, name: string): number | null {
  const machines = machinesOf(outcome, name);
  if (machines.length === 0) return null;
  let peakKiB = 0;
  for (const node of machines) peakKiB = Math.max(peakKiB, outcome.world.unitOf(node).insidePeakKiB);
  return Math.ceil(peakKiB / 1024);
}

/** The most memory held at any instant, on all machines or on those named (by given node or by part). */
export const ramGoal: GoalRule = (goal, outcome) => {
  const { machine } = goal;
  const actual = machine === undefined ? outcome.metrics.ramMiB : outcome.once('ram', `of ${machine}`, () => peakMiB(outcome, machine));
  return atMost(actual, goal.atMostMiB!);
};
