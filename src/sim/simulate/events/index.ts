import { heightOf } from '../../order.ts';
import type { StackNode } from '../../stack.ts';
import type { EventKind, Layer, ScenarioEvent } from '../../types.ts';
import type { Unit } from '../unit.ts';
import type { World } from '../world.ts';
import { crashEffect } from './crash.ts';
import { driverFaultEffect } from './driver-fault.ts';
import type { Effect } from './effect.ts';
import { exploitEffect } from './exploit.ts';
import { powerLossEffect } from './power-loss.ts';
import { replaceEffect } from './replace.ts';
import { restartEffect } from './restart.ts';
import { runawayEffect } from './runaway.ts';
import { writeEffect } from './write.ts';

/** What each event does. */
const EFFECTS = {
  restart: restartEffect,
  replace: replaceEffect,
  crash: crashEffect,
  'driver-fault': driverFaultEffect,
  exploit: exploitEffect,
  runaway: runawayEffect,
  write: writeEffect,
  'power-loss': powerLossEffect,
} as const satisfies Record<EventKind, Effect>;

/** Nearest node of a layer at or under a node; engines keep containers without being under them. */
function nearest(node: StackNode, layer: Layer): StackNode | null {
  if (layer === 'self') return node;
  if (layer === 'engine') return node.engine;
  for (let below: StackNode | null = node; below !== null; below = below.parent) if (below.kind === layer) return below;
  return null;
}

/** The nodes that an event hits, each once, from the machine up. */
export function targetsOf(nodes: readonly StackNode[], event: ScenarioEvent): StackNode[] {
  const targets = new Set<StackNode>();
  for (const node of nodes) {
    if (event.node !== undefined) {
      if (node.givenId === event.node && isRightKind(node, event.event)) targets.add(node);
    } else if (node.workload !== null && node.workload.id === event.workload) {
      const target = nearest(node, event.layer);
      if (target !== null) targets.add(target);
    }
  }
  return [...targets].sort((a, b) => heightOf(a) - heightOf(b));
}

/** Whether an event can happen to a given node at all. */
function isRightKind(node: StackNode, event: EventKind): boolean {
  if (event === 'restart') return true;
  if (event === 'driver-fault') return node.kind === 'kernel';
  if (event === 'power-loss') return node.kind === 'machine';
  return node.kind === 'workload';
}

/** Lets an event happen. Returns whether it hit anything that it could hit. */
export function happen(world: World, event: ScenarioEvent, targets: readonly Unit[]): boolean {
  return EFFECTS[event.event](world, targets, event);
}
