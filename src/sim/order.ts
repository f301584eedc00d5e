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

/** Names that need no quotes: a label must not look like another. */
const PLAIN = /^[\w.-]+$/;

function quoted(name: string): string {
  return PLAIN.test(name) ? name : JSON.stringify(name);
}

/** The sizes that a VM, or an engine's hidden one, has, said or not. */
function sizesOf(node: StackNode): string {
  const vm = node.hiddenKernel === null ? node : node.hiddenKernel.hardware;
  if (vm === null || vm.kind !== 'vm') return '';
  const isa = vm.home !== null && vm.isa !== vm.home.isa ? ` ${vm.isa}` : '';
  return ` ${vm.ramKiB} ${vm.threads} ${vm.diskKiB}${isa}`;
}

function makeLabel(node: StackNode): string {
  const { build, settings } = node;
  let label = build.workload === undefined ? quoted(build.part!) : `workload ${quoted(build.workload)}`;
  if (node.givenId !== null) label += ` given ${quoted(node.givenId)}`;
  label += sizesOf(node);
  if (settings.length === 0) return label;
  // In the order of the catalogue of settings, so that the order in the file does not matter; what is said in vain is left out.
  for (const key of SETTING_KEYS) {
    if (key === 'after' || SIZES.has(key) || !settings.includes(key)) continue;
    const value = build[key];
    if (value !== false && value !== 0) label += ` ${key} ${String(value)}`;
  }
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
const MOST_STEPS = 1_000_000;

const RANKED = new WeakMap<readonly StackNode[], Int32Array>();

/** Rank of each node by its `index`; equal ranks are interchangeable. Reckoned once a stack. */
export function structuralRanks(nodes: readonly StackNode[]): Int32Array {
  let ranks = RANKED.get(nodes);
  if (ranks === undefined) RANKED.set(nodes, (ranks = refine(nodes)));
  return ranks;
}

function refine(nodes: readonly StackNode[]): Int32Array {
  const rounds = Math.max(4, Math.min(MOST_ROUNDS, Math.floor(MOST_STEPS / nodes.length)));
  const waiters: number[][] = nodes.map(() => []);
  for (const node of nodes) for (const other of node.after) waiters[other.index]?.push(node.index);
  let { ranks, count } = ranksOf(nodes.map(labelOf));
  for (let round = 0; round < rounds && count < nodes.length; round += 1) {
    const present = ranks;
    const byRank = (list: readonly number[]): string =>
      list
        .map((index) => present[index]!)
        .sort((a, b) => a - b)
        .join(',');
    const next = ranksOf(
      nodes.map((node) => {
        const parts = [
          String(present[node.index]).padStart(7, '0'),
          node.parent === null ? '' : String(present[node.parent.index]),
          byRank(node.children.filter((child) => child.flaw === 'none').map((child) => child.index)),
          byRank(node.after.filter((other) => other.flaw === 'none').map((other) => other.index)),
          byRank(waiters[node.index]!),
        ];
        return parts.join(';');
      }),
    );
    if (next.count === count) break;
    ({ ranks, count } = next);
  }
  return ranks;
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
