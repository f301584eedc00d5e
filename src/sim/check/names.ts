import type { Stack, StackNode } from '../stack.ts';
import type { Violation } from '../types.ts';
import type { Rule } from './rule.ts';

/** Ids of nodes that engines bring along; a node of the player's that has one is a second of that id. */
function checkHidden(nodes: readonly StackNode[], { byId }: Stack, reported: Set<string>, report: (violation: Violation) => void): void {
  for (const { hidden, id } of nodes) {
    if (!hidden || !byId.has(id) || reported.has(id)) continue;
    reported.add(id);
    report({ code: 'duplicate-id', node: id });
  }
}

/** Each id once, each part and workload known. */
export const checkNames: Rule = ({ stack, level }, report) => {
  for (const node of stack.flawed) {
    if (node.flaw === 'duplicate') report({ code: 'duplicate-id', node: node.id });
    else if (node.kind === 'unknown') report({ code: 'unknown-part', node: node.id, part: node.build.part! });
    else if (node.kind === 'workload' && level !== null && node.workload === null) {
      report({ code: 'unknown-workload', node: node.id, workload: node.build.workload! });
    }
  }
  for (const node of stack.nodes) {
    if (node.kind === 'unknown') report({ code: 'unknown-part', node: node.id, part: node.build.part! });
    else if (node.kind === 'workload' && level !== null && node.workload === null) {
      report({ code: 'unknown-workload', node: node.id, workload: node.build.workload! });
    }
  }
  const reported = new Set<string>();
  checkHidden(stack.nodes, stack, reported, report);
  checkHidden(stack.flawed, stack, reported, report);
};
