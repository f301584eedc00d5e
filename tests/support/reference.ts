import type { Level, Stack } from '../../src/sim/index.ts';
import type { Observed } from './observed.ts';
import type { Actor } from './reference-actor.ts';
import { actOn } from './reference-events.ts';
import { relieve, takePeaks } from './reference-memory.ts';
import { shareOut, type Claim } from './reference-shares.ts';
import { costOf, diskUs } from './reference-work.ts';
import { NaiveWorld, ORDER } from './reference-world.ts';

/**
 * A naive simulator, written from the contract: at every instant all shares are reckoned anew for every claim, and the
 * next completion is found by looking at all of them. It is slow and plain, and what the engine finds must agree with it.
 */

const MS = 1000;
/** What is due within a nanosecond happens at one instant. */
const INSTANT = 1e-3;

/** A standing demand of a load for one resource. */
interface Demand extends Claim {
  readonly kind: 'cpu' | 'disk' | 'net';
  readonly wanted: number;
}

/** What holds for a while: by node × 3 + resource (processor, disk, network), how much of it is spent. */
export type Probe = (fromUs: number, toUs: number, amounts: readonly number[]) => void;
const KINDS = { cpu: 0, below: 0, wait: 0, disk: 1, net: 2 } as const;

export class Reference {
  private readonly world: NaiveWorld;
  private demands = new Map<Actor, Demand[]>();
  private hogs: (Claim & { readonly actor: Actor })[] = [];
  private readonly probe: Probe | null;

  constructor(stack: Stack, level: Level, probe: Probe | null = null) {
    this.world = new NaiveWorld(stack, level);
    this.probe = probe;
  }

  private spent(): number[] {
    const amounts = this.world.actors.flatMap(() => [0, 0, 0]);
    for (const actor of this.world.actors) {
      const at = actor.node.index * 3;
      if (actor.job !== null) amounts[at + KINDS[actor.job.step.resource]]! += actor.job.rate;
      for (const { kind, wanted } of this.demands.get(actor) ?? []) amounts[at + KINDS[kind]]! += wanted * this.partOf(actor);
    }
    for (const { actor, rate } of this.hogs) amounts[actor.node.index * 3]! += rate;
    return amounts;
  }

  private requestsNow(workload: string): number {
    const { load } = this.world.level.workloads.find(({ id }) => id === workload)!;
    let perSecond = 0;
    for (const [fromMs, value] of load!.requestsPerSecond) if (fromMs * MS <= this.world.now + INSTANT) perSecond = value;
    return perSecond / 1_000_000;
  }

  private split(): void {
    this.demands = new Map();
    for (const actor of this.world.actors) {
      const { node } = actor;
      const load = node.workload?.load;
      if (actor.state !== 'ready' || load === undefined) continue;
      const ready = this.world.actors.filter((other) => other.node.workload === node.workload && other.state === 'ready').length;
      actor.asked = this.requestsNow(node.workload!.id) / ready;
      const cost = costOf(node);
      const uses = [
        { kind: 'cpu' as const, group: this.world.processor(node), us: load.cpuUs * cost.cpu + load.syscalls * cost.syscall, most: 1 },
        {
          kind: 'disk' as const,
          group: this.world.device(node.hardware!, 'disk'),
          us: diskUs(cost, load.readKiB, load.ioKiB),
          most: Infinity,
        },
        {
          kind: 'net' as const,
          group: this.world.device(node.hardware!, 'net'),
          us: load.netOps * cost.netOp + load.netKiB * cost.netKiB,
          most: Infinity,
        },
      ];
      const demands = uses.map(({ kind, group, us, most }) => {
        const wanted = us * actor.asked;
        return { kind, group, weight: load.threads, cap: Math.min(wanted / load.threads, most), rate: 0, wanted };
      });
      this.demands.set(
        actor,
        demands.filter(({ wanted }) => wanted > 0),
      );
    }
  }

  private partOf(actor: Actor): number {
    return (this.demands.get(actor) ?? []).reduce((least, { rate, wanted }) => Math.min(least, rate / wanted), 1);
  }

  private claims(): Claim[] {
    this.hogs = this.world.actors.flatMap((actor) =>
      actor.runaways.some(({ resource }) => resource === 'cpu')
        ? [{ actor, group: this.world.processor(actor.node), weight: actor.node.hardware!.threads, cap: 1, rate: 0 }]
        : [],
    );
    const jobs = this.world.actors.flatMap(({ job }) => (job === null ? [] : [job]));
    return [...jobs, ...this.hogs, ...[...this.demands.values()].flat()];
  }

  private settle(): void {
    this.world.startAll();
    relieve(this.world);
    this.world.startAll();
    this.split();
    takePeaks(this.world);
    const claims = this.claims();
    const roots = [...this.world.groups.values()].filter((group) => group.around === null);
    shareOut(roots, claims);
  }

  private passUntil(us: number): void {
    const passed = us - this.world.now;
    for (const actor of this.world.actors) {
      if (actor.job !== null) actor.job.left -= actor.job.rate * passed;
      if (!this.demands.has(actor)) continue;
      const { id } = actor.node.workload!;
      this.world.seen.served.set(id, this.world.seen.served.get(id)! + actor.asked * this.partOf(actor) * passed);
    }
    this.world.now = us;
  }

  private fireAll(): void {
    const due = this.world.timers.filter(({ us }) => us <= this.world.now + INSTANT);
    this.world.timers = this.world.timers.filter((timer) => !due.includes(timer));
    for (const kind of ORDER) {
      for (const timer of due.filter((candidate) => candidate.kind === kind).sort((a, b) => a.entry - b.entry)) {
        if (timer.actor !== null && timer.life !== timer.actor.life) continue;
        timer.run();
        if (kind !== 'panic') this.world.startAll();
      }
      if (kind === 'panic') this.world.panicAll();
      this.world.startAll();
    }
  }

  run(): Observed {
    const horizon = this.world.level.horizonMs * MS;
    actOn(this.world, horizon);
    for (const { load } of this.world.level.workloads) {
      for (const [fromMs] of load?.requestsPerSecond ?? []) this.world.set(fromMs * MS, 'requests', null, 0, () => undefined);
    }
    for (;;) {
      this.settle();
      const dues = this.world.actors.flatMap(({ job }) =>
        job !== null && job.rate > 0 ? [this.world.now + Math.max(0, job.left) / job.rate] : [],
      );
      const next = Math.min(...dues, ...this.world.timers.map(({ us }) => us), Infinity);
      if (this.probe !== null) this.probe(this.world.now, Math.min(next, horizon), this.spent());
      if (next > horizon) break;
      this.passUntil(next);
      for (const actor of this.world.actors) {
        const { job } = actor;
        if (job !== null && job.rate > 0 && job.left <= INSTANT * job.rate) this.world.endStep(actor, job.step, job.work);
      }
      this.world.startAll();
      this.fireAll();
    }
    this.passUntil(horizon);
    for (const { awaySinceUs, node } of this.world.actors)
      if (awaySinceUs >= 0) this.world.seen.awayUs[node.index]! += horizon - awaySinceUs;
    return this.world.seen;
  }
}
