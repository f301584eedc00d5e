import { Bag } from './bag.ts';
import { RootHeap } from './root-heap.ts';
import { INSTANT_US, Share, type Member, type Pool, type Surroundings } from './share.ts';

/** All pools of a run: brings them to rest after each instant and knows when the next completion is. */
export class System implements Surroundings {
  now = 0;
  private readonly roots = new RootHeap<Pool>();
  /** Classes that nobody is in any more; they serve again elsewhere. */
  private readonly spare: Share[] = [];
  /** Pools to be settled, by depth. */
  private readonly listed: Bag<Pool>[] = [];
  private deepest = -1;

  shareFor(pool: Pool, cap: number): Share {
    const share = this.spare.pop();
    if (share === undefined) return new Share(pool, cap);
    share.pool = pool;
    share.cap = cap;
    share.clock = 0;
    share.ratio = 0;
    share.told = -1;
    return share;
  }

  takeBack(share: Share): void {
    share.clear();
    this.spare.push(share);
  }

  list(pool: Pool): void {
    pool.isListed = true;
    while (this.listed.length <= pool.depth) this.listed.push(new Bag<Pool>());
    this.listed[pool.depth]!.add(pool);
    if (pool.depth > this.deepest) this.deepest = pool.depth;
  }

  setDue(root: Pool, due: number): void {
    root.key = due;
    this.roots.update(root);
  }

  /** Recomputes the rates of what has changed, and when the next completion is. */
  settle(): void {
    if (this.deepest < 0) return;
    // Most stacks share only what machines have.
    if (this.deepest === 0) {
      const pools = this.listed[0]!;
      for (let i = 0; i < pools.size; i += 1) if (pools.at(i).isDirty) pools.at(i).settleInward();
    }
    // Lists grow while they are walked: a pool that joins or leaves lists the pool around, a rate that changes lists those inside.
    for (let depth = this.deepest; depth > 0; depth -= 1) {
      const pools = this.listed[depth]!;
      for (let i = 0; i < pools.size; i += 1) if (pools.at(i).isDirty) pools.at(i).settleOutward();
    }
    for (let depth = 0; depth <= this.deepest; depth += 1) {
      const pools = this.listed[depth]!;
      for (let i = 0; i < pools.size; i += 1) if (pools.at(i).isDirty) pools.at(i).settleInward();
    }
    for (let depth = this.deepest; depth >= 0; depth -= 1) {
      const pools = this.listed[depth]!;
      for (let i = 0; i < pools.size; i += 1) {
        const pool = pools.at(i);
        pool.settleDue();
        pool.isListed = false;
      }
      pools.clear();
    }
    this.deepest = -1;
  }

  /** Time of the next completion, µs; infinite when nothing is under way. */
  next(): number {
    return this.roots.least();
  }

  /** Moves on to `now` and collects what is due then. */
  advance(now: number, out: Bag<Member>): void {
    this.now = now;
    this.collecting = out;
    this.roots.visit(now + INSTANT_US, this.collect);
  }

  private collecting = new Bag<Member>();
  private readonly collect = (pool: Pool): void => {
    pool.collect(this.collecting, INSTANT_US);
    if (!pool.isListed) this.list(pool);
  };
}
