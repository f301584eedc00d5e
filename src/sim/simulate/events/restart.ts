import { vmOf } from '../../stack.ts';
import { canRestart, restartAll } from '../life.ts';
import type { Unit } from '../unit.ts';
import type { World } from '../world.ts';
import type { Effect } from './effect.ts';

/** The workloads on a unit, whatever is between. */
function workloadsOn(world: World, unit: Unit): Unit[] {
  const tower: Unit[] = [unit];
  for (let i = 0; i < tower.length; i += 1) for (const child of tower[i]!.node.children) tower.push(world.unitOf(child));
  return tower.filter(({ node }) => node.kind === 'workload');
}

/** What starts anew when a unit is restarted. */
function restarted(world: World, unit: Unit): readonly Unit[] {
  const { kind, hardware } = unit.node;
  const isGuest = hardware!.kind === 'vm' && (kind === 'vm' || kind === 'kernel');
  return isGuest && vmOf(hardware!).restarts === 'workloads' ? workloadsOn(world, unit) : [unit];
}

/** The targets and all on them stop and start again at once; disks and writable layers are kept. */
export const restartEffect: Effect = (world, units) => {
  const hit = units.flatMap((unit) => restarted(world, unit)).filter(canRestart);
  restartAll(world, hit);
  return hit.length > 0;
};
