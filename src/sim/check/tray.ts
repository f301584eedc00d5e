import { offersOfLevel } from '../offers.ts';
import { inStructuralOrder } from '../order.ts';
import type { StackNode } from '../stack.ts';
import type { Rule } from './rule.ts';

function count(counts: Map<string, StackNode[]>, key: string, node: StackNode): void {
  const list = counts.get(key);
  if (list === undefined) counts.set(key, [node]);
  else list.push(node);
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

/** Only what the tray holds, each as often as it says; every workload placed; nothing placed for nothing. */
export const checkTray: Rule = ({ stack, level }, report) => {
  if (level === null) return;
  const offers = offersOfLevel(level);
  const parts = new Map<string, StackNode[]>();
  const workloads = new Map<string, StackNode[]>();
  for (const node of stack.nodes) {
    if (node.hidden || node.kind === 'unknown') continue;
    if (node.workload !== null) count(workloads, node.workload.id, node);
    else if (node.build.part !== undefined && node.givenId === null) count(parts, node.build.part, node);
  }
  for (const [part, placed] of parts) {
    const entries = offers.tray.get(part);
    if (entries === undefined) {
      for (const node of placed) report({ code: 'not-in-tray', node: node.id, part });
      continue;
    }
    let most = 0;
    for (const entry of entries) most += entry.max ?? Infinity;
    if (placed.length <= most) continue;
    for (const node of inStructuralOrder(stack.nodes, placed).slice(most)) {
      report({ code: 'over-tray-limit', node: node.id, part, expected: most, got: placed.length });
    }
  }
  for (const workload of level.workloads) {
    const placed = workloads.get(workload.id) ?? [];
    if (placed.length < workload.count) {
      report({ code: 'workload-not-placed', node: null, workload: workload.id, expected: workload.count, got: placed.length });
    } else if (placed.length > workload.count) {
      // Given instances come first, so that the surplus is the player's.
      const order = inStructuralOrder(stack.nodes, placed).sort((a, b) => Number(a.givenId === null) - Number(b.givenId === null));
      for (const node of order.slice(workload.count)) {
        report({ code: 'workload-over-placed', node: node.id, workload: workload.id, expected: workload.count, got: placed.length });
      }
    }
  }
  const carries = carriers(stack.nodes);
  for (const node of stack.nodes) {
    if (carries[node.index] === 0 && node.givenId === null && !node.hidden && node.kind !== 'unknown') {
      report({ code: 'carries-nothing', node: node.id, ...(node.build.part !== undefined && { part: node.build.part }) });
    }
  }
};
