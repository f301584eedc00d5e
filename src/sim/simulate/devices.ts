import type { StackNode } from '../stack.ts';
import { SHARED } from './pools.ts';
import type { Unit } from './unit.ts';
import type { World } from './world.ts';

/** Disk and network of a kernel whose driver has failed wait until the driver's server is back. */

function setPaused(world: World, hardware: StackNode, isPaused: boolean): void {
  world.pools.pause(SHARED.disk, hardware, isPaused);
  world.pools.pause(SHARED.net, hardware, isPaused);
}

/** One more driver of this kernel is down. */
export function pauseDevices(world: World, kernel: Unit): void {
  const { fate } = kernel;
  fate.pauses += 1;
  if (fate.pauses === 1) setPaused(world, kernel.home.node, true);
}

/** One driver is back; I/O goes on when no other is down. */
export function resumeDevices(world: World, kernel: Unit): void {
  const { fate } = kernel;
  fate.pauses -= 1;
  if (fate.pauses === 0) setPaused(world, kernel.home.node, false);
}

/** A kernel that stops takes its drivers along: the next one begins with all of them. */
export function forgetPauses(world: World, kernel: Unit): void {
  if (kernel.past.pauses === 0) return;
  kernel.fate.pauses = 0;
  setPaused(world, kernel.home.node, false);
}
