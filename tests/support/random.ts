import {
  checkBuild,
  parseBuild,
  parseLevel,
  type Catalog,
  type HypervisorPart,
  type KernelPart,
  type MachinePart,
  type Part,
} from '../../src/sim/index.ts';
import { Chance } from './chance.ts';
import { randomScenario, randomWorkload, type Scale } from './random-level.ts';
import { catalogOf } from './small-catalog.ts';

/** Random builds with levels to match, legal and lively: whatever a seed makes, it makes for ever. */

export interface RandomNode {
  id: string;
  part?: string;
  workload?: string;
  on?: string;
  [setting: string]: unknown;
}

export interface RandomCase {
  readonly seed: number;
  readonly catalog: Catalog;
  /** Plain JSON of the two files. */
  readonly build: { readonly format: string; readonly nodes: readonly RandomNode[] };
  readonly level: Readonly<Record<string, unknown>>;
  /** Whether it came out legal; a few do not, when image layers fill a disk. */
  readonly isLegal: boolean;
}

const REAL: Scale = { timeMs: 100_000, ramMiB: [256, 512, 1024, 2048, 4096], diskMiB: [2048, 12_288, 20_480] };
const SMALL: Scale = { timeMs: 2_000, ramMiB: [16, 32, 64, 128, 256], diskMiB: [60, 200, 500] };

const OF_EACH = {
  machine: 'machine',
  vm: 'hardware',
  hypervisor: 'hypervisor',
  kernel: 'kernel',
  engine: 'engine',
  runtime: 'runtime',
} as const;

class Builder {
  readonly nodes: RandomNode[] = [];
  readonly chance: Chance;
  private readonly catalog: Catalog;
  private readonly parts: readonly Part[];
  private readonly scale: Scale;
  readonly workloads: readonly string[];
  private readonly isAllGiven: boolean;

  constructor(chance: Chance, catalog: Catalog, scale: Scale, workloads: readonly string[], isAllGiven: boolean) {
    this.chance = chance;
    this.catalog = catalog;
    this.parts = catalog.parts;
    this.scale = scale;
    this.workloads = workloads;
    this.isAllGiven = isAllGiven;
  }

  private partOf(node: RandomNode | undefined): Part | undefined {
    return this.parts.find(({ id }) => id === node?.part);
  }

  /** Puts a node in if the build stays legal. */
  private add(node: RandomNode): RandomNode | null {
    this.nodes.push(node);
    if (checkBuild({ nodes: this.nodes }, null, this.catalog).length === 0) return node;
    this.nodes.pop();
    return null;
  }

  machine(): void {
    const machines = this.parts.filter(({ kind }) => kind === 'machine') as MachinePart[];
    this.add({ id: `n${this.nodes.length}`, part: this.chance.pick(machines).id });
  }

  private vmSettings(host: HypervisorPart): Record<string, unknown> {
    const { chance, scale } = this;
    return {
      ramMiB: chance.pick(scale.ramMiB),
      cpus: chance.pick([1, 1, 2, 2, 4]),
      diskMiB: chance.pick(scale.diskMiB),
      ...(host.type === 'emulator' && chance.percent(50) && { isa: chance.pick(['x86-64', 'arm64']) }),
      ...(host.nested && chance.percent(30) && { nested: true }),
      ...(host.passthrough && chance.percent(25) && { passthrough: true }),
    };
  }

  private timing(): Record<string, unknown> {
    const { chance } = this;
    const after = this.isAllGiven && chance.percent(15) && this.nodes.length > 1 ? [chance.pick(this.nodes).id] : null;
    return {
      ...(chance.percent(this.isAllGiven ? 15 : 0) && { delayMs: chance.pick([0, 1, 5, 50, 500, 3000]) }),
      ...(after !== null && { after }),
    };
  }

  private limits(): Record<string, unknown> {
    const { chance, scale } = this;
    return {
      ...(chance.percent(25) && { cpuLimit: chance.pick([100, 500, 1000, 1500, 2500]) }),
      ...(chance.percent(20) && { ramLimitMiB: chance.pick(scale.ramMiB) }),
      ...(chance.percent(20) && { volume: true }),
    };
  }

  private workloadOn(on: RandomNode): RandomNode {
    const isBare = on.part === 'vm' || this.partOf(on)?.kind === 'machine';
    return { id: '', workload: this.chance.pick(this.workloads), on: on.id, ...(isBare ? {} : this.limits()) };
  }

