import { structuralRanks } from '../order.ts';
import { restartAfter, stop } from './life.ts';
import { limitOf, usedBy } from './memory.ts';
import { TRACE } from './trace.ts';
import { STATE, type Unit } from './unit.ts';
import { MS, type World } from './world.ts';

/** Who is killed when memory runs out. */

/** What the kernel has killed comes back after so long, µs, and so often. */
const KILLED_US = 1000 * MS;
const MOST_RESTARTS = 3;

/** Among whom the kernel chooses: processes, containers, VMs; when there is none, its own daemons. */
function candidatesOn(world: World, hardware: Unit): Unit[] {
  const users: Unit[] = [];
  const daemons: Unit[] = [];
  for (const unit of world.units) {
    const { node } = unit;
    if (node.home !== hardware.node || sizeOf(world, unit) === 0) continue;
    if (node.kind === 'vm' || node.process === node) users.push(unit);
    else if (node.kind === 'engine' || node.kind === 'hypervisor') daemons.push(unit);
  }
  world.turns += world.units.length;
  return users.length > 0 ? users : daemons;
}

/** What ends when this unit is killed: its own memory and that of what it executes. */
function sizeOf(world: World, unit: Unit): number {
  let size = unit.heldKiB;
  if (unit.node.kind === 'runtime') for (const child of unit.node.children) size += world.unitOf(child).heldKiB;
  return size;
}

function largest(world: World, units: readonly Unit[]): Unit {
  let most = -1;
  let found: Unit[] = [];
  for (const unit of units) {
    const size = sizeOf(world, unit);
    if (size < most) continue;
    if (size > most) found = [];
    most = size;
    found.push(unit);
  }
  if (found.length === 1) return found[0]!;
  const ranks = structuralRanks(world.stack.nodes);
  return found.reduce((a, b) => (ranks[b.node.index]! < ranks[a.node.index]! ? b : a));
}

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

/** Kills until all that is left fits its limits and its hardware. */
export function relieve(world: World): void {
  const { crowded } = world;
  // Limits first, from the top down: a process that breaks its own is killed before it costs a neighbour its place.
  crowded.sort((a, b) => b.index - a.index);
  for (let i = 0; i < crowded.size; i += 1) {
    const unit = crowded.at(i);
    if (sizeOf(world, unit) > 0 && usedBy(world, unit) > limitOf(unit)) kill(world, unit);
  }
  // Hardware from the machine up: in a VM that is killed, nothing is left to be killed.
  for (let i = crowded.size - 1; i >= 0; i -= 1) {
    const unit = crowded.at(i);
    unit.isMarked = false;
    while (unit.hardware !== null && unit.hardware.insideKiB > unit.node.ramKiB) {
      const candidates = candidatesOn(world, unit);
      if (candidates.length === 0) break;
      kill(world, largest(world, candidates));
    }
  }
  crowded.clear();
}
