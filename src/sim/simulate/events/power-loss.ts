import { restartAfter } from '../life.ts';
import { TRACE } from '../trace.ts';
import { MS } from '../world.ts';
import { each, type Effect } from './effect.ts';

/** The machine and all on it stop; it boots when power is back. */
export const powerLossEffect: Effect = each((world, unit, event) => {
  world.note(TRACE['power-loss'], unit);
  restartAfter(world, unit, event.offMs! * MS);
  return true;
});
