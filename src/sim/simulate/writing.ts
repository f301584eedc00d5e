import { diskHeld } from '../disk.ts';
import { engineOf, imageOf, type StackNode } from '../stack.ts';
import { TRACE } from './trace.ts';
import type { Unit } from './unit.ts';
import type { World } from './world.ts';

/** Data that workloads write while they run. */

/** The disks on which data of a unit takes space: that of its hardware, and what is below as long as images are not full. */
function* disksUnder(unit: Unit): Generator<StackNode> {
  for (let hardware = unit.node.hardware!; ; hardware = hardware.home!) {
    yield hardware;
    if (hardware.kind === 'machine' || imageOf(hardware) === 'full') return;
  }
}

/** Free disk space of a unit's hardware, MiB. A VM's image is full when its own disk is, whatever the host has. */
function freeMiB(world: World, unit: Unit): number {
  const disks = diskHeld(world.stack.nodes);
  let free = Infinity;
  for (const hardware of disksUnder(unit)) {
    const installed = Math.ceil(disks[hardware.index]! / 1024);
    free = Math.min(free, Math.floor(hardware.diskKiB / 1024) - installed - world.unitOf(hardware).past.storedMiB);
  }
  return free;
}

function grow(world: World, unit: Unit, mib: number): void {
  unit.fate.writtenMiB += mib;
  for (const hardware of disksUnder(unit)) {
    world.unitOf(hardware).fate.storedMiB += mib;
    // What a guest writes stays inside its VM's disk image, whose full size is taken already.
    if (hardware.kind !== 'machine') continue;
    world.writtenMiB += mib;
    if (world.writtenMiB > world.writtenPeakMiB) world.writtenPeakMiB = world.writtenMiB;
  }
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

function lose(world: World, unit: Unit): void {
  if (unit.past.writtenMiB === 0) return;
  unit.fate.lostMiB += unit.past.writtenMiB;
  world.note(TRACE['data-lost'], unit);
  grow(world, unit, -unit.past.writtenMiB);
}

/** A container that is made anew has lost what it wrote, unless that was on a volume. Bytecode leaves its runtime's container as it is. */
export function loseLayer(world: World, unit: Unit): void {
  const { node } = unit;
  if (node.container !== node || node.build.volume === true) return;
  // What it wrote is in an image that is its own.
  if (engineOf(node.engine!).images !== 'copied') lose(world, unit);
}

/** A VM that stops and has no disk image leaves nothing behind. */
export function loseDisk(world: World, vm: Unit): void {
  if (imageOf(vm.node) === 'none') for (const unit of world.units) if (unit.node.hardware === vm.node) lose(world, unit);
}
