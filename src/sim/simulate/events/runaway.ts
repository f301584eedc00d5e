import { kernelOf } from '../../stack.ts';
import { SHARED } from '../pools.ts';
import { TIMER } from '../timers.ts';
import { TRACE } from '../trace.ts';
import { Hog, STATE } from '../unit.ts';
import { MS } from '../world.ts';
import { inTurn, type Effect } from './effect.ts';

/** With so many shares for each thread one takes part that no kernel interrupts. */
const GREED = 1000;

/**
 * Takes all that it can get, up to its limits: of the processor with as many threads as it sees, of memory more than there
 * is. A memory limit caps it; without one the kernel runs out and kills it.
 */
export const runawayEffect: Effect = inTurn((world, unit, event) => {
  if (unit.state !== STATE.ready) return false;
  world.note(TRACE.runaway, unit);
  const { fate } = unit;
  const end = world.now + event.forMs! * MS;
  if (event.resource === 'cpu') {
    fate.spinning += 1;
    const hog = (fate.hog ??= new Hog());
    const { node } = unit;
    const { threads } = node.hardware!;
    const greed = node.kernel !== null && kernelOf(node.kernel).protects === false ? GREED : 1;
    if (hog.share === null) world.pools.join(SHARED.cpu, world.pools.placeOf(SHARED.cpu, node), hog, threads * greed, 1 / greed, Infinity);
    world.timers.set(end, TIMER.spinEnd, unit, unit.life);
  } else {
    fate.grabbing += 1;
    if (fate.grabbing === 1) world.grabbers.push(unit);
    world.timers.set(end, TIMER.grabEnd, unit, unit.life);
  }
  return true;
});
