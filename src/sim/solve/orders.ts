import type { Level } from '../types.ts';
import { MOST_ORDERED } from './choices.ts';
import type { Fitting } from './fitting.ts';
import type { Piece } from './shape.ts';

/**
 * Who waits for whom, and how long, chosen instance by instance: sets of others to be ready first, without rings. When
 * nothing ever goes down, waiting for somebody who waits for a third is waiting for the third as well, and only the sets
 * without such repetition are made.
 */

/** What one instance waits for: a bit by instance, and ms. */
export interface Wait {
  readonly after: number;
  readonly delayMs: number;
}

export class Orders {
  /** Positions of the instances in the build. */
  readonly instances: readonly number[];
  readonly waits: Wait[] = [];
  private readonly delays: readonly number[];
  private readonly isOrdered: boolean;
  private readonly isPlain: boolean;
  private readonly twins: readonly (readonly number[])[];

  constructor(level: Level, pieces: readonly Piece[], fitting: Fitting, isPlain: boolean) {
    this.instances = pieces.flatMap(({ choice }, at) => (choice.workload >= 0 ? [at] : []));
    this.delays = [0, ...new Set(level.delays.filter((delay) => delay > 0))];
    this.isOrdered = level.order && this.instances.length <= MOST_ORDERED;
    this.isPlain = isPlain;
    this.twins = symmetries(pieces, fitting, this.instances);
  }

  get isComplete(): boolean {
    return this.waits.length === this.instances.length;
  }

  get width(): number {
    return this.delays.length * (this.isOrdered ? 1 << this.instances.length : 1);
  }

  /** Takes the next instance's way to wait numbered `index`. Returns false, and does nothing, when it is senseless or made elsewhere. */
  push(index: number, pieces: readonly Piece[]): boolean {
    const own = this.waits.length;
    const after = Math.floor(index / this.delays.length);
    const delayMs = this.delays[index % this.delays.length]!;
    if (pieces[this.instances[own]!]!.choice.given !== null && index > 0) return false;
    if ((after & (1 << own)) !== 0) return false;
    this.waits.push({ after, delayMs });
    if (this.isSound(own) && (!this.isComplete || this.isFirstOfAlike())) return true;
    this.waits.pop();
    return false;
  }

  pop(): void {
    this.waits.pop();
  }

  /** All that an instance waits for, through others as well, so far as they are chosen. */
  private awaited(own: number): number {
    let reached = this.waits[own]!.after;
    for (let open = reached; open !== 0;) {
      const index = 31 - Math.clz32(open & -open);
      open &= open - 1;
      const more = (this.waits[index]?.after ?? 0) & ~reached;
      reached |= more;
      open |= more;
    }
    return reached;
  }

  /** No ring, and, where that says nothing more, nobody waited for twice. */
  private isSound(last: number): boolean {
    const { waits } = this;
    if (waits[last]!.after === 0 && last === 0) return true;
    for (let own = 0; own <= last; own += 1) if ((this.awaited(own) & (1 << own)) !== 0) return false;
    if (!this.isPlain) return true;
    for (let own = 0; own <= last; own += 1) {
      const { after } = waits[own]!;
      for (let open = after; open !== 0; open &= open - 1) {
        const index = 31 - Math.clz32(open & -open);
        if (index <= last && (this.awaited(index) & after) !== 0) return false;
      }
    }
    return true;
  }

  /** Whether no swap of alike instances makes an earlier choice of the same. */
  private isFirstOfAlike(): boolean {
    return this.twins.every((image) => this.compare(image) <= 0);
  }

  private compare(image: readonly number[]): number {
    const { waits } = this;
    for (let own = 0; own < waits.length; own += 1) {
      const other = waits[image[own]!]!;
      const after = moved(other.after, image);
      const mine = waits[own]!;
      if (mine.after !== after) return mine.after - after;
      if (mine.delayMs !== other.delayMs) return mine.delayMs - other.delayMs;
    }
    return 0;
  }

  /** When the last instance can be ready with these waits, at the earliest, µs; not counting those not chosen yet. */
  leastUs({ ledger }: Fitting): number {
    const { waits, instances } = this;
    const ready = instances.map((at) => ledger.at(at).readyUs);
    const settle = (own: number): number => {
      const { after, delayMs } = waits[own]!;
      const at = instances[own]!;
      const { aloneUs } = ledger.at(at).spot.facts;
      let startUs = ledger.at(at).readyUs - aloneUs;
      for (let open = after; open !== 0; open &= open - 1) startUs = Math.max(startUs, ready[31 - Math.clz32(open & -open)]!);
      return startUs + delayMs * 1000 + aloneUs;
    };
    // Without rings this comes to rest after as many rounds as there are instances.
    for (let isNew = true; isNew;) {
      isNew = false;
      for (let own = 0; own < waits.length; own += 1) {
        const us = settle(own);
        if (us > ready[own]!) {
          ready[own] = us;
          isNew = true;
        }
      }
    }
    return Math.max(0, ...ready);
  }
}

/** Which bits come where: bit `i` of the result is bit `image[i]`. */
function moved(bits: number, image: readonly number[]): number {
  let out = 0;
  for (let i = 0; i < image.length; i += 1) if ((bits & (1 << image[i]!)) !== 0) out |= 1 << i;
  return out;
}

/** More swaps than that are not looked at: some orders are then made several times. */
const MOST_SWAPS = 720;

/** All ways to swap alike instances without changing the build, as permutations of instances. */
function symmetries(pieces: readonly Piece[], fitting: Fitting, instances: readonly number[]): readonly (readonly number[])[] {
  const keyAt = new Map<number, string>();
  for (let at = pieces.length - 1; at >= 0; at -= 1) {
    const above = childrenOf(pieces, at).map((child) => keyAt.get(child)!);
    const { code, given } = pieces[at]!.choice;
    keyAt.set(at, JSON.stringify([given === null ? 'p' : 'g', code, fitting.numberAt(at), above.sort()]));
  }
  const images = maps(pieces, keyAt, -1, -1);
  return images === null ? [] : images.map((map) => instances.map((at) => instances.indexOf(map.get(at)!)));
}

function childrenOf(pieces: readonly Piece[], at: number): number[] {
  return pieces.flatMap((piece, index) => (piece.parent === at ? [index] : []));
}

type Map2 = ReadonlyMap<number, number>;

/** Every way to lay the subtree on `a` over that on `b`; null when there are too many. */
function maps(pieces: readonly Piece[], keyAt: ReadonlyMap<number, string>, a: number, b: number): Map2[] | null {
  let all: Map2[] = [new Map([[a, b]])];
  const targets = childrenOf(pieces, b);
  const place = (sources: readonly number[], used: ReadonlySet<number>): Map2[] | null => {
    const [first, ...rest] = sources;
    if (first === undefined) return [new Map()];
    const found: Map2[] = [];
    for (const target of targets) {
      if (used.has(target) || keyAt.get(target) !== keyAt.get(first)) continue;
      const own = maps(pieces, keyAt, first, target);
      const others = place(rest, new Set([...used, target]));
      if (own === null || others === null || found.length + own.length * others.length > MOST_SWAPS) return null;
      for (const one of own) for (const other of others) found.push(new Map([...one, ...other]));
    }
    return found;
  };
  const above = place(childrenOf(pieces, a), new Set());
  if (above === null || above.length * all.length > MOST_SWAPS) return null;
  all = all.flatMap((base) => above.map((more) => new Map([...base, ...more])));
  return all;
}
