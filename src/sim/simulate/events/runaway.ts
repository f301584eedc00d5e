import { checkLimit, limitOf, usedBy, weigh } from '../memory.ts';
import { TIMER } from '../timers.ts';
import { TRACE } from '../trace.ts';
import { Hog, STATE } from '../unit.ts';
import { MS } from '../world.ts';
import type { Effect } from './effect.ts';

/**
 * Takes all that it can get, up to its limits: of the processor with as many threads as it sees, of memory more than there
 * is. A memory limit caps it; without one the kernel runs out and kills it.
 */
export const runawayEffect: Effect = (world, unit, event) => {
  if (unit.state !== STATE.ready) return false;
  world.note(TRACE.runaway, unit);
  if (event.resource === 'cpu') {
    const hog = (unit.fate.hog ??= new Hog());
    if (hog.share === null) world.pools.cpuFor(unit).join(hog, unit.node.hardware!.threads, 1, Infinity);
  } else {
    const process = world.unitOf(unit.node.process!);
    const limit = Math.min(limitOf(process), limitOf(unit));
    unit.fate.grabbedKiB += limit === Infinity ? unit.node.hardware!.ramKiB + 1 : Math.max(0, limit - usedBy(world, process));
    weigh(world, unit);
    checkLimit(world, unit);
  }
  world.timers.set(world.now + event.forMs! * MS, TIMER.runawayEnd, unit, unit.life);
  return true;
};
