import { Bag } from './bag.ts';
import { relieve } from './crowding.ts';
import { resumeDevices } from './devices.ts';
import { happen, targetsOf } from './events/index.ts';
import { begin, endGrab, endSpin, proceed, revive, tryStart } from './life.ts';
import { followCurve, grab, takePeaks } from './memory.ts';
import { panicBelow } from './panic.ts';
import type { Service } from './service.ts';
import { recordUsage } from './spending.ts';
import { INSTANT_US } from './pool.ts';
import type { Member } from './share.ts';
import { TIMER, type Timer } from './timers.ts';
import { STATE, type Unit } from './unit.ts';
import { MS, type World } from './world.ts';

/** An event of the scenario that did nothing, and why. */
export interface Notice {
  readonly code: 'no-target' | 'past-horizon' | 'no-effect';
  /** Index of the event in the level. */
  readonly event: number;
}

/** A run may do so many pieces of work; beyond it, it is not decided. */
export const MOST_TURNS = 5_000_000;

/**
 * The order of what happens at one instant. Everything in a line happens before anything in the next; what happens within
 * a line does not depend on who comes first.
 *
 *   1. work that is done ends its step; the next step begins, or the unit is ready, and what waited for it starts
 *   2. timers, by kind: waits that end · the scenario, in the level's order · panics · ends of runaways · devices that
 *      resume · what comes back · delays that end · memory curves · request curves
 *   3. load is split among the instances that are ready now
 *   4. runaways grab what memory they can; who breaks a limit or a piece of hardware is killed, until all fits
 *   5. the most memory held is taken
 *   6. shares of processor, disk and network are settled, and with them how much of the load is served
 *
 * 3 and 4 may start over, because what is killed no longer carries load.
 */
export function simulate(world: World): { notices: Notice[]; isOverBudget: boolean } {
  const { level } = world;
  const horizon = level.horizonMs * MS;
  const notices: Notice[] = [];
  prepareScenario(world, horizon, notices);
  prepareRequests(world);
  const done = new Bag<Member>();
  const timers = new Bag<Timer>();
  for (const unit of world.units) if (unit.missing === 0) tryStart(world, unit);
  for (;;) {
    settle(world);
    const next = Math.min(world.system.next(), world.timers.next());
    if (world.recording !== null) recordUsage(world, world.recording, next);
    if (next > horizon) break;
    if (world.turns + world.system.turns > MOST_TURNS) return { notices, isOverBudget: true };
    world.turns += 1;
    world.system.advance(next, done);
    for (let i = 0; i < done.size; i += 1) proceed(world, done.at(i) as Unit);
    done.clear();
    // What has just ended may have set a timer for this very instant.
    if (world.timers.next() > next + INSTANT_US) continue;
    const only = world.timers.takeOnly(next);
    if (only !== null) {
      fire(world, only, notices);
      continue;
    }
    world.timers.collect(next, timers);
    for (let i = 0; i < timers.size; i += 1) {
      if (timers.at(i).kind === TIMER.panic) i = firePanics(world, timers, i);
      else fire(world, timers.at(i), notices);
    }
    timers.clear();
  }
  finish(world, horizon);
  notices.sort((a, b) => a.event - b.event);
  return { notices, isOverBudget: false };
}

function prepareScenario(world: World, horizon: number, notices: Notice[]): void {
  world.level.events.forEach((event, index) => {
    if (event.atMs * MS > horizon) notices.push({ code: 'past-horizon', event: index });
    else world.timers.set(event.atMs * MS, TIMER.scenario, null, index);
  });
}

/** An event of the scenario; one that finds nothing to do is noticed. */
function fireEvent(world: World, index: number, notices: Notice[]): void {
  const event = world.level.events[index]!;
  const targets = targetsOf(world.stack.nodes, event).map((node) => world.unitOf(node));
  world.turns += world.units.length;
  if (targets.length === 0) notices.push({ code: 'no-target', event: index });
  else if (!happen(world, event, targets)) notices.push({ code: 'no-effect', event: index });
}

