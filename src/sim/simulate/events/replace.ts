import { restart } from '../life.ts';
import { STATE } from '../unit.ts';
import { loseLayer } from '../writing.ts';
import type { Effect } from './effect.ts';

/** The instance is removed and made anew from its image: a container's writable layer is lost, a volume kept. */
export const replaceEffect: Effect = (world, unit) => {
  if (unit.state === STATE.barred || unit.state === STATE.held) return false;
  loseLayer(world, unit);
  restart(world, unit);
  return true;
};
