import { heldByKernel, heldForVm } from '../memory.ts';
import { diskHeld } from '../disk.ts';
import { holdsUse, hypervisorOf, kernelOf, type Stack, type StackNode } from '../stack.ts';
import type { Rule } from './rule.ts';

/** Memory set aside on each piece of hardware whatever runs, by index: kernel, hypervisors, VMs with overheads, KiB. */
export function reservedOn({ nodes, parts }: Stack): readonly number[] {
  const reserved = new Array<number>(nodes.length).fill(0);
  // From the top down: what is in a VM comes before it.
  for (let i = parts.length - 1; i >= 0; i -= 1) {
    const node = parts[i]!;
    const home = node.home;
    if (home === null) continue;
    if (node.kind === 'kernel') reserved[home.index]! += heldByKernel(node);
    else if (node.kind === 'hypervisor') reserved[home.index]! += hypervisorOf(node).values.baseKiB;
    else if (node.kind === 'vm' && isMade(node)) reserved[home.index]! += heldForVm(node) + usedIn(node, reserved);
  }
  return reserved;
}

function usedIn(vm: StackNode, reserved: readonly number[]): number {
  return holdsUse(vm) ? Math.min(reserved[vm.index]!, vm.ramKiB) : 0;
}

function isMade(vm: StackNode): boolean {
  return vm.on !== null && (vm.on.kind === 'hypervisor' || vm.hidden);
}

/** What is asked of hardware fits into it: memory, disk, virtual processors, and a kernel into its VM. */
export const checkCapacity: Rule = ({ stack }, report) => {
  const reserved = reservedOn(stack);
  const disks = diskHeld(stack.nodes);
  for (const node of stack.parts) {
    if (node.kind === 'machine' || node.kind === 'vm') {
      const held = reserved[node.index]!;
      if (held > node.ramKiB)
        report({ code: 'ram-exceeded', node: node.id, expected: Math.floor(node.ramKiB / 1024), got: Math.ceil(held / 1024) });
      const disk = disks[node.index]!;
      if (disk > node.diskKiB)
        report({ code: 'disk-exceeded', node: node.id, expected: Math.floor(node.diskKiB / 1024), got: Math.ceil(disk / 1024) });
    }
    if (node.kind === 'vm' && node.home !== null && isMade(node) && node.threads > node.home.threads) {
      report({ code: 'cpu-exceeded', node: node.id, other: node.home.id, expected: node.home.threads, got: node.threads });
    }
    if (node.kind === 'kernel' && node.on !== null && node.on.kind === 'vm' && node.on.ramKiB < kernelOf(node).values.minRamMiB * 1024) {
      report({
        code: 'vm-too-small',
        node: node.on.id,
        other: node.id,
        expected: kernelOf(node).values.minRamMiB,
        got: Math.floor(node.on.ramKiB / 1024),
      });
    }
  }
};
