import { inStructuralOrder } from '../order.ts';
import { hypervisorOf, kernelOf, type Stack, type StackNode } from '../stack.ts';
import type { Violation } from '../types.ts';
import type { Rule } from './rule.ts';

type Taker = (node: StackNode) => boolean;

const isAny: Taker = () => true;
const isHypervisor: Taker = ({ kind }) => kind === 'hypervisor';
const takesHardware: Taker = (node) =>
  node.kind === 'kernel' || node.kind === 'workload' || (isTypeOne(node) && hypervisorOf(node).leavesRoom !== true);
const leavesRoom: Taker = (node) => isTypeOne(node) && hypervisorOf(node).leavesRoom === true;

function isTypeOne(node: StackNode): boolean {
  return node.kind === 'hypervisor' && hypervisorOf(node).type === 'type1';
}

/** Of what takes one slot of a node the later ones are reported. */
function checkSlot({ nodes }: Stack, node: StackNode, isTaker: Taker, report: (violation: Violation) => void): void {
  const takers = node.children.filter((child) => child.flaw === 'none' && isTaker(child));
  if (takers.length < 2) return;
  const [first, ...later] = inStructuralOrder(nodes, takers);
  for (const child of later) report({ code: 'slot-taken', node: child.id, on: node.id, other: first!.id });
}

/** One kernel, type 1 hypervisor or bare program on each piece of hardware; one program in a unikernel. */
export const checkSlots: Rule = ({ stack }, report) => {
  for (const node of stack.parts) {
    if (node.children.length < 2) continue;
    if (node.kind === 'machine' || node.kind === 'vm') {
      checkSlot(stack, node, takesHardware, report);
      checkSlot(stack, node, leavesRoom, report);
    } else if (node.kind === 'kernel') {
      if (kernelOf(node).design === 'unikernel') checkSlot(stack, node, isAny, report);
      else if (kernelOf(node).hypervisors === 'one') checkSlot(stack, node, isHypervisor, report);
    }
  }
};
