import { structuralPlaces } from '../order.ts';
import { kernelOf } from '../stack.ts';
import type { Bag } from './bag.ts';
import { restartAfter, stop } from './life.ts';
import { usedBy } from './memory.ts';
import { panicKernel } from './panic.ts';
import { TRACE } from './trace.ts';
import { STATE, type Unit } from './unit.ts';
import { MS, type World } from './world.ts';

/** Who is killed when memory runs out. */

/** What the kernel has killed comes back after so long, µs, and so often. */
const KILLED_US = 1000 * MS;
const MOST_RESTARTS = 3;

/** What ends when this unit is killed: its own memory and that of what it executes. */
function sizeOf(unit: Unit): number {
  return unit.heldKiB + unit.past.executedKiB;
}

interface Candidate {
  readonly unit: Unit;
  readonly size: number;
}

/** Those among whom the kernel chooses, the last one first: the largest, of equals the first in structural order. */
function candidatesOn(world: World, hardware: Unit, isWanted: (unit: Unit) => boolean): Candidate[] {
  const candidates: Candidate[] = [];
  for (const unit of world.units) {
    if (unit.home !== hardware || !isWanted(unit)) continue;
    const size = sizeOf(unit);
    if (size > 0) candidates.push({ unit, size });
  }
  world.turns += world.units.length;
  if (candidates.length < 2) return candidates;
  const places = structuralPlaces(world.stack.nodes);
  return candidates.sort((a, b) => a.size - b.size || places[b.unit.index]! - places[a.unit.index]!);
}

const isUser = ({ node }: Unit): boolean => node.kind === 'vm' || node.process === node;
const isDaemon = ({ node }: Unit): boolean => node.kind === 'engine' || node.kind === 'hypervisor';

function kill(world: World, unit: Unit): void {
  world.note(TRACE['out-of-memory'], unit);
  unit.fate.killed += 1;
  if (unit.past.killed <= MOST_RESTARTS) {
    restartAfter(world, unit, KILLED_US);
    return;
  }
  world.note(TRACE['gave-up'], unit);
  stop(world, unit, STATE.barred);
}

function isOver(unit: Unit): boolean {
  return unit.isHardware && unit.insideKiB > unit.node.ramKiB;
}

/** Kills on one piece of hardware until all fits: processes, containers and VMs, and when there are none, the kernel's own daemons. */
function relieveHardware(world: World, hardware: Unit): void {
  const kernel = hardware.node.children.find(({ kind }) => kind === 'kernel');
  if (kernel !== undefined && kernelOf(kernel).protects === false) {
    panicKernel(world, world.unitOf(kernel));
    return;
  }
  for (const isWanted of [isUser, isDaemon]) {
    if (!isOver(hardware)) return;
    // Killing one leaves the others as large as they were.
    const candidates = candidatesOn(world, hardware, isWanted);
    for (let next = candidates.pop(); next !== undefined && isOver(hardware); next = candidates.pop()) kill(world, next.unit);
  }
}

/** By how much each piece of hardware has been asked for what limits forbid, KiB; all that is crowded is in it. */
function excessOn(world: World, crowded: Bag<Unit>): Map<Unit, number> {
  const excess = new Map<Unit, number>();
  /** What is executed in a process and over its own limit does not count again against that of the process. */
  const inside = new Map<Unit, number>();
  for (let i = 0; i < crowded.size; i += 1) {
    const unit = crowded.at(i);
    const hardware = unit.isHardware ? unit : unit.home;
    const over = unit.isHardware ? 0 : usedBy(unit) - (inside.get(unit) ?? 0) - unit.node.ramLimitKiB;
    excess.set(hardware, (excess.get(hardware) ?? 0) + Math.max(0, over));
    if (over <= 0 || unit.node.process === unit.node) continue;
    const process = world.unitOf(unit.node.process!);
    inside.set(process, (inside.get(process) ?? 0) + over);
  }
  return excess;
}

/**
 * Before anybody is killed: what is over a limit or more than there is was never held, but all below that was. So memory
 * that ran out is seen to have been full, and a limit to have been reached.
 */
function takeFullPeaks(world: World): void {
  let total = world.totalKiB;
  const on: { node: number; heldKiB: number }[] = [];
  for (const [hardware, over] of excessOn(world, world.crowded)) {
    const full = Math.min(hardware.insideKiB - over, hardware.node.ramKiB);
    if (full === hardware.insideKiB) continue;
    on.push({ node: hardware.index, heldKiB: full });
    if (full > hardware.insidePeakKiB) hardware.insidePeakKiB = full;
    if (hardware.node.kind === 'machine') total -= hardware.insideKiB - full;
  }
  if (on.length === 0) return;
  if (total > world.totalPeakKiB) world.totalPeakKiB = total;
  if (world.recording !== null) world.recording.crowds.push({ atUs: world.now, totalKiB: total, on });
}

/** Kills until all that is left fits its limits and its hardware. */
export function relieve(world: World): void {
  const { crowded } = world;
  // From the top down.
  crowded.sort((a, b) => b.index - a.index);
  takeFullPeaks(world);
  // Limits first: a process that breaks its own is killed before it costs a neighbour its place.
  for (let i = 0; i < crowded.size; i += 1) {
    const unit = crowded.at(i);
    // A runtime is no boundary: what breaks a limit in it takes it along.
    if (sizeOf(unit) > 0 && usedBy(unit) > unit.node.ramLimitKiB) kill(world, world.unitOf(unit.node.process!));
  }
  // Hardware from the machine up: in a VM that is killed, nothing is left to be killed.
  for (let i = crowded.size - 1; i >= 0; i -= 1) {
    const unit = crowded.at(i);
    unit.fate.isMarked = false;
    if (isOver(unit)) relieveHardware(world, unit);
  }
  crowded.clear();
}
