import { SETTING_KEYS } from './formats/build.ts';
import type { StackNode } from './stack.ts';

/**
 * The structural order: a ranking of nodes that depends on what they are, where they stand, what stands on them and
 * what waits for what, never on ids or on the order of the list. It breaks ties; nodes it cannot tell apart are
 * interchangeable.
 */

/** What a node is by itself: part or workload and settings; for a given node also its name in the level. */
export function labelOf(node: StackNode): string {
  return (node.label ??= makeLabel(node));
}

/** Whether a name needs no quotes, being letters, digits, `_`, `.` and `-`: a label must not look like another. */
function isPlain(name: string): boolean {
  for (let i = 0; i < name.length; i += 1) {
    const c = name.charCodeAt(i);
    const isLetter = (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || c === 95;
    if (!isLetter && !(c >= 48 && c <= 57) && c !== 45 && c !== 46) return false;
  }
  return name.length > 0;
}

function quoted(name: string): string {
  return isPlain(name) ? name : JSON.stringify(name);
}

/** The sizes that a VM, or an engine's hidden one, has, said or not. */
function sizesOf(node: StackNode): string {
  const vm = node.hiddenKernel === null ? node : node.hiddenKernel.hardware;
  if (vm === null || vm.kind !== 'vm') return '';
  const isa = vm.home !== null && vm.isa !== vm.home.isa ? ` ${vm.isa}` : '';
  return ` ${vm.ramKiB} ${vm.threads} ${vm.diskKiB}${isa}`;
}

function makeLabel(node: StackNode): string {
  const { build, said } = node;
  let label = build.workload === undefined ? quoted(build.part!) : `workload ${quoted(build.workload)}`;
  if (node.givenId !== null) label += ` given ${quoted(node.givenId)}`;
  label += sizesOf(node);
  if (said.length === 0) return label;
  // In the order of the catalogue of settings, so that the order in the file does not matter.
  const inOrder = said.length === 1 ? said : [...said].sort((a, b) => SETTING_KEYS.indexOf(a.key) - SETTING_KEYS.indexOf(b.key));
  for (const { key, value } of inOrder) if (key !== 'after' && !SIZES.has(key)) label += ` ${key} ${String(value)}`;
  return label;
}

/** Settings that a label holds as what they come to. */
const SIZES: ReadonlySet<string> = new Set(['ramMiB', 'cpus', 'diskMiB', 'isa']);

function ranksOf(keys: readonly string[]): { ranks: Int32Array; count: number } {
  const sorted = [...new Set(keys)].sort();
  const rankOf = new Map(sorted.map((key, rank) => [key, rank]));
  return { ranks: Int32Array.from(keys, (key) => rankOf.get(key)!), count: sorted.length };
}

/** Refinement ends when it tells no more nodes apart; deeper differences than this are not looked for, in large builds fewer. */
const MOST_ROUNDS = 64;
const MOST_STEPS = 500_000;

const RANKED = new WeakMap<readonly StackNode[], Int32Array>();

/** Rank of each node by its `index`; equal ranks are interchangeable. Reckoned once a stack. */
export function structuralRanks(nodes: readonly StackNode[]): Int32Array {
  let ranks = RANKED.get(nodes);
  if (ranks === undefined) RANKED.set(nodes, (ranks = new Refinement(nodes).ranks));
  return ranks;
}

/**
 * Colour refinement: nodes that look alike are told apart by what is around them, round after round, until nothing more
 * is told apart.
 */
class Refinement {
  ranks: Int32Array;
  private readonly nodes: readonly StackNode[];
  private readonly waiters: readonly (readonly number[])[];
  private count: number;
  /** How many nodes may still be looked at. */
  private steps: number;

  constructor(nodes: readonly StackNode[]) {
    this.nodes = nodes;
    this.steps = Math.max(MOST_STEPS, nodes.length * 4);
    const waiters: number[][] = nodes.map(() => []);
    for (const node of nodes) for (const other of node.after) waiters[other.index]?.push(node.index);
    this.waiters = waiters;
    const { ranks, count } = ranksOf(nodes.map(labelOf));
    this.ranks = ranks;
    this.count = count;
    this.refine();
  }

  private refine(): void {
    const { nodes } = this;
    for (let round = 0; round < MOST_ROUNDS && this.count < nodes.length && this.steps >= nodes.length; round += 1) {
      this.steps -= nodes.length;
      const next = ranksOf(nodes.map((node) => this.surroundings(node)));
      if (next.count === this.count) return;
      this.ranks = next.ranks;
      this.count = next.count;
    }
  }

  private surroundings(node: StackNode): string {
    const { ranks } = this;
    const parts = [
      String(ranks[node.index]).padStart(7, '0'),
      node.parent === null ? '' : String(ranks[node.parent.index]),
      this.sorted(node.children.filter((child) => child.flaw === 'none').map((child) => child.index)),
      this.sorted(node.after.filter((other) => other.flaw === 'none').map((other) => other.index)),
      this.sorted(this.waiters[node.index]!),
    ];
    return parts.join(';');
  }

  private sorted(list: readonly number[]): string {
    return list
      .map((index) => this.ranks[index]!)
      .sort((a, b) => a - b)
      .join(',');
  }

  /** Puts one node before those that look like it, and tells apart what follows from that. */
  private single(node: StackNode): void {
    const rank = this.ranks[node.index]!;
    this.ranks = this.ranks.map((other, index) => (other > rank || (other === rank && index !== node.index) ? other + 1 : other));
    this.count += 1;
    this.refine();
  }

  /**
   * Singles out nodes that wait or are waited for until each has a rank of its own: whichever of those that look alike
   * comes first, the others follow from it.
   */
  singleOut(): void {
    const waiting = this.nodes.filter((node) => node.after.length > 0 || this.waiters[node.index]!.length > 0);
    while (this.steps >= this.nodes.length) {
      const seen = new Map<number, StackNode>();
      let first: StackNode | null = null;
      for (const node of waiting) {
        const rank = this.ranks[node.index]!;
        const other = seen.get(rank);
        if (other === undefined) seen.set(rank, node);
        else if (first === null || rank < this.ranks[first.index]!) first = other;
      }
      if (first === null) return;
      this.single(first);
    }
  }
}

const PLACED = new WeakMap<readonly StackNode[], Int32Array>();

/**
 * A place of its own for each node, by its `index`: whoever comes first in the list, what is done in this order comes to
 * the same but for names. Ranks alone do not say that: of four alike of which two and two belong together, it matters
 * whether the first two that are chosen do.
 */
export function structuralPlaces(nodes: readonly StackNode[]): Int32Array {
  let places = PLACED.get(nodes);
  if (places === undefined) PLACED.set(nodes, (places = makePlaces(nodes)));
  return places;
}

function makePlaces(nodes: readonly StackNode[]): Int32Array {
  const refinement = new Refinement(nodes);
  if (nodes.some((node) => node.after.length > 0)) refinement.singleOut();
  const { ranks } = refinement;
  // Whatever looks alike now may change places with all that stands on it; so what stands together stays together.
  const byRank = (a: StackNode, b: StackNode): number => ranks[b.index]! - ranks[a.index]!;
  const visit = new Int32Array(nodes.length);
  const waiting = nodes.filter((node) => node.parent === null).sort(byRank);
  let visits = 0;
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    visit[node.index] = visits;
    visits += 1;
    for (const child of node.children.filter((other) => other.flaw === 'none').sort(byRank)) waiting.push(child);
  }
  const order = nodes.map((node) => node.index).sort((a, b) => ranks[a]! - ranks[b]! || visit[a]! - visit[b]!);
  const places = new Int32Array(nodes.length);
  order.forEach((index, place) => (places[index] = place));
  return places;
}

/** The nodes in structural order. */
export function inStructuralOrder(nodes: readonly StackNode[], chosen: readonly StackNode[]): StackNode[] {
  if (chosen.length < 2) return [...chosen];
  const ranks = structuralRanks(nodes);
  return [...chosen].sort((a, b) => ranks[a.index]! - ranks[b.index]!);
}

/** How many nodes are under a node. */
export function heightOf(node: StackNode): number {
  let height = 0;
  for (let below = node.parent; below !== null; below = below.parent) height += 1;
  return height;
}
