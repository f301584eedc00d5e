import { kernelOf, vmOf } from '../../stack.ts';
import type { ScenarioEvent } from '../../types.ts';
import { canRestart, restartAll } from '../life.ts';
import type { Unit } from '../unit.ts';
import type { World } from '../world.ts';
import type { Effect } from './effect.ts';

/** The instances on a unit for whose sake it is restarted; all of them when it was asked for by its name. */
function servedBy(world: World, unit: Unit, { workload }: ScenarioEvent): Unit[] {
  const tower: Unit[] = [unit];
  for (let i = 0; i < tower.length; i += 1) for (const child of tower[i]!.node.children) tower.push(world.unitOf(child));
  return tower.filter(({ node }) => node.kind === 'workload' && (workload === undefined || node.build.workload === workload));
}

/** What starts anew when a unit is restarted. */
function restarted(world: World, unit: Unit, event: ScenarioEvent): readonly Unit[] {
  const { node } = unit;
  const restarts = node.kind === 'kernel' ? kernelOf(node).restarts : node.kind === 'vm' ? vmOf(node).restarts : 'all';
  return restarts === 'workload' ? servedBy(world, unit, event) : [unit];
}

/** The targets and all on them stop and start again at once; disks and writable layers are kept. */
export const restartEffect: Effect = (world, units, event) => {
  const hit = units.flatMap((unit) => restarted(world, unit, event)).filter(canRestart);
  restartAll(world, hit);
  return hit.length > 0;
};
