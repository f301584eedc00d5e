import type { Rule } from './rule.ts';

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
};
