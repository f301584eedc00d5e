import { type Bag } from './bag.ts';
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
 * other. And a pool with a single member inside is no level at all: see `Door`.
 */

/** Completions closer together than this are one instant, µs: far above rounding, far below a microsecond. */
export const INSTANT_US = 1e-3;

/** Something that takes part in a pool: a piece of work, a standing demand, or a pool inside. */
export abstract class Member {
  share: Share | null = null;
  /** When it is due, on the clock of its class. */
  key = Infinity;
  weight = 0;
  /** How often it has left a pool; a door that it went through knows by this that it is gone. */
  tours = 0;
  /** Whether it wants to hear when its rate changes. */
  watches = false;
  /** The pool that it is, when it is one; asking for the class would be slower. */
  readonly inner: Pool | null = null;

  /** Hears that its rate may have changed. */
  abstract hear(): void;
}

/** A class: members of one pool with one cap a unit of weight, hence one rate. Its heap holds those that will be due. */
export class Share extends Heap<Member> {
  pool: Pool;
  cap: number;
  weight = 0;
  /** Work that each unit of weight has got. */
  clock = 0;
  /** How far the clock runs while the pool's own time runs by one. */
  ratio = 0;
  /** Rate in a microsecond, as last told to the watchers. */
  told = -1;
  watchers: Member[] | null = null;

  constructor(pool: Pool, cap: number) {
    super();
    this.pool = pool;
    this.cap = cap;
  }

  protected override holds(member: Member): boolean {
    return member.share === this;
  }

