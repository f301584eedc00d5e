import type { StackNode } from '../stack.ts';
import { Pool, type System } from './share.ts';
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
  cpuFor(unit: Unit): Pool {
    return (unit.cpu ??= this.findCpu(unit));
  }

  private findCpu(unit: Unit): Pool {
    const { node } = unit;
    const { process } = node;
    const around = process === null || process === node ? this.cpuOf(node.hardware!) : this.cpuFor(this.units[process.index]!);
    const limit = process === null ? undefined : node.build.cpuLimit;
    return limit === undefined ? around : new Pool(this.system, around, limit / 1000, Infinity);
  }

  diskFor(unit: Unit): Pool {
    return (unit.disk ??= this.diskOf(unit.node.hardware!));
  }

  netFor(unit: Unit): Pool {
    return this.netOf(unit.node.hardware!);
  }

  cpuOf(hardware: StackNode): Pool {
    const own = this.units[hardware.index]!.hardware!;
    if (own.cpu !== null) return own.cpu;
    const around = hardware.kind === 'vm' ? this.cpuOf(hardware.home!) : null;
    return (own.cpu = new Pool(this.system, around, hardware.threads, around === null ? Infinity : hardware.threads));
  }

  diskOf(hardware: StackNode): Pool {
    const own = this.units[hardware.index]!.hardware!;
    return (own.disk ??= this.device(hardware, hardware.kind === 'vm' ? this.diskOf(hardware.home!) : null));
  }

  netOf(hardware: StackNode): Pool {
    const own = this.units[hardware.index]!.hardware!;
    return (own.net ??= this.device(hardware, hardware.kind === 'vm' ? this.netOf(hardware.home!) : null));
  }

  /** A machine's device does one µs of work in a µs; a VM takes part in it with as many shares as it has busy processors. */
  private device(hardware: StackNode, around: Pool | null): Pool {
    return around === null ? new Pool(this.system, null, 1, Infinity) : new Pool(this.system, around, Infinity, hardware.threads);
  }
}
