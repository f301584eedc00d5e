import type { Bag } from './bag.ts';
import { Heap } from './heap.ts';
import { INSTANT_US } from './pool.ts';
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
  readonly kind: TimerKind;
  /** The unit it is for; null for the scenario and for requests. */
  readonly unit: Unit | null;
  /** For a unit, the life it belongs to: it does nothing once that has ended. For others, which entry. */
  readonly tag: number;
}

/**
 * Timers by time. Most are set in rising order (delays of a staggered start, waits of one length), so those form a queue,
 * in columns; only the others need a heap.
 */
export class Timers {
  private readonly times: number[] = [];
  private readonly kinds: TimerKind[] = [];
  private readonly units: (Unit | null)[] = [];
  private readonly tags: number[] = [];
  private head = 0;
  private size = 0;
  private readonly late = new Heap<Timer>();
  /** Serves again and again. */
  private readonly only: { -readonly [Key in keyof Timer]: Timer[Key] } = { kind: TIMER.phaseEnd, unit: null, tag: 0 };

  next(): number {
    const queued = this.head < this.size ? this.times[this.head]! : Infinity;
    const late = this.late.top();
    return late < queued ? late : queued;
  }

  set(at: number, kind: TimerKind, unit: Unit | null, tag: number): void {
    if (this.head === this.size) this.head = this.size = 0;
    const last = this.size;
    if (last > 0 && this.times[last - 1]! > at) {
      this.late.insert(at, { kind, unit, tag });
      return;
    }
    this.size += 1;
    this.times[last] = at;
    this.kinds[last] = kind;
    this.units[last] = unit;
    this.tags[last] = tag;
  }

  /** Takes the only timer that is due at `now`, as there is at most instants; null when there are several. */
  takeOnly(now: number): Timer | null {
    const until = now + INSTANT_US;
    const { head } = this;
    const isOnly = head < this.size && this.times[head]! <= until && !(head + 1 < this.size && this.times[head + 1]! <= until);
    if (!isOnly || this.late.top() <= until) return null;
    this.head = head + 1;
    const { only } = this;
    only.kind = this.kinds[head]!;
    only.unit = this.units[head]!;
    only.tag = this.tags[head]!;
    return only;
  }

  /** Moves all that are due at `now` into `out`, in the order of what happens first. */
  collect(now: number, out: Bag<Timer>): void {
    const until = now + INSTANT_US;
    for (let i = this.head; i < this.size && this.times[i]! <= until; i += 1) {
      out.add({ kind: this.kinds[i]!, unit: this.units[i]!, tag: this.tags[i]! });
      this.head = i + 1;
    }
    while (this.late.top() <= until) {
      out.add(this.late.first());
      this.late.drop();
    }
    if (out.size > 1) out.sort((a, b) => a.kind - b.kind || (a.unit === null ? a.tag - b.tag : 0));
  }
}