function prepareRequests(world: World): void {
  world.services.forEach((service, index) => followRequests(world, service, index));
}

/** Sets how many requests arrive now, and sees to the next step of the curve. */
function followRequests(world: World, service: Service, index: number): void {
  const curve = service.load.requestsPerSecond;
  while (service.curveStep < curve.length && curve[service.curveStep]![0] * MS <= world.now) {
    service.arriving = curve[service.curveStep]![1] / 1_000_000;
    service.curveStep += 1;
  }
  service.isDirty = true;
  if (service.curveStep < curve.length) world.timers.set(curve[service.curveStep]![0] * MS, TIMER.requests, null, index);
}

function fire(world: World, timer: Timer, notices: Notice[]): void {
  const { unit, kind, tag } = timer;
  if (unit === null) {
    if (kind === TIMER.requests) followRequests(world, world.services[tag]!, tag);
    else fireEvent(world, tag, notices);
    return;
  }
  // Whatever was to happen in a life that has ended does not.
  if (unit.life !== tag) return;
  switch (kind) {
    case TIMER.phaseEnd:
      proceed(world, unit);
      break;
    case TIMER.panic:
      panicBelow(world, [unit]);
      break;
    case TIMER.resume:
      resumeDevices(world, unit);
      break;
    case TIMER.spinEnd:
      endSpin(unit);
      break;
    case TIMER.grabEnd:
      endGrab(world, unit);
      break;
    case TIMER.revive:
      revive(world, unit);
      break;
    case TIMER.delayEnd:
      // What it needs may have gone down while it waited: then it waits for that, and for its delay again.
      if (unit.missing === 0) begin(world, unit);
      else unit.state = STATE.idle;
      break;
    case TIMER.memory:
      // A batch that is done has left, and uses nothing.
      if (unit.state !== STATE.done) followCurve(world, unit);
      break;
  }
}

/** All panics of an instant are one: which comes first must not matter. Returns the index of the last. */
function firePanics(world: World, timers: Bag<Timer>, first: number): number {
  const units: Unit[] = [];
  let last = first;
  for (let i = first; i < timers.size && timers.at(i).kind === TIMER.panic; i += 1) {
    const { unit, tag } = timers.at(i);
    if (unit!.life === tag) units.push(unit!);
    last = i;
  }
  panicBelow(world, units);
  return last;
}

/** Steps 3 to 6 of an instant. */
function settle(world: World): void {
  if (world.grabbers.length > 0) grab(world);
  if (world.crowded.size > 0) relieve(world);
  const { services } = world;
  for (let i = 0; i < services.length; i += 1) if (services[i]!.isDirty) split(world, services[i]!);
  takePeaks(world);
  world.system.settle();
  if (world.changed.size > 0) look(world);
}

function split(world: World, service: Service): void {
  service.split(world.now);
  world.turns += service.carriers.size;
}

/** Takes note of the rates that have changed. */
function look(world: World): void {
  const { changed } = world;
  for (let i = 0; i < changed.size; i += 1) {
    const carrier = changed.at(i);
    const perSecond = carrier.look(world.now);
    if (world.recording === null) continue;
    const { askedPerSecond, scarce } = carrier;
    world.recording.rates.push({ node: carrier.unit.node.index, atUs: world.now, perSecond, askedPerSecond, scarce });
  }
  world.turns += changed.size;
  changed.clear();
}

/** At the horizon: open gaps and rates are counted up to it. */
function finish(world: World, horizon: number): void {
  world.system.now = horizon;
  for (const service of world.services) {
    for (const carrier of service.carriers.values()) {
      carrier.look(horizon);
      service.served += carrier.served;
    }
    service.carriers.clear();
  }
  for (const unit of world.units) {
    if (unit.past.awaySinceUs >= 0) unit.fate.awayUs += horizon - unit.past.awaySinceUs;
  }
}
