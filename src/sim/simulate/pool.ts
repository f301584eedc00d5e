import type { Bag } from './bag.ts';
import { rateOf, Watcher, type Member, type PoolLike, type Share } from './share.ts';

/** Completions closer together than this are one instant, µs: far above rounding, far below a microsecond. */
export const INSTANT_US = 1e-3;

/** What pools need of the system around them. */
export interface Surroundings {
  /** The present instant, µs. */
  readonly now: number;
  turns: number;
  /** Has a pool settled. */
  list(pool: Pool): void;
  /** A machine's resource takes its place among all of them. */
  enter(root: Pool): number;
  setDue(root: Pool, due: number): void;
  /** Classes are made and left all the time, so they serve again. */
  shareFor(pool: Pool, cap: number): Share;
  takeBack(share: Share): void;
}

/** So many classes cost nothing to speak of. */
const FEW = 8;

export class Pool extends Watcher implements PoolLike {
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
  /** Whether it has several classes inside, which change against each other when its rate does. */
  private isWatching = false;
  private readonly system: Surroundings;
  /** What it gives at the most, whatever is around: cores, or 1 for a device. */
  private readonly most: number;
  /** With how much weight it takes part around at the most: a VM's virtual processors. */
  private readonly mostWeight: number;

  /** Its place among the machines' resources; -1 for what is inside another. */
  readonly place: number;

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
    this.place = around === null ? system.enter(this) : -1;
  }

  override asWatcher(): Watcher | null {
    return this.isWatching ? this : null;
  }

  override asPool(): Pool {
    return this;
  }

  /** Whether anybody is inside, or must be kept waiting. */
  get isBusy(): boolean {
    return this.inside > 0 || this.isPaused;
  }

  hear(): void {
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
    if (work === Infinity) {
      member.key = Infinity;
      const watcher = member.asWatcher();
      if (watcher !== null) share.watch(watcher);
    } else {
      share.push(share.clock + work / weight, member);
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
    if (share.watchers !== null) share.unseat(member);
    if (share.weight === 0) this.close(share);
    this.hear();
  }

  /** Nobody is in a class any more. */
  private close(share: Share): void {
    if (this.shares.length === 1) this.shares.pop();
    else this.shares.splice(this.shares.indexOf(share), 1);
    this.system.takeBack(share);
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
      if (this.weight === weight && this.cap === cap && this.isWatching === watches) return;
      this.sync();
      around.leave(this);
    }
    if (weight === 0) return;
    this.isWatching = watches;
    this.cap = cap;
    around.join(this, weight, cap, Infinity);
    this.reading = this.share!.clock;
  }

  /**
   * Second part, outermost pools first: how fast each class runs. Those who watch are told. Returns when something in it is
   * next due, as long as nothing inside changes that.
   */
  settleInward(): number {
    this.isDirty = false;
    if (this.shares.length > FEW) this.system.turns += this.shares.length;
    // What changes a machine's rates has brought its clocks up to date already.
    if (this.around === null) {
      this.shareOut(this.isPaused ? 0 : this.most, 1);
    } else {
      this.sync();
      this.settleInside();
    }
    return this.nextDue();
  }

  private settleInside(): void {
    const { shares } = this;
    if (this.share === null) {
      for (let i = 0; i < shares.length; i += 1) {
        shares[i]!.ratio = 0;
        if (shares[i]!.watchers !== null) shares[i]!.tell(0);
      }
    } else if (shares.length === 1) {
      // The pace around cancels out, and the cap around already keeps the class below its cap inside.
      const share = shares[0]!;
      share.ratio = this.weight / this.inside;
      if (share.watchers !== null) share.tell((share.ratio * rateOf(this)) / this.weight);
    } else {
      const pace = rateOf(this) / this.weight;
      this.shareOut(this.weight * pace, pace);
    }
  }

  /** Fills up with what is available, the least caps first; `pace` is how fast the pool's own time runs. */
  private shareOut(amount: number, pace: number): void {
    const { shares } = this;
    let available = amount;
    let weight = this.inside;
    for (let i = 0; i < shares.length; i += 1) {
      const share = shares[i]!;
      const level = available / weight;
      const rate = share.cap <= level ? share.cap : level;
      available -= share.weight * rate;
      weight -= share.weight;
      // A machine's own time is everybody's.
      share.ratio = pace === 1 ? rate : pace === 0 ? 0 : rate / pace;
      if (share.watchers !== null) share.tell(rate);
    }
  }

  private nextDue(): number {
    const { shares, reading } = this;
    let due = Infinity;
    for (let i = 0; i < shares.length; i += 1) {
      const share = shares[i]!;
      if (share.ratio <= 0) continue;
      const at = reading + (share.least() - share.clock) / share.ratio;
      if (at < due) due = at;
    }
    return due;
  }

  /** Third part, innermost first: when something in it is next due, for the pool around. */
  settleDue(): void {
    this.setDue(this.nextDue());
  }

  setDue(due: number): void {
    if (this.key === due) return;
    const { around } = this;
    if (around === null) {
      this.key = due;
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
        const inner = first.asPool();
        if (inner !== null) {
          collectInside(inner, out, slack * share.ratio);
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

/** Collects in a pool inside one that has something due. */
function collectInside(pool: PoolLike & Watcher, out: Bag<Member>, slack: number): void {
  pool.key = Infinity;
  pool.collect(out, slack);
  pool.hear();
}
