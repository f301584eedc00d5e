import { INSTANT_US } from './share.ts';
import type { Unit } from './unit.ts';

/**
 * What a timer does when it is due. The order here is the order at one instant: what has ended, what the scenario does,
 * what follows from it later, what comes back, what changes its size.
 */
export const TIMER = { phaseEnd: 0, scenario: 1, panic: 2, runawayEnd: 3, resume: 4, revive: 5, delayEnd: 6, memory: 7, requests: 8 } as const;
export type TimerKind = (typeof TIMER)[keyof typeof TIMER];

export interface Timer {
  readonly at: number;
  readonly kind: TimerKind;
  /** The unit it is for; null for the scenario and for requests. */
  readonly unit: Unit | null;
  /** For a unit, the life it belongs to: it does nothing once that has ended. For others, which entry. */
  readonly tag: number;
}

/** Timers by time; a binary heap. */
export class Timers {
  private readonly heap: Timer[] = [];

  next(): number {
    return this.heap.length === 0 ? Infinity : this.heap[0]!.at;
  }

  set(at: number, kind: TimerKind, unit: Unit | null, tag: number): void {
    const heap = this.heap;
    const timer: Timer = { at, kind, unit, tag };
    let i = heap.length;
    heap.push(timer);
    while (i > 0) {
      const above = (i - 1) >> 1;
      const other = heap[above]!;
      if (other.at <= at) break;
      heap[i] = other;
      i = above;
    }
    heap[i] = timer;
  }

  private pop(): Timer {
    const heap = this.heap;
    const first = heap[0]!;
    const last = heap.pop()!;
    const size = heap.length;
    if (size === 0) return first;
    let i = 0;
    for (let child = 1; child < size; child = 2 * i + 1) {
      if (child + 1 < size && heap[child + 1]!.at < heap[child]!.at) child += 1;
      const other = heap[child]!;
      if (other.at >= last.at) break;
      heap[i] = other;
      i = child;
    }
    heap[i] = last;
    return first;
  }

  /** Moves all that are due at `now` into `out`, in the order of what happens first. */
  collect(now: number, out: Timer[]): void {
    while (this.heap.length > 0 && this.heap[0]!.at <= now + INSTANT_US) out.push(this.pop());
    if (out.length > 1) out.sort((a, b) => a.kind - b.kind || (a.unit === null ? a.tag - b.tag : 0));
  }
}
