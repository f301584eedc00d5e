import { engineOf, hypervisorOf, hypervisorValuesOf, kernelOf, machineOf, type StackNode } from '../stack.ts';

/**
 * What work costs at a place in a stack: every layer on the way down to the hardware multiplies it.
 * A system call ends at the nearest kernel; device I/O goes on down through all layers.
 */
export interface Path {
  /** Processor time for one unit of plain computation on the reference core. */
  readonly cpu: number;
  /** Processor time of one null system call, µs. */
  readonly syscallUs: number;
  /** Time of the machine's disk for one operation and for one KiB, µs. */
  readonly diskOpUs: number;
  readonly diskKiBUs: number;
  /** Time of the machine's network card for one operation and for one KiB, µs. */
  readonly netOpUs: number;
  readonly netKiBUs: number;
}

interface Taxes {
  readonly cpuTax: number;
  readonly diskOpTax: number;
  readonly diskByteTax: number;
  readonly netOpTax: number;
  readonly netByteTax: number;
}

const US_PER_S = 1_000_000;

function machinePath(machine: StackNode): Path {
  const { coreSpeed, diskOpUs, diskMiBPerS, netOpNs, netMiBPerS } = machineOf(machine).values;
  return {
    cpu: 1000 / coreSpeed,
    // Bare code has no kernel to call.
    syscallUs: 0,
    diskOpUs,
    diskKiBUs: US_PER_S / (diskMiBPerS * 1024),
    netOpUs: netOpNs / 1000,
    netKiBUs: US_PER_S / (netMiBPerS * 1024),
  };
}

function through(path: Path, taxes: Taxes, syscallUs: number): Path {
  return {
    cpu: (path.cpu * taxes.cpuTax) / 1000,
    syscallUs,
    diskOpUs: (path.diskOpUs * taxes.diskOpTax) / 1000,
    diskKiBUs: (path.diskKiBUs * taxes.diskByteTax) / 1000,
    netOpUs: (path.netOpUs * taxes.netOpTax) / 1000,
    netKiBUs: (path.netKiBUs * taxes.netByteTax) / 1000,
  };
}

/** Whether code of this VM's guest is translated: a type 2 hypervisor on hardware without extensions. */
export function isTranslated(vm: StackNode): boolean {
  const maker = vm.hypervisor!;
  return maker.kind === 'hypervisor' && hypervisorOf(maker).type === 'type2' && !vm.home!.extensions;
}

function vmPath(vm: StackNode, below: Path): Path {
  const values = hypervisorValuesOf(vm.hypervisor!);
  const path = through(below, values, 0);
  const cpu = isTranslated(vm) ? (path.cpu * values.translatedCpuTax) / 1000 : path.cpu;
  if (vm.build.passthrough !== true) return { ...path, cpu };
  // A device that is handed through is reached without the hypervisor.
  return { ...below, cpu, syscallUs: 0 };
}

function kernelPath(kernel: StackNode, below: Path): Path {
  const { values } = kernelOf(kernel);
  const path = through(below, values, 0);
  const hardware = kernel.hardware!;
  const tax = hardware.kind === 'vm' && isTranslated(hardware) ? hypervisorValuesOf(hardware.hypervisor!).translatedSyscallTax : 1000;
  return { ...path, syscallUs: (values.syscallNs * path.cpu * tax) / 1_000_000 };
}

/** Paths by what they lead through; alike places share one, so that plans can be shared too. */
export class Paths {
  /** What it costs to run on top of each node, by index. */
  private readonly tops: (Path | undefined)[];
  private readonly inside = new Map<StackNode, Path>();
  /** Inside VMs of a hypervisor, without and with devices handed through. */
  private readonly guests = new Map<StackNode, [Path?, Path?]>();
  private readonly kernels = new Map<Path, Map<unknown, Path>>();

  constructor(size: number) {
    this.tops = new Array<Path | undefined>(size);
  }

  /** What it costs to run right on `node`; an engine's own work costs what its kernel's does. */
  on(node: StackNode): Path {
    let path = this.tops[node.index];
    if (path === undefined) {
      path = this.make(node);
      this.tops[node.index] = path;
    }
    return path;
  }

  /** What it costs inside a container of `engine`. */
  inContainer(engine: StackNode): Path {
    let path = this.inside.get(engine);
    if (path === undefined) {
      const below = this.on(engine.hiddenKernel ?? engine.kernel!);
      const { values } = engineOf(engine);
      path = through(below, values, (below.syscallUs * values.syscallTax) / 1000);
      this.inside.set(engine, path);
    }
    return path;
  }

  /** What the node's own work costs: what it stands on, or the container it is in. */
  of(node: StackNode): Path {
    return node.engine !== null ? this.inContainer(node.engine) : this.on(node.parent ?? node);
  }

  private make(node: StackNode): Path {
    switch (node.kind) {
      case 'machine':
        return machinePath(node);
      case 'vm':
        return this.inVm(node);
      case 'kernel':
        return this.onKernel(node);
      default:
        return this.on(node.parent!);
    }
  }

  private inVm(vm: StackNode): Path {
    const maker = vm.hypervisor!;
    let variants = this.guests.get(maker);
    if (variants === undefined) this.guests.set(maker, (variants = []));
    return (variants[vm.build.passthrough === true ? 1 : 0] ??= vmPath(vm, this.on(maker)));
  }

  private onKernel(kernel: StackNode): Path {
    const below = this.on(kernel.parent!);
    let paths = this.kernels.get(below);
    if (paths === undefined) this.kernels.set(below, (paths = new Map<unknown, Path>()));
    let path = paths.get(kernel.spec);
    if (path === undefined) paths.set(kernel.spec, (path = kernelPath(kernel, below)));
    return path;
  }
}
