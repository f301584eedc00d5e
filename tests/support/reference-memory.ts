import { structuralPlaces } from '../../src/sim/order.ts';
import type { StackNode } from '../../src/sim/index.ts';
import type { Actor } from './reference-actor.ts';
import type { NaiveWorld } from './reference-world.ts';
import { figure } from './reference-work.ts';

/** Part of the naive reference: who holds how much memory, and who is killed when there is not enough. Sizes are KiB. */

const KILLED_US = 1_000_000;
const MOST_RESTARTS = 3;

export function heldBy(actor: Actor): number {
  if (actor.state !== 'starting' && actor.state !== 'ready') return 0;
  return actor.fixedKiB + actor.usedKiB + actor.grabbedKiB;
}

function insideOf(world: NaiveWorld, hardware: StackNode): number {
  return world.actors.reduce((sum, actor) => sum + (actor.node.home === hardware ? heldBy(actor) : 0), 0);
}

/** What counts against the limit of a process: its own use and that of what it executes, without the engine's share. */
export function usedIn(world: NaiveWorld, process: Actor): number {
  const { node } = process;
  const parts = [process, ...node.children.map((child) => world.of(child))];
  const base = node.kind === 'runtime' && heldBy(process) > 0 ? figure(node, 'baseKiB') : 0;
  return parts.reduce((sum, actor) => sum + actor.usedKiB + actor.grabbedKiB, base);
}

/** A runaway takes all that it can get at every instant: what its limits leave it, or without a limit more than there is. */
function grabAll(world: NaiveWorld): void {
  const grabbing = world.actors.flatMap((actor) => {
    const turns = actor.runaways.flatMap(({ resource, turn }) => (resource === 'ram' ? [turn] : []));
    return turns.length === 0 ? [] : [{ actor, turn: Math.min(...turns) }];
  });
  for (const actor of world.actors) actor.grabbedKiB = 0;
  for (const { actor } of grabbing.sort((a, b) => a.turn - b.turn)) {
    const { node } = actor;
    const process = world.of(node.process!);
    const room = [process, actor].flatMap((one) => {
      const limit = one.node.build.ramLimitMiB;
      return limit === undefined ? [] : [limit * 1024 - usedIn(world, one)];
    });
    actor.grabbedKiB = room.length === 0 ? node.hardware!.ramKiB + 1 : Math.max(0, Math.min(...room));
  }
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

/** What ends with it: its own memory and that of what it executes. */
function sizeOf(world: NaiveWorld, actor: Actor): number {
  const inside = actor.node.kind === 'runtime' ? actor.node.children.map((child) => heldBy(world.of(child))) : [];
  return inside.reduce((sum, kib) => sum + kib, heldBy(actor));
}

function largest(world: NaiveWorld, victims: readonly Actor[]): Actor {
  const places = structuralPlaces(world.stack.nodes);
  return [...victims].sort((a, b) => sizeOf(world, b) - sizeOf(world, a) || places[a.node.index]! - places[b.node.index]!)[0]!;
}

/** Kills who breaks its own limit, from the top of the stack down. */
function holdLimits(world: NaiveWorld): boolean {
  let hasKilled = false;
  for (const actor of [...world.actors].reverse()) {
    const limit = actor.node.build.ramLimitMiB;
    if (limit === undefined || actor.node.process === null || sizeOf(world, actor) === 0 || usedIn(world, actor) <= limit * 1024) continue;
    kill(world, world.of(actor.node.process));
    hasKilled = true;
  }
  return hasKilled;
}

/** Kills the largest where hardware is over-full, from the machine up; returns whether anybody was. */
function holdHardware(world: NaiveWorld): boolean {
  for (const { node } of world.actors) {
    if (node.hardware !== node || insideOf(world, node) <= node.ramKiB) continue;
    const holders = world.actors.filter((actor) => actor.node.home === node && sizeOf(world, actor) > 0);
    const users = holders.filter((actor) => actor.node.kind === 'vm' || actor.node.process === actor.node);
    const daemons = holders.filter((actor) => actor.node.kind === 'engine' || actor.node.kind === 'hypervisor');
    const victims = users.length > 0 ? users : daemons;
    if (victims.length === 0) continue;
    kill(world, largest(world, victims));
    return true;
  }
  return false;
}

/** By how much a process, and what it executes, is over its limits: that is never held. */
function excessOf(world: NaiveWorld, process: Actor): number {
  const over = (actor: Actor, less: number): number =>
    Math.max(0, usedIn(world, actor) - less - (actor.node.build.ramLimitMiB ?? Infinity) * 1024);
  const executed = process.node.children.map((child) => world.of(child));
  const inside = executed.reduce((sum, actor) => sum + over(actor, 0), 0);
  return inside + over(process, inside);
}

/** What machines hold before anybody is killed: all up to limits, and no more than there is. */
function takeFullPeaks(world: NaiveWorld): void {
  let total = 0;
  for (const { node } of world.actors) {
    if (node.kind !== 'machine') continue;
    const processes = world.actors.filter((actor) => actor.node.home === node && actor.node.process === actor.node);
    const excess = processes.reduce((sum, process) => sum + excessOf(world, process), 0);
    const held = Math.min(node.ramKiB, insideOf(world, node) - excess);
    world.seen.peakKiB[node.index] = Math.max(world.seen.peakKiB[node.index]!, held);
    total += held;
  }
  world.seen.totalPeakKiB = Math.max(world.seen.totalPeakKiB, total);
}

/** Kills until all fits: limits first, then hardware. */
export function relieve(world: NaiveWorld): void {
  grabAll(world);
  takeFullPeaks(world);
  while (holdLimits(world) || holdHardware(world)) grabAll(world);
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
