import { SETTING_KEYS } from './formats/build.ts';
import { graphOf } from './needs.ts';
import { Refinement } from './refinement.ts';
import type { Said, StackNode } from './stack.ts';

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
  for (const setting of inOrder) if (hasEffect(setting, node)) label += ` ${setting.key} ${String(setting.value)}`;
  return label;
}

/** Whether a setting changes anything, besides what a label holds anyway. */
function hasEffect({ key, value }: Said, node: StackNode): boolean {
  if (key === 'after' || SIZES.has(key)) return false;
  if (key === 'volume') return node.container === node;
  if (key === 'cpuLimit') return node.hardware === null || (value as number) < node.hardware.threads * 1000;
  return true;
}

/** Settings that a label holds as what they come to. */
const SIZES: ReadonlySet<string> = new Set(['ramMiB', 'cpus', 'diskMiB', 'isa']);

function refinementOf(nodes: readonly StackNode[]): Refinement {
  const sorted = [...new Set(nodes.map(labelOf))].sort();
  const rankOf = new Map(sorted.map((label, rank) => [label, rank]));
  return new Refinement(
    graphOf(nodes),
    Int32Array.from(nodes, (node) => rankOf.get(labelOf(node))!),
  );
}

const RANKED = new WeakMap<readonly StackNode[], Int32Array>();

/** Rank of each node by its `index`; equal ranks look alike. Reckoned once a stack. */
export function structuralRanks(nodes: readonly StackNode[]): Int32Array {
  let ranks = RANKED.get(nodes);
  if (ranks === undefined) RANKED.set(nodes, (ranks = refinementOf(nodes).ranks()));
  return ranks;
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
  const refinement = refinementOf(nodes);
  if (nodes.some((node) => node.after.length > 0)) refinement.singleOut();
  const ranks = refinement.ranks();
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
