import type { StackNode } from './stack.ts';

/**
 * Colour refinement: nodes that look alike are told apart by what they need and by what needs them, until nothing more is
 * told apart. Classes are numbered by structure alone, never by ids or by the order of the list.
 *
 * What nodes need, what they stand on and what their `after` names, has no rings in a legal build. So a sweep up along
 * needs and one down again carry a difference all the way, however long the chain; a few sweeps are enough.
 */

/** How many nodes may be looked at, and how many sweeps there are at least. */
const MOST_STEPS = 2_000_000;
const LEAST_SWEEPS = 16;
/** Of so many that look alike, each is tried as the first. */
const MOST_TRIED = 16;

export class Refinement {
  /** Class of each node, by its index. */
  private classes: Int32Array;
  private count: number;
  private readonly nodes: readonly StackNode[];
  /** What each node needs, and what needs it, by index. */
  private readonly parents: Int32Array;
  private readonly children: readonly (readonly number[])[];
  private readonly awaited: readonly (readonly number[])[];
  private readonly waiters: readonly (readonly number[])[];
  /** Nodes by the length of the longest chain of needs below them; those in rings are the last. */
  private readonly levels: readonly (readonly number[])[];
  private readonly labels: Int32Array;
  private steps: number;
  /** What the last sweeps saw: equal for what is alike as a whole. */
  private picture = '';

  constructor(nodes: readonly StackNode[], labelOf: (node: StackNode) => string) {
    this.nodes = nodes;
    this.steps = Math.max(MOST_STEPS, nodes.length * LEAST_SWEEPS);
    this.parents = Int32Array.from(nodes, (node) => (node.parent === null ? -1 : node.parent.index));
    this.children = nodes.map((node) => node.children.filter((child) => child.flaw === 'none').map((child) => child.index));
    this.awaited = nodes.map((node) => node.after.filter((other) => other.flaw === 'none').map((other) => other.index));
    this.waiters = nodes.map((node) => (node.waiters ?? []).filter((other) => other.flaw === 'none').map((other) => other.index));
    this.levels = this.makeLevels();
    const sorted = [...new Set(nodes.map(labelOf))].sort();
    const rankOf = new Map(sorted.map((label, rank) => [label, rank]));
    this.labels = Int32Array.from(nodes, (node) => rankOf.get(labelOf(node))!);
    this.classes = this.labels;
    this.count = sorted.length;
    this.refine();
  }

  private makeLevels(): number[][] {
    const missing = this.nodes.map((_, index) => (this.parents[index] === -1 ? 0 : 1) + this.awaited[index]!.length);
    const levels: number[][] = [];
    let level = missing.flatMap((count, index) => (count === 0 ? [index] : []));
    while (level.length > 0) {
      levels.push(level);
      const next: number[] = [];
      for (const index of level) {
        for (const other of [...this.children[index]!, ...this.waiters[index]!]) if ((missing[other]! -= 1) === 0) next.push(other);
      }
      level = next;
    }
    const inRings = missing.flatMap((count, index) => (count > 0 ? [index] : []));
    return inRings.length > 0 ? [...levels, inRings] : levels;
  }

  private refine(): void {
    const { length } = this.nodes;
    for (let before = -1; before < this.count && this.count < length && this.steps >= 2 * length;) {
      before = this.count;
      this.steps -= 2 * length;
      this.picture = this.sweep(true) + this.sweep(false);
    }
  }

  /** Tells nodes apart by their needs, or by what needs them. Returns what it saw. */
  private sweep(isUp: boolean): string {
    const old = this.classes;
    const next = old.slice();
    const seen: string[] = [];
    let base = 0;
    for (const level of isUp ? this.levels : [...this.levels].reverse()) {
      const keys = level.map((index) => {
        const below = isUp ? `${this.parents[index] === -1 ? '' : next[this.parents[index]!]!}` : this.listed(next, this.children[index]!);
        return `${old[index]};${below};${this.listed(next, isUp ? this.awaited[index]! : this.waiters[index]!)}`;
      });
      const numbers = new Map<string, number>();
      for (const key of keys) numbers.set(key, (numbers.get(key) ?? 0) + 1);
      const sorted = [...numbers.keys()].sort();
      for (const key of sorted) seen.push(`${key}x${numbers.get(key)!}`);
      sorted.forEach((key, rank) => numbers.set(key, base + rank));
      level.forEach((index, at) => (next[index] = numbers.get(keys[at]!)!));
      base += sorted.length;
    }
    this.classes = next;
    this.count = base;
    return seen.join('|');
  }

  private listed(classes: Int32Array, list: readonly number[]): string {
    if (list.length < 2) return list.length === 0 ? '' : String(classes[list[0]!]);
    return list
      .map((index) => classes[index]!)
      .sort((a, b) => a - b)
      .join(',');
  }

  /** Ranks: by label first, then by class. */
  ranks(): Int32Array {
    const { labels, classes } = this;
    const first = new Int32Array(this.count);
    for (let index = 0; index < classes.length; index += 1) first[classes[index]!] = labels[index]!;
    const order = Array.from(first.keys()).sort((a, b) => first[a]! - first[b]! || a - b);
    const rankOf = new Int32Array(this.count);
    order.forEach((kind, rank) => (rankOf[kind] = rank));
    return classes.map((kind) => rankOf[kind]!);
  }

  /**
   * Singles out nodes that wait or are waited for until each has a class of its own. Among those that look alike the one
   * is taken that leaves the least picture: mostly all leave the same, but what looks alike is not always alike.
   */
  singleOut(): void {
    const waiting = this.nodes.flatMap(({ index }) => (this.awaited[index]!.length + this.waiters[index]!.length > 0 ? [index] : []));
    while (this.steps >= 2 * this.nodes.length) {
      const alike = this.firstAlike(waiting);
      if (alike === null) return;
      const canTry = alike.length <= MOST_TRIED && this.steps > 8 * alike.length * this.nodes.length;
      this.single(canTry ? this.best(alike) : alike[0]!);
    }
  }

  /** The first class, by rank, with several of these nodes. */
  private firstAlike(indices: readonly number[]): readonly number[] | null {
    const members = new Map<number, number[]>();
    for (const index of indices) {
      const list = members.get(this.classes[index]!);
      if (list === undefined) members.set(this.classes[index]!, [index]);
      else list.push(index);
    }
    let least = Infinity;
    for (const [kind, list] of members) if (list.length > 1 && kind < least) least = kind;
    return members.get(least) ?? null;
  }

  private best(alike: readonly number[]): number {
    const { classes, count, picture } = this;
    let best = alike[0]!;
    let least: string | null = null;
    for (const index of alike) {
      this.single(index);
      if (least === null || this.picture < least) {
        least = this.picture;
        best = index;
      }
      this.classes = classes;
      this.count = count;
      this.picture = picture;
    }
    return best;
  }

  /** Gives one node a class of its own, and tells apart what follows from that. */
  private single(index: number): void {
    this.classes = this.classes.slice();
    this.classes[index] = this.count;
    this.count += 1;
    this.refine();
  }
}
