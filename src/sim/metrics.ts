import { diskHeld } from './disk.ts';
import { readyMsOf } from './goals/rule.ts';
import type { World } from './simulate/world.ts';
import { engineOf, hypervisorOf, kernelOf, machineOf, runtimeOf, vmOf, hypervisorValuesOf, type Stack, type StackNode } from './stack.ts';
import type { Metrics } from './types.ts';

/** Credits for hardware and licences. */
export function costOf(node: StackNode): number {
  switch (node.kind) {
    case 'machine':
      return machineOf(node).values.cost;
    case 'kernel':
      return kernelOf(node).values.cost;
    case 'hypervisor':
      return hypervisorOf(node).values.cost;
    case 'vm':
      return vmOf(node).values.cost;
    case 'engine':
      return engineOf(node).values.cost;
    case 'runtime':
      return runtimeOf(node).values.cost;
    default:
      return 0;
  }
}

/** Minutes of setting it up; a container's and a VM's are its engine's and hypervisor's. */
export function effortOf(node: StackNode): number {
  const container = node.container === node && node.engine !== null ? engineOf(node.engine).values.containerEffortMin : 0;
  switch (node.kind) {
    case 'machine':
      return machineOf(node).values.effortMin;
    case 'kernel':
      return node.hidden ? 0 : kernelOf(node).values.effortMin;
    case 'hypervisor':
      return hypervisorOf(node).values.effortMin;
    case 'vm':
      return vmOf(node).values.effortMin + hypervisorValuesOf(node.hypervisor!).vmEffortMin;
    case 'engine':
      return engineOf(node).values.effortMin;
    case 'runtime':
      return runtimeOf(node).values.effortMin + container;
    default:
      return container;
  }
}

/** The five metrics of a legal build and its run. */
export function metricsOf(stack: Stack, world: World): Metrics {
  let cost = 0;
  let effortMin = 0;
  let diskKiB = 0;
  const disks = diskHeld(stack.nodes);
  for (const node of stack.instances) effortMin += effortOf(node);
  for (const node of stack.parts) {
    effortMin += effortOf(node);
    cost += costOf(node);
    if (node.kind === 'machine') diskKiB += disks[node.index]!;
  }
  return {
    // Efficiency divides by it, and nothing is free.
    cost: Math.max(1, cost),
    ramMiB: Math.ceil(world.totalPeakKiB / 1024),
    readyMs: readyMsOf(world),
    diskMiB: Math.ceil(diskKiB / 1024) + world.writtenPeakMiB,
    effortMin,
  };
}
