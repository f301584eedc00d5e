import { STATE } from '../unit.ts';
import { writeData } from '../writing.ts';
import { inTurn, type Effect } from './effect.ts';

/** Writes to its disk; there until the container's writable layer is lost, or for good. */
export const writeEffect: Effect = inTurn((world, unit, event) => {
  if (unit.state !== STATE.ready) return false;
  writeData(world, unit, event.mib!);
  return true;
});
