import { kernelOf } from '../../stack.ts';
import { pauseDevices } from '../devices.ts';
import { panicKernel } from '../panic.ts';
import { TIMER } from '../timers.ts';
import { TRACE } from '../trace.ts';
import { STATE } from '../unit.ts';
import { MS } from '../world.ts';
import { each, type Effect } from './effect.ts';

/** A microkernel restarts the driver's server in so long, µs. */
const DRIVER_US = 500 * MS;

/** Monolithic: the driver is in the kernel, which panics. Micro: I/O of all on it waits until the driver's server is back. */
export const driverFaultEffect: Effect = each((world, unit) => {
  if (unit.state !== STATE.ready && unit.state !== STATE.starting) return false;
  if (kernelOf(unit.node).design !== 'micro') {
    panicKernel(world, unit);
    return true;
  }
  world.note(TRACE['driver-fault'], unit);
  pauseDevices(world, unit);
  world.timers.set(world.now + DRIVER_US, TIMER.resume, unit, unit.life);
  return true;
});
