import { valueAt, type FilmRow, type Moment, type StackNode } from '../../sim/index.ts';

/**
 * What moves between the layers while something runs, as data. A system call ends at the nearest kernel and comes back;
 * device I/O goes on down through every layer to the hardware. An engine is no layer. Knows nothing of pixels.
 */

export type LightKind = 'call' | 'disk' | 'net';

export interface Light {
  readonly kind: LightKind;
  /** From whom, by whom it is passed on, where it ends; the same node alone where its kernel is inside it. */
  readonly stops: readonly StackNode[];
  /** 1 to 4: powers of ten of how often it happens. */
  readonly strength: number;
}

function isLayer(node: StackNode): boolean {
  return node.kind !== 'engine';
}

/** Whose system calls are answered inside it: a sandbox with a kernel of its own. */
function hasOwnKernel(node: StackNode): boolean {
  const spec = node.container === node ? node.engine?.spec : null;
  return spec?.kind === 'engine' && spec.sandbox !== 'none';
}

/** Where a program's system calls go; null for what has no kernel under it. */
export function callStops(node: StackNode): StackNode[] | null {
  if (hasOwnKernel(node)) return [node];
  const { kernel } = node;
  return kernel === null || kernel === node ? null : [node, kernel];
}

/** Every layer that device I/O of a node passes, down to the machine; a device that is handed through skips who made the VM. */
export function deviceStops(node: StackNode): StackNode[] {
  const stops = [node];
  for (let below = node.parent; below !== null; below = below.parent) {
    const last = stops[stops.length - 1]!;
    const isSkipped = last.kind === 'vm' && last.build.passthrough === true && last.hypervisor === below;
    if (isLayer(below) && !isSkipped) stops.push(below);
  }
  return stops;
}

const MOST_STRENGTH = 4;

/** How much is made of something that happens so often a second. */
function strengthOf(perSecond: number): number {
  let strength = 1;
  for (let rate = perSecond; rate >= 100 && strength < MOST_STRENGTH; rate /= 10) strength += 1;
  return strength;
}

function starting(node: StackNode, moment: Moment): Light[] {
  const lights: Light[] = [];
  if (moment.phase === 'read' || moment.phase === 'services') lights.push({ kind: 'disk', stops: deviceStops(node), strength: 2 });
  const calls = node.workload !== null || node.kind === 'runtime' ? callStops(node) : null;
  if (calls !== null && moment.phase !== null) lights.push({ kind: 'call', stops: calls, strength: 1 });
  return lights;
}

function serving(node: StackNode, perSecond: number): Light[] {
  const load = node.workload?.load;
  if (load === undefined || perSecond <= 0) return [];
  const lights: Light[] = [];
  const calls = load.syscalls > 0 ? callStops(node) : null;
  if (calls !== null) lights.push({ kind: 'call', stops: calls, strength: strengthOf(perSecond * load.syscalls) });
  if (load.readKiB > 0)
    lights.push({ kind: 'disk', stops: deviceStops(node), strength: strengthOf((perSecond * load.readKiB) / load.ioKiB) });
  if (load.netKiB > 0) lights.push({ kind: 'net', stops: deviceStops(node), strength: strengthOf(perSecond * Math.max(1, load.netOps)) });
  return lights;
}

/** What is to be seen of a node at a moment. */
export function lightsOf(node: StackNode, moment: Moment): Light[] {
  if (moment.doing === 'starting' || moment.phase !== null) return starting(node, moment);
  return moment.doing === 'ready' ? serving(node, moment.perSecond) : [];
}

// --------------------------------------------------------------------------------------------------------- callers

export interface Demand {
  /** Requests a second. */
  readonly asked: number;
  readonly served: number;
}

/**
 * What is asked of an instance at an instant; null when nothing is. While it cannot answer, those that can are asked in
 * its place: only where `isAnybodyReady` is false does its part of the callers find nobody.
 */
export function demandAt({ node, loads }: FilmRow, moment: Moment, us: number, isAnybodyReady: boolean): Demand | null {
  const load = node.workload?.load;
  if (load === undefined) return null;
  if (moment.doing === 'ready') {
    const step = loads.findLast(({ atUs }) => atUs <= us);
    return step === undefined ? null : { asked: step.askedPerSecond, served: step.perSecond };
  }
  return isAnybodyReady ? null : { asked: valueAt(load.requestsPerSecond, us / 1000) / node.workload!.count, served: 0 };
}

export interface Caller {
  /** Which of all that ever called it is. */
  readonly number: number;
  /** 0 when it arrives, 1 when it has left. */
  readonly age: number;
  readonly isServed: boolean;
}

const CALLER_LIFE_S = 2;
const FEWEST_A_SECOND = 1.2;
const MOST_A_SECOND = 4.5;

/**
 * Those of its callers that are about at an instant of the stage's clock, s: of every hundred as many are served as of
 * the requests. More come when more is asked, but never so many that they cannot be told apart.
 */
export function callersAt({ asked, served }: Demand, clockS: number): Caller[] {
  if (asked <= 0) return [];
  const rate = Math.min(MOST_A_SECOND, FEWEST_A_SECOND + strengthOf(asked) * 0.6);
  const share = Math.min(1, served / asked);
  const callers: Caller[] = [];
  for (let number = Math.floor(clockS * rate); number >= 0; number -= 1) {
    const age = (clockS - number / rate) / CALLER_LIFE_S;
    if (age >= 1) break;
    callers.push({ number, age, isServed: Math.floor((number + 1) * share + 1e-9) > Math.floor(number * share + 1e-9) });
  }
  return callers;
}
