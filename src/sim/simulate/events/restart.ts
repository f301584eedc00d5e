import { restart } from '../life.ts';
import { STATE } from '../unit.ts';
import type { Effect } from './effect.ts';

/** The target and all on it stop and start again at once; disks and writable layers are kept. */
export const restartEffect: Effect = (world, unit) => {
  if (unit.state === STATE.barred || unit.state === STATE.held) return false;
  restart(world, unit);
  return true;
};
