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

/** Whether a workload stands on this node or on something that stands on it, by index. */
function carriers(nodes: readonly StackNode[]): Uint8Array {
  const carries = new Uint8Array(nodes.length);
  // Parents come first, so going backwards reaches children before what they stand on.
  for (let i = nodes.length - 1; i >= 0; i -= 1) {
    const node = nodes[i]!;
    if (node.kind === 'workload') carries[i] = 1;
    if (carries[i] === 1 && node.parent !== null) carries[node.parent.index] = 1;
    // Containers stand on an engine's hidden kernel; the engine carries them all the same.
    if (node.container === node && node.engine !== null && carries[i] === 1) carries[node.engine.index] = 1;
  }
  return carries;
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
    for (const node of inStructuralOrder(subject.stack.nodes, nodes).slice(most)) {
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
    const order = inStructuralOrder(subject.stack.nodes, nodes).sort((a, b) => Number(a.givenId === null) - Number(b.givenId === null));
    for (const node of order.slice(count)) report({ code: 'workload-over-placed', node: node.id, ...about });
  }
}

/** Only what the tray holds, each as often as it says; every workload placed; nothing placed for nothing. */
export const checkTray: Rule = (subject, report) => {
  const { level } = subject;
  const { nodes } = subject.stack;
  if (level === null) return;
  const parts = new Groups();
  const workloads = new Groups();
  for (let i = 0; i < nodes.length; i += 1) {
    const node = nodes[i]!;
    if (node.workload !== null) workloads.add(node.workload.id, node);
    else if (node.kind !== 'workload' && node.kind !== 'unknown' && node.givenId === null && !node.hidden)
      parts.add(node.build.part!, node);
  }
  checkParts(parts, subject, offersOfLevel(level), report);
  checkWorkloads(workloads, subject, level, report);
  const carries = carriers(nodes);
  for (let i = 0; i < nodes.length; i += 1) {
    if (carries[i] === 1) continue;
    const node = nodes[i]!;
    if (node.givenId !== null || node.hidden || node.kind === 'unknown') continue;
    report({ code: 'carries-nothing', node: node.id, ...(node.build.part !== undefined && { part: node.build.part }) });
  }
};
