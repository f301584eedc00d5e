import { Bag } from './bag.ts';
import { INSTANT_US, type Pool, type Surroundings } from './pool.ts';
import { Share, type Member } from './share.ts';
import { Tournament } from './tournament.ts';

/** All pools of a run: brings them to rest after each instant and knows when the next completion is. */
export class System implements Surroundings {
  now = 0;
  /** Counts the classes that were settled, beyond a few at a time: for the budget. */
  turns = 0;
  /** What machines have, and when something in each is next due. */
  private readonly machines: Pool[] = [];
  private readonly dues = new Tournament();
  /** Classes that nobody is in any more; they serve again elsewhere. */
  private readonly spare: Share[] = [];
  /** Pools to be settled, by depth. */
  private readonly listed: Bag<Pool>[] = [new Bag<Pool>()];
  private deepest = -1;

  enter(machine: Pool): number {
    this.machines.push(machine);
    return this.dues.enter();
  }

  setDue(machine: Pool, due: number): void {
    this.dues.set(machine.place, due);
  }

  shareFor(pool: Pool, cap: number): Share {
    const share = this.spare.pop();
    if (share === undefined) return new Share(pool, cap);
    share.renew(pool, cap);
    return share;
  }

  takeBack(share: Share): void {
    share.clear();
    this.spare.push(share);
  }

  list(pool: Pool): void {
    const { depth } = pool;
    pool.isListed = true;
    while (this.listed.length <= depth) this.listed.push(new Bag<Pool>());
    this.listed[depth]!.add(pool);
    if (depth > this.deepest) this.deepest = depth;
  }

  /** Recomputes the rates of what has changed, and when the next completion is. */
  settle(): void {
    if (this.deepest < 0) return;
    // Most stacks share only what machines have; but somebody inside may watch.
    if (this.deepest === 0) this.settleMachines();
    if (this.deepest > 0) this.settleAll();
    this.deepest = -1;
  }

  private settleMachines(): void {
    const pools = this.listed[0]!;
    for (let i = 0; i < pools.size; i += 1) {
      const pool = pools.at(i);
      pool.setDue(pool.settleInward());
      pool.isListed = false;
    }
    if (this.deepest === 0) pools.clear();
    else for (let i = 0; i < pools.size; i += 1) pools.at(i).isListed = true;
  }

  private settleAll(): void {
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
  }

  /** Time of the next completion, µs; infinite when nothing is under way. */
  next(): number {
    return this.dues.least();
  }

  /** Moves on to `now` and collects what is due then. */
  advance(now: number, out: Bag<Member>): void {
    this.now = now;
    const limit = now + INSTANT_US;
    for (let place = this.dues.first(limit); place >= 0; place = this.dues.after(place, limit)) {
      const machine = this.machines[place]!;
      machine.collect(out, INSTANT_US);
      if (!machine.isListed) this.list(machine);
    }
  }
}
