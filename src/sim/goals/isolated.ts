import { engineOf, isKeptApart, type StackNode } from '../stack.ts';
import { SEPARATIONS, type Separation } from '../types.ts';
import type { GoalRule, Outcome } from './rule.ts';

function machineUnder(node: StackNode): StackNode {
  let machine = node;
  while (machine.parent !== null) machine = machine.parent;
  return machine;
}

/** Whether a container runs in a VM of its own, or a program as apart from others as that. */
export function hasOwnVm(node: StackNode): boolean {
  return (node.engine !== null && engineOf(node.engine).sandbox === 'microvm') || isKeptApart(node);
}

/** The container around a node, or itself where it is as apart as in one of its own. */
function containerAround(node: StackNode): StackNode | null {
  return isKeptApart(node) ? node : node.container;
}

/** Says of a kernel whether it was taken over in a run: then it keeps no containers apart any more. */
type Overrun = (kernel: StackNode) => boolean;

/**
 * What stands between two instances; with what is known of a run, what was left of it in the end. A runtime is no
 * boundary: what it executes is one process.
 */
export function separationOf(a: StackNode, b: StackNode, isOverrun: Overrun = () => false): Separation {
  if (machineUnder(a) !== machineUnder(b)) return 'machine';
  if (a.hardware !== b.hardware) return 'vm';
  if (containerAround(a) === containerAround(b)) return a.process === b.process ? 'none' : 'process';
  if (hasOwnVm(a) || hasOwnVm(b)) return 'vm';
  return a.kernel !== null && isOverrun(a.kernel) ? 'process' : 'container';
}

/** How many instances of a workload have each thing that two may share. */
type Tally = Map<StackNode | null, number>;

interface Tallies {
  readonly all: Tally;
  readonly machines: Tally;
  /** Containers; what is in none is by itself on its hardware. */
  readonly containers: Tally;
  readonly processes: Tally;
  /** Of those without a VM of their own. */
  readonly openHardware: Tally;
  readonly openContainers: Tally;
  /** Of these, those whose kernel was taken over. */
  readonly overrunHardware: Tally;
  readonly overrunContainers: Tally;
}

function tally(instances: readonly StackNode[], keyOf: (node: StackNode) => StackNode | null): Tally {
  const counts: Tally = new Map();
  for (const node of instances) {
    const key = keyOf(node);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** Counted once for each workload: many goals may ask for many pairs. */
function talliesOf(outcome: Outcome, workload: string): Tallies {
  return outcome.once('isolated', workload, () => {
    const instances = outcome.unitsOf(workload).map(({ node }) => node);
    const containerOf = (node: StackNode): StackNode | null => containerAround(node) ?? node.hardware;
    const open = instances.filter((node) => !hasOwnVm(node));
    const overrun = open.filter(({ kernel }) => kernel !== null && outcome.world.unitOf(kernel).past.isCompromised);
    return {
      all: tally(instances, () => null),
      machines: tally(instances, machineUnder),
      containers: tally(instances, containerOf),
      processes: tally(instances, (node) => node.process),
      openHardware: tally(open, (node) => node.hardware),
      openContainers: tally(open, containerOf),
      overrunHardware: tally(overrun, (node) => node.hardware),
      overrunContainers: tally(overrun, containerOf),
    };
  });
}

/** How many pairs, one of each side, share something of a kind; an instance makes no pair with itself. */
function pairsSharing(a: Tally, b: Tally): number {
  const [few, many] = a.size < b.size ? [a, b] : [b, a];
  let pairs = 0;
  for (const [key, count] of few) pairs += a === b ? count * (count - 1) : count * (many.get(key) ?? 0);
  return pairs;
}

/**
 * How many pairs each separation keeps apart, weakest first; what `separationOf` says of them one by one. Counted by
 * what they share, because there may be more pairs than can be looked at. Pairs in one process are in one container
 * or in none, those on one hardware, those on one machine.
 */
function countPairs(a: Tallies, b: Tallies): readonly number[] {
  const sharing = (of: keyof Tallies): number => pairsSharing(a[of], b[of]);
  const inProcesses = sharing('processes');
  const inContainers = sharing('containers');
  // Of two containers on one hardware, one with a VM of its own is kept apart by that. One hardware has one kernel.
  const byContainer = sharing('openHardware') - sharing('openContainers');
  const overrun = sharing('overrunHardware') - sharing('overrunContainers');
  const onMachines = sharing('machines');
  const byProcess = inContainers - inProcesses + overrun;
  return [inProcesses, byProcess, byContainer - overrun, onMachines - inContainers - byContainer, sharing('all') - onMachines];
}

/** Every pair of instances is at least so far apart; without a pair there is nothing to keep apart. */
export const isolatedGoal: GoalRule = (goal, outcome) => {
  const limit = goal.atLeast as Separation;
  const counts = countPairs(talliesOf(outcome, goal.a!), talliesOf(outcome, goal.b!));
  const weakest = counts.findIndex((count) => count > 0);
  const actual = SEPARATIONS[weakest] ?? null;
  return { met: weakest < 0 || weakest >= SEPARATIONS.indexOf(limit), actual, limit };
};
