import { ENGINES, FRAME, HOSTS, hypervisors, HYPERVISORS, LATE_MS, type Theme } from './draft.ts';
import { bytecode, guests, host, image, native, some, someWorks, work, type Json, type WorkId } from './works.ts';

/** Themes about what goes wrong, and what there is too little of. */

/** A kernel is restarted, and somebody must not be away. */
export const updates: Theme = (chance, size) => {
  const cast = someWorks(chance, size > 3 ? 3 : 2);
  const [updated, steady, third] = cast as [WorkId, WorkId, WorkId?];
  const forms = (id: WorkId): Json[] => [native('linux'), image(chance, id)];
  return {
    ...FRAME,
    cast,
    given: host('pc', chance.pick(HOSTS), 'linux'),
    tray: [
      some(chance.pick(HYPERVISORS)),
      guests(2, [256, 512, 1024], { cpus: [1, 2] }),
      some('kernel.linux'),
      some('kernel.linux-slim'),
      some('engine.docker'),
    ],
    workloads: [
      work(chance, updated, forms(updated)),
      work(chance, steady, forms(steady)),
      ...(third === undefined ? [] : [work(chance, third, forms(third))]),
    ],
    events: [{ atMs: LATE_MS, event: 'restart', workload: updated, layer: 'kernel' }],
    goals: [
      { kind: 'downtime', workload: steady, atMostMs: 0 },
      ...(size > 1 ? [{ kind: 'downtime', workload: updated, atMostMs: chance.pick([3000, 9000, 12_000]) }] : []),
    ],
    score: chance.pick([
      ['ram', 'effort'],
      ['ram', 'ready', 'effort'],
      ['disk', 'effort'],
    ]),
  };
};

/** Everybody wants the disk of an old computer at once; who goes first is for the player to say. */
export const rushes: Theme = (chance, size) => {
  const cast = someWorks(chance, size > 3 ? 4 : 3);
  return {
    ...FRAME,
    horizonMs: 300_000,
    cast,
    order: true,
    given: host('old', chance.pick(['old-pc', 'netbook']), size > 2 ? 'linux-slim' : 'linux'),
    tray: size > 2 ? [some('engine.docker')] : [],
    workloads: cast.map((id, index) =>
      work(chance, id, index === 1 && size > 2 ? [image(chance, id)] : [native('linux')], {
        ramMiB: chance.whole(4, 16) * 10,
        start: { cpuMs: chance.whole(2, 20) * 100, readMiB: chance.whole(4, 16) * 10, ioKiB: 256 },
      }),
    ),
    goals: cast.slice(0, size > 1 ? 2 : 1).map((workload) => ({ kind: 'ready', workload, withinMs: 0 })),
    score: ['ready'],
  };
};

/** A driver fails. */
export const drivers: Theme = (chance, size) => {
  const cast = someWorks(chance, size > 2 ? 3 : 2);
  return {
    ...FRAME,
    cast,
    given: [
      { id: 'pc', part: `machine.${chance.pick(['desktop', 'laptop', 'old-pc'])}` },
      ...(size > 2 ? [{ id: 'more', part: 'machine.laptop' }] : []),
    ],
    tray: [some('kernel.linux', 2), some('kernel.minix', size > 2 ? 2 : 1), ...(size > 1 ? [some('kernel.linux-slim')] : [])],
    workloads: cast.map((id, index) =>
      work(
        chance,
        id,
        index === 0 ? [native('linux'), native('minix')] : chance.percent(50) ? [native('linux')] : [native('linux'), native('minix')],
        {
          count: index === 1 && size > 3 ? 2 : 1,
          load: { requestsPerSecond: chance.whole(1, 8) * 50, cpuUs: 200, syscalls: chance.whole(1, 20) * 100, readKiB: 16 },
        },
      ),
    ),
    events: [{ atMs: LATE_MS, event: 'driver-fault', workload: cast[0], layer: 'kernel' }],
    goals: [{ kind: 'downtime', workload: cast[0], atMostMs: chance.pick([0, 0, 15_000, 30_000]) }],
    score: chance.pick([
      ['ready', 'effort'],
      ['ram', 'effort', 'ready'],
      ['ram', 'disk', 'ready'],
    ]),
  };
};

/** One goes wild. */
export const runaways: Theme = (chance, size) => {
  const cast = someWorks(chance, size > 3 ? 3 : 2);
  const [wild, victim, third] = cast as [WorkId, WorkId, WorkId?];
  const resource = chance.pick(['cpu', 'ram']);
  const forms = (id: WorkId): Json[] => [native('linux'), image(chance, id)];
  const load = { requestsPerSecond: 400, cpuUs: 9000, threads: 8 };
  return {
    ...FRAME,
    cast,
    given: host('pc', chance.pick(HOSTS), 'linux'),
    tray: [
      some('hypervisor.kvm'),
      guests(1, [512, 1024], { cpus: [1, 2, 4] }),
      some('kernel.linux'),
      ...(size > 1 ? [some('engine.docker')] : []),
    ],
    workloads: [
      work(
        chance,
        wild,
        forms(wild),
        resource === 'cpu' ? { cpuLimit: size > 2 ? [500, 1000, 2000] : [1000] } : { ramLimitMiB: size > 2 ? [256, 512, 1024] : [512] },
      ),
      work(chance, victim, forms(victim), { load }),
      ...(third === undefined ? [] : [work(chance, third, forms(third), { load: { ...load, requestsPerSecond: 100 } })]),
    ],
    events: [{ atMs: LATE_MS, event: 'runaway', workload: wild, resource, forMs: 40_000 }],
    goals: [
      { kind: 'throughput', workload: victim, atLeast: chance.pick([990, 960, 900]) },
      { kind: 'downtime', workload: victim, atMostMs: 0 },
      ...(resource === 'ram' ? [{ kind: 'downtime', workload: wild, atMostMs: 3000 }] : []),
    ],
    score: chance.pick([
      ['ram', 'effort'],
      ['ram', 'ready'],
    ]),
  };
};

