import { holdsUse, runtimeOf } from '../stack.ts';
import type { Curve } from '../types.ts';
import type { Bag } from './bag.ts';
import { TIMER } from './timers.ts';
import type { Recording } from './trace.ts';
import { STATE, type Unit } from './unit.ts';
import { MS, type World } from './world.ts';

/** What runs holds memory from its start to its stop; sums are exact, because all of it is whole KiB. */

function heldBy(unit: Unit): number {
  if (unit.state !== STATE.starting && unit.state !== STATE.ready) return 0;
  const { node } = unit;
  const inside = node.kind === 'vm' && holdsUse(node) ? Math.min(unit.insideKiB, node.ramKiB) : 0;
  return unit.plan!.heldKiB + unit.usedKiB + unit.past.grabbedKiB + inside;
}

function mark(world: World, unit: Unit): void {
  if (unit.past.isMarked) return;
  unit.fate.isMarked = true;
  world.crowded.add(unit);
}

/** Brings the memory that a unit holds up to date with its state. */
export function weigh(world: World, unit: Unit): void {
  const held = heldBy(unit);
  const change = held - unit.heldKiB;
  if (change === 0) return;
  unit.heldKiB = held;
  const { home } = unit;
  const { process } = unit.node;
  if (process !== null && process !== unit.node) world.unitOf(process).fate.executedKiB += change;
  const inside = home.insideKiB + change;
  home.insideKiB = inside;
  if (home.node.kind === 'machine') world.totalKiB += change;
  if (change > 0 && inside > home.node.ramKiB) mark(world, home);
  world.resized.add(unit);
  if (home.node.kind === 'vm' && holdsUse(home.node)) weigh(world, home);
}

/** Has the limits looked at that hold for this unit, if any. */
export function checkLimit(world: World, unit: Unit): void {
  const { node } = unit;
  const { process } = node;
  if (process === null) return;
  if (node.ramLimitKiB !== Infinity) mark(world, unit);
  if (process !== node && process.ramLimitKiB !== Infinity) mark(world, world.unitOf(process));
}

/** What a process uses of its limit: itself and what it executes, without the engine's share. */
export function usedBy(unit: Unit): number {
  const { usedKiB, past, node } = unit;
  const base = node.kind === 'runtime' && unit.heldKiB > 0 ? runtimeOf(node).values.baseKiB : 0;
  return base + usedKiB + past.grabbedKiB + past.executedKiB;
}

/** Sets what a workload uses at its present age, and sees to its next step. */
export function followCurve(world: World, unit: Unit): void {
  const curve = unit.workload!.ramMiB;
  world.turns += 1;
  if (curve.length === 1 && curve[0]![0] === 0) {
    // Most use the same all the time.
    unit.usedKiB = curve[0]![1] * 1024;
  } else {
    takeSteps(world, unit, curve);
  }
  weigh(world, unit);
  checkLimit(world, unit);
}

function takeSteps(world: World, unit: Unit, curve: Curve): void {
  // Compared as the timer is set, so that a timer that has come always takes its step.
  while (unit.curveStep < curve.length && unit.startUs + curve[unit.curveStep]![0] * MS <= world.now) {
    unit.usedKiB = curve[unit.curveStep]![1] * 1024;
    unit.curveStep += 1;
  }
  if (unit.curveStep < curve.length) {
    world.timers.set(unit.startUs + curve[unit.curveStep]![0] * MS, TIMER.memory, unit, unit.life);
  }
}

/**
 * Works out anew what runaways grab, in the order in which they began: they take what the others leave, also when those
 * grow or shrink. Each takes all up to its limits, or without one more than there is.
 */
export function grab(world: World): void {
  const { grabbers } = world;
  /** What is grabbed in each process by those whose turn has not come: it is free again. */
  const free = new Map<Unit, number>();
  for (const unit of grabbers) {
    const process = world.unitOf(unit.node.process!);
    free.set(process, (free.get(process) ?? 0) + unit.past.grabbedKiB);
  }
  for (const unit of grabbers) {
    const process = world.unitOf(unit.node.process!);
    const before = unit.past.grabbedKiB;
    const own = unit.node.ramLimitKiB - usedBy(unit) + before;
    const room = Math.min(own, process.node.ramLimitKiB - usedBy(process) + free.get(process)!);
    free.set(process, free.get(process)! - before);
    unit.fate.grabbedKiB = room === Infinity ? unit.home.node.ramKiB + 1 : Math.max(0, room);
    weigh(world, unit);
    checkLimit(world, unit);
  }
  world.turns += 2 * grabbers.length;
}

/** At the end of an instant: the most that has been held by each unit, on each piece of hardware, and in all. */
export function takePeaks(world: World): void {
  const { resized } = world;
  for (let i = 0; i < resized.size; i += 1) {
    const unit = resized.at(i);
    if (unit.heldKiB > unit.peakKiB) unit.peakKiB = unit.heldKiB;
    const hardware = unit.home;
    if (hardware.insideKiB > hardware.insidePeakKiB) hardware.insidePeakKiB = hardware.insideKiB;
  }
  if (world.recording !== null) recordMemory(world.recording, resized, world.now);
  resized.clear();
  if (world.totalKiB > world.totalPeakKiB) world.totalPeakKiB = world.totalKiB;
}

function recordMemory({ memory }: Recording, resized: Bag<Unit>, now: number): void {
  for (let i = 0; i < resized.size; i += 1) memory.push({ node: resized.at(i).index, atUs: now, heldKiB: resized.at(i).heldKiB });
}
