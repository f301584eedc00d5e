import { heldByKernel, heldForVm } from '../memory.ts';
import { diskHeld } from '../disk.ts';
import { hypervisorOf, kernelOf, type StackNode } from '../stack.ts';
import type { Rule } from './rule.ts';

/** Memory that is set aside on a piece of hardware whatever runs: kernel, hypervisors, VMs with overheads, KiB. */
export function reservedOn(stack: readonly StackNode[]): Map<StackNode, number> {
  const reserved = new Map<StackNode, number>();
  for (const node of stack) {
    const home = node.kind === 'vm' ? node.home : node.hardware;
    if (home === null || home === undefined) continue;
    let kib = 0;
    if (node.kind === 'kernel') kib = heldByKernel(node);
    else if (node.kind === 'hypervisor') kib = hypervisorOf(node).values.baseKiB;
    else if (node.kind === 'vm' && isMade(node)) kib = heldForVm(node);
    if (kib > 0) reserved.set(home, (reserved.get(home) ?? 0) + kib);
  }
  return reserved;
}

function isMade(vm: StackNode): boolean {
  return vm.on !== null && (vm.on.kind === 'hypervisor' || vm.hidden);
}

/** What is asked of hardware fits into it: memory, disk, virtual processors, and a kernel into its VM. */
export const checkCapacity: Rule = ({ stack }, report) => {
  const reserved = reservedOn(stack.nodes);
  const disks = diskHeld(stack.nodes);
  for (const node of stack.nodes) {
    if (node.kind === 'machine' || node.kind === 'vm') {
      const held = reserved.get(node) ?? 0;
      if (held > node.ramKiB) report({ code: 'ram-exceeded', node: node.id, expected: Math.floor(node.ramKiB / 1024), got: Math.ceil(held / 1024) });
      const disk = disks.get(node) ?? 0;
      if (disk > node.diskKiB) report({ code: 'disk-exceeded', node: node.id, expected: Math.floor(node.diskKiB / 1024), got: Math.ceil(disk / 1024) });
    }
    if (node.kind === 'vm' && node.home !== null && isMade(node) && node.threads > node.home.threads) {
      report({ code: 'cpu-exceeded', node: node.id, other: node.home.id, expected: node.home.threads, got: node.threads });
    }
    if (node.kind === 'kernel' && node.on !== null && node.on.kind === 'vm' && node.on.ramKiB < kernelOf(node).values.minRamMiB * 1024) {
      report({ code: 'vm-too-small', node: node.on.id, other: node.id, expected: kernelOf(node).values.minRamMiB, got: Math.floor(node.on.ramKiB / 1024) });
    }
  }
};