  /** Something that may stand on `on`, by its own choice. */
  private childOf(on: RandomNode): RandomNode | null {
    const { chance } = this;
    const below = this.partOf(on);
    if (below === undefined) return null;
    const ofKind = (kind: string, rule: (part: Part) => boolean = () => true): RandomNode => {
      const fitting = this.parts.filter((part) => part.kind === kind && rule(part));
      return { id: '', part: chance.pick(fitting.length === 0 ? this.parts : fitting).id, on: on.id };
    };
    switch (OF_EACH[below.kind]) {
      case 'machine':
      case 'hardware': {
        const roll = chance.whole(0, 9);
        if (roll === 0) return this.workloadOn(on);
        if (roll <= 3) return ofKind('hypervisor', (part) => (part as HypervisorPart).type === 'type1');
        return chance.percent(60) ? { id: '', part: chance.pick(['kernel.linux', 'kernel.linux-slim']), on: on.id } : ofKind('kernel');
      }
      case 'hypervisor':
        return { id: '', part: 'vm', on: on.id, ...this.vmSettings(below as HypervisorPart) };
      case 'kernel': {
        const isUnikernel = (below as KernelPart).design === 'unikernel';
        const roll = isUnikernel ? 9 : chance.whole(0, 9);
        if (roll <= 1) return ofKind('hypervisor', (part) => (part as HypervisorPart).type !== 'type1');
        if (roll <= 3) return ofKind('engine');
        return roll <= 5 ? { ...ofKind('runtime'), ...this.limits() } : this.workloadOn(on);
      }
      case 'engine':
        return chance.percent(25) ? { ...ofKind('runtime'), ...this.limits() } : this.workloadOn(on);
      case 'runtime':
        return this.workloadOn(on);
    }
  }

  /** Tries to put one more thing somewhere. */
  grow(): void {
    const on = this.chance.pick(this.nodes);
    const child = this.childOf(on);
    if (child === null) return;
    const { id: _id, ...rest } = child;
    this.add({ id: `n${this.nodes.length}`, ...rest, ...this.timing() });
  }

  /** Takes away what carries no workload, which only a given node may. */
  prune(): void {
    for (;;) {
      const idle = this.nodes.findIndex(
        ({ id, workload, part }) => workload === undefined && !part!.startsWith('machine.') && !this.nodes.some(({ on }) => on === id),
      );
      if (idle < 0) return;
      this.nodes.splice(idle, 1);
    }
  }
}

const ALL_SIZES = { nested: true, passthrough: true, volume: true };

/** What the level lets the player place: every part that the build uses, with the limits that it sets. */
function trayOf(nodes: readonly RandomNode[], scale: Scale): object[] {
  const parts = [...new Set(nodes.flatMap(({ part }) => (part === undefined || part.startsWith('machine.') ? [] : [part])))];
  return parts.map((part) => ({ part, ...ALL_SIZES, cpuLimit: [100, 500, 1000, 1500, 2500], ramLimitMiB: scale.ramMiB }));
}

function isLegal(build: unknown, level: unknown, catalog: Catalog): boolean {
  const [readBuild, readLevel] = [parseBuild(build), parseLevel(level)];
  if (!readBuild.ok || !readLevel.ok) throw new Error(`a random case that cannot be read: ${JSON.stringify([readBuild, readLevel])}`);
  return checkBuild(readBuild.value, readLevel.value, catalog).length === 0;
}

/** The case of a seed. `most` is about how many nodes it gets. */
export function randomCase(seed: number, most = 16): RandomCase {
  const chance = new Chance(seed);
  const variant = chance.percent(35) ? 0 : chance.whole(1, 40);
  const catalog = catalogOf(variant);
  const scale = variant === 0 ? REAL : SMALL;
  const isAllGiven = chance.percent(75);
  const names = ['a', 'b', 'c', 'd'].slice(0, chance.whole(1, 4));
  const builder = new Builder(chance, catalog, scale, names, isAllGiven);
  const machines = chance.pick([1, 1, 1, 2, 3]);
  for (let i = 0; i < machines; i += 1) builder.machine();
  const size = chance.whole(4, most);
  for (let tries = 0; tries < size * 6 && builder.nodes.length < size; tries += 1) builder.grow();
  if (!isAllGiven) builder.prune();
  const { nodes } = builder;
  const delays = [0, 1, 5, 50, 500, 3000];
  if (!isAllGiven) for (const node of nodes) if (node.workload !== undefined && chance.percent(30)) node['delayMs'] = chance.pick(delays);
  const given = isAllGiven ? nodes : nodes.filter(({ part }) => part?.startsWith('machine.'));
  const used = names.filter((name) => nodes.some(({ workload }) => workload === name));
  const level = {
    format: 'stackwright/level@1',
    id: `random-${seed}`,
    tray: isAllGiven ? [] : trayOf(nodes, scale),
    given,
    workloads: used.map((name) => randomWorkload(name, nodes.filter(({ workload }) => workload === name).length, scale, chance)),
    order: { delayMs: delays },
    ...randomScenario(chance, scale, used, {
      any: given.map(({ id }) => id),
      kernels: given.filter(({ part }) => part?.startsWith('kernel.')).map(({ id }) => id),
      machines: given.filter(({ part }) => part?.startsWith('machine.')).map(({ id, part }) => ({ id, part: part! })),
    }),
    score: ['cost', 'ram', 'ready', 'disk', 'effort'],
  };
  const build = { format: 'stackwright/build@1', nodes: chance.shuffled(nodes) };
  return { seed, catalog, build, level, isLegal: isLegal(build, level, catalog) };
}
