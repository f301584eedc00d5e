import type { Rule } from './rule.ts';

/** Everything but a machine stands on something, and what it stands on reaches a machine. */
export const checkTree: Rule = ({ stack }, report) => {
  for (const node of stack.flawed) {
    if (node.flaw === 'orphan')
      report({ code: 'missing-parent', node: node.id, ...(node.build.on !== undefined && { on: node.build.on }) });
    else if (node.flaw === 'ring') report({ code: 'cycle', node: node.id, on: node.build.on! });
  }
};
