import { diskHeld } from '../disk.ts';
import { TRACE } from './trace.ts';
import type { Unit } from './unit.ts';
import type { World } from './world.ts';

/** Data that workloads write while they run. */

/** Free disk space of a unit's hardware, MiB. A VM's image is full when its own disk is, whatever the host has. */
function freeMiB(world: World, unit: Unit): number {
  const hardware = unit.node.hardware!;
  const installed = Math.ceil(diskHeld(world.stack.nodes)[hardware.index]! / 1024);
  return Math.floor(hardware.diskKiB / 1024) - installed - world.unitOf(hardware).past.storedMiB;
}

function grow(world: World, unit: Unit, mib: number): void {
  unit.fate.writtenMiB += mib;
  world.unitOf(unit.node.hardware!).fate.storedMiB += mib;
  // What a guest writes stays inside its VM's disk image, whose full size is taken already.
  if (unit.node.hardware!.kind !== 'machine') return;
  world.writtenMiB += mib;
  if (world.writtenMiB > world.writtenPeakMiB) world.writtenPeakMiB = world.writtenMiB;
}

/** Writes, if the disk has room; else the data is lost at once. */
export function writeData(world: World, unit: Unit, mib: number): void {
  if (mib > freeMiB(world, unit)) {
    unit.fate.lostMiB += mib;
    world.note(TRACE['disk-full'], unit);
    return;
  }
  world.note(TRACE.written, unit);
  grow(world, unit, mib);
}

/** A container that is made anew has lost what it wrote, unless that was on a volume. Bytecode leaves its runtime's container as it is. */
export function loseLayer(world: World, unit: Unit): void {
  const { node } = unit;
  if (node.container !== node || unit.past.writtenMiB === 0) return;
  if (node.build.volume === true) return;
  unit.fate.lostMiB += unit.past.writtenMiB;
  world.note(TRACE['data-lost'], unit);
  grow(world, unit, -unit.past.writtenMiB);
}
