import { restartAfter } from '../life.ts';
import { TRACE } from '../trace.ts';
import { STATE } from '../unit.ts';
import { MS } from '../world.ts';
import { each, type Effect } from './effect.ts';

const COMES_BACK_US = 1000 * MS;

/** The process dies and comes back after a second. Bytecode shares its runtime's process: a runtime is no boundary. */
export const crashEffect: Effect = each((world, unit) => {
  if (unit.state !== STATE.ready && unit.state !== STATE.starting) return false;
  const process = world.unitOf(unit.node.process!);
  world.note(TRACE.crash, process);
  restartAfter(world, process, COMES_BACK_US);
  return true;
});
