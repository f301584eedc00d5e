import { canRenew, restartAll } from '../life.ts';
import { loseLayer } from '../writing.ts';
import type { Effect } from './effect.ts';

/**
 * The instances are removed and made anew from their image at once, also those that were to come back later: a container's
 * writable layer is lost, a volume kept.
 */
export const replaceEffect: Effect = (world, units) => {
  const hit = units.filter(canRenew);
  for (const unit of hit) loseLayer(world, unit);
  restartAll(world, hit);
  return hit.length > 0;
};
