import { ENGINES, FRAME, HOSTS, hypervisors, LATE_MS, type Theme } from './draft.ts';
import { bytecode, guests, host, image, native, some, someWorks, swelling, work, type Json, type WorkId } from './works.ts';

/** Themes about who can live with whom, and where. */

/** Neighbours that have to be in VMs of their own, and one that grows. */
export const rooms: Theme = (chance, size) => {
  const cast = someWorks(chance, size > 2 ? 3 : 2);
  const [grows, quiet, third] = cast as [WorkId, WorkId, WorkId?];
  const count = size > 4 ? 2 : 1;
  return {
    ...FRAME,
    cast,
    given: host('pc', chance.pick(HOSTS), 'linux'),
    tray: [
      ...hypervisors(chance, size),
      guests(
        2 + count,
        chance.pick([
          [256, 512, 1024],
          [512, 1024, 2048],
          [256, 512, 768, 1024],
        ]),
      ),
      some('kernel.linux', 2 + count),
    ],
    workloads: [
      work(chance, grows, [native('linux')], { ramMiB: swelling(chance, 60_000) }),
      work(chance, quiet, [native('linux')], { count }),
      ...(third === undefined ? [] : [work(chance, third, [native('linux')])]),
    ],
    goals: [
      { kind: 'isolated', a: grows, b: quiet, atLeast: 'vm' },
      ...(third === undefined ? [] : [{ kind: 'isolated', a: quiet, b: third, atLeast: 'vm' }]),
      { kind: 'downtime', workload: grows, atMostMs: 0 },
    ],
    score: chance.pick([
      ['ram', 'effort'],
      ['ram', 'ready'],
      ['ram', 'disk'],
    ]),
  };
};

/** Programs that want the same port, and libraries that do not agree. */
export const doors: Theme = (chance, size) => {
  const cast = someWorks(chance, size > 3 ? 3 : 2);
  const versions = ['1.1', '3', '4'];
  return {
    ...FRAME,
    cast,
    given: host('pc', chance.pick(HOSTS), 'linux'),
    tray: [
      ...(size > 1 ? ENGINES : [chance.pick(ENGINES)]).map((part) => some(part)),
      ...hypervisors(chance, 1),
      guests(cast.length, [256, 512]),
      some('kernel.linux', cast.length),
    ],
    workloads: cast.map((id, index) =>
      work(chance, id, [native('linux'), image(chance, id)], {
        libraries: { libssl: versions[index]! },
        port: 443,
        ...(index === 0 && size > 4 && { count: 2 }),
      }),
    ),
    goals: [],
    score: chance.pick([
      ['effort', 'ram', 'ready'],
      ['ram', 'ready'],
      ['effort', 'disk'],
    ]),
  };
};

/** One is broken into, and another has to stay safe. */
export const burglars: Theme = (chance, size) => {
  const cast = someWorks(chance, 2);
  const [weak, dear] = cast as [WorkId, WorkId];
  const forms = (id: WorkId): Json[] => (size > 1 ? [native('linux'), image(chance, id)] : [image(chance, id)]);
  return {
    ...FRAME,
    cast,
    given: host('pc', chance.pick(HOSTS), 'linux'),
    tray: [
      some('hypervisor.kvm'),
      guests(size > 2 ? 3 : 2, [512, 1024], size > 3 ? { cpus: [1, 2] } : {}),
      some('kernel.linux', size > 2 ? 3 : 2),
      some('engine.docker', 2),
      ...(size > 3 ? [some('engine.gvisor')] : []),
    ],
    workloads: [work(chance, weak, forms(weak), { count: size > 2 ? 2 : 1 }), work(chance, dear, forms(dear), { count: size > 1 ? 2 : 1 })],
    events: [{ atMs: LATE_MS, event: 'exploit', workload: weak }],
    goals: [{ kind: 'safe', workload: dear }, ...(size > 2 ? [{ kind: 'isolated', a: weak, b: weak, atLeast: 'container' }] : [])],
    score: chance.pick([
      ['ram', 'effort'],
      ['ram', 'ready'],
      ['ram', 'effort', 'ready'],
    ]),
  };
};

/** A program of another instruction set, and one with much to compute. */
export const foreigners: Theme = (chance, size) => {
  const cast = someWorks(chance, size > 2 ? 3 : 2);
  const [foreign, busy, third] = cast as [WorkId, WorkId, WorkId?];
  const isArm = chance.percent(70);
  const own = isArm ? ['x86-64'] : ['arm64'];
  const other = isArm ? ['arm64'] : ['x86-64'];
  return {
    ...FRAME,
    horizonMs: 600_000,
    cast,
    given: host('pc', isArm ? chance.pick(HOSTS) : 'tablet', 'linux'),
    tray: [
      some('hypervisor.qemu'),
      ...(isArm ? hypervisors(chance, 1) : []),
      guests(2, [256, 512, 1024], { isa: [...own, ...other] }),
      some('kernel.linux'),
      some('kernel.linux-slim', size > 3 ? 2 : 1),
      ...(size > 1 ? [some('runtime.jvm')] : []),
    ],
    workloads: [
      work(chance, foreign, [native('linux', other)], {
        ramMiB: chance.whole(3, 9) * 10,
        start: { cpuMs: chance.whole(1, 4) * 10, readMiB: 4 },
      }),
      work(
        chance,
        busy,
        size > 1 && chance.percent(50) ? [native('linux', other), bytecode('jvm')] : [native('linux', [...own, ...other])],
        {
          batch: { cpuMs: chance.whole(2, 6) * 5000, threads: 2 },
        },
      ),
      ...(third === undefined ? [] : [work(chance, third, [native('linux', own)])]),
    ],
    goals: [{ kind: 'done', workload: busy, withinMs: 90_000 }],
    score: chance.pick([
      ['ram', 'ready'],
      ['effort', 'ready', 'ram'],
      ['disk', 'ready'],
    ]),
  };
};

/** Programs for Windows, for Linux and for none. */
export const kinds: Theme = (chance, size) => {
  const cast = someWorks(chance, 3);
  const [windows, linux, either] = cast as [WorkId, WorkId, WorkId];
  return {
    ...FRAME,
    cast,
    given: size > 2 ? [...host('left', 'desktop', 'windows'), { id: 'right', part: 'machine.laptop' }] : host('pc', 'desktop', 'windows'),
    tray: [
      { part: 'engine.docker-desktop', max: 1, ramMiB: [1024, 2048], cpus: [2] },
      some('hypervisor.virtualbox'),
      guests(1, [512, 1024]),
      some('kernel.linux', size > 2 ? 2 : 1),
      some('engine.docker'),
      some('runtime.jvm'),
    ],
    workloads: [
      work(chance, windows, [native('windows')]),
      work(chance, linux, [image(chance, linux), ...(chance.percent(50) ? [native('linux')] : [])], { count: size > 3 ? 2 : 1 }),
      work(chance, either, [bytecode('jvm'), ...(size > 1 ? [native('linux')] : [])]),
    ],
    goals: [],
    score: chance.pick([
      ['ram', 'ready', 'effort'],
      ['ram', 'effort'],
      ['ready', 'disk'],
    ]),
  };
};
