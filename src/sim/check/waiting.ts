import type { Stack, StackNode } from '../stack.ts';
import type { Violation } from '../types.ts';
import type { Rule } from './rule.ts';

/** What a node waits for before it starts: what it stands on, and what `after` names. */
function* needsOf(node: StackNode): Generator<StackNode> {
  if (node.parent !== null) yield node.parent;
  for (const other of node.after) if (other.flaw === 'none') yield other;
}

/** Strongly connected components (Tarjan), without recursion. Returns the component of each node by index. */
function componentsOf(nodes: readonly StackNode[]): Int32Array {
  const component = new Int32Array(nodes.length).fill(-1);
  const entered = new Int32Array(nodes.length).fill(-1);
  const low = new Int32Array(nodes.length);
  const open: number[] = [];
  let clock = 0;
  let count = 0;
  for (const root of nodes) {
    if (entered[root.index] !== -1) continue;
    const path: { node: StackNode; needs: Generator<StackNode> }[] = [];
    const enter = (node: StackNode): void => {
      entered[node.index] = low[node.index] = clock;
      clock += 1;
      open.push(node.index);
      path.push({ node, needs: needsOf(node) });
    };
    enter(root);
    while (path.length > 0) {
      const { node, needs } = path[path.length - 1]!;
      const next = needs.next();
      if (next.done !== true) {
        const other = next.value.index;
        if (entered[other] === -1) enter(next.value);
        else if (component[other] === -1) low[node.index] = Math.min(low[node.index]!, entered[other]!);
        continue;
      }
      path.pop();
      const below = path[path.length - 1];
      if (below !== undefined) low[below.node.index] = Math.min(low[below.node.index]!, low[node.index]!);
      if (low[node.index] !== entered[node.index]) continue;
      for (let member = -1; member !== node.index;) {
        member = open.pop()!;
        component[member] = count;
      }
      count += 1;
    }
  }
  return component;
}

/** Of what has lost its footing nothing is said but that it waits for nobody: it does not start anyway. */
function checkFlawed({ flawed, byId }: Stack, report: (violation: Violation) => void): void {
  for (const { id, build } of flawed) {
    for (const name of build.after ?? []) if (!byId.has(name)) report({ code: 'bad-order', node: id, setting: 'after', got: name });
  }
}

/** `after` names nodes that exist, never in a ring, and never what stands on the node itself. */
export const checkWaiting: Rule = ({ stack }, report) => {
  checkFlawed(stack, report);
  const { waiting } = stack;
  if (waiting.length === 0) return;
  const component = componentsOf(stack.nodes);
  for (const node of waiting) {
    for (const id of node.build.after!) {
      const other = stack.byId.get(id);
      const isUnknown = other === undefined || other.flaw !== 'none';
      if (isUnknown) report({ code: 'bad-order', node: node.id, setting: 'after', got: id });
      else if (other === node || component[other.index] === component[node.index]) {
        report({ code: 'bad-order', node: node.id, setting: 'after', other: other.id, got: id });
      }
    }
  }
};
