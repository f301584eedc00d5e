import type { StackNode } from '../stack.ts';
import { Pool } from './pool.ts';
import type { Member } from './share.ts';
import type { System } from './system.ts';

/** What is shared; a place and one of these together are a door. */
export const SHARED = { cpu: 0, disk: 1, net: 2 } as const;
export type Shared = (typeof SHARED)[keyof typeof SHARED];
const KINDS = 3;

/**
 * The doors to VMs' and limited processes' parts of a resource, in columns. As long as there is one member inside, it
 * takes part around with the weight and cap that the part has, and no pool is made: most VMs do one thing at a time.
 */
class Doors {
  /** The members that went through. */
  private readonly soles: (Member | undefined)[];
  /** Which of its tours that was, and the weight and cap that it asked for here; three numbers a door. */
  private readonly asked: Float64Array;

  constructor(size: number) {
    this.soles = new Array<Member | undefined>(size);
    this.asked = new Float64Array(size * 3);
  }

  /** Who is inside without a pool. */
  sole(door: number): Member | undefined {
    const member = this.soles[door];
    return member !== undefined && member.tours === this.asked[door * 3] ? member : undefined;
  }

  weight(door: number): number {
    return this.asked[door * 3 + 1]!;
  }

  cap(door: number): number {
    return this.asked[door * 3 + 2]!;
  }

  enter(door: number, member: Member, weight: number, cap: number): void {
    this.soles[door] = member;
    this.asked[door * 3] = member.tours;
    this.asked[door * 3 + 1] = weight;
    this.asked[door * 3 + 2] = cap;
  }

  forget(door: number): void {
    this.soles[door] = undefined;
  }
}

/** Which pool work runs in. Pools are made when first used: most VMs never use the network. */
export class Pools {
  private readonly system: System;
  /** By door. */
  private readonly pools: (Pool | undefined)[];
  private doors: Doors | null = null;

  /** For so many nodes. */
  constructor(system: System, size: number) {
    this.system = system;
    this.pools = new Array<Pool | undefined>(size * KINDS);
  }

  /** Where a node's own work takes part: its hardware, or for the processor its process when that is limited. */
  placeOf(kind: Shared, node: StackNode): StackNode {
    if (kind !== SHARED.cpu || node.process === null) return node.hardware!;
    return node.cpuLimit === Infinity ? around(node) : node;
  }

  /** Lets a member take part at a place: hardware or a limited process. `cap` is for each unit of weight. */
  join(kind: Shared, place: StackNode, member: Member, weight: number, cap: number, work: number): void {
    if (place.kind === 'machine') (this.pools[place.index * KINDS + kind] ?? this.make(kind, place)).join(member, weight, cap, work);
    else this.joinInside(kind, place, member, weight, cap, work);
  }

  private joinInside(kind: Shared, place: StackNode, member: Member, weight: number, cap: number, work: number): void {
    const door = place.index * KINDS + kind;
    const doors = (this.doors ??= new Doors(this.pools.length));
    const pool = this.pools[door];
    if (doors.sole(door) !== undefined || (pool !== undefined && pool.isBusy)) {
      this.poolAt(kind, place).join(member, weight, cap, work);
      return;
    }
    doors.enter(door, member, weight, cap);
    const outer = Math.min(weight, mostWeightOf(place));
    this.join(kind, around(place), member, outer, Math.min(mostOf(kind, place), weight * cap) / outer, work);
  }

  /** While paused nothing at a place proceeds. */
  pause(kind: Shared, place: StackNode, isPaused: boolean): void {
    this.poolAt(kind, place).pause(isPaused);
  }

  /** The pool at a place, made when there is none; a member that went through its door comes back inside. */
  private poolAt(kind: Shared, place: StackNode): Pool {
    const door = place.index * KINDS + kind;
    const pool = this.pools[door] ?? this.make(kind, place);
    const member = this.doors === null ? undefined : this.doors.sole(door);
    if (member !== undefined) {
      this.doors!.forget(door);
      // It is still on the same tour: a door further in that it went through as well keeps counting on it.
      const left = member.share!.pool.withdraw(member);
      pool.join(member, this.doors!.weight(door), this.doors!.cap(door), left);
    }
    return pool;
  }

  private make(kind: Shared, place: StackNode): Pool {
    const below = place.kind === 'machine' ? null : this.poolAt(kind, around(place));
    const pool = new Pool(this.system, below, mostOf(kind, place), mostWeightOf(place));
    this.pools[place.index * KINDS + kind] = pool;
    return pool;
  }
}

/** What a VM or a process takes part in. */
function around(place: StackNode): StackNode {
  if (place.kind === 'vm') return place.home!;
  const { process } = place;
  return process !== null && process !== place && process.cpuLimit !== Infinity ? process : place.hardware!;
}

/** The most that a place gives, whatever is around it: cores, or 1 for a machine's device, which does one µs of work in a µs. */
function mostOf(kind: Shared, place: StackNode): number {
  if (place.hardware !== place) return place.cpuLimit / 1000;
  if (kind === SHARED.cpu) return place.threads;
  return place.kind === 'machine' ? 1 : Infinity;
}

/** With how many shares a place takes part around at the most: a VM with its virtual processors. */
function mostWeightOf(place: StackNode): number {
  return place.kind === 'vm' ? place.threads : Infinity;
}
