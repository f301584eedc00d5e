import type { Bag } from './bag.ts';
import { Heap } from './heap.ts';
import { INSTANT_US } from './share.ts';
import type { Unit } from './unit.ts';

/**
 * What a timer does when it is due. The order here is the order at one instant: what has ended, what the scenario does,
 * what follows from it later, what comes back, what changes its size.
 */
export const TIMER = {
  phaseEnd: 0,
  scenario: 1,
  panic: 2,
  spinEnd: 3,
  grabEnd: 4,
  resume: 5,
  revive: 6,
  delayEnd: 7,
  memory: 8,
  requests: 9,
} as const;
export type TimerKind = (typeof TIMER)[keyof typeof TIMER];

export interface Timer {
  /** When it is due, µs. */
  key: number;
  readonly kind: TimerKind;
  /** The unit it is for; null for the scenario and for requests. */
  readonly unit: Unit | null;
  /** For a unit, the life it belongs to: it does nothing once that has ended. For others, which entry. */
  readonly tag: number;
}

/** A timer that is set stays set. */
class TimerHeap extends Heap<Timer> {
  protected override holds(): boolean {
    return true;
  }
}

/**
 * Timers by time. Most are set in rising order (delays of a staggered start, waits of one length), so those form a queue;
 * only the others need a heap.
 */
export class Timers {
  private readonly queue: Timer[] = [];
  private readonly times: number[] = [];
  private head = 0;
  private readonly late = new TimerHeap();

  next(): number {
    const queued = this.head < this.queue.length ? this.times[this.head]! : Infinity;
    const late = this.late.least();
    return late < queued ? late : queued;
  }

  set(at: number, kind: TimerKind, unit: Unit | null, tag: number): void {
    const timer: Timer = { kind, unit, tag, key: at };
    const { queue, times } = this;
    if (queue.length === this.head || times[queue.length - 1]! <= at) {
      queue.push(timer);
      times.push(at);
    } else {
      this.late.push(at, timer);
    }
  }

  /** Moves all that are due at `now` into `out`, in the order of what happens first. */
  collect(now: number, out: Bag<Timer>): void {
    const until = now + INSTANT_US;
    while (this.head < this.queue.length && this.times[this.head]! <= until) {
      out.add(this.queue[this.head]!);
      this.head += 1;
    }
    while (this.late.least() <= until) {
      out.add(this.late.first());
      this.late.pop();
    }
    if (out.size > 1) out.sort((a, b) => a.kind - b.kind || (a.unit === null ? a.tag - b.tag : 0));
  }
}
