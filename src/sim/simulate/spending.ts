import type { StackNode } from '../stack.ts';
import { SHARED } from './pools.ts';
import { rateOf } from './share.ts';
import { CPU_BELOW, DISK, WAIT, type Step } from './step.ts';
import { RESOURCES, type Recording, type Resource } from './trace.ts';
import type { Unit } from './unit.ts';
import { Usage } from './usage.ts';
import { MS, type World } from './world.ts';

/** What is written down, where a run is recorded, of what nodes take of the machines under them. */

/** For so many nodes. */
export function newRecording(size: number): Recording {
  return { phases: [], stepsUs: new Map(), moreUs: new Map(), memory: [], crowds: [], rates: [], usage: new Usage(size) };
}

/** Once all rates have come to rest: what every node takes until something changes. */
export function recordUsage(world: World, { usage }: Recording, nextUs: number): void {
  const { now } = world;
  const horizonUs = world.level.horizonMs * MS;
  // What stays as it is until the end is looked at in any case.
  if (!usage.begin(now, nextUs > horizonUs ? Infinity : nextUs)) return;
  for (const unit of world.units) {
    if (unit.share !== null) usage.take(unit.index, SHARED[resourceOf(unit.plan!.steps[unit.step]!)!], rateOf(unit));
    const { hog } = unit.past;
    if (hog !== null && hog.share !== null) usage.take(unit.index, SHARED.cpu, rateOf(hog));
  }
  for (const { carriers } of world.services) {
    for (const carrier of carriers.values()) {
      for (const resource of RESOURCES) usage.take(carrier.unit.index, SHARED[resource], carrier.used(resource));
    }
  }
  usage.end(now, horizonUs);
}

/** What a step works with; null when it only waits. */
function resourceOf({ resource }: Step): Resource | null {
  if (resource === WAIT) return null;
  return resource === DISK ? 'disk' : 'cpu';
}

/** How much of the processor so many threads of a node get when nobody else wants any: no more than every limit around leaves. */
function coresAlone(node: StackNode, place: StackNode, threads: number): number {
  let cores = threads;
  if (node.process !== null) cores = Math.min(cores, node.cpuLimit / 1000, node.process.cpuLimit / 1000);
  for (let hardware = place; ; hardware = hardware.home!) {
    cores = Math.min(cores, hardware.threads);
    if (hardware.kind === 'machine') return cores;
  }
}

/** How long a step takes when nobody else wants anything, µs; `moreUs` comes on top of its work. */
function aloneUs({ node }: Unit, { resource, work, threads }: Step, moreUs: number): number {
  if (resource === WAIT || resource === DISK) return work;
  return (work + moreUs) / coresAlone(node, resource === CPU_BELOW ? node.home! : node.hardware!, threads);
}

/** Writes down the step that has ended, and when the next one begins. */
export function recordStep({ phases, stepsUs, moreUs }: Recording, unit: Unit, now: number): void {
  const { index } = unit;
  if (unit.step >= 0) {
    const step = unit.plan!.steps[unit.step]!;
    const more = step.resource === CPU_BELOW ? moreUs.get(index)! : 0;
    phases.push({
      node: index,
      phase: step.phase,
      startUs: stepsUs.get(index)!,
      endUs: now,
      resource: resourceOf(step),
      aloneUs: aloneUs(unit, step, more),
    });
  }
  stepsUs.set(index, now);
}
