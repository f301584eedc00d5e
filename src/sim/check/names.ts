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
function checkHidden({ parts, flawed, byId }: Stack, report: Report): void {
  const taken = [...parts, ...flawed].filter(({ hidden, id }) => hidden && byId.has(id));
  for (const id of new Set(taken.map((node) => node.id))) report({ code: 'duplicate-id', node: id });
}

/** Each id once, each part and workload known. */
export const checkNames: Rule = ({ stack, level }, report) => {
  for (const node of stack.flawed) {
    if (node.flaw === 'duplicate') report({ code: 'duplicate-id', node: node.id });
    else checkKnown(node, level, report);
  }
  for (const node of stack.strangers) checkKnown(node, level, report);
  if (stack.parts.some(({ hidden }) => hidden) || stack.flawed.length > 0) checkHidden(stack, report);
};
