import type { Stack, StackNode } from '../stack.ts';
import type { Level, Violation } from '../types.ts';
import type { Rule } from './rule.ts';

type Report = (violation: Violation) => void;

function checkKnown(node: StackNode, level: Level | null, report: Report): void {
  if (node.kind === 'workload') {
    if (node.workload === null && level !== null) report({ code: 'unknown-workload', node: node.id, workload: node.build.workload! });
  } else if (node.kind === 'unknown') {
    report({ code: 'unknown-part', node: node.id, part: node.build.part! });
  }
}

/** Ids of nodes that engines bring along; a node of the player's that has one is a second of that id. */
function checkHidden({ nodes, flawed, byId }: Stack, report: Report): void {
  const reported = new Set<string>();
  const look = ({ hidden, id }: StackNode): void => {
    if (!hidden || !byId.has(id) || reported.has(id)) return;
    reported.add(id);
    report({ code: 'duplicate-id', node: id });
  };
  nodes.forEach(look);
  flawed.forEach(look);
}

/** Each id once, each part and workload known. */
export const checkNames: Rule = ({ stack, level }, report) => {
  for (const node of stack.flawed) {
    if (node.flaw === 'duplicate') report({ code: 'duplicate-id', node: node.id });
    else checkKnown(node, level, report);
  }
  let hasHidden = stack.flawed.length > 0;
  for (const node of stack.nodes) {
    checkKnown(node, level, report);
    hasHidden ||= node.hidden;
  }
  if (hasHidden) checkHidden(stack, report);
};
