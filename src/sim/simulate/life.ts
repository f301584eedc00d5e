import { engineOf, hypervisorValuesOf, isKeptApart, kernelOf, type StackNode } from '../stack.ts';
import type { WorkloadSpec } from '../types.ts';
import { forgetPauses } from './devices.ts';
import { followCurve, checkLimit, weigh } from './memory.ts';
import { batchPlan, planFor } from './plan.ts';
import { SHARED } from './pools.ts';
import { Carrier } from './service.ts';
import { recordStep } from './spending.ts';
import { CPU, CPU_BELOW, DISK, WAIT, type Step } from './step.ts';
import { TIMER } from './timers.ts';
import { TRACE } from './trace.ts';
import { STATE, type Unit } from './unit.ts';
import { MS, type World } from './world.ts';
import { loseDisk } from './writing.ts';

/** How units start, proceed and stop. */

/** A workload that meddles with its kernel brings it down so long after it became ready, µs. */
const MEDDLE_US = 1000 * MS;

/** Starts a unit if all that it needs is ready; its own delay comes first. */
export function tryStart(world: World, unit: Unit): void {
  if (unit.state !== STATE.idle || unit.missing > 0) return;
  const { delayMs } = unit.node;
  if (delayMs === 0) {
    begin(world, unit);
    return;
  }
  unit.state = STATE.delayed;
  unit.life += 1;
  world.timers.set(world.now + delayMs * MS, TIMER.delayEnd, unit, unit.life);
}

/** Starts a unit now. */
export function begin(world: World, unit: Unit): void {
  unit.state = STATE.starting;
  unit.life += 1;
  unit.startUs = world.now;
  if (unit.firstStartUs < 0) unit.firstStartUs = world.now;
  if (unit.plan === null || unit.plan.isBatch) unit.plan = planFor(unit.node, world.paths);
  unit.step = -1;
  world.note(TRACE.start, unit);
  if (unit.workload !== null) {
    unit.curveStep = 0;
    followCurve(world, unit);
  } else {
    weigh(world, unit);
    checkLimit(world, unit);
    if (unit.node.kind === 'vm') countGuest(world, unit);
  }
  if (leads(unit)) letStart(world, unit.node.children, null);
  proceed(world, unit);
}

/** Whether what stands on a unit starts along with it. */
function leads({ node }: Unit): boolean {
  return node.kind === 'kernel' && kernelOf(node).starts === 'along';
}

/** Goes on to the next step; after the last one the unit is ready, or its batch done. */
export function proceed(world: World, unit: Unit): void {
  world.turns += 1;
  const { steps } = unit.plan!;
  if (world.recording !== null) recordStep(world.recording, unit, world.now);
  unit.step += 1;
  if (unit.step === steps.length) {
    if (unit.state === STATE.starting) becomeReady(world, unit);
    else finish(world, unit);
    return;
  }
  take(world, unit, steps[unit.step]!);
}

/** Takes up a step: waits, or takes part where its work is done. */
function take(world: World, unit: Unit, { resource, work, threads }: Step): void {
  const { pools } = world;
  switch (resource) {
    case WAIT:
      world.timers.set(world.now + work, TIMER.phaseEnd, unit, unit.life);
      return;
    case CPU:
      pools.join(SHARED.cpu, pools.placeOf(SHARED.cpu, unit.node), unit, threads, 1, work);
      return;
    case DISK:
      pools.join(SHARED.disk, unit.node.hardware!, unit, threads, Infinity, work);
      return;
    case CPU_BELOW:
      makeVm(world, unit, work, threads);
      return;
  }
}

function makeVm(world: World, vm: Unit, work: number, threads: number): void {
  const moreUs = neighboursUs(world, vm);
  if (world.recording !== null) world.recording.moreUs.set(vm.index, moreUs);
  world.pools.join(SHARED.cpu, vm.node.home!, vm, threads, 1, work + moreUs);
}

/** Some hypervisors take longer to make a VM the more guests they have: those that started before this instant. */
function neighboursUs(world: World, vm: Unit): number {
  const maker = world.unitOf(vm.node.hypervisor!);
  const { createUsPerGuest } = hypervisorValuesOf(maker.node);
  if (createUsPerGuest === 0) return 0;
  const { guests, newGuests, newestUs } = maker.past;
  const before = newestUs === world.now ? guests - newGuests : guests;
  return before * createUsPerGuest * world.paths.on(maker.node).path.cpu;
}

