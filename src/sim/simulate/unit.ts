import type { StackNode } from '../stack.ts';
import type { WorkloadSpec } from '../types.ts';
import type { Plan } from './step.ts';
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
  /** Hardware: data that all on it have written, MiB. */
  storedMiB = 0;
  firstDoneUs = -1;
  /** Whether it is to be looked at for its limit or its own memory. */
  isMarked = false;
  /** Hypervisor: how many guests it has, how many of them came at the latest instant at which any did, and when that was, µs. */
  guests = 0;
  newGuests = 0;
  newestUs = -1;
  /** How many drivers of this kernel are down and hold I/O up. */
  pauses = 0;
}

/** How many times a unit keeps in columns: in an object each would cost a box of its own. */
export const COLUMNS = 3;
const START = 0;
const FIRST_START = 1;
const FIRST_READY = 2;

/** Work without end. */
export class Hog extends Member {}

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
  readonly home: Unit;
  plan: Plan | null = null;
  step = 0;
  curveStep = 0;
  /** Memory it holds in the hardware it belongs to, now and at most. */
  heldKiB = 0;
  peakKiB = 0;
  /** Of that, what its own curve says. */
  usedKiB = 0;
  /** Hardware: memory that all inside hold, and the most of that at the end of an instant or where it ran out. */
  insideKiB = 0;
  insidePeakKiB = 0;
  private fated: Fate | null = null;

  /** Of all units, `COLUMNS` for each. */
  private readonly columns: Float64Array;
  /** Where its own begin. */
  private get at(): number {
    return this.index * COLUMNS;
  }

  /** `home` is null for a machine, which is its own. */
  constructor(node: StackNode, columns: Float64Array, home: Unit | null) {
    super();
    this.node = node;
    this.index = node.index;
    this.columns = columns;
    this.home = home ?? this;
    this.missing = node.parent === null ? node.after.length : node.after.length + 1;
    this.firstStartUs = -1;
    this.firstReadyUs = -1;
  }

  get workload(): WorkloadSpec | null {
    return this.node.workload;
  }

  /** When its present start began. */
  get startUs(): number {
    return this.columns[this.at + START]!;
  }

  set startUs(us: number) {
    this.columns[this.at + START] = us;
  }

  /** When it first started; -1 when it never has. */
  get firstStartUs(): number {
    return this.columns[this.at + FIRST_START]!;
  }

  set firstStartUs(us: number) {
    this.columns[this.at + FIRST_START] = us;
  }

  /** When it was first ready; -1 when it never was. */
  get firstReadyUs(): number {
    return this.columns[this.at + FIRST_READY]!;
  }

  set firstReadyUs(us: number) {
    this.columns[this.at + FIRST_READY] = us;
  }

  get isHardware(): boolean {
    return this.node.hardware === this.node;
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
