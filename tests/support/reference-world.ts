import { levelOffered, type Observed } from './observed.ts';
import { Actor, type Timer } from './reference-actor.ts';
import { Group } from './reference-shares.ts';
import { batchOf, fixedKiB, makingUs, startOf, type Stretch } from './reference-work.ts';
import type { Level, Stack, StackNode } from '../../src/sim/index.ts';

/** Part of the naive reference: everything that runs, and how it starts, proceeds and stops. Times are µs. */

const MS = 1000;
/** What a timer does, in the order in which they happen at one instant. */
export const ORDER = ['wait', 'scenario', 'panic', 'runaway', 'resume', 'revive', 'delay', 'memory', 'requests'] as const;

export class NaiveWorld {
  readonly stack: Stack;
  readonly level: Level;
  readonly actors: Actor[];
  readonly seen: Observed;
  now = 0;
  timers: Timer[] = [];
  /** Counts runaways, by their beginning. */
  turns = 0;
  readonly groups = new Map<string, Group>();

  constructor(stack: Stack, level: Level) {
    this.stack = stack;
    this.level = level;
    this.actors = stack.nodes.map((node) => new Actor(node));
    this.seen = {
      trace: [],
      work: [],
      peakKiB: stack.nodes.map(() => 0),
      totalPeakKiB: 0,
      awayUs: stack.nodes.map(() => 0),
      lostMiB: stack.nodes.map(() => 0),
      writtenPeakMiB: 0,
      served: new Map(level.workloads.filter(({ load }) => load !== undefined).map(({ id }) => [id, 0])),
      offered: new Map(
        level.workloads.filter(({ load }) => load !== undefined).map(({ id, load }) => [id, levelOffered(load!, level.horizonMs)]),
      ),
      notices: [],
    };
  }

  of(node: StackNode): Actor {
    return this.actors[node.index]!;
  }

  note(kind: string, actor: Actor): void {
    this.seen.trace.push({ us: this.now, kind, node: actor.node.index });
  }

  set(us: number, kind: (typeof ORDER)[number], actor: Actor | null, entry: number, run: () => void): void {
    this.timers.push({ us, kind, actor, life: actor?.life ?? 0, entry, run });
  }

  // ------------------------------------------------------------------------------------------------------- groups

  private group(key: string, make: () => Group): Group {
    let group = this.groups.get(key);
    if (group === undefined) this.groups.set(key, (group = make()));
    return group;
  }

  device(hardware: StackNode, which: 'cpu' | 'disk' | 'net'): Group {
    return this.group(`${which} ${hardware.index}`, () => {
      const isVm = hardware.kind === 'vm';
      const most = which === 'cpu' ? hardware.threads : isVm ? Infinity : 1;
      return new Group(isVm ? this.device(hardware.home!, which) : null, most, isVm ? hardware.threads : Infinity);
    });
  }

  processor(node: StackNode): Group {
    if (node.process === null) return this.device(node.hardware!, 'cpu');
    const around = node.process === node ? this.device(node.hardware!, 'cpu') : this.processor(node.process);
    const limit = node.build.cpuLimit;
    return limit === undefined ? around : this.group(`limit ${node.index}`, () => new Group(around, limit / 1000, Infinity));
  }

  // -------------------------------------------------------------------------------------------------------- lives

  isUp(node: StackNode): boolean {
    const { state } = this.of(node);
    return state === 'ready' || state === 'done';
  }

  private needsAreUp({ parent, after }: StackNode): boolean {
    return (parent === null || this.isUp(parent)) && after.every((other) => this.isUp(other));
  }

  /** Starts whatever waits for nothing any more. */
  startAll(): void {
    for (let hasStarted = true; hasStarted;) {
      hasStarted = false;
      for (const actor of this.actors) {
        if (actor.state !== 'idle' || !this.needsAreUp(actor.node)) continue;
        hasStarted = true;
        this.wait(actor);
      }
    }
  }

  /** The delay comes before each start; if meanwhile something it needs went down, all is to be waited for again. */
  private wait(actor: Actor): void {
    const delayMs = actor.node.build.delayMs ?? 0;
    if (delayMs === 0) {
      this.begin(actor);
      return;
    }
    actor.state = 'delayed';
    actor.life += 1;
    this.set(this.now + delayMs * MS, 'delay', actor, 0, () => {
      if (this.needsAreUp(actor.node)) this.begin(actor);
      else actor.state = 'idle';
    });
  }

  private begin(actor: Actor): void {
    const { node } = actor;
    actor.state = 'starting';
    actor.life += 1;
    actor.bornUs = this.now;
    actor.steps = startOf(node);
    actor.next = 0;
    actor.fixedKiB = fixedKiB(node);
    actor.usedKiB = 0;
    this.note('start', actor);
    for (const [fromMs, mib] of node.workload?.ramMiB ?? []) {
      if (fromMs === 0) actor.usedKiB = mib * 1024;
      else this.set(this.now + fromMs * MS, 'memory', actor, 0, () => (actor.usedKiB = actor.state === 'done' ? 0 : mib * 1024));
    }
    this.proceed(actor);
  }