/** A hypervisor has one guest more. */
function countGuest(world: World, vm: Unit): void {
  const { fate } = world.unitOf(vm.node.hypervisor!);
  fate.guests += 1;
  fate.newGuests = fate.newestUs === world.now ? fate.newGuests + 1 : 1;
  fate.newestUs = world.now;
}

/** A guest is gone; one that came at this very instant no longer counts among the new ones. */
function discountGuest(world: World, vm: Unit): void {
  const { fate } = world.unitOf(vm.node.hypervisor!);
  fate.guests -= 1;
  if (vm.startUs === world.now) fate.newGuests -= 1;
}

function becomeReady(world: World, unit: Unit): void {
  unit.state = STATE.ready;
  world.note(TRACE.ready, unit);
  if (unit.firstReadyUs < 0) unit.firstReadyUs = world.now;
  if (unit.past.awaySinceUs >= 0) {
    unit.fate.awayUs += world.now - unit.past.awaySinceUs;
    unit.fate.awaySinceUs = -1;
  }
  if (unit.workload !== null) takeUpWork(world, unit, unit.workload);
  release(world, unit);
}

/** What a workload does once it is ready. */
function takeUpWork(world: World, unit: Unit, { load, meddlesWithKernel, batch }: WorkloadSpec): void {
  if (load !== undefined) carry(world, unit);
  if (meddlesWithKernel) world.timers.set(world.now + MEDDLE_US, TIMER.panic, unit, unit.life);
  if (batch === undefined) return;
  unit.plan = batchPlan(batch, world.paths.of(unit.node).path, unit.plan!);
  unit.step = -1;
  proceed(world, unit);
}

function carry(world: World, unit: Unit): void {
  const service = world.serviceOf(unit.node.workload!)!;
  service.add(new Carrier(unit, service.load, world.paths.of(unit.node).path, world.pools, world.changed, world.now));
}

/**
 * Lets those start that waited for this unit. What starts may be ready at once and release others in turn; they are queued,
 * because such a chain may be as long as the build.
 */
function release(world: World, unit: Unit): void {
  const { children, waiters } = unit.node;
  letStart(world, leads(unit) ? NOBODY : children, waiters);
}
const NOBODY: readonly StackNode[] = [];

function letStart(world: World, children: readonly StackNode[], waiters: readonly StackNode[] | null): void {
  if (children.length === 0 && waiters === null) return;
  const { released } = world;
  const isFirst = released.size === 0;
  for (let i = 0; i < children.length; i += 1) meetNeed(world, children[i]!.index);
  if (waiters !== null) for (let i = 0; i < waiters.length; i += 1) meetNeed(world, waiters[i]!.index);
  if (!isFirst) return;
  for (let i = 0; i < released.size; i += 1) tryStart(world, released.at(i));
  released.clear();
}

function meetNeed(world: World, index: number): void {
  const unit = world.units[index]!;
  unit.missing -= 1;
  if (unit.missing === 0 && unit.state === STATE.idle) world.released.add(unit);
}

/** A batch that is done leaves: its memory comes back, and it is not missed. */
function finish(world: World, unit: Unit): void {
  unit.state = STATE.done;
  if (unit.past.firstDoneUs < 0) unit.fate.firstDoneUs = world.now;
  world.note(TRACE.done, unit);
  // Its life goes on without it: a kernel that it has meddled with still panics.
  unit.usedKiB = 0;
  endRunaways(world, unit);
  weigh(world, unit);
}

/** One runaway for the processor is over; another may go on. */
export function endSpin(unit: Unit): void {
  if (unit.past.spinning === 0) return;
  unit.fate.spinning -= 1;
  const { hog, spinning } = unit.past;
  if (spinning === 0 && hog !== null && hog.share !== null) hog.share.pool.leave(hog);
}

/** One runaway for memory is over; when it was the last, what it grabbed comes back. */
export function endGrab(world: World, unit: Unit): void {
  if (unit.past.grabbing === 0) return;
  unit.fate.grabbing -= 1;
  if (unit.past.grabbing > 0) return;
  letGo(world, unit);
  weigh(world, unit);
}

