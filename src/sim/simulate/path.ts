import { engineOf, hypervisorOf, hypervisorValuesOf, kernelOf, machineOf, type StackNode } from '../stack.ts';
import type { Plan } from './step.ts';

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

/** So many are looked through; what is more varied than that is made anew each time. */
const MOST_ALIKE = 32;

/** Things made once for each of a few alike things, looked up by what makes them alike. */
class Alike<T> {
  private readonly likes: unknown[] = [];
  private readonly things: T[] = [];

  find(like: unknown): T | null {
    const { likes } = this;
    for (let i = 0; i < likes.length; i += 1) if (likes[i] === like) return this.things[i]!;
    return null;
  }

  keep(like: unknown, thing: T): T {
    if (this.likes.length < MOST_ALIKE) {
      this.likes.push(like);
      this.things.push(thing);
    }
    return thing;
  }
}

/** A path and what has been made for it. */
export class Place {
  readonly path: Path;
  readonly kernels = new Alike<Place>();
  readonly plans = new Alike<Plan>();

  constructor(path: Path) {
    this.path = path;
  }
}

/** Places by what is under them; alike places are one, so that what is planned there is planned once. */
export class Paths {
  /** On top of each node, by index; inside containers of each engine; inside VMs of each hypervisor, plain and handed through. */
  private readonly tops: (Place | undefined)[];
  private readonly containers: (Place | undefined)[];
  private readonly guests: (Place | undefined)[];

  constructor(size: number) {
    this.tops = new Array<Place | undefined>(size).fill(undefined);
    this.containers = [];
    this.guests = [];
  }

  /** What it costs to run right on `node`; an engine's own work costs what its kernel's does. */
  on(node: StackNode): Place {
    return (this.tops[node.index] ??= this.make(node));
  }

  /** What it costs inside a container of `engine`. */
  inContainer(engine: StackNode): Place {
    return (this.containers[engine.index] ??= this.makeContainer(engine));
  }

  /** What the node's own work costs: what it stands on, or the container it is in. */
  of(node: StackNode): Place {
    return node.engine !== null ? this.inContainer(node.engine) : this.on(node.parent ?? node);
  }

  private makeContainer(engine: StackNode): Place {
    const below = this.on(engine.hiddenKernel ?? engine.kernel!).path;
    const { values } = engineOf(engine);
    return new Place(through(below, values, (below.syscallUs * values.syscallTax) / 1000));
  }

  private make(node: StackNode): Place {
    switch (node.kind) {
      case 'machine':
        return new Place(machinePath(node));
      case 'vm':
        return this.inVm(node);
      case 'kernel': {
        const below = this.on(node.parent!);
        return below.kernels.find(node.spec) ?? below.kernels.keep(node.spec, new Place(kernelPath(node, below.path)));
      }
      default:
        return this.on(node.parent!);
    }
  }

  private inVm(vm: StackNode): Place {
    const maker = vm.hypervisor!;
    const slot = maker.index * 2 + (vm.build.passthrough === true ? 1 : 0);
    return (this.guests[slot] ??= new Place(vmPath(vm, this.on(maker).path)));
  }
}
