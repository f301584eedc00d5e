import type { Bag } from './bag.ts';
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

/**
 * Timers by time. Most are set in rising order (delays of a staggered start, waits of one length), so those form a queue;
 * only the others need a heap.
 */
export class Timers {
  private readonly queue: Timer[] = [];
  private head = 0;
  private readonly heap: Timer[] = [];

  next(): number {
    const queued = this.head < this.queue.length ? this.queue[this.head]!.at : Infinity;
    return this.heap.length > 0 && this.heap[0]!.at < queued ? this.heap[0]!.at : queued;
  }

  set(at: number, kind: TimerKind, unit: Unit | null, tag: number): void {
    const timer: Timer = { at, kind, unit, tag };
    const { queue } = this;
    if (this.head === queue.length) {
      queue.length = 0;
      this.head = 0;
    }
    if (queue.length === 0 || queue[queue.length - 1]!.at <= at) queue.push(timer);
    else this.push(timer);
  }

  private push(timer: Timer): void {
    const { heap } = this;
    let i = heap.length;
    heap.push(timer);
    while (i > 0) {
      const above = (i - 1) >> 1;
      const other = heap[above]!;
      if (other.at <= timer.at) break;
      heap[i] = other;
      i = above;
    }
    heap[i] = timer;
  }

  private pop(): Timer {
    const { heap } = this;
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
  collect(now: number, out: Bag<Timer>): void {
    const until = now + INSTANT_US;
    while (this.head < this.queue.length && this.queue[this.head]!.at <= until) {
      out.add(this.queue[this.head]!);
      this.head += 1;
    }
    while (this.heap.length > 0 && this.heap[0]!.at <= until) out.add(this.pop());
    if (out.size > 1) out.sort((a, b) => a.kind - b.kind || (a.unit === null ? a.tag - b.tag : 0));
  }
}
