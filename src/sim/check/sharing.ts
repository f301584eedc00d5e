import { inStructuralOrder } from '../order.ts';
import type { StackNode } from '../stack.ts';
import type { Rule } from './rule.ts';

/** Programs with the same view of files and addresses: those in one container, or those on one kernel outside any. */
function viewOf(node: StackNode): StackNode | null {
  return node.container ?? node.kernel;
}

/** Programs that see the same files agree on library versions; those that share an address use different ports. */
export const checkSharing: Rule = ({ stack }, report) => {
  const views = new Map<StackNode, StackNode[]>();
  for (const node of stack.instances) {
    const workload = node.workload;
    if (workload === null || node.form === null || (workload.port === undefined && workload.libraries.length === 0)) continue;
    const view = viewOf(node);
    if (view === null) continue;
    const members = views.get(view);
    if (members === undefined) views.set(view, [node]);
    else members.push(node);
  }
  for (const members of views.values()) {
    if (members.length < 2) continue;
    const ports = new Map<number, StackNode>();
    const libraries = new Map<string, { readonly version: string; readonly node: StackNode }>();
    for (const node of inStructuralOrder(stack.nodes, members)) {
      const { port, libraries: needs } = node.workload!;
      if (port !== undefined) {
        const holder = ports.get(port);
        if (holder === undefined) ports.set(port, node);
        else report({ code: 'port-conflict', node: node.id, other: holder.id, got: port });
      }
      for (const [name, version] of needs) {
        const holder = libraries.get(name);
        if (holder === undefined) libraries.set(name, { version, node });
        else if (holder.version !== version) {
          report({ code: 'library-conflict', node: node.id, other: holder.node.id, setting: name, expected: holder.version, got: version });
        }
      }
    }
  }
};
