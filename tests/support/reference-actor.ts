import type { StackNode } from '../../src/sim/index.ts';
import type { Claim } from './reference-shares.ts';
import type { Stretch } from './reference-work.ts';

export interface Timer {
  readonly us: number;
  readonly kind: string;
  readonly actor: Actor | null;
  readonly life: number;
  readonly entry: number;
  readonly run: () => void;
}

export interface Job extends Claim {
  left: number;
  readonly work: number;
  readonly step: Stretch;
}

export interface Runaway {
  readonly resource: 'cpu' | 'ram';
  /** Which of all runaways it was: who came first takes first. */
  readonly turn: number;
}

/** A node of the stack while the naive reference runs it. */
export class Actor {
  readonly node: StackNode;
  state: 'idle' | 'delayed' | 'starting' | 'ready' | 'done' | 'held' | 'barred' = 'idle';
  /** Counts starts and stops: what was to happen in an ended life does not. */
  life = 0;
  bornUs = -1;
  steps: readonly Stretch[] = [];
  next = 0;
  stepUs = 0;
  job: Job | null = null;
  fixedKiB = 0;
  usedKiB = 0;
  runaways: Runaway[] = [];
  /** What a runaway for memory has taken. */
  grabbedKiB = 0;
  killed = 0;
  asked = 0;
  awaySinceUs = -1;
  /** Until when it is down, when it is to come back. */
  heldUs = 0;
  /** Until when a driver of this kernel is down. */
  pausedUs = 0;
  isCompromised = false;
  writtenMiB = 0;

  constructor(node: StackNode) {
    this.node = node;
  }
}
