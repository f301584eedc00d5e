import { CATALOG, makeCatalog, parseLevel, resolve, type Catalog, type Level, type Part, type Stack } from '../src/sim/index.ts';
import { checkStack } from '../src/sim/check/index.ts';
import { runStack, type Ran } from '../src/sim/run.ts';
import type { Storm } from './floor.ts';

/**
 * The boot storm: N guests on one machine, each reads 200 MB from a 500 MB/s disk shared fairly, then computes 1.5 s on
 * 8 shared cores (one at most each), staggered by 0.1 s. Once as processes on one kernel, once as VMs on one hypervisor.
 */

const READ_MIB = 200;
const COMPUTE_MS = 1500;
const STAGGER_MS = 100;

type Override = Readonly<Record<string, number>>;

/** A part of the catalogue with other figures; every time, tax and size of it that is not given becomes neutral. */
function bare(id: string, as: string, keep: Override): Part {
  const part = CATALOG.parts.find((candidate) => candidate.id === id)!;
  const figures = Object.fromEntries(
    Object.keys(part.figures).map((name) => [
      name,
      {
        value: keep[name] ?? (/Tax$/.test(name) ? 1000 : name === 'ioKiB' || name === 'servicesThreads' ? 1 : 0),
        source: 'illustrative' as const,
      },
    ]),
  );
  return { ...part, id: as, figures, ...('hardware' in part && { hardware: ['machine.storm'] }) } as unknown as Part;
}

export const STORM_CATALOG: Catalog = makeCatalog([
  bare('machine.server', 'machine.storm', {
    threads: 8,
    ramMiB: 1_000_000_000,
    diskMiB: 1_000_000_000,
    coreSpeed: 1000,
    diskMiBPerS: 500,
    netMiBPerS: 1000,
    cost: 1,
  }),
  bare('kernel.linux', 'kernel.storm', {}),
  bare('hypervisor.xen', 'hypervisor.storm', {}),
  bare('vm', 'vm', { ramMiB: 256, cpus: 1, diskMiB: 1 }),
]);

export function stormLevel(count: number): Level {
  const parsed = parseLevel({
    format: 'stackwright/level@1',
    id: 'storm',
    tray: [{ part: 'kernel.storm', max: 1 }, { part: 'hypervisor.storm', max: 1 }, { part: 'vm' }],
    given: [{ id: 'pc', part: 'machine.storm' }],
    workloads: [
      {
        id: 'guest',
        count,
        forms: [{ form: 'native', os: 'linux' }, { form: 'bare' }],
        ramMiB: 100,
        start: { readMiB: READ_MIB, cpuMs: COMPUTE_MS },
      },
    ],
    order: { delayMs: Array.from({ length: Math.min(count, 10_000) }, (_, index) => index * STAGGER_MS) },
    scenario: { horizonMs: 1_000_000_000 },
    goals: [
      { kind: 'ready', withinMs: 1_000_000_000 },
      { kind: 'ram', atMostMiB: 1_000_000_000 },
    ],
    score: ['cost', 'ram', 'ready'],
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return parsed.value;
}

export function stormStack(count: number, as: 'processes' | 'vms', level: Level): Stack {
  const nodes: object[] = [{ id: 'pc', part: 'machine.storm' }];
  nodes.push(as === 'vms' ? { id: 'host', part: 'hypervisor.storm', on: 'pc' } : { id: 'host', part: 'kernel.storm', on: 'pc' });
  for (let i = 0; i < count; i += 1) {
    if (as === 'vms') nodes.push({ id: `vm${i}`, part: 'vm', on: 'host' });
    nodes.push({ id: `guest${i}`, workload: 'guest', on: as === 'vms' ? `vm${i}` : 'host', ...(i > 0 && { delayMs: i * STAGGER_MS }) });
  }
  return resolve({ nodes } as never, level, STORM_CATALOG);
}

export function stormOf(count: number): Storm {
  return {
    arrivals: Float64Array.from({ length: count }, (_, index) => index * STAGGER_MS * 1000),
    reads: new Float64Array(count).fill((READ_MIB / 500) * 1_000_000),
    computes: new Float64Array(count).fill(COMPUTE_MS * 1000),
    cores: 8,
  };
}

/** The whole engine on a storm, from the resolved stack on. */
export function runStorm(stack: Stack, level: Level): Ran {
  const violations = checkStack(stack, level);
  if (violations.length > 0) throw new Error(JSON.stringify(violations[0]));
  const ran = runStack(stack, level, null);
  if (!ran.ok) throw new Error('the storm is over the budget');
  return ran.value;
}

/** Largest relative error of the completion times against the expected ones. */
export function checkStorm(stack: Stack, level: Level, expected: Float64Array): number {
  const { world } = runStorm(stack, level);
  let worst = 0;
  for (const node of stack.nodes) {
    if (node.workload === null) continue;
    const done = expected[Number(node.id.slice('guest'.length))]!;
    worst = Math.max(worst, Math.abs(world.unitOf(node).firstReadyUs - done) / done);
  }
  return worst;
}
