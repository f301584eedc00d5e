import type { LoadWork, WorkloadSpec } from '../types.ts';
import { diskUs } from './plan.ts';
import type { Path } from './path.ts';
import { SHARED, type Pools } from './pools.ts';
import type { StackNode } from '../stack.ts';
import { rateOf, Watcher } from './share.ts';
import type { Bag } from './bag.ts';
import type { Resource } from './trace.ts';
import type { Unit } from './unit.ts';

/**
 * Load is a fluid: requests arrive at a rate, are split evenly among the ready instances, and what cannot be served at
 * that instant is lost. Each resource is shared by itself; the scarcest one decides how much of the instance's part is served.
 */

/** From here on a share counts as all: rounding in rates that are passed through several levels is far below. */
const ALL = 1 - 1e-9;

/** A request's use of one resource, and the instance's standing demand for it. */
class Demand extends Watcher {
  readonly resource: Resource;
  private readonly carrier: Carrier;
  private readonly pools: Pools;
  private readonly place: StackNode;
  /** µs of the resource for one request. */
  readonly workUs: number;
  /** Most of the resource that one thread can use. */
  private readonly most: number;
  private readonly threads: number;
  private wanted = 0;
  private cap = 0;

  constructor(carrier: Carrier, resource: Resource, pools: Pools, workUs: number, most: number, threads: number) {
    super();
    this.resource = resource;
    this.carrier = carrier;
    this.pools = pools;
    this.place = pools.placeOf(SHARED[resource], carrier.unit.node);
    this.workUs = workUs;
    this.most = most;
    this.threads = threads;
  }

  override asWatcher(): Watcher {
    return this;
  }

  hear(): void {
    this.carrier.hear();
  }

  /** Asks for what so many requests a microsecond need. */
  ask(requestsPerUs: number): void {
    this.wanted = requestsPerUs * this.workUs;
    const cap = Math.min(this.wanted / this.threads, this.most);
    if (this.share !== null) {
      if (cap === this.cap) return;
      this.share.pool.leave(this);
    }
    this.cap = cap;
    if (cap > 0) this.pools.join(SHARED[this.resource], this.place, this, this.threads, cap, Infinity);
  }

  /** Which part of what was asked for is got. */
  got(): number {
    if (this.wanted === 0) return 1;
    const part = rateOf(this) / this.wanted;
    return part > ALL ? 1 : part;
  }
}

/** The part of a workload's load that one ready instance carries. */
export class Carrier {
  readonly unit: Unit;
  private readonly changed: Bag<Carrier>;
  private isListed = false;
  private readonly demands: Demand[] = [];
  private asked = 0;
  /** What decided how much was served when it was last looked at; null when all was. */
  scarce: Resource | null = null;
  /** Requests served a microsecond, since `sinceUs`. */
  private rate = 0;
  private sinceUs: number;
  served = 0;

  constructor(unit: Unit, load: LoadWork, path: Path, pools: Pools, changed: Bag<Carrier>, now: number) {
    this.unit = unit;
    this.changed = changed;
    this.sinceUs = now;
    const cpuUs = load.cpuUs * path.cpu + load.syscalls * path.syscallUs;
    const readUs = diskUs(path, load.readKiB, load.ioKiB);
    const netUs = load.netOps * path.netOpUs + load.netKiB * path.netKiBUs;
    if (cpuUs > 0) this.demands.push(new Demand(this, 'cpu', pools, cpuUs, 1, load.threads));
    if (readUs > 0) this.demands.push(new Demand(this, 'disk', pools, readUs, Infinity, load.threads));
    if (netUs > 0) this.demands.push(new Demand(this, 'net', pools, netUs, Infinity, load.threads));
  }

  /** Has itself looked at when this instant is settled. */
  hear(): void {
    if (this.isListed) return;
    this.isListed = true;
    this.changed.add(this);
  }

  ask(requestsPerUs: number, now: number): void {
    this.count(now);
    this.asked = requestsPerUs;
    for (const demand of this.demands) demand.ask(requestsPerUs);
    this.hear();
  }

  get askedPerSecond(): number {
    return this.asked * 1_000_000;
  }

  private count(now: number): void {
    this.served += this.rate * (now - this.sinceUs);
    this.sinceUs = now;
  }

  /** Looks at what it gets, once all rates are settled. Returns the new rate, requests a second. */
  look(now: number): number {
    this.isListed = false;
    this.count(now);
    let part = 1;
    this.scarce = null;
    for (const demand of this.demands) {
      const got = demand.got();
      if (got >= part) continue;
      part = got;
      this.scarce = demand.resource;
    }
    this.rate = this.asked * part;
    return this.rate * 1_000_000;
  }

  /** How much of a resource what it serves takes, µs in a µs; what is kept for it beyond that, because another is scarcer, is idle. */
  used(resource: Resource): number {
    let used = 0;
    for (const demand of this.demands) if (demand.resource === resource) used += this.rate * demand.workUs;
    return used;
  }

  /** Ends it; returns how many requests it has served. */
  end(now: number): number {
    this.ask(0, now);
    this.rate = 0;
    this.asked = 0;
    return this.served;
  }
}

/** A workload's load and who carries it. */
export class Service {
  readonly workload: WorkloadSpec;
  readonly load: LoadWork;
  readonly carriers = new Map<Unit, Carrier>();
  /** Requests arriving a microsecond. */
  arriving = 0;
  curveStep = 0;
  served = 0;
  isDirty = false;

  constructor(workload: WorkloadSpec, load: LoadWork) {
    this.workload = workload;
    this.load = load;
  }

  add(carrier: Carrier): void {
    this.carriers.set(carrier.unit, carrier);
    this.isDirty = true;
  }

  /** Ends the part of a unit that is no longer ready. */
  drop(unit: Unit, now: number): void {
    const carrier = this.carriers.get(unit);
    if (carrier === undefined) return;
    this.served += carrier.end(now);
    this.carriers.delete(unit);
    this.isDirty = true;
  }

  /** Splits what arrives evenly among the carriers. */
  split(now: number): void {
    this.isDirty = false;
    const each = this.arriving / this.carriers.size;
    for (const carrier of this.carriers.values()) carrier.ask(each, now);
  }
}

/** Requests that arrive until the horizon. */
export function offeredUntil(load: LoadWork, horizonMs: number): number {
  const curve = load.requestsPerSecond;
  let offered = 0;
  for (let i = 0; i < curve.length; i += 1) {
    const [from, perSecond] = curve[i]!;
    const to = Math.min(i + 1 < curve.length ? curve[i + 1]![0] : horizonMs, horizonMs);
    if (to > from) offered += ((to - from) * perSecond) / 1000;
  }
  return offered;
}
