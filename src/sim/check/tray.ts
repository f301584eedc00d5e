import { natureOf } from '../likeness.ts';
import { offersOfLevel, type Offers } from '../offers.ts';
import { inStructuralOrder } from '../order.ts';
import type { StackNode } from '../stack.ts';
import type { Level, Violation } from '../types.ts';
import type { Rule, Subject } from './rule.ts';

type Report = (violation: Violation) => void;

/** The nodes of each part or workload. Alike nodes often follow each other, so the last list is tried first. */
class Groups {
  readonly byKey = new Map<string, StackNode[]>();
  private key = '';
  private list: StackNode[] | null = null;

  add(key: string, node: StackNode): void {
    if (this.list === null || key !== this.key) {
      this.key = key;
      this.list = this.byKey.get(key) ?? [];
      if (this.list.length === 0) this.byKey.set(key, this.list);
    }
    this.list.push(node);
  }
}

/** Nodes under workloads that have no proper place themselves. */
function underFlawed(flawed: readonly StackNode[]): ReadonlySet<StackNode> {
  const under = new Set<StackNode>();
  for (const node of flawed) {
    if (node.kind !== 'workload') continue;
    // In a ring it ends where it has been.
    for (let below = node.on; below !== null && !under.has(below); below = below.on) under.add(below);
  }
  return under;
}

/** Whether a workload stands on this node or on something that stands on it, by index. */
function carriers(nodes: readonly StackNode[], under: ReadonlySet<StackNode>): Uint8Array {
  const carries = new Uint8Array(nodes.length);
  // Parents come first, so going backwards reaches children before what they stand on.
  for (let i = nodes.length - 1; i >= 0; i -= 1) {
    const node = nodes[i]!;
    if (node.kind === 'workload' || (under.size > 0 && under.has(node))) carries[i] = 1;
    if (carries[i] === 1 && node.parent !== null) carries[node.parent.index] = 1;
    // Containers stand on an engine's hidden kernel; the engine carries them all the same.
    if (node.container === node && node.engine !== null && carries[i] === 1) carries[node.engine.index] = 1;
  }
  return carries;
}

/** In structural order; those without a proper place have none in it and come last, so that they are the surplus. */
function inOrder(subject: Subject, chosen: readonly StackNode[]): StackNode[] {
  const proper = chosen.filter((node) => node.flaw === 'none');
  const sorted = inStructuralOrder(subject.stack.nodes, proper);
  if (proper.length === chosen.length) return sorted;
  const keyed = chosen.filter((node) => node.flaw !== 'none').map((node) => ({ node, key: natureOf(node.build) }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return [...sorted, ...keyed.map(({ node }) => node)];
}

function checkParts(placed: Groups, subject: Subject, offers: Offers, report: Report): void {
  for (const [part, nodes] of placed.byKey) {
    const entries = offers.tray.get(part);
    if (entries === undefined) {
      for (const node of nodes) report({ code: 'not-in-tray', node: node.id, part });
      continue;
    }
    let most = 0;
    for (const entry of entries) most += entry.max ?? Infinity;
    if (nodes.length <= most) continue;
    for (const node of inOrder(subject, nodes).slice(most)) {
      report({ code: 'over-tray-limit', node: node.id, part, expected: most, got: nodes.length });
    }
  }
}

function checkWorkloads(placed: Groups, subject: Subject, level: Level, report: Report): void {
  for (const { id, count } of level.workloads) {
    const nodes = placed.byKey.get(id) ?? [];
    const about = { workload: id, expected: count, got: nodes.length };
    if (nodes.length < count) report({ code: 'workload-not-placed', node: null, ...about });
    if (nodes.length <= count) continue;
    // Given instances come first, so that the surplus is the player's.
    const order = inOrder(subject, nodes).sort((a, b) => Number(a.givenId === null) - Number(b.givenId === null));
    for (const node of order.slice(count)) report({ code: 'workload-over-placed', node: node.id, ...about });
  }
}

/** Only what the tray holds, each as often as it says; every workload placed; nothing placed for nothing. */
export const checkTray: Rule = (subject, report) => {
  const { level } = subject;
  const { nodes, flawed } = subject.stack;
  if (level === null) return;
  const parts = new Groups();
  const workloads = new Groups();
  const group = (node: StackNode): void => {
    if (node.workload !== null) workloads.add(node.workload.id, node);
    else if (node.kind !== 'workload' && node.kind !== 'unknown' && node.givenId === null && !node.hidden)
      parts.add(node.build.part!, node);
  };
  for (let i = 0; i < nodes.length; i += 1) group(nodes[i]!);
  flawed.forEach(group);
  checkParts(parts, subject, offersOfLevel(level), report);
  checkWorkloads(workloads, subject, level, report);
  const under = underFlawed(flawed);
  const carries = carriers(nodes, under);
  const reportIdle = (node: StackNode): void => {
    if (node.givenId !== null || node.hidden || node.kind === 'unknown') return;
    report({ code: 'carries-nothing', node: node.id, ...(node.build.part !== undefined && { part: node.build.part }) });
  };
  for (let i = 0; i < nodes.length; i += 1) if (carries[i] !== 1) reportIdle(nodes[i]!);
  for (const node of flawed) if (node.kind !== 'workload' && !under.has(node)) reportIdle(node);
};
