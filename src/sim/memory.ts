import { holdsUse, hypervisorValuesOf, kernelOf, type StackNode } from './stack.ts';

/** How much memory things hold, KiB, always whole. */

const KIB_PER_GIB = 1024 * 1024;

function share(kibPerGiB: number, kib: number): number {
  return Math.ceil((kibPerGiB * kib) / KIB_PER_GIB);
}

/** From this much RAM on, a kernel sets further memory aside (bounce buffers). */
const LARGE_KIB = 4 * KIB_PER_GIB;

/** What a kernel holds on the hardware it manages: itself, its page structures, its services. */
export function heldByKernel(kernel: StackNode): number {
  const { baseKiB, manageKiBPerGiB, largeKiB, servicesKiB } = kernelOf(kernel).values;
  const ramKiB = kernel.hardware === null ? 0 : kernel.hardware.ramKiB;
  return baseKiB + share(manageKiBPerGiB, ramKiB) + (ramKiB >= LARGE_KIB ? largeKiB : 0) + servicesKiB;
}

/** What a VM holds on the hardware below from start to stop: all of its allocation, unless it holds what is used, and the hypervisor's overhead. */
export function heldForVm(vm: StackNode): number {
  const { vmKiB, vmKiBPerCpu, vmKiBPerGiB } = hypervisorValuesOf(vm.hypervisor!);
  return (holdsUse(vm) ? 0 : vm.ramKiB) + vmKiB + vmKiBPerCpu * vm.threads + share(vmKiBPerGiB, vm.ramKiB);
}