/** What was written has to outlast a new version. */
export const writers: Theme = (chance, size) => {
  const cast = someWorks(chance, size > 2 ? 3 : 2);
  const [keeper, other, third] = cast as [WorkId, WorkId, WorkId?];
  const base = chance.pick(['debian-slim', 'ubuntu']);
  return {
    ...FRAME,
    cast,
    given: host('pc', chance.pick(HOSTS), 'linux'),
    tray: [
      ...ENGINES.map((part) => some(part, size > 3 ? 2 : 1)),
      ...(size > 1 ? [...hypervisors(chance, 1), guests(1, [512, 1024]), some('kernel.linux')] : []),
    ],
    workloads: [
      work(chance, keeper, [native('linux'), image(chance, keeper, 'linux', base)], { volume: true, libraries: { libc: '2' } }),
      work(chance, other, [native('linux'), image(chance, other, 'linux', base)], { libraries: { libc: '1' }, count: size > 2 ? 2 : 1 }),
      ...(third === undefined ? [] : [work(chance, third, [image(chance, third)])]),
    ],
    events: [
      { atMs: LATE_MS - 20_000, event: 'write', workload: keeper, mib: chance.whole(5, 40) * 10 },
      { atMs: LATE_MS, event: 'replace', workload: keeper },
    ],
    goals: [{ kind: 'keeps', workload: keeper }],
    score: chance.pick([
      ['disk', 'effort'],
      ['disk', 'ram', 'ready'],
      ['effort', 'ready'],
    ]),
  };
};

/** A machine loses power, and the service goes on. */
export const outages: Theme = (chance, size) => {
  const cast = someWorks(chance, size > 2 ? 3 : 2);
  const [served, lonely, third] = cast as [WorkId, WorkId, WorkId?];
  const forms = (id: WorkId): Json[] => (size > 3 ? [native('linux'), image(chance, id)] : [native('linux')]);
  return {
    ...FRAME,
    cast,
    given: [...host('left', 'desktop', 'linux'), { id: 'right', part: `machine.${chance.pick(['laptop', 'desktop'])}` }],
    tray: [
      some('kernel.linux'),
      some('kernel.linux-slim'),
      some('engine.docker', size > 3 ? 2 : 1),
      ...(size > 1 ? [some('runtime.node')] : []),
    ],
    workloads: [
      work(chance, served, [native('linux'), image(chance, served)], {
        count: 2,
        load: { requestsPerSecond: 100, cpuUs: 2000, threads: 4 },
      }),
      work(chance, lonely, [...forms(lonely), ...(size > 1 ? [bytecode('node')] : [])]),
      ...(third === undefined ? [] : [work(chance, third, forms(third))]),
    ],
    events: [{ atMs: LATE_MS, event: 'power-loss', node: 'left', offMs: 20_000 }],
    goals: [
      { kind: 'isolated', a: served, b: served, atLeast: 'machine' },
      ...(chance.percent(60) ? [{ kind: 'downtime', workload: lonely, atMostMs: 0 }] : []),
    ],
    score: chance.pick([
      ['ram', 'effort'],
      ['ram', 'ready', 'effort'],
      ['ready', 'disk'],
    ]),
  };
};

/** Hardware costs money. */
export const budgets: Theme = (chance, size) => {
  const cast = someWorks(chance, size > 2 ? 3 : 2);
  const machines = chance.shuffled(['old-pc', 'netbook', 'laptop', 'desktop', 'tablet']).slice(0, size > 2 ? 3 : 2);
  return {
    ...FRAME,
    horizonMs: 400_000,
    cast,
    given: [],
    tray: [
      ...machines.map((machine) => some(`machine.${machine}`)),
      some('kernel.linux', 2),
      some('kernel.linux-slim'),
      some('engine.docker'),
      ...(size > 1 ? [some('runtime.python')] : []),
    ],
    workloads: cast.map((id, index) =>
      work(
        chance,
        id,
        [image(chance, id), ...(index === 0 ? [native('linux')] : size > 1 ? [bytecode('python')] : [native('linux', X86_ONLY)])],
        {
          count: index === 1 && size > 3 ? 2 : 1,
          ...(index === 0 && { load: { requestsPerSecond: chance.whole(2, 12) * 50, cpuUs: chance.whole(1, 6) * 1000, threads: 8 } }),
        },
      ),
    ),
    goals: [{ kind: 'throughput', workload: cast[0], atLeast: chance.pick([900, 800, 950]) }],
    score: chance.pick([
      ['cost', 'ready'],
      ['cost', 'effort', 'ready'],
      ['cost', 'ram', 'ready'],
    ]),
  };
};
const X86_ONLY = ['x86-64'];
