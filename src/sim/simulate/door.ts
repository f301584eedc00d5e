import { Pool, type Entrance, type Surroundings } from './pool.ts';
import type { Member } from './share.ts';

/**
 * The way into a VM's or limited process's part of a resource. As long as there is one member inside, it takes part around
 * with the weight and cap that the part has, and no pool is made: most VMs do one thing at a time.
 */
export class Door implements Entrance {
  private readonly system: Surroundings;
  private readonly around: Entrance;
  private readonly most: number;
  private readonly mostWeight: number;
  private made: Pool | null = null;
  /** The member that went through, what it asked for here, and which of its tours that was. */
  private sole: Member | null = null;
  private tour = 0;
  private weight = 0;
  private cap = 0;

  constructor(system: Surroundings, around: Entrance, most: number, mostWeight: number) {
    this.system = system;
    this.around = around;
    this.most = most;
    this.mostWeight = mostWeight;
  }

  /** The pool, made when somebody needs it; the member that went through comes back inside. */
  get pool(): Pool {
    let pool = this.made;
    if (pool === null) this.made = pool = new Pool(this.system, this.around.pool, this.most, this.mostWeight);
    const member = this.sole;
    this.sole = null;
    if (member !== null && member.tours === this.tour) {
      // It is still on the same tour: a door further in that it went through as well keeps counting on it.
      const left = member.share!.pool.withdraw(member);
      pool.join(member, this.weight, this.cap, left);
    }
    return pool;
  }

  join(member: Member, weight: number, cap: number, work: number): void {
    const isFree = this.sole === null || this.sole.tours !== this.tour;
    if (!isFree || (this.made !== null && this.made.isBusy)) {
      this.pool.join(member, weight, cap, work);
      return;
    }
    this.sole = member;
    this.tour = member.tours;
    this.weight = weight;
    this.cap = cap;
    const outer = Math.min(weight, this.mostWeight);
    this.around.join(member, outer, Math.min(this.most, weight * cap) / outer, work);
  }

  pause(isPaused: boolean): void {
    this.pool.pause(isPaused);
  }
}
