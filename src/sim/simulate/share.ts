import { heapMove, heapPush, heapRemove } from './heap.ts';

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
 * Only a pool with several classes inside has to be told when its rate changes: its classes then change against each other.
 */

/** Completions closer together than this are one instant, µs: far above rounding, far below a microsecond. */
export const INSTANT_US = 1e-3;

/** Something that takes part in a pool: a piece of work, a standing demand, or a pool inside. */
export class Member<Owner> {
  readonly owner: Owner | null;
  /** The pool inside that this member stands for. */
  readonly inner: Pool<Owner> | null;
  share: Share<Owner> | null = null;
  /** When it is due, on the clock of its class; infinite for a standing demand. */
  key = Infinity;
  slot = -1;
  weight = 0;
  /** Whether it wants to hear when its rate changes. */
  watches = false;

  constructor(owner: Owner | null, inner: Pool<Owner> | null) {
    this.owner = owner;
    this.inner = inner;
  }
}

/** A class: members of one pool with one cap a unit of weight, hence one rate. */
class Share<Owner> {
  readonly pool: Pool<Owner>;
  cap: number;
  weight = 0;
  /** Work that each unit of weight has got. */
  clock = 0;
  /** How far the clock runs while the pool's own time runs by one. */
  ratio = 0;
  /** Rate in a microsecond, as last told to the watchers. */
  told = -1;
  readonly heap: Member<Owner>[] = [];
  readonly watchers: Member<Owner>[] = [];

  constructor(pool: Pool<Owner>, cap: number) {
    this.pool = pool;
    this.cap = cap;
  }
}

/** The work that one unit of a member's weight gets in a microsecond. */
export function rateOf<Owner>(member: Member<Owner>): number {
  let rate = 1;
  for (let share = member.share; share !== null; share = share.pool.member.share) {
    rate *= share.ratio;
    if (share.pool.around === null) return rate;
  }
  return 0;
}

export class Pool<Owner> {
  /** Its place in the pool around it; for a machine's resource, its place in the list of all of them. */
  readonly member: Member<Owner>;
  readonly around: Pool<Owner> | null;
  readonly depth: number;

  /** Classes in use, by rising cap. */
  private readonly shares: Share<Owner>[] = [];
  private spare: Share<Owner> | null = null;
  private weight = 0;
  /** With which cap it takes part around. */
  private cap = 0;
  /** Its own time when its clocks were last brought up to date. */
  private reading = 0;
  private isPaused = false;
  private readonly system: System<Owner>;
  /** What it gives at the most, whatever is around: cores, or 1 for a device. */
  private readonly most: number;
  /** With how much weight it takes part around at the most: a VM's virtual processors. */
  private readonly mostWeight: number;

  /** Whether the system has it on its list, and whether its rates are to be computed anew. */
  isListed = false;
  isDirty = false;

  constructor(system: System<Owner>, around: Pool<Owner> | null, most: number, mostWeight: number) {
    this.system = system;
    this.around = around;
    this.depth = around === null ? 0 : around.depth + 1;
    this.most = most;
    this.mostWeight = mostWeight;
    this.member = new Member<Owner>(null, this);
    if (around === null) heapPush(system.roots, this.member);
  }

