import type { Stack } from '../stack.ts';
import type { Level, WorkloadSpec } from '../types.ts';
import { Bag } from './bag.ts';
import { Paths } from './path.ts';
import { Pools } from './pools.ts';
import { Service, type Carrier } from './service.ts';
import { System } from './system.ts';
import { Timers } from './timers.ts';
import { Trace, type Recording } from './trace.ts';
import { COLUMNS, Unit } from './unit.ts';

/** µs in a ms. */
export const MS = 1000;

/** Everything that runs, without the verbs: those are in `life.ts`, `memory.ts`, `crowding.ts` and `events/`. */
export class World {
  readonly level: Level;
  readonly stack: Stack;
  readonly units: readonly Unit[];
  readonly system = new System();
  readonly pools: Pools;
  readonly timers = new Timers();
  readonly paths: Paths;
  readonly services: readonly Service[];
  readonly trace: Trace;
  readonly recording: Recording | null;

  /** Memory held on all machines together, now and at most, KiB. */
  totalKiB = 0;
  totalPeakKiB = 0;
  /** Data written on top of what the build takes on machines' own disks, now and at most, MiB. */
  writtenMiB = 0;
  writtenPeakMiB = 0;
  /** Units that need nothing any more and are to be started. */
  readonly released = new Bag<Unit>();
  /** Units whose memory has changed at this instant, and those whose limit or hardware may have become too small. */
  readonly resized = new Bag<Unit>();
  readonly crowded = new Bag<Unit>();
  /** Units that run away for memory, in the order in which they began. */
  readonly grabbers: Unit[] = [];
  /** Those whose part of the load may be served otherwise now. */
  readonly changed = new Bag<Carrier>();
  /** Counts what has been done, for the budget. */
  turns = 0;

  constructor(stack: Stack, level: Level, recording: Recording | null) {
    this.stack = stack;
    this.level = level;
    this.recording = recording;
    this.paths = new Paths(stack.nodes.length);
    const units: Unit[] = [];
    const columns = new Float64Array(stack.nodes.length * COLUMNS);
    // Parents come first, and with them the hardware that each takes its memory from.
    for (const node of stack.nodes) units.push(new Unit(node, columns, node.home === node ? null : units[node.home!.index]!));
    this.units = units;
    // A start and a ready for each, and once more for small stacks, where much happens to few.
    this.trace = new Trace(stack.nodes.length * 2 + 64);
    this.pools = new Pools(this.system, stack.nodes.length);
    const services: Service[] = [];
    for (const workload of level.workloads) if (workload.load !== undefined) services.push(new Service(workload, workload.load));
    this.services = services;
  }

  /** The present instant, µs since power-on. */
  get now(): number {
    return this.system.now;
  }

  unitOf(node: { readonly index: number }): Unit {
    return this.units[node.index]!;
  }

  /** The load of a workload; null when it has none. */
  serviceOf(workload: WorkloadSpec): Service | null {
    if (workload.load === undefined) return null;
    return this.services.find((service) => service.workload === workload) ?? null;
  }

  /** Writes down that something happened to a unit now; `kind` is one of `TRACE`. */
  note(kind: number, unit: Unit): void {
    this.trace.add(this.system.now, kind, unit.index);
  }
}
