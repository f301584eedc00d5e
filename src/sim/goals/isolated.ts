import { engineOf, type StackNode } from '../stack.ts';
import { SEPARATIONS, type Separation } from '../types.ts';
import { instancesOf, type GoalRule } from './rule.ts';

function machineUnder(node: StackNode): StackNode {
  let machine = node;
  while (machine.parent !== null) machine = machine.parent;
  return machine;
}

/** Whether a container runs in a VM of its own. */
function hasOwnVm(node: StackNode): boolean {
  return node.engine !== null && engineOf(node.engine).sandbox === 'microvm';
}

/** What stands between two instances. A runtime is no boundary: what it executes is one process. */
export function separationOf(a: StackNode, b: StackNode): Separation {
  if (machineUnder(a) !== machineUnder(b)) return 'machine';
  if (a.hardware !== b.hardware) return 'vm';
  if (a.container !== b.container) return hasOwnVm(a) || hasOwnVm(b) ? 'vm' : 'container';
  return a.process === b.process ? 'none' : 'process';
}

/** Every pair of instances is at least so far apart; without a pair there is nothing to keep apart. */
export const isolatedGoal: GoalRule = (goal, outcome) => {
  const limit = goal.atLeast as Separation;
  let weakest: number = SEPARATIONS.length;
  for (const a of instancesOf(outcome, goal.a)) {
    for (const b of instancesOf(outcome, goal.b)) {
      if (a !== b) weakest = Math.min(weakest, SEPARATIONS.indexOf(separationOf(a, b)));
    }
  }
  const actual = SEPARATIONS[weakest] ?? null;
  return { met: weakest >= SEPARATIONS.indexOf(limit), actual, limit };
};
