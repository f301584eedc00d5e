import { heldByKernel, heldForVm, type Curve, type StackNode } from '../../sim/index.ts';

/** How much memory a node is expected to hold by itself before anything runs, KiB: the engine's figures, added up. */

const KIB = 1024;

function atStart(curve: Curve): number {
  let value = 0;
  for (const [fromMs, mib] of curve) if (fromMs <= 0) value = mib;
  return value;
}

export function peakMiB(curve: Curve): number {
  return curve.reduce((most, [, mib]) => Math.max(most, mib), 0);
}

/** What making the container costs, where this node is one. */
export function containerKiB(node: StackNode): number {
  const spec = node.container === node ? node.engine?.spec : null;
  return spec?.kind === 'engine' ? spec.values.containerKiB : 0;
}

/** Whether something that makes machines stands under a VM; an imported build may have it elsewhere. */
function isMade(vm: StackNode): boolean {
  const kind = vm.hypervisor?.spec?.kind;
  return kind === 'hypervisor' || (kind === 'engine' && vm.hidden);
}

/** A VM's share is what the hypervisor adds to its allocation. */
export function expectedKiB(node: StackNode): number {
  const { spec } = node;
  if (node.workload !== null) return atStart(node.workload.ramMiB) * KIB + containerKiB(node);
  switch (spec?.kind) {
    case 'kernel':
      return heldByKernel(node);
    case 'vm':
      return isMade(node) ? heldForVm(node) - node.ramKiB : 0;
    case 'hypervisor':
    case 'engine':
      return spec.values.baseKiB;
    case 'runtime':
      return spec.values.baseKiB + containerKiB(node);
    default:
      return 0;
  }
}

/** What a node is expected to hold on the hardware under it, KiB: a VM its allocation and what it costs to have it. */
export function reservedKiB(node: StackNode): number {
  return expectedKiB(node) + (node.kind === 'vm' ? node.ramKiB : 0);
}

/** What is held on a machine, or inside a VM, KiB. */
export function heldOn(hardware: StackNode, nodes: readonly StackNode[], heldKiB: (node: StackNode) => number): number {
  let sum = 0;
  for (const node of nodes) if (node.home === hardware && node.kind !== 'machine') sum += heldKiB(node);
  return sum;
}