function letGo(world: World, unit: Unit): void {
  unit.fate.grabbing = 0;
  unit.fate.grabbedKiB = 0;
  world.grabbers.splice(world.grabbers.indexOf(unit), 1);
}

/** What stops runs away no longer. */
function endRunaways(world: World, unit: Unit): void {
  if (unit.past.spinning > 0) {
    unit.fate.spinning = 1;
    endSpin(unit);
  }
  if (unit.past.grabbing > 0) letGo(world, unit);
}

/** Stops one unit; it stays down in the state given. */
function stopOne(world: World, unit: Unit, state: typeof STATE.idle | typeof STATE.held | typeof STATE.barred): void {
  const before = unit.state;
  if (before === STATE.barred) return;
  // Who was to come back after a set time comes back with what it stands on, when that goes down as well.
  unit.life += 1;
  unit.state = state;
  if (before === STATE.idle || before === STATE.delayed || before === STATE.held) return;
  if (unit.share !== null) unit.share.pool.leave(unit);
  if (unit.node.kind === 'kernel') forgetPauses(world, unit);
  else if (unit.node.kind === 'vm') {
    discountGuest(world, unit);
    loseDisk(world, unit);
  }
  if (before !== STATE.done) {
    world.note(TRACE.stop, unit);
    unit.usedKiB = 0;
    endRunaways(world, unit);
    weigh(world, unit);
  }
  const { children, waiters } = unit.node;
  if (before !== STATE.starting || leads(unit)) for (const child of children) world.unitOf(child).missing += 1;
  if (before === STATE.starting) return;
  if (unit.workload !== null && unit.workload.load !== undefined) world.serviceOf(unit.workload)!.drop(unit, world.now);
  // A batch that is done is not missed.
  if (before === STATE.ready) unit.fate.awaySinceUs = world.now;
  if (waiters !== null) for (const waiter of waiters) world.unitOf(waiter).missing += 1;
}

/** Stops a unit and all that stands on it, from the top down. */
export function stop(world: World, unit: Unit, state: typeof STATE.idle | typeof STATE.held | typeof STATE.barred): void {
  const tower: Unit[] = [unit];
  for (let i = 0; i < tower.length; i += 1) {
    for (const child of tower[i]!.node.children) tower.push(world.unitOf(child));
  }
  world.turns += tower.length;
  for (let i = tower.length - 1; i > 0; i -= 1) stopOne(world, tower[i]!, STATE.idle);
  // Docker Desktop's containers stand on its hidden kernel, others on the engine itself: both are in the tower.
  stopOne(world, unit, state);
}

/** Whether a unit can be made anew: not when it is down for good. */
export function canRenew(unit: Unit): boolean {
  return unit.state !== STATE.barred;
}

/** Whether a unit can be restarted: not while it waits for what it needs or is to come back later, either. */
export function canRestart(unit: Unit): boolean {
  return canRenew(unit) && unit.state !== STATE.idle && unit.state !== STATE.held;
}

/** Stops units and starts them again at once: all stop before the first starts, because one may need another. */
export function restartAll(world: World, units: readonly Unit[]): void {
  for (const unit of units) stop(world, unit, STATE.idle);
  for (const unit of units) tryStart(world, unit);
}

/** Stops a unit and starts it again after so many µs; one that is to come back later than that comes back then. */
export function restartAfter(world: World, unit: Unit, us: number): void {
  const until = Math.max(world.now + us, unit.state === STATE.held ? unit.past.heldUntilUs : 0);
  stop(world, unit, STATE.held);
  if (unit.state !== STATE.held) return;
  unit.fate.heldUntilUs = until;
  world.timers.set(until, TIMER.revive, unit, unit.life);
}

/** Comes back after a set time. */
export function revive(world: World, unit: Unit): void {
  unit.state = STATE.idle;
  tryStart(world, unit);
}

/** Whether a unit runs behind a boundary of its own, inside which its faults stay. */
export function isSandboxed(unit: Unit): boolean {
  const { engine } = unit.node;
  return (engine !== null && engineOf(engine).sandbox !== 'none') || isKeptApart(unit.node);
}
