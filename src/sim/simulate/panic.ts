import { isSandboxed, restartAfter, stop } from './life.ts';
import { TRACE } from './trace.ts';
import { STATE, type Unit } from './unit.ts';
import { MS, type World } from './world.ts';

/** A panicked kernel comes back after so long, µs. */
const REBOOT_US = 10_000 * MS;

/** A kernel stops with all that stands on it, and boots again later. */
export function panicKernel(world: World, kernel: Unit): void {
  world.note(TRACE.panic, kernel);
  restartAfter(world, kernel, REBOOT_US);
}

/**
 * Workloads that have meddled with the kernel under them, at one instant: each of those kernels panics once, and none of
 * the workloads is started again.
 */
export function panicBelow(world: World, units: readonly Unit[]): void {
  const kernels = new Set<Unit>();
  for (const unit of units) {
    if (unit.node.kernel !== null && !isSandboxed(unit)) kernels.add(world.unitOf(unit.node.kernel));
  }
  for (const kernel of kernels) panicKernel(world, kernel);
  for (const unit of units) {
    const isOwnKernel = unit.node.kernel === null || isSandboxed(unit);
    // Inside a sandbox, or bare on hardware, the kernel it meddles with is its own.
    if (isOwnKernel) world.note(TRACE.panic, unit);
    stop(world, isOwnKernel ? world.unitOf(unit.node.process!) : unit, STATE.barred);
  }
}
