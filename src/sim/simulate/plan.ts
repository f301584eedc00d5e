import { heldByKernel, heldForVm } from '../memory.ts';
import { engineOf, hypervisorOf, hypervisorValuesOf, kernelOf, machineOf, runtimeOf, type StackNode } from '../stack.ts';
import type { BatchWork } from '../types.ts';
import type { Path, Paths } from './path.ts';
import { CPU, CPU_BELOW, DISK, WAIT, type Phase, type Plan, type Resource, type Step } from './step.ts';

const MS = 1000;
const KIB_PER_MIB = 1024;
const KIB_PER_GIB = 1024 * 1024;

/** Time of the disk for reading so much in operations of that size, µs. */
export function diskUs(path: Path, kib: number, ioKiB: number): number {
  return kib === 0 ? 0 : Math.ceil(kib / ioKiB) * path.diskOpUs + kib * path.diskKiBUs;
}

class Steps {
  readonly list: Step[] = [];
  private readonly path: Path;

  constructor(path: Path) {
    this.path = path;
  }

  wait(phase: Phase, us: number): this {
    return this.add(phase, WAIT, us, 1);
  }

  cpu(phase: Phase, us: number, threads = 1): this {
    return this.add(phase, CPU, us * this.path.cpu, threads);
  }

  read(phase: Phase, mib: number, ioKiB: number): this {
    return this.add(phase, DISK, diskUs(this.path, mib * KIB_PER_MIB, ioKiB), 1);
  }

  add(phase: Phase, resource: Resource, work: number, threads: number): this {
    if (work > 0) this.list.push({ phase, resource, work, threads });
    return this;
  }
}

function machinePlan(machine: StackNode): Plan {
  const { firmwareMs, memoryCheckMsPerGiB, loaderMs } = machineOf(machine).values;
  const check = (memoryCheckMsPerGiB * MS * machine.ramKiB) / KIB_PER_GIB;
  // Nothing shares a machine before it has a kernel, so its firmware is plain time.
  const steps = new Steps({ cpu: 1, syscallUs: 0, diskOpUs: 0, diskKiBUs: 0, netOpUs: 0, netKiBUs: 0 });
  return { steps: steps.wait('firmware', firmwareMs * MS + check).wait('loader', loaderMs * MS).list, heldKiB: 0, isBatch: false };
}

function kernelPlan(kernel: StackNode, paths: Paths): Plan {
  const v = kernelOf(kernel).values;
  const pages = (v.initUsPerGiB * kernel.hardware!.ramKiB) / KIB_PER_GIB;
  const steps = new Steps(paths.on(kernel).path)
    .read('read', v.readMiB, v.ioKiB)
    .cpu('initialise', v.initCpuMs * MS + pages)
    .read('services', v.servicesReadMiB, v.ioKiB)
    .cpu('services', v.servicesCpuMs * MS, v.servicesThreads)
    .wait('services', v.servicesWaitMs * MS);
  return { steps: steps.list, heldKiB: heldByKernel(kernel), isBatch: false };
}

function hypervisorPlan(hypervisor: StackNode, paths: Paths): Plan {
  const v = hypervisorOf(hypervisor).values;
  const phase = hypervisorOf(hypervisor).type === 'type1' ? 'initialise' : 'start';
  const steps = new Steps(paths.on(hypervisor).path)
    .read('read', v.readMiB, v.ioKiB)
    .cpu(phase, v.startCpuMs * MS)
    .wait(phase, v.startWaitMs * MS);
  return { steps: steps.list, heldKiB: v.baseKiB, isBatch: false };
}

function vmPlan(vm: StackNode, paths: Paths): Plan {
  const v = hypervisorValuesOf(vm.hypervisor!);
  const steps = new Steps(paths.on(vm).path)
    .add('create', CPU_BELOW, v.createCpuMs * MS * paths.on(vm.hypervisor!).path.cpu, 1)
    .cpu('firmware', v.firmwareMs * MS)
    .cpu('loader', v.loaderMs * MS);
  return { steps: steps.list, heldKiB: heldForVm(vm), isBatch: false };
}

function enginePlan(engine: StackNode, paths: Paths): Plan {
  const v = engineOf(engine).values;
  const steps = new Steps(paths.on(engine).path)
    .read('read', v.readMiB, v.ioKiB)
    .cpu('start', v.startCpuMs * MS)
    .wait('start', v.startWaitMs * MS);
  return { steps: steps.list, heldKiB: v.baseKiB, isBatch: false };
}

/** A container is made first; then what runs in it starts as it would anywhere. */
function createContainer(steps: Steps, node: StackNode): number {
  if (node.container !== node || node.engine === null) return 0;
  const v = engineOf(node.engine).values;
  steps.cpu('create', v.containerCpuMs * MS).wait('create', v.containerWaitMs * MS);
  return v.containerKiB;
}

function runtimePlan(runtime: StackNode, paths: Paths): Plan {
  const v = runtimeOf(runtime).values;
  const steps = new Steps(paths.of(runtime).path);
  const containerKiB = createContainer(steps, runtime);
  steps.read('read', v.readMiB, v.ioKiB).cpu('start', v.startCpuMs * MS);
  return { steps: steps.list, heldKiB: v.baseKiB + containerKiB, isBatch: false };
}

function workloadPlan(node: StackNode, paths: Paths): Plan {
  const { start } = node.workload!;
  const { path } = paths.of(node);
  const steps = new Steps(path);
  const containerKiB = createContainer(steps, node);
  steps.read('read', start.readMiB, start.ioKiB).add('start', CPU, start.cpuMs * MS * path.cpu + start.syscalls * path.syscallUs, 1);
  return { steps: steps.list, heldKiB: containerKiB, isBatch: false };
}

function planOf(node: StackNode, paths: Paths): Plan {
  switch (node.kind) {
    case 'machine':
      return machinePlan(node);
    case 'kernel':
      return kernelPlan(node, paths);
    case 'hypervisor':
      return hypervisorPlan(node, paths);
    case 'vm':
      return vmPlan(node, paths);
    case 'engine':
      return enginePlan(node, paths);
    case 'runtime':
      return runtimePlan(node, paths);
    case 'workload':
      return workloadPlan(node, paths);
    case 'unknown':
      throw new Error('a build with violations is not simulated');
  }
}

/** What a batch does once it is ready; it holds what it held. */
export function batchPlan(batch: BatchWork, path: Path, { heldKiB }: Plan): Plan {
  const { list } = new Steps(path)
    .read('work', batch.readMiB, batch.ioKiB)
    .add('work', CPU, batch.cpuMs * MS * path.cpu + batch.syscalls * path.syscallUs, batch.threads);
  return { steps: list, heldKiB, isBatch: true };
}

/** How a node starts; alike nodes share one plan. */
export function planFor(node: StackNode, paths: Paths): Plan {
  if (node.kind === 'machine') return planOf(node, paths);
  const { plans } = node.kind === 'kernel' || node.kind === 'vm' ? paths.on(node) : paths.of(node);
  const like = nature(node);
  return plans.find(like) ?? plans.keep(like, planOf(node, paths));
}

/** What, besides its place, decides how a node starts and what it holds; kernels and VMs depend on sizes. */
function nature(node: StackNode): unknown {
  if (node.kind === 'kernel') return node.hardware!.ramKiB;
  if (node.kind === 'vm') return node.ramKiB * MOST_CPUS + node.threads;
  return node.form ?? node.spec;
}
const MOST_CPUS = 8192;
