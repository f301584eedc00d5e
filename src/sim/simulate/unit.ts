import type { StackNode } from '../stack.ts';
import type { WorkloadSpec } from '../types.ts';
import type { Plan } from './step.ts';
import type { Entrance } from './pool.ts';
import { Member } from './share.ts';

/** What a node is doing. */
export const STATE = {
  /** Would start if all it needs were ready. */
  idle: 0,
  /** Waits its own delay first. */
  delayed: 1,
  starting: 2,
  ready: 3,
  /** A batch that has finished and left. */
  done: 4,
  /** Down for a set time. */
  held: 5,
  /** Never starts again. */
  barred: 6,
} as const;
export type State = (typeof STATE)[keyof typeof STATE];

/** What only hardware has. */
export class Hardware {
  /** What it offers to those inside; made when first used. */
  cpu: Entrance | null = null;
  disk: Entrance | null = null;
  net: Entrance | null = null;
  /** How many drivers are down and hold its devices up. */
  pauses = 0;
  /** Memory that all inside hold, now and at most, KiB. */
  insideKiB = 0;
  insidePeakKiB = 0;
}

/** What only happens to some. */
export class Fate {
  /** Since when it has been away after it was ready once, µs; -1 while it is not away. */
  awaySinceUs = -1;
  awayUs = 0;
  /** Until when it is down, once it was to come back after a set time, µs. */
  heldUntilUs = 0;
  /** How many runaways of it go on, for the processor and for memory; the work it spins in, the memory it grabs. */
  spinning = 0;
  grabbing = 0;
  hog: Hog | null = null;
  grabbedKiB = 0;
  /** Memory of what it executes, KiB. */
  executedKiB = 0;
  /** How often it was killed for memory. */
  killed = 0;
  isCompromised = false;
  /** Data written and still there, and data lost, MiB. */
  writtenMiB = 0;
  lostMiB = 0;
  firstDoneUs = -1;
  /** Whether it is to be looked at for its limit or its own memory. */
  isMarked = false;
  /** The part of the processor that its limit leaves it, once used. */
  limited: Entrance | null = null;
}

/** How many times a unit keeps. */
export const TIMES = 3;

/** Work without end. */
export class Hog extends Member {
  override hear(): void {
    // It takes what it gets.
  }
}

/** A node while it runs; as a member of pools, its present piece of work. Times are µs, memory is KiB. */
export class Unit extends Member {
  readonly node: StackNode;
  readonly index: number;
  state: State = STATE.idle;
  /** Counts starts and stops, so that timers of an ended life do nothing. */
  life = 0;
  /** How many of the nodes it needs are not ready: what it stands on, and what its `after` names. */
  missing: number;
  /** The hardware whose memory it takes. */
  home: Unit = this;
  plan: Plan | null = null;
  step = 0;
  curveStep = 0;
  /** Memory it holds in the hardware it belongs to, now and at most. */
  heldKiB = 0;
  peakKiB = 0;
  /** Of that, what its own curve says. */
  usedKiB = 0;
  readonly hardware: Hardware | null;
  private fated: Fate | null = null;

  /** Times of all units, `TIMES` for each: a number in an object costs a box of its own. */
  private readonly times: Float64Array;

  constructor(node: StackNode, times: Float64Array) {
    super();
    this.node = node;
    this.index = node.index;
    this.times = times;
    times[node.index * TIMES + 1] = -1;
    times[node.index * TIMES + 2] = -1;
    this.missing = node.parent === null ? node.after.length : node.after.length + 1;
    this.hardware = node.hardware === node ? new Hardware() : null;
  }

  override hear(): void {
    // Its work is done when it is done.
  }

  get workload(): WorkloadSpec | null {
    return this.node.workload;
  }

  /** When its present start began. */
  get startUs(): number {
    return this.times[this.index * TIMES]!;
  }

  set startUs(us: number) {
    this.times[this.index * TIMES] = us;
  }

  /** When it first started; -1 when it never has. */
  get firstStartUs(): number {
    return this.times[this.index * TIMES + 1]!;
  }

  set firstStartUs(us: number) {
    this.times[this.index * TIMES + 1] = us;
  }

  /** When it was first ready; -1 when it never was. */
  get firstReadyUs(): number {
    return this.times[this.index * TIMES + 2]!;
  }

  set firstReadyUs(us: number) {
    this.times[this.index * TIMES + 2] = us;
  }

  /** What has happened to it, to be changed. */
  get fate(): Fate {
    return (this.fated ??= new Fate());
  }

  /** What has happened to it, to be read. */
  get past(): Readonly<Fate> {
    return this.fated ?? NOTHING;
  }
}

const NOTHING: Readonly<Fate> = new Fate();
