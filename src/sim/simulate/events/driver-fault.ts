import { kernelOf, type StackNode } from '../../stack.ts';
import { panicKernel } from '../panic.ts';
import { TIMER } from '../timers.ts';
import { TRACE } from '../trace.ts';
import { STATE, type Unit } from '../unit.ts';
import { MS, type World } from '../world.ts';
import { each, type Effect } from './effect.ts';

/** A microkernel restarts the driver's server in so long, µs. */
const DRIVER_US = 500 * MS;

function pauseDevices(world: World, hardware: StackNode, isPaused: boolean): void {
  world.pools.diskOf(hardware).pause(isPaused);
  world.pools.netOf(hardware).pause(isPaused);
}

/** Monolithic: the driver is in the kernel, which panics. Micro: I/O of all on it waits until the driver's server is back. */
export const driverFaultEffect: Effect = each((world, unit) => {
  if (unit.state !== STATE.ready && unit.state !== STATE.starting) return false;
  if (kernelOf(unit.node).design !== 'micro') {
    panicKernel(world, unit);
    return true;
  }
  world.note(TRACE['driver-fault'], unit);
  const hardware = world.unitOf(unit.node.hardware!);
  hardware.hardware!.pauses += 1;
  if (hardware.hardware!.pauses === 1) pauseDevices(world, hardware.node, true);
  world.timers.set(world.now + DRIVER_US, TIMER.resume, hardware, hardware.life);
  return true;
});

/** The driver is back; I/O goes on when no other fault keeps it. */
export function resumeDevices(world: World, hardware: Unit): void {
  hardware.hardware!.pauses -= 1;
  if (hardware.hardware!.pauses === 0) pauseDevices(world, hardware.node, false);
}
