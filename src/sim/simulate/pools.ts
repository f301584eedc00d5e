import type { StackNode } from '../stack.ts';
import { Pool, type System } from './share.ts';
import type { Unit } from './unit.ts';

/** Which pool a unit's work runs in. Pools are made when first used: most VMs never use the network. */
export class Pools {
  private readonly system: System<Unit>;
  private readonly units: readonly Unit[];

  constructor(system: System<Unit>, units: readonly Unit[]) {
    this.system = system;
    this.units = units;
  }

  /** Processor of a unit's hardware, or the part of it that its process is limited to. */
  cpuFor(unit: Unit): Pool<Unit> {
    const { node } = unit;
    const process = node.process;
    if (process === null) return this.cpuOf(node.hardware!);
    const limit = node.build.cpuLimit;
    if (process === node && limit === undefined) return this.cpuOf(node.hardware!);
    if (unit.cpu !== null) return unit.cpu;
    const around = process === node ? this.cpuOf(node.hardware!) : this.cpuFor(this.units[process.index]!);
    if (limit === undefined) return around;
    return (unit.cpu = new Pool<Unit>(this.system, around, limit / 1000, Infinity));
  }

  diskFor(unit: Unit): Pool<Unit> {
    return this.diskOf(unit.node.hardware!);
  }

  netFor(unit: Unit): Pool<Unit> {
    return this.netOf(unit.node.hardware!);
  }

  cpuOf(hardware: StackNode): Pool<Unit> {
    const unit = this.units[hardware.index]!;
    if (unit.cpu !== null) return unit.cpu;
    const around = hardware.kind === 'vm' ? this.cpuOf(hardware.home!) : null;
    return (unit.cpu = new Pool<Unit>(this.system, around, hardware.threads, around === null ? Infinity : hardware.threads));
  }

  diskOf(hardware: StackNode): Pool<Unit> {
    const unit = this.units[hardware.index]!;
    return (unit.disk ??= this.device(hardware, hardware.kind === 'vm' ? this.diskOf(hardware.home!) : null));
  }

  netOf(hardware: StackNode): Pool<Unit> {
    const unit = this.units[hardware.index]!;
    return (unit.net ??= this.device(hardware, hardware.kind === 'vm' ? this.netOf(hardware.home!) : null));
  }

  /** A machine's device does one µs of work in a µs; a VM takes part in it with as many shares as it has busy processors. */
  private device(hardware: StackNode, around: Pool<Unit> | null): Pool<Unit> {
    return around === null ? new Pool<Unit>(this.system, null, 1, Infinity) : new Pool<Unit>(this.system, around, Infinity, hardware.threads);
  }
}
