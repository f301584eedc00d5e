import type { Bag } from './bag.ts';
import { Heap } from './heap.ts';

/**
 * Fair sharing of one resource (processor, disk or network) at every level of a stack.
 *
 * A pool is what its members share: a machine's cores, the part of them that a VM gets, the part that a limited process
 * gets. A member takes part with a weight (one a thread; a VM with its busy virtual processors) and has a cap for each
 * unit of weight. Rates are max-min fair: every unit of weight gets the same, the water level, unless its cap is lower.
 *
 * Recomputing every rate at every event would cost the square of the number of members. Members of one pool with one
 * cap always have one rate, so they form a class with one virtual clock: the work that a unit of weight has got. A member
 * finishes when that clock reaches its key, so a change of rate touches the class, not its members. For a pool that is
 * itself a member of another, the clock of its class there is its own time; its key is when it next has something due.
 * Only a pool with several classes inside has to be told when its rate changes: its classes then change against each
 * other. And a pool with a single member inside is no level at all: see `pools.ts`.
 */

/** A pool, as far as members and classes know it; see `pool.ts`. */
export interface PoolLike {
  readonly share: Share | null;
  readonly around: PoolLike | null;
  leave(member: Member): number;
  withdraw(member: Member): number;
  collect(out: Bag<Member>, slack: number): void;
}

/** Something that takes part in a pool: a piece of work, a standing demand, or a pool inside. */
export abstract class Member {
  share: Share | null = null;
  /** When it is due, on the clock of its class. */
  key = Infinity;
  weight = 0;
  /** How often it has left a pool; a door that it went through knows by this that it is gone. */
  tours = 0;

  /** Itself, if it wants to hear when its rate changes; only for what has no end by itself. */
  asWatcher(): Watcher | null {
    return null;
  }

  /** The pool that it is, when it is one; asking for its class would be slower. */
  asPool(): (PoolLike & Watcher) | null {
    return null;
  }
}

/** A member that may want to hear when its rate changes. */
export abstract class Watcher extends Member {
  /** Its place among those who watch its class; -1 while it does not. */
  seat = -1;

  /** Hears that its rate may have changed. */
  abstract hear(): void;
}

/**
 * A class: members of one pool with one cap a unit of weight, hence one rate. Its heap holds those that will be due; it
 * forgets lazily: an entry whose member has another key or another class by now is dropped when it comes to the top.
 */
export class Share extends Heap<Member> {
  pool: PoolLike;
  cap: number;
  weight = 0;
  /** Work that each unit of weight has got. */
  clock = 0;
  /** How far the clock runs while the pool's own time runs by one. */
  ratio = 0;
  /** Rate in a microsecond, as last told to the watchers. */
  told = -1;
  watchers: Watcher[] | null = null;
  /** How many entries are in date. */
  private live = 0;

  constructor(pool: PoolLike, cap: number) {
    super();
    this.pool = pool;
    this.cap = cap;
  }

  /** Makes it another's, as if it were new. */
  renew(pool: PoolLike, cap: number): void {
    this.pool = pool;
    this.cap = cap;
    this.clock = 0;
    this.ratio = 0;
    this.told = -1;
  }

  /** The least key that is in date; infinite when there is none. */
  least(): number {
    if (this.live === this.size) return this.top();
    while (this.size > 0) {
      const key = this.keys[0]!;
      const member = this.items[0]!;
      if (member.key === key && member.share === this) return key;
      this.drop();
    }
    return Infinity;
  }

  /** Puts a member in under a key; an earlier entry of it goes out of date. */
  push(key: number, member: Member): void {
    member.key = key;
    this.live += 1;
    this.insert(key, member);
  }

  /** Takes the first member out. */
  pop(): void {
    this.live -= 1;
    this.drop();
  }

  /** To be told that one entry is no longer in date, so that the heap does not fill up with such. */
  outdate(): void {
    this.live -= 1;
    if (this.size > 64 && this.size > this.live * 4) this.sweep();
  }

  clear(): void {
    this.size = 0;
    this.live = 0;
  }

  private sweep(): void {
    const { keys, items, size } = this;
    const kept: { key: number; member: Member }[] = [];
    for (let i = 0; i < size; i += 1) {
      const entry = { key: keys[i]!, member: items[i]! };
      if (entry.member.key === entry.key && entry.member.share === this) kept.push(entry);
    }
    // A sorted list is a heap.
    kept.sort((a, b) => a.key - b.key);
    for (let i = 0; i < kept.length; i += 1) {
      keys[i] = kept[i]!.key;
      items[i] = kept[i]!.member;
    }
    this.size = kept.length;
  }

  watch(watcher: Watcher): void {
    this.watchers ??= [];
    watcher.seat = this.watchers.length;
    this.watchers.push(watcher);
    watcher.hear();
  }

  /** A member leaves; it may have watched. */
  unseat(member: Member): void {
    const watcher = member.asWatcher();
    if (watcher !== null) this.unwatch(watcher);
  }

  /** The last one takes the seat that is free: there may be thousands. */
  private unwatch(watcher: Watcher): void {
    const watchers = this.watchers!;
    const last = watchers.pop()!;
    if (last !== watcher) {
      watchers[watcher.seat] = last;
      last.seat = watcher.seat;
    }
    watcher.seat = -1;
    if (watchers.length === 0) this.watchers = null;
  }

  /** Tells the watchers their class's rate, unless they know. */
  tell(rate: number): void {
    if (rate === this.told) return;
    this.told = rate;
    for (const watcher of this.watchers!) watcher.hear();
  }
}

/** The work that a member gets in a microsecond. */
export function rateOf(member: Member): number {
  let rate = member.weight;
  for (let share = member.share; share !== null; share = share.pool.share) {
    rate *= share.ratio;
    if (share.pool.around === null) return rate;
  }
  return 0;
}
