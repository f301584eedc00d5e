import type { Chance } from './chance.ts';

/** Random workloads, events and goals, as plain JSON. */

/** How large and how long stacks are made of one catalogue. */
export interface Scale {
  readonly timeMs: number;
  readonly ramMiB: readonly number[];
  readonly diskMiB: readonly number[];
}

const FORMS = [
  ...['linux', 'windows', 'macos', 'minix', 'unikernel'].map((os) => ({ form: 'native', os, diskMiB: 3 })),
  { form: 'image', os: 'linux', layers: [{ id: 'common', mib: 7 }] },
  { form: 'image', os: 'windows', layers: [{ id: 'common', mib: 7 }] },
  ...['jvm', 'node', 'python', 'ruby'].map((runtime) => ({ form: 'bytecode', runtime, diskMiB: 1 })),
  { form: 'bare', diskMiB: 2 },
];

function curve(chance: Chance, scale: Scale, value: () => number): unknown {
  if (chance.percent(40)) return value();
  const steps: [number, number][] = [];
  let at = chance.percent(60) ? 0 : chance.whole(1, scale.timeMs / 10);
  for (let i = chance.whole(1, 4); i > 0; i -= 1) {
    steps.push([at, value()]);
    at += chance.whole(1, scale.timeMs / 5);
  }
  return steps;
}

export function randomWorkload(id: string, count: number, scale: Scale, chance: Chance): object {
  const largest = scale.ramMiB[scale.ramMiB.length - 1]!;
  const usual = (): number => (chance.percent(10) ? chance.whole(0, largest) : chance.whole(0, Math.floor(scale.ramMiB[0]! / 2)));
  const quick = scale.timeMs < 10_000;
  const io = { ioKiB: chance.pick([4, 64, 1024]) };
  const kind = chance.whole(0, 9);
  return {
    id,
    count,
    forms: FORMS,
    ramMiB: curve(chance, scale, usual),
    start: {
      cpuMs: chance.pick([0, 10, 100, quick ? 200 : 5000]),
      readMiB: chance.pick([0, 1, 4, quick ? 10 : 300]),
      syscalls: chance.pick([0, 1000]),
      ...io,
    },
    ...(kind < 5 && {
      load: {
        requestsPerSecond: curve(chance, scale, () => chance.pick([0, 10, 50, 100, 1000, 5000])),
        cpuUs: chance.pick([0, 100, 1000, 10_000]),
        syscalls: chance.pick([0, 10, 100]),
        readKiB: chance.pick([0, 0, 8, 500]),
        netKiB: chance.pick([0, 0, 12, 500]),
        threads: chance.pick([1, 1, 2, 4]),
        ...io,
      },
    }),
    ...(kind >= 5 &&
      kind < 8 && {
        batch: {
          cpuMs: chance.pick([0, 100, quick ? 500 : 20_000]),
          threads: chance.pick([1, 2, 4]),
          readMiB: chance.pick([0, 0, quick ? 5 : 200]),
          syscalls: chance.pick([0, 100_000]),
          ...io,
        },
      }),
    cpuLimit: [100, 500, 1000, 1500, 2500],
    ramLimitMiB: scale.ramMiB,
    volume: true,
    ...(chance.percent(6) && { meddlesWithKernel: true }),
  };
}

interface Given {
  readonly any: readonly string[];
  readonly kernels: readonly string[];
  readonly machines: readonly { readonly id: string; readonly part: string }[];
}

const LAYERS = ['self', 'engine', 'kernel', 'vm', 'hypervisor', 'machine'];
const EVENTS = ['restart', 'replace', 'crash', 'driver-fault', 'exploit', 'runaway', 'write', 'power-loss'];

/** What an event of each kind has besides its time and target. */
function membersOf(event: string, chance: Chance, { timeMs }: Scale): object {
  if (event === 'runaway') return { resource: chance.pick(['cpu', 'ram']), forMs: chance.pick([0, 10, timeMs / 10, timeMs]) };
  if (event === 'write') return { mib: chance.pick([0, 1, 40, 3000]) };
  return event === 'power-loss' ? { offMs: chance.pick([0, 5, timeMs / 20]) } : {};
}

/** Given nodes that an event of this kind can hit. */
function nodesFor(event: string, given: Given): readonly string[] {
  if (event === 'restart') return given.any;
  if (event === 'driver-fault') return given.kernels;
  return event === 'power-loss' ? given.machines.map(({ id }) => id) : [];
}

function randomEvent(chance: Chance, scale: Scale, workloads: readonly string[], given: Given): object | null {
  const atMs = chance.percent(5) ? scale.timeMs * 5 : chance.whole(0, 20) * (scale.timeMs / 20) + chance.pick([0, 0, 1, 37]);
  const event = chance.pick(EVENTS);
  const nodes = nodesFor(event, given);
  const isNode = nodes.length > 0 && (workloads.length === 0 || chance.percent(40));
  if (!isNode && workloads.length === 0) return null;
  const layer = event === 'restart' ? { layer: chance.pick(LAYERS) } : {};
  const target = isNode ? { node: chance.pick(nodes) } : { workload: chance.pick(workloads), ...layer };
  return { atMs, event, ...target, ...membersOf(event, chance, scale) };
}

/** The members `scenario` and `goals` of a level: every goal that can be asked of every workload. */
export function randomScenario(chance: Chance, scale: Scale, workloads: readonly string[], given: Given): object {
  const events: object[] = [];
  for (let i = chance.pick([0, 1, 2, 4, 8]); i > 0; i -= 1) {
    const event = randomEvent(chance, scale, workloads, given);
    if (event !== null) events.push(event);
  }
  const soon = chance.whole(1, scale.timeMs);
  const goals = workloads.flatMap((workload) => [
    { kind: 'ready', workload, withinMs: soon },
    { kind: 'done', workload, withinMs: soon },
    { kind: 'downtime', workload, atMostMs: soon },
    { kind: 'throughput', workload, atLeast: chance.whole(0, 1000) },
    { kind: 'safe', workload },
    { kind: 'keeps', workload },
    { kind: 'isolated', a: workload, b: chance.pick(workloads), atLeast: chance.pick(['process', 'container', 'vm', 'machine']) },
  ]);
  const machines = given.machines.map(({ id, part }) => ({ kind: 'ram', machine: chance.percent(50) ? id : part, atMostMiB: 1000 }));
  const rest = [
    { kind: 'ram', atMostMiB: 1000 },
    { kind: 'disk', atMostMiB: 1000 },
    { kind: 'cost', atMost: 100 },
    { kind: 'effort', atMostMin: 60 },
  ];
  return {
    scenario: { horizonMs: scale.timeMs, events },
    goals: [...goals, ...machines, ...rest, { kind: 'uses', part: 'vm' }, { kind: 'avoids', part: 'engine' }],
  };
}
