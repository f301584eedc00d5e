import { viewOf } from '../check/sharing.ts';
import { engineOf, hypervisorOf, isKeptApart, kernelOf, type Stack, type StackNode } from '../stack.ts';
import { installed, layersOf } from '../disk.ts';
import { hasOwnVm } from '../goals/isolated.ts';
import { heldByKernel, heldForVm } from '../memory.ts';
import { costOf, effortOf } from '../metrics.ts';
import { Paths } from '../simulate/path.ts';
import { batchPlan, planFor } from '../simulate/plan.ts';
import { CPU, CPU_BELOW, DISK, WAIT, type Plan } from '../simulate/step.ts';
import type { Curve } from '../types.ts';

/** What the top of a tower adds to a build at least, whatever else is in it; from the engine's own figures. */
export interface Facts {
  readonly cost: number;
  readonly effortMin: number;
  /** µs from its start until it is ready when nobody is in its way. */
  readonly aloneUs: number;
  /** Of that, how long what stands on it has to wait. */
  readonly opensUs: number;
  /** µs of its machine's disk, and of the processor of all hardware around it, that its start takes. */
  readonly diskUs: number;
  readonly cpuUs: number;
  /** µs that its batch takes after that when nobody is in its way. */
  readonly batchUs: number;
  /** Whether its memory and disk are those of a machine, and not inside a VM. */
  readonly isOnMachine: boolean;
  /** KiB it holds from start to stop on the hardware that it belongs to, and what of it is set aside whatever runs. */
  readonly heldKiB: number;
  readonly reservedKiB: number;
  /** KiB that its workload uses at least once it runs. */
  readonly leastKiB: number;
  /** Whether it may leave while others run: a batch that is done, or a process that breaks its limit. */
  readonly isMortal: boolean;
  /** KiB on the disk of the hardware that it belongs to, without image layers. */
  readonly diskKiB: number;
  readonly layers: readonly { readonly id: string; readonly mib: number }[];
  /** Least memory of the VM that this kernel boots in, KiB. */
  readonly needsKiB: number;
  /** Machine and VM: what they offer. */
  readonly ramKiB: number;
  readonly storeKiB: number;
  readonly threads: number;
  /** Identity: whether it is a container, a process or hardware of its own, and in a VM that keeps it apart. */
  readonly isContainer: boolean;
  readonly isProcess: boolean;
  readonly isHardware: boolean;
  /** Whether it sees the files and the address of its kernel, and not those of a container. */
  readonly isInView: boolean;
  readonly hasOwnVm: boolean;
}

/** How long a plan takes when nobody is in the way: each phase uses as many cores as it has threads and as there are. */
function alone({ steps }: Plan, threads: number, cores: number): { aloneUs: number; diskUs: number; cpuUs: number } {
  let aloneUs = 0;
  let diskUs = 0;
  let cpuUs = 0;
  for (const { resource, work, threads: wanted } of steps) {
    switch (resource) {
      case WAIT:
        aloneUs += work;
        break;
      case DISK:
        aloneUs += work;
        diskUs += work;
        break;
      case CPU:
      case CPU_BELOW:
        aloneUs += work / Math.min(wanted, threads, cores);
        cpuUs += work;
        break;
      default:
        break;
    }
  }
  return { aloneUs, diskUs, cpuUs };
}

function reservedBy(node: StackNode): number {
  if (node.kind === 'kernel') return heldByKernel(node);
  if (node.kind === 'hypervisor') return hypervisorOf(node).values.baseKiB;
  return node.kind === 'vm' ? heldForVm(node) : 0;
}

/** Least of a memory curve, KiB; it is nothing before its first step. */
function leastOf(curve: Curve): number {
  if (curve.length === 0 || curve[0]![0] > 0) return 0;
  return curve.reduce((least, [, mib]) => Math.min(least, mib), Infinity) * 1024;
}

/** The node itself, and the VM and kernel that an engine brings along, one after another. */
function withHidden(node: StackNode): readonly StackNode[] {
  if (node.hiddenKernel === null) return [node];
  return [node, node.hiddenKernel.hardware!, node.hiddenKernel];
}

/** Whether what stands on a kernel starts along with it. */
function leads(node: StackNode): boolean {
  return node.kind === 'kernel' && kernelOf(node).starts === 'along';
}

export function factsOf(node: StackNode, stack: Stack): Facts {
  const paths = new Paths(stack.nodes.length);
  const total = { cost: 0, effortMin: 0, aloneUs: 0, diskUs: 0, cpuUs: 0, heldKiB: 0, reservedKiB: 0, diskKiB: 0 };
  const home = node.home;
  let batchUs = 0;
  for (const own of withHidden(node)) {
    if (own.kind === 'workload' && own.form === null) continue;
    const plan = planFor(own, paths);
    const threads = own.hardware!.threads;
    const cores = own.cpuLimit / 1000;
    const { aloneUs, diskUs, cpuUs } = alone(plan, threads, cores);
    total.aloneUs += aloneUs;
    total.diskUs += diskUs;
    total.cpuUs += cpuUs;
    total.cost += costOf(own);
    total.effortMin += effortOf(own);
    const batch = own.workload?.batch;
    if (batch !== undefined) batchUs = alone(batchPlan(batch, paths.of(own).path, plan), threads, cores).aloneUs;
    if (own.home !== home) continue;
    total.heldKiB += plan.heldKiB;
    total.reservedKiB += reservedBy(own);
    if (own !== home || own.kind === 'vm') total.diskKiB += installed(own);
  }
  return {
    ...total,
    batchUs,
    opensUs: withHidden(node).some(leads) ? 0 : total.aloneUs,
    isOnMachine: home !== null && home.kind === 'machine',
    leastKiB: node.workload === null ? 0 : leastOf(node.workload.ramMiB),
    isMortal: node.workload?.batch !== undefined || node.ramLimitKiB !== Infinity,
    layers: layersOf(node),
    needsKiB: node.kind === 'kernel' ? kernelOf(node).values.minRamMiB * 1024 : 0,
    ramKiB: node.ramKiB,
    storeKiB: node.diskKiB,
    threads: node.threads,
    isContainer: node.container === node || isKeptApart(node),
    isInView: node.container === null || viewOf(node) !== node.container,
    isProcess: node.process === node,
    isHardware: node.kind === 'machine' || node.kind === 'vm' || (node.kind === 'engine' && engineOf(node).hidden !== undefined),
    hasOwnVm: node.kind === 'workload' && hasOwnVm(node),
  };
}