  unwatch(member: Member): void {
    this.watchers!.splice(this.watchers!.indexOf(member), 1);
    if (this.watchers!.length === 0) this.watchers = null;
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

/** Where something takes part: a pool, or the way into one that may not be needed. */
export interface Entrance {
  join(member: Member, weight: number, cap: number, work: number): void;
  /** The pool behind it. */
  readonly pool: Pool;
  pause(isPaused: boolean): void;
}

/** What pools need of the system around them. */
export interface Surroundings {
  /** The present instant, µs. */
  readonly now: number;
  /** Has a pool settled. */
  list(pool: Pool): void;
  setDue(root: Pool, due: number): void;
  /** Classes are made and left all the time, so they serve again. */
  shareFor(pool: Pool, cap: number): Share;
  takeBack(share: Share): void;
}

export class Pool extends Member implements Entrance {
  override readonly inner: Pool = this;
  readonly around: Pool | null;
  readonly depth: number;

  /** Classes in use, by rising cap. */
  private readonly shares: Share[] = [];
  /** Weight of all members. */
  private inside = 0;
  /** With which cap it takes part around. */
  private cap = 0;
  /** Its own time when its clocks were last brought up to date. */
  private reading = 0;
  private isPaused = false;
  private readonly system: Surroundings;
  /** What it gives at the most, whatever is around: cores, or 1 for a device. */
  private readonly most: number;
  /** With how much weight it takes part around at the most: a VM's virtual processors. */
  private readonly mostWeight: number;

  /** Its place among the machines' resources; -1 before it had one. */
  slot = -1;

  /** Whether the system has it on its list, and whether its rates are to be computed anew. */
  isListed = false;
  isDirty = false;

  constructor(system: Surroundings, around: Pool | null, most: number, mostWeight: number) {
    super();
    this.system = system;
    this.around = around;
    this.depth = around === null ? 0 : around.depth + 1;
    this.most = most;
    this.mostWeight = mostWeight;
  }

  get pool(): Pool {
    return this;
  }

  /** Whether anybody is inside, or must be kept waiting. */
  get isBusy(): boolean {
    return this.inside > 0 || this.isPaused;
  }

  override hear(): void {
    this.isDirty = true;
    if (!this.isListed) this.system.list(this);
  }

  /** Brings the clocks up to the present instant. */
  private sync(): void {
    let present = this.system.now;
    if (this.around !== null) {
      if (this.share === null) return;
      this.around.sync();
      present = this.share.clock;
    }
    const passed = present - this.reading;
    if (passed === 0) return;
    this.reading = present;
    const shares = this.shares;
    for (let i = 0; i < shares.length; i += 1) {
      const share = shares[i]!;
      share.clock += share.ratio * passed;
    }
  }

  private shareWith(cap: number): Share {
    const shares = this.shares;
    let i = shares.length - 1;
    while (i >= 0 && shares[i]!.cap > cap) i -= 1;
    if (i >= 0 && shares[i]!.cap === cap) return shares[i]!;
    const share = this.system.shareFor(this, cap);
    if (i === shares.length - 1) shares.push(share);
    else shares.splice(i + 1, 0, share);
    return share;
  }

  /** Lets a member in with work to do (infinite for a standing demand). `cap` is for each unit of weight. */
  join(member: Member, weight: number, cap: number, work: number): void {
    this.sync();
    const share = this.shareWith(cap);
    member.share = share;
    member.weight = weight;
    share.weight += weight;
    this.inside += weight;
    if (work === Infinity) member.key = Infinity;
    else share.push(share.clock + work / weight, member);
    if (member.watches) {
      (share.watchers ??= []).push(member);
      member.hear();
    }
    this.hear();
  }

  /** Takes a member out; returns the work it has left. */
  leave(member: Member): number {
    member.tours += 1;
    return this.withdraw(member);
  }

  /** Takes a member out that goes on elsewhere at once. */
  withdraw(member: Member): number {
    this.sync();
    const share = member.share!;
    const left = (member.key - share.clock) * member.weight;
    if (member.key !== Infinity) share.outdate();
    this.drop(member, share);
    return left > 0 ? left : 0;
  }

  private drop(member: Member, share: Share): void {
    share.weight -= member.weight;
    this.inside -= member.weight;
    member.share = null;
    if (member.watches) share.unwatch(member);
    if (share.weight === 0) {
      if (this.shares.length === 1) this.shares.pop();
      else this.shares.splice(this.shares.indexOf(share), 1);
      this.system.takeBack(share);
    }
    this.hear();
  }

  /** While paused nothing in it proceeds. */
  pause(isPaused: boolean): void {
    this.sync();
    this.isPaused = isPaused;
    this.hear();
  }

  /** Settling, first part, innermost pools first: with what weight and cap the pool takes part around. */
  settleOutward(): void {
    const around = this.around;
    if (around === null) return;
    const weight = this.isPaused ? 0 : Math.min(this.inside, this.mostWeight);
    let demand = 0;
    let watches = this.shares.length > 1;
    for (let i = 0; i < this.shares.length; i += 1) {
      const share = this.shares[i]!;
      demand += share.weight * share.cap;
      watches ||= share.watchers !== null;
    }
    const cap = Math.min(this.most, demand) / weight;
    if (this.share !== null) {
      if (this.weight === weight && this.cap === cap && this.watches === watches) return;
      this.sync();
      around.leave(this);
    }
    if (weight === 0) return;
    this.watches = watches;
    this.cap = cap;
    around.join(this, weight, cap, Infinity);
    this.reading = this.share!.clock;
  }

  /** Second part, outermost pools first: how fast each class runs. Those who watch are told. */
  settleInward(): void {
    this.isDirty = false;
    this.sync();
    const shares = this.shares;
    const isRoot = this.around === null;
    if (!isRoot && this.share === null) {
      for (let i = 0; i < shares.length; i += 1) this.setRatio(shares[i]!, 0, 0);
      return;
    }
    // Inside a single class the pace around cancels out, and its cap around already keeps it below its cap inside.
    const isOneInside = !isRoot && shares.length === 1;
    const pace = isRoot || isOneInside ? 1 : rateOf(this) / this.weight;
    let available = isRoot ? (this.isPaused ? 0 : this.most) : this.weight * pace;
    let weight = this.inside;
    for (let i = 0; i < shares.length; i += 1) {
      const share = shares[i]!;
      const level = available / weight;
      const rate = share.cap <= level && !isOneInside ? share.cap : level;
      available -= share.weight * rate;
      weight -= share.weight;
      this.setRatio(share, pace === 0 ? 0 : rate / pace, rate);
    }
  }

  private setRatio(share: Share, ratio: number, rate: number): void {
    share.ratio = ratio;
    if (share.watchers === null) return;
    const now = this.around !== null && this.shares.length === 1 && rate > 0 ? (ratio * rateOf(this)) / this.weight : rate;
    if (now === share.told) return;
    share.told = now;
    for (const watcher of share.watchers) watcher.hear();
  }

  /** Third part, innermost first: when something in it is next due, for the pool around. */
  settleDue(): void {
    let due = Infinity;
    const shares = this.shares;
    for (let i = 0; i < shares.length; i += 1) {
      const share = shares[i]!;
      if (share.ratio <= 0) continue;
      const at = this.reading + (share.least() - share.clock) / share.ratio;
      if (at < due) due = at;
    }
    if (this.key === due) return;
    const { around } = this;
    if (around === null) {
      this.system.setDue(this, due);
    } else if (this.share !== null) {
      if (this.key !== Infinity) this.share.outdate();
      if (due === Infinity) this.key = Infinity;
      else this.share.push(due, this);
      if (!around.isListed) this.system.list(around);
    }
  }

  /** Collects into `out` the members that are due now; each leaves its pool. `slack` is in the pool's own time. */
  collect(out: Bag<Member>, slack: number): void {
    this.sync();
    for (let i = this.shares.length - 1; i >= 0; i -= 1) {
      const share = this.shares[i]!;
      const until = share.clock + slack * share.ratio;
      while (share.least() <= until) {
        const first = share.first();
        share.pop();
        if (first.inner !== null) {
          first.key = Infinity;
          first.inner.collect(out, slack * share.ratio);
          first.hear();
        } else {
          out.add(first);
          first.tours += 1;
          this.drop(first, share);
          // The class may be another's by now.
          if (share.weight === 0) break;
        }
      }
    }
  }
}
