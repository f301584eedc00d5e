import type { Layer, ScenarioEvent, StackNode } from '../../src/sim/index.ts';
import { diskHeld } from '../../src/sim/disk.ts';
import { structuralPlaces } from '../../src/sim/order.ts';
import type { Actor } from './reference-actor.ts';
import type { NaiveWorld } from './reference-world.ts';

/** Part of the naive reference: what the scenario does. */

const MS = 1000;

function layerUnder(node: StackNode, layer: Layer): StackNode | null {
  if (layer === 'self') return node;
  if (layer === 'engine') return node.engine;
  let below: StackNode | null = node;
  while (below !== null && below.kind !== layer) below = below.parent;
  return below;
}

function heightOf(node: StackNode): number {
  return node.parent === null ? 0 : 1 + heightOf(node.parent);
}

/** From the machine up, among equals in structural order. */
function targetsOf(world: NaiveWorld, event: ScenarioEvent): Actor[] {
  const nodes = world.stack.nodes.flatMap((node) => {
    if (event.node !== undefined) return node.givenId === event.node && canHit(event, node) ? [node] : [];
    return node.workload?.id === event.workload ? [layerUnder(node, event.layer)] : [];
  });
  const targets = [...new Set(nodes)].filter((node): node is StackNode => node !== null);
  const places = structuralPlaces(world.stack.nodes);
  return targets.sort((a, b) => heightOf(a) - heightOf(b) || places[a.index]! - places[b.index]!).map((node) => world.of(node));
}

function canHit({ event }: ScenarioEvent, node: StackNode): boolean {
  if (event === 'restart') return true;
  if (event === 'driver-fault') return node.kind === 'kernel';
  return event === 'power-loss' ? node.kind === 'machine' : node.kind === 'workload';
}

function isSandboxed(node: StackNode): boolean {
  return node.engine !== null && (node.engine.spec as { sandbox?: string }).sandbox !== 'none';
}

function compromise(world: NaiveWorld, node: StackNode): void {
  const actor = world.of(node);
  if (!actor.isCompromised) world.note('compromised', actor);
  actor.isCompromised = true;
  for (const child of node.children) compromise(world, child);
}

function faultDriver(world: NaiveWorld, kernel: Actor): void {
  if ((kernel.node.spec as { design?: string }).design !== 'micro') {
    world.panic(kernel);
    return;
  }
  world.note('driver-fault', kernel);
  const hardware = kernel.node.hardware!;
  kernel.pausedUs = world.now + 500 * MS;
  world.set(kernel.pausedUs, 'resume', kernel, 0, () => {
    if (kernel.pausedUs <= world.now + 1) world.pause(hardware, false);
  });
  world.pause(hardware, true);
}

function runAway(world: NaiveWorld, actor: Actor, event: ScenarioEvent): void {
  world.note('runaway', actor);
  world.turns += 1;
  const runaway = { resource: event.resource!, turn: world.turns };
  actor.runaways.push(runaway);
  world.set(world.now + event.forMs! * MS, 'runaway', actor, 0, () => {
    actor.runaways = actor.runaways.filter((other) => other !== runaway);
  });
}

function write(world: NaiveWorld, actor: Actor, mib: number): void {
  const hardware = actor.node.hardware!;
  const installed = Math.ceil(diskHeld(world.stack.nodes)[hardware.index]! / 1024);
  const beside = world.actors.reduce((sum, other) => sum + (other.node.hardware === hardware ? other.writtenMiB : 0), 0);
  if (mib > Math.floor(hardware.diskKiB / 1024) - installed - beside) {
    world.note('disk-full', actor);
    world.seen.lostMiB[actor.node.index]! += mib;
    return;
  }
  world.note('written', actor);
  actor.writtenMiB += mib;
  const onMachines = world.actors.reduce((sum, other) => sum + (other.node.hardware!.kind === 'machine' ? other.writtenMiB : 0), 0);
  world.seen.writtenPeakMiB = Math.max(world.seen.writtenPeakMiB, onMachines);
}

function loseLayer(world: NaiveWorld, actor: Actor): void {
  const { node } = actor;
  if (node.container !== node || actor.writtenMiB === 0 || node.build.volume === true) return;
  world.note('data-lost', actor);
  world.seen.lostMiB[node.index]! += actor.writtenMiB;
  actor.writtenMiB = 0;
}

/** Made anew at once, unless it is down for good. */
function replace(world: NaiveWorld, actor: Actor): boolean {
  if (actor.state === 'barred') return false;
  loseLayer(world, actor);
  world.stop(actor, 'idle');
  return true;
}

/** Returns whether it hit. */
function hit(world: NaiveWorld, actor: Actor, event: ScenarioEvent): boolean {
  const { state } = actor;
  const isAlive = state === 'ready' || state === 'starting';
  switch (event.event) {
    case 'power-loss':
      world.note('power-loss', actor);
      world.comeBack(actor, event.offMs! * MS);
      return true;
    case 'restart':
      if (state === 'idle' || state === 'held' || state === 'barred') return false;
      world.stop(actor, 'idle');
      return true;
    case 'replace':
      return replace(world, actor);
    case 'crash': {
      if (!isAlive) return false;
      const process = world.of(actor.node.process!);
      world.note('crash', process);
      world.comeBack(process, 1000 * MS);
      return true;
    }
    case 'driver-fault':
      if (isAlive) faultDriver(world, actor);
      return isAlive;
    case 'exploit':
      if (state !== 'ready') return false;
      compromise(world, actor.node.kernel === null || isSandboxed(actor.node) ? actor.node.process! : actor.node.kernel);
      return true;
    case 'runaway':
      if (state === 'ready') runAway(world, actor, event);
      return state === 'ready';
    case 'write':
      if (state === 'ready') write(world, actor, event.mib!);
      return state === 'ready';
  }
}

/** Sets a timer for every event of the level. */
export function actOn(world: NaiveWorld, horizonUs: number): void {
  world.level.events.forEach((event, entry) => {
    const targets = targetsOf(world, event);
    if (event.atMs * MS > horizonUs) world.seen.notices.push({ code: 'past-horizon', event: entry });
    else if (targets.length === 0) world.seen.notices.push({ code: 'no-target', event: entry });
    else {
      world.set(event.atMs * MS, 'scenario', null, entry, () => {
        let hasHit = false;
        for (const target of targets) hasHit = hit(world, target, event) || hasHit;
        if (!hasHit) world.seen.notices.push({ code: 'no-effect', event: entry });
      });
    }
  });
}
