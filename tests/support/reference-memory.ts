import { structuralRanks } from '../../src/sim/order.ts';
import type { StackNode } from '../../src/sim/index.ts';
import type { Actor } from './reference-actor.ts';
import type { NaiveWorld } from './reference-world.ts';
import { figure } from './reference-work.ts';

/** Part of the naive reference: who holds how much memory, and who is killed when there is not enough. Sizes are KiB. */

const KILLED_US = 1_000_000;
const MOST_RESTARTS = 3;

export function heldBy(actor: Actor): number {
  if (actor.state !== 'starting' && actor.state !== 'ready') return 0;
  return actor.fixedKiB + actor.usedKiB + actor.grabbedKiB();
}

function insideOf(world: NaiveWorld, hardware: StackNode): number {
  return world.actors.reduce((sum, actor) => sum + (actor.node.home === hardware ? heldBy(actor) : 0), 0);
}

/** What counts against the limit of a process: its own use and that of what it executes, without the engine's share. */
export function usedIn(world: NaiveWorld, process: Actor): number {
  const { node } = process;
  const parts = [process, ...node.children.map((child) => world.of(child))];
  const base = node.kind === 'runtime' && heldBy(process) > 0 ? figure(node, 'baseKiB') : 0;
  return parts.reduce((sum, actor) => sum + actor.usedKiB + actor.grabbedKiB(), base);
}

function kill(world: NaiveWorld, actor: Actor): void {
  world.note('out-of-memory', actor);
  actor.killed += 1;
  if (actor.killed <= MOST_RESTARTS) {
    world.comeBack(actor, KILLED_US);
    return;
  }
  world.note('gave-up', actor);
  world.stop(actor, 'barred');
}

function largest(world: NaiveWorld, victims: readonly Actor[]): Actor {
  const ranks = structuralRanks(world.stack.nodes);
  const sizeOf = (actor: Actor): number => {
    const inside = actor.node.kind === 'runtime' ? actor.node.children.map((child) => heldBy(world.of(child))) : [];
    return inside.reduce((sum, kib) => sum + kib, heldBy(actor));
  };
  return [...victims].sort((a, b) => sizeOf(b) - sizeOf(a) || ranks[a.node.index]! - ranks[b.node.index]!)[0]!;
}

/** Kills until all fits: limits first, then hardware, both from the top of the stack down. */
export function relieve(world: NaiveWorld): void {
  const downward = [...world.actors].reverse();
  for (const actor of downward) {
    const limit = actor.node.build.ramLimitMiB;
    if (limit !== undefined && actor.node.process !== null && heldBy(actor) > 0 && usedIn(world, actor) > limit * 1024) kill(world, actor);
  }
  for (const { node } of downward) {
    while (node.hardware === node && insideOf(world, node) > node.ramKiB) {
      const holders = world.actors.filter((actor) => actor.node.home === node && heldBy(actor) > 0);
      const users = holders.filter((actor) => actor.node.kind === 'vm' || actor.node.process === actor.node);
      const daemons = holders.filter((actor) => actor.node.kind === 'engine' || actor.node.kind === 'hypervisor');
      const victims = users.length > 0 ? users : daemons;
      if (victims.length === 0) break;
      kill(world, largest(world, victims));
    }
  }
}

/** At the end of an instant: the most that has been held by each, and by all machines together. */
export function takePeaks(world: NaiveWorld): void {
  const { peakKiB } = world.seen;
  let total = 0;
  for (const actor of world.actors) {
    const { node } = actor;
    const held = node.kind === 'machine' ? insideOf(world, node) : heldBy(actor);
    peakKiB[node.index] = Math.max(peakKiB[node.index]!, held);
    if (node.kind === 'machine') total += held;
  }
  world.seen.totalPeakKiB = Math.max(world.seen.totalPeakKiB, total);
}
