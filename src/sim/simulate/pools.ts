import type { StackNode } from '../stack.ts';
import { Door } from './door.ts';
import { Pool, type Entrance } from './pool.ts';
import type { System } from './system.ts';
import type { Unit } from './unit.ts';

/** Which pool a unit's work runs in. Pools are made when first used: most VMs never use the network. */
export class Pools {
  private readonly system: System;
  private readonly units: readonly Unit[];

  constructor(system: System, units: readonly Unit[]) {
    this.system = system;
    this.units = units;
  }

  /** Processor of a unit's hardware, or the part of it that its process is limited to. */
  cpuFor(unit: Unit): Entrance {
    const { node } = unit;
    const { process } = node;
    if (process === null) return this.cpuOf(node.hardware!);
    const around = process === node ? this.cpuOf(node.hardware!) : this.cpuFor(this.units[process.index]!);
    if (node.cpuLimit === Infinity) return around;
    return (unit.fate.limited ??= new Door(this.system, around, node.cpuLimit / 1000, Infinity));
  }

  diskFor(unit: Unit): Entrance {
    return this.diskOf(unit.node.hardware!);
  }

  netFor(unit: Unit): Entrance {
    return this.netOf(unit.node.hardware!);
  }

  cpuOf(hardware: StackNode): Entrance {
    const own = this.units[hardware.index]!.hardware!;
    if (own.cpu !== null) return own.cpu;
    const { threads } = hardware;
    if (hardware.kind === 'machine') return (own.cpu = new Pool(this.system, null, threads, Infinity));
    return (own.cpu = new Door(this.system, this.cpuOf(hardware.home!), threads, threads));
  }

  diskOf(hardware: StackNode): Entrance {
    const own = this.units[hardware.index]!.hardware!;
    return (own.disk ??= this.device(hardware, hardware.kind === 'vm' ? this.diskOf(hardware.home!) : null));
  }

  netOf(hardware: StackNode): Entrance {
    const own = this.units[hardware.index]!.hardware!;
    return (own.net ??= this.device(hardware, hardware.kind === 'vm' ? this.netOf(hardware.home!) : null));
  }

  /** A machine's device does one µs of work in a µs; a VM takes part in it with as many shares as it has busy processors. */
  private device(hardware: StackNode, around: Entrance | null): Entrance {
    return around === null ? new Pool(this.system, null, 1, Infinity) : new Door(this.system, around, Infinity, hardware.threads);
  }
}
