import type { StackNode } from '../stack.ts';
import type { Plan, Step } from './plan.ts';
import { Member, type Pool } from './share.ts';

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

/** A node while it runs. Times are µs, memory is KiB. */
export class Unit {
  readonly node: StackNode;
  state: State = STATE.idle;
  /** Counts starts and stops, so that timers of an ended life do nothing. */
  life = 0;
  /** How many of the nodes it needs are not ready. */
  missing = 0;
  /** Units that wait for this one because of `after`. */
  waiters: Unit[] | null = null;
  plan: Plan | null = null;
  steps: readonly Step[] = NO_STEPS;
  step = 0;
  /** Its present piece of work, and the one it spins in when it runs away. */
  readonly job: Member<Unit>;
  hog: Member<Unit> | null = null;
  /** Pools that it offers to what runs inside it: of a machine or VM, or of a process with a processor limit. */
  cpu: Pool<Unit> | null = null;
  disk: Pool<Unit> | null = null;
  net: Pool<Unit> | null = null;
  pauses = 0;

  /** When its present start and its present step began. */
  startUs = 0;
  stepUs = 0;
  firstStartUs = -1;
  firstReadyUs = -1;
  firstDoneUs = -1;
  /** Since when it has been away after it was ready once; -1 while it is not away. */
  awaySinceUs = -1;
  awayUs = 0;

  /** Memory it holds in the hardware it belongs to, now and at most. */
  heldKiB = 0;
  peakKiB = 0;
  /** Of that, what it uses itself and its limit counts: its curve, and what it grabs running away. */
  usedKiB = 0;
  grabbedKiB = 0;
  curveStep = 0;
  limitKiB = Infinity;
  /** Hardware: what all inside hold now, and at most. */
  insideKiB = 0;
  insidePeakKiB = 0;
  isMarked = false;

  killed = 0;
  isCompromised = false;
  /** Data written and still there, and data lost, MiB. */
  writtenMiB = 0;
  lostMiB = 0;

  constructor(node: StackNode) {
    this.node = node;
    this.job = new Member<Unit>(this, null);
  }
}

const NO_STEPS: readonly Step[] = [];
