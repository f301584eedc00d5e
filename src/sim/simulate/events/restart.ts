import { canRestart, restartAll } from '../life.ts';
import type { Effect } from './effect.ts';

/** The targets and all on them stop and start again at once; disks and writable layers are kept. */
export const restartEffect: Effect = (world, units) => {
  const hit = units.filter(canRestart);
  restartAll(world, hit);
  return hit.length > 0;
};