  private proceed(actor: Actor): void {
    const { node } = actor;
    const step = actor.steps[actor.next];
    actor.next += 1;
    if (step === undefined) {
      if (actor.state === 'starting') this.becomeReady(actor);
      else this.finish(actor);
      return;
    }
    actor.stepUs = this.now;
    if (step.resource === 'wait') {
      this.set(this.now + step.work, 'wait', actor, 0, () => this.endStep(actor, step, step.work));
      return;
    }
    const group =
      step.resource === 'disk'
        ? this.device(node.hardware!, 'disk')
        : step.resource === 'cpu'
          ? this.processor(node)
          : this.device(node.home!, 'cpu');
    const work = step.resource === 'below' ? makingUs(node, this.guestsBeside(actor)) : step.work;
    actor.job = { group, weight: step.threads, cap: step.resource === 'disk' ? Infinity : 1, rate: 0, left: work, work, step };
  }

  private guestsBeside(actor: Actor): number {
    const siblings = actor.node.on!.children.map((child) => this.of(child));
    return siblings.filter((other) => (other.state === 'starting' || other.state === 'ready') && other.bornUs < this.now).length;
  }

  endStep(actor: Actor, step: Stretch, work: number): void {
    this.seen.work.push({
      node: actor.node.index,
      phase: step.phase,
      resource: step.resource,
      fromUs: actor.stepUs,
      toUs: this.now,
      work,
      threads: step.threads,
    });
    actor.job = null;
    this.proceed(actor);
  }

  private becomeReady(actor: Actor): void {
    const { workload } = actor.node;
    actor.state = 'ready';
    this.note('ready', actor);
    if (actor.awaySinceUs >= 0) this.seen.awayUs[actor.node.index]! += this.now - actor.awaySinceUs;
    actor.awaySinceUs = -1;
    if (workload?.meddlesWithKernel === true) {
      this.set(this.now + 1000 * MS, 'panic', actor, 0, () => this.panics.add(actor));
    }
    if (workload?.batch !== undefined) {
      actor.steps = batchOf(actor.node, workload.batch);
      actor.next = 0;
      this.proceed(actor);
    }
  }

  private finish(actor: Actor): void {
    actor.state = 'done';
    this.note('done', actor);
    actor.usedKiB = 0;
    actor.runaways = [];
  }

  private stopOne(actor: Actor, state: 'idle' | 'held' | 'barred'): void {
    const before = actor.state;
    if (before === 'barred') return;
    actor.state = state;
    actor.life += 1;
    if (before === 'idle' || before === 'delayed' || before === 'held') return;
    actor.job = null;
    actor.runaways = [];
    actor.usedKiB = 0;
    if (actor.node.kind === 'kernel') this.pause(actor.node.hardware!, false);
    if (before !== 'done') this.note('stop', actor);
    if (before === 'ready') actor.awaySinceUs = this.now;
  }

  stop(actor: Actor, state: 'idle' | 'held' | 'barred'): void {
    for (const child of actor.node.children) this.stop(this.of(child), 'idle');
    this.stopOne(actor, state);
  }

  comeBack(actor: Actor, us: number): void {
    actor.heldUs = Math.max(this.now + us, actor.state === 'held' ? actor.heldUs : 0);
    this.stop(actor, 'held');
    if (actor.state === 'held') this.set(actor.heldUs, 'revive', actor, 0, () => (actor.state = 'idle'));
  }

  /** I/O on this hardware waits, or goes on. */
  pause(hardware: StackNode, isPaused: boolean): void {
    this.device(hardware, 'disk').isPaused = isPaused;
    this.device(hardware, 'net').isPaused = isPaused;
  }

  /** Meddlers whose second is over at this instant. */
  private readonly panics = new Set<Actor>();

  panicAll(): void {
    const isSandboxed = ({ engine }: StackNode): boolean => engine !== null && (engine.spec as { sandbox?: string }).sandbox !== 'none';
    const guilty = [...this.panics].map((actor) => ({ actor, kernel: isSandboxed(actor.node) ? null : actor.node.kernel }));
    this.panics.clear();
    for (const kernel of new Set(guilty.map((entry) => entry.kernel))) if (kernel !== null) this.panic(this.of(kernel));
    for (const { actor, kernel } of guilty) {
      if (kernel === null) this.note('panic', actor);
      this.stop(kernel === null ? this.of(actor.node.process!) : actor, 'barred');
    }
  }

  panic(kernel: Actor): void {
    this.note('panic', kernel);
    this.comeBack(kernel, 10_000 * MS);
  }
}
