import { restartAfter } from '../life.ts';
import { MS } from '../world.ts';
import type { Effect } from './effect.ts';

/** The machine and all on it stop; it boots when power is back. */
export const powerLossEffect: Effect = (world, unit, event) => {
  world.note('power-loss', unit);
  restartAfter(world, unit, event.offMs! * MS);
  return true;
};
