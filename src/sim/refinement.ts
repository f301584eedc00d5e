import { connectedParts, partOf, type Graph } from './needs.ts';

/**
 * Colour refinement: nodes that look alike are told apart by what they need and by what needs them, until nothing more is
 * told apart. Classes are numbered by structure alone, never by ids or by the order of the list.
 *
 * What nodes need, what they stand on and what their `after` names, has no rings in a legal build. So a sweep up along
 * needs and one down again carry a difference all the way, however long the chain; a few sweeps are enough.
 */

/** How many nodes may be looked at, and how many sweeps there are at least. */
const MOST_STEPS = 3_000_000;
const LEAST_SWEEPS = 16;

/** What a node is now told apart by: its class, the rank of its part, its class in there. */
type Key = readonly [kind: number, rank: number, inside: number];

export class Refinement {
  /** Class of each node. */
  private classes: Int32Array;
  private count: number;
  private readonly graph: Graph;
  /** Nodes by the length of the longest chain of needs below them; those in rings are the last. */
  private readonly levels: readonly (readonly number[])[];
  private readonly labels: Int32Array;
  private steps: number;
  /** What the last sweeps saw: equal for what is alike as a whole. */
  private picture = '';

  /** `labels` tell apart what is unlike by itself; lower ones come first. */
  constructor(graph: Graph, labels: Int32Array, steps = Math.max(MOST_STEPS, labels.length * LEAST_SWEEPS)) {
    this.graph = graph;
    this.labels = labels;
    this.steps = steps;
    this.levels = levelsOf(graph);
    this.classes = labels;
    this.count = new Set(labels).size;
    this.refine();
  }

  private refine(): void {
    const { length } = this.labels;
    let before: number;
    do {
      before = this.count;
      this.steps -= 2 * length;
      this.picture = this.sweep(true) + this.sweep(false);
    } while (before < this.count && this.count < length && this.steps >= 2 * length);
  }

  /** Tells nodes apart by their needs, or by what needs them. Returns what it saw. */
  private sweep(isUp: boolean): string {
    const { parents, children, awaited, waiters } = this.graph;
    const old = this.classes;
    const next = old.slice();
    const seen: string[] = [];
    let base = 0;
    for (const level of isUp ? this.levels : [...this.levels].reverse()) {
      const keys = level.map((index) => {
        const below = isUp ? `${parents[index] === -1 ? '' : next[parents[index]!]!}` : listed(next, children[index]!);
        return `${old[index]};${below};${listed(next, isUp ? awaited[index]! : waiters[index]!)}`;
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
   * Gives nodes that look alike and are connected by waiting classes of their own. What is unique carries no difference from one
   * neighbour to another, so what is left falls into parts that are looked at one by one and then put in order by their
   * pictures. In a part that does not fall apart one node is singled out: among those that look alike the one that leaves
   * the least picture; mostly all leave the same, but what looks alike is not always alike.
   */
  singleOut(): void {
    const { length } = this.labels;
    for (let parts = this.parts(); parts.length > 0 && this.steps >= 2 * length; parts = this.parts()) {
      if (parts[0]!.length === length) this.single(this.choice());
      else this.singleOutIn(parts);
    }
  }

  /** What is connected among nodes that are not unique, as far as anything in it waits. */
  private parts(): number[][] {
    const members = new Int32Array(this.count);
    for (const kind of this.classes) members[kind]! += 1;
    return connectedParts(this.graph, (index) => members[this.classes[index]!]! > 1);
  }

  private singleOutIn(parts: readonly (readonly number[])[]): void {
    const { classes } = this;
    const total = parts.reduce((sum, part) => sum + part.length, 0);
    const done = parts.map((part) => {
      // Each has its own share of the work, so that it does not matter which comes first.
      const steps = Math.floor((this.steps * part.length) / total);
      const inside = new Refinement(
        partOf(this.graph, part),
        Int32Array.from(part, (index) => classes[index]!),
        steps,
      );
      inside.singleOut();
      return { part, inside, picture: `${[...new Set(inside.labels)].sort((a, b) => a - b).join(' ')}:${inside.picture}` };
    });
    done.sort((a, b) => (a.picture < b.picture ? -1 : a.picture > b.picture ? 1 : 0));
    this.steps = 0;
    const keys: Key[] = Array.from(classes, (kind) => [kind, 0, 0]);
    done.forEach(({ part, inside }, rank) => {
      this.steps += Math.max(0, inside.steps);
      part.forEach((index, at) => (keys[index] = [classes[index]!, rank, inside.classes[at]!]));
    });
    this.number(keys);
    this.refine();
  }

  /** Classes in the order of keys. */
  private number(keys: readonly Key[]): void {
    const order = [...keys.keys()].sort((i, j) => compare(keys[i]!, keys[j]!));
    const next = new Int32Array(keys.length);
    let count = 0;
    order.forEach((index, at) => {
      if (at > 0 && compare(keys[order[at - 1]!]!, keys[index]!) !== 0) count += 1;
      next[index] = count;
    });
    this.classes = next;
    this.count = count + 1;
  }

  /** Of the first class with several that wait or are waited for, the node that leaves the least picture when it is singled out. */
  private choice(): number {
    const { classes, count, picture } = this;
    const alike = this.firstAlike();
    let best = alike[0]!;
    let least: string | null = null;
    for (const [at, index] of alike.entries()) {
      const before = this.steps;
      this.single(index);
      if (least === null || this.picture < least) {
        least = this.picture;
        best = index;
      }
      this.classes = classes;
      this.count = count;
      this.picture = picture;
      // All are tried or none: else it would matter which come first.
      if (at === 0 && (before - this.steps) * alike.length > this.steps) break;
    }
    return best;
  }

  private firstAlike(): readonly number[] {
    const { awaited, waiters } = this.graph;
    const members = new Map<number, number[]>();
    for (const [index, kind] of this.classes.entries()) {
      if (awaited[index]!.length + waiters[index]!.length === 0) continue;
      const list = members.get(kind);
      if (list === undefined) members.set(kind, [index]);
      else list.push(index);
    }
    let least = Infinity;
    for (const [kind, list] of members) if (list.length > 1 && kind < least) least = kind;
    return members.get(least)!;
  }

  /** Gives one node a class of its own, and tells apart what follows from that. */
  private single(index: number): void {
    this.classes = this.classes.slice();
    this.classes[index] = this.count;
    this.count += 1;
    this.refine();
  }
}

function compare(a: Key, b: Key): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}

function listed(classes: Int32Array, list: readonly number[]): string {
  if (list.length < 2) return list.length === 0 ? '' : String(classes[list[0]!]);
  return list
    .map((index) => classes[index]!)
    .sort((a, b) => a - b)
    .join(',');
}

function levelsOf({ parents, children, awaited, waiters }: Graph): number[][] {
  const missing = awaited.map((list, index) => (parents[index] === -1 ? 0 : 1) + list.length);
  const levels: number[][] = [];
  let level = missing.flatMap((count, index) => (count === 0 ? [index] : []));
  while (level.length > 0) {
    levels.push(level);
    const next: number[] = [];
    for (const index of level) {
      for (const list of [children[index]!, waiters[index]!]) for (const other of list) if ((missing[other]! -= 1) === 0) next.push(other);
    }
    level = next;
  }
  const inRings = missing.flatMap((count, index) => (count > 0 ? [index] : []));
  return inRings.length > 0 ? [...levels, inRings] : levels;
}
