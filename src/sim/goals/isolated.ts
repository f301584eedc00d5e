import { engineOf, type StackNode } from '../stack.ts';
import { SEPARATIONS, type Goal, type Separation } from '../types.ts';
import type { World } from '../simulate/world.ts';
import type { GoalRule, Outcome } from './rule.ts';

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

/** How many instances of either side share something, and how many of them are on both sides. */
interface Sharers {
  a: number;
  b: number;
  both: number;
}

/** How many pairs, one of each side, share what `keyOf` says; an instance makes no pair with itself. */
function pairsSharing(instances: readonly StackNode[], goal: Goal, keyOf: (node: StackNode) => StackNode | null): number {
  const groups = new Map<StackNode | null, Sharers>();
  for (const node of instances) {
    const key = keyOf(node);
    let group = groups.get(key);
    if (group === undefined) groups.set(key, (group = { a: 0, b: 0, both: 0 }));
    const { id } = node.workload!;
    if (id === goal.a) group.a += 1;
    if (id === goal.b) group.b += 1;
    if (id === goal.a && id === goal.b) group.both += 1;
  }
  let pairs = 0;
  for (const { a, b, both } of groups.values()) pairs += a * b - both;
  return pairs;
}

/**
 * How many pairs each separation keeps apart, weakest first; what `separationOf` says of them one by one. Counted by
 * what they share, because there may be more pairs than can be looked at. Pairs in one process are in one container
 * or in none, those on one hardware, those on one machine.
 */
function countPairs(instances: readonly StackNode[], goal: Goal): readonly number[] {
  const containerOf = (node: StackNode): StackNode | null => node.container ?? node.hardware;
  const inProcesses = pairsSharing(instances, goal, (node) => node.process);
  const inContainers = pairsSharing(instances, goal, containerOf);
  // Of two containers on one hardware, one with a VM of its own is kept apart by that.
  const open = instances.filter((node) => !hasOwnVm(node));
  const byContainer = pairsSharing(open, goal, (node) => node.hardware) - pairsSharing(open, goal, containerOf);
  const onMachines = pairsSharing(instances, goal, machineUnder);
  const all = pairsSharing(instances, goal, () => null);
  return [inProcesses, inContainers - inProcesses, byContainer, onMachines - inContainers - byContainer, all - onMachines];
}

/** Counts of a run by the two workloads: several goals may ask for the same. */
const counted = new WeakMap<World, Map<string, readonly number[]>>();

function countsOf({ stack, world }: Outcome, goal: Goal): readonly number[] {
  let own = counted.get(world);
  if (own === undefined) counted.set(world, (own = new Map()));
  const key = JSON.stringify([goal.a, goal.b]);
  let counts = own.get(key);
  if (counts === undefined) {
    const instances = stack.nodes.filter(({ workload }) => workload !== null && (workload.id === goal.a || workload.id === goal.b));
    own.set(key, (counts = countPairs(instances, goal)));
  }
  return counts;
}

/** Every pair of instances is at least so far apart; without a pair there is nothing to keep apart. */
export const isolatedGoal: GoalRule = (goal, outcome) => {
  const limit = goal.atLeast as Separation;
  const weakest = countsOf(outcome, goal).findIndex((count) => count > 0);
  const actual = SEPARATIONS[weakest] ?? null;
  return { met: weakest < 0 || weakest >= SEPARATIONS.indexOf(limit), actual, limit };
};
