import { inStructuralOrder } from '../order.ts';
import { hypervisorOf, kernelOf, type StackNode } from '../stack.ts';
import type { Rule } from './rule.ts';

function takesHardware(node: StackNode): boolean {
  return node.kind === 'kernel' || node.kind === 'workload' || (node.kind === 'hypervisor' && hypervisorOf(node).type === 'type1');
}

/** One kernel, type 1 hypervisor or bare program on each piece of hardware; one program in a unikernel. */
export const checkSlots: Rule = ({ stack }, report) => {
  for (const node of stack.parts) {
    const isHardware = node.kind === 'machine' || node.kind === 'vm';
    if (!isHardware && !(node.kind === 'kernel' && kernelOf(node).design === 'unikernel')) continue;
    if (node.children.length < 2) continue;
    const takers = node.children.filter((child) => child.flaw === 'none' && (!isHardware || takesHardware(child)));
    if (takers.length < 2) continue;
    const [first, ...later] = inStructuralOrder(stack.nodes, takers);
    for (const child of later) report({ code: 'slot-taken', node: child.id, on: node.id, other: first!.id });
  }
};