  /** Brings the clocks up to the present instant. */
  private sync(): void {
    let present = this.system.now;
    if (this.around !== null) {
      const share = this.member.share;
      if (share === null) return;
      this.around.sync();
      present = share.clock;
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

  private touch(): void {
    this.isDirty = true;
    if (!this.isListed) this.system.list(this);
  }

  private shareWith(cap: number): Share<Owner> {
    const shares = this.shares;
    let i = shares.length - 1;
    while (i >= 0 && shares[i]!.cap > cap) i -= 1;
    if (i >= 0 && shares[i]!.cap === cap) return shares[i]!;
    let share = this.spare;
    if (share === null) {
      share = new Share(this, cap);
    } else {
      this.spare = null;
      share.cap = cap;
      share.clock = 0;
      share.ratio = 0;
      share.told = -1;
    }
    if (i === shares.length - 1) shares.push(share);
    else shares.splice(i + 1, 0, share);
    return share;
  }

  /** Lets a member in with work to do (infinite for a standing demand). `cap` is for each unit of weight. */
  join(member: Member<Owner>, weight: number, cap: number, work: number): void {
    this.sync();
    const share = this.shareWith(cap);
    member.share = share;
    member.weight = weight;
    share.weight += weight;
    this.weight += weight;
    member.key = share.clock + work / weight;
    if (work !== Infinity || member.inner !== null) heapPush(share.heap, member);
    if (member.watches) {
      share.watchers.push(member);
      if (member.owner !== null) this.system.changed.push(member.owner);
    }
    this.touch();
  }

  /** Takes a member out; returns the work it has left. */
  leave(member: Member<Owner>): number {
    this.sync();
    const share = member.share!;
    const left = (member.key - share.clock) * member.weight;
    if (member.slot >= 0) heapRemove(share.heap, member);
    this.drop(member, share);
    return left > 0 ? left : 0;
  }

  private drop(member: Member<Owner>, share: Share<Owner>): void {
    share.weight -= member.weight;
    this.weight -= member.weight;
    member.share = null;
    if (member.watches) share.watchers.splice(share.watchers.indexOf(member), 1);
    if (share.weight === 0) {
      if (this.shares.length === 1) this.shares.pop();
      else this.shares.splice(this.shares.indexOf(share), 1);
      this.spare = share;
    }
    this.touch();
  }

  /** While paused nothing in it proceeds. */
  pause(isPaused: boolean): void {
    this.sync();
    this.isPaused = isPaused;
    this.touch();
  }

  /** Settling, first part, innermost pools first: with what weight and cap the pool takes part around. */
  settleOutward(): void {
    const around = this.around;
    if (around === null) return;
    const member = this.member;
    const weight = this.isPaused ? 0 : Math.min(this.weight, this.mostWeight);
    let demand = 0;
    let watches = this.shares.length > 1;
    for (let i = 0; i < this.shares.length; i += 1) {
      const share = this.shares[i]!;
      demand += share.weight * share.cap;
      watches ||= share.watchers.length > 0;
    }
    const cap = Math.min(this.most, demand) / weight;
    if (member.share !== null) {
      if (member.weight === weight && this.cap === cap && member.watches === watches) return;
      this.sync();
      around.leave(member);
    }
    if (weight === 0) return;
    member.watches = watches;
    this.cap = cap;
    around.join(member, weight, cap, Infinity);
    this.reading = member.share!.clock;
  }

  /** Second part, outermost pools first: how fast each class runs. Those who watch are told. */
  settleInward(): void {
    this.isDirty = false;
    this.sync();
    const shares = this.shares;
    const isRoot = this.around === null;
    if (!isRoot && this.member.share === null) {
      for (let i = 0; i < shares.length; i += 1) this.setRatio(shares[i]!, 0, 0);
      return;
    }
    // Inside a single class the pace around cancels out, and its cap around already keeps it below its cap inside.
    const isOneInside = !isRoot && shares.length === 1;
    const pace = isRoot || isOneInside ? 1 : rateOf(this.member);
    let available = isRoot ? (this.isPaused ? 0 : this.most) : this.member.weight * pace;
    let weight = this.weight;
    for (let i = 0; i < shares.length; i += 1) {
      const share = shares[i]!;
      const level = available / weight;
      const rate = share.cap <= level && !isOneInside ? share.cap : level;
      available -= share.weight * rate;
      weight -= share.weight;
      this.setRatio(share, pace === 0 ? 0 : rate / pace, rate);
    }
  }

  private setRatio(share: Share<Owner>, ratio: number, rate: number): void {
    share.ratio = ratio;
    if (share.watchers.length === 0) return;
    const now = this.around !== null && this.shares.length === 1 && rate > 0 ? ratio * rateOf(this.member) : rate;
    if (now === share.told) return;
    share.told = now;
    for (const watcher of share.watchers) {
      if (watcher.inner !== null) watcher.inner.touch();
      else this.system.changed.push(watcher.owner!);
    }
  }

  /** Third part, innermost first: when something in it is next due, for the pool around. */
  settleDue(): void {
    let due = Infinity;
    const shares = this.shares;
    for (let i = 0; i < shares.length; i += 1) {
      const share = shares[i]!;
      const top = share.heap[0];
      if (top === undefined || share.ratio <= 0) continue;
      const at = this.reading + (top.key - share.clock) / share.ratio;
      if (at < due) due = at;
    }
    const member = this.member;
    const around = this.around;
    if (around === null) {
      member.key = due;
      heapMove(this.system.roots, member);
    } else if (member.share !== null && member.key !== due) {
      member.key = due;
      heapMove(member.share.heap, member);
      if (!around.isListed) this.system.list(around);
    }
  }

  /** Collects into `out` the members that are due now; each leaves its pool. `slack` is in the pool's own time. */
  collect(out: Member<Owner>[], slack: number): void {
    this.sync();
    for (let i = this.shares.length - 1; i >= 0; i -= 1) {
      const share = this.shares[i]!;
      const within = slack * share.ratio;
      for (let top = share.heap[0]; top !== undefined && top.key - share.clock <= within; top = share.heap[0]) {
        if (top.inner !== null) {
          top.inner.collect(out, within);
          top.inner.touch();
          top.key = Infinity;
          heapMove(share.heap, top);
        } else {
          heapRemove(share.heap, top);
          out.push(top);
          this.drop(top, share);
        }
      }
    }
  }
}

/** All pools of a run: brings them to rest after each instant and knows when the next completion is. */
export class System<Owner> {
  now = 0;
  /** The members that stand for machines' resources, by when something in them is due. */
  readonly roots: Member<Owner>[] = [];
  /** Owners of standing demands whose rate may have changed since this list was last emptied. */
  readonly changed: Owner[] = [];
  /** Pools to be settled, by depth. */
  private readonly listed: Pool<Owner>[][] = [];
  private deepest = -1;

  list(pool: Pool<Owner>): void {
    pool.isListed = true;
    while (this.listed.length <= pool.depth) this.listed.push([]);
    this.listed[pool.depth]!.push(pool);
    if (pool.depth > this.deepest) this.deepest = pool.depth;
  }

  /** Recomputes the rates of what has changed, and when the next completion is. */
  settle(): void {
    if (this.deepest < 0) return;
    // Lists grow while they are walked: a pool that joins or leaves lists the pool around, a rate that changes lists those inside.
    for (let depth = this.deepest; depth > 0; depth -= 1) {
      const pools = this.listed[depth]!;
      for (let i = 0; i < pools.length; i += 1) if (pools[i]!.isDirty) pools[i]!.settleOutward();
    }
    for (let depth = 0; depth <= this.deepest; depth += 1) {
      const pools = this.listed[depth]!;
      for (let i = 0; i < pools.length; i += 1) if (pools[i]!.isDirty) pools[i]!.settleInward();
    }
    for (let depth = this.deepest; depth >= 0; depth -= 1) {
      const pools = this.listed[depth]!;
      for (let i = 0; i < pools.length; i += 1) {
        pools[i]!.settleDue();
        pools[i]!.isListed = false;
      }
      pools.length = 0;
    }
    this.deepest = -1;
  }

  /** Time of the next completion, µs; infinite when nothing is under way. */
  next(): number {
    return this.roots.length === 0 ? Infinity : this.roots[0]!.key;
  }

  /** Moves on to `now` and collects what is due then. */
  advance(now: number, out: Member<Owner>[]): void {
    this.now = now;
    for (let top = this.roots[0]; top !== undefined && top.key <= now + INSTANT_US; top = this.roots[0]) {
      top.key = Infinity;
      heapMove(this.roots, top);
      const pool = top.inner!;
      pool.collect(out, INSTANT_US);
      if (!pool.isListed) this.list(pool);
    }
  }
}
