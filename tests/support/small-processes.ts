import { anyWork, batchOf, bytecode, DESKTOPS, hostOf, image, loadOf, native, osOf, vmEntry, X86, type SceneMaker } from './small-works.ts';

/** Small situations to make levels of: containers, runtimes, what processes do to each other. */

const RUNTIMES = ['jvm', 'node', 'python', 'ruby'];

export const containers: SceneMaker = (chance) => {
  const engines = chance.shuffled(['engine.lxc', 'engine.docker', 'engine.gvisor', 'engine.kata']).slice(0, chance.whole(1, 3));
  const count = chance.whole(engines.length === 1 ? 2 : 1, 5 - engines.length);
  const second = chance.percent(60) && count < 4;
  return {
    given: hostOf(chance.pick(['machine.desktop', 'machine.server', 'machine.laptop', 'machine.metal']), 'kernel.linux'),
    tray: engines.map((part) => ({ part, max: 1 })),
    workloads: [
      anyWork(chance, 'web', [image('linux'), ...(chance.percent(50) ? [native('linux')] : [])], { count }),
      ...(second ? [anyWork(chance, 'db', [image('linux', 'db')], { volume: true })] : []),
    ],
  };
};

export const desktopContainers: SceneMaker = (chance) => {
  const kernel = chance.pick(['kernel.windows', 'kernel.macos']);
  const isMac = kernel === 'kernel.macos';
  return {
    given: hostOf(chance.pick(['machine.desktop', 'machine.laptop', 'machine.server']), kernel),
    tray: [
      {
        part: 'engine.docker-desktop',
        max: 1,
        ramMiB: chance.pick([[512, 2048], [256, 1024, 4096], [1024]]),
        cpus: chance.pick([[1, 4], [2]]),
      },
      ...(isMac ? [] : [{ part: 'engine.docker', max: 1 }]),
      ...(chance.percent(30) ? [{ part: 'runtime.python', max: 1 }] : []),
    ],
    workloads: [
      anyWork(
        chance,
        'web',
        [image('linux'), image('windows'), ...(chance.percent(30) ? [native(osOf(kernel))] : []), bytecode('python')],
        {
          count: chance.whole(1, 2),
        },
      ),
    ],
  };
};

export const runtimes: SceneMaker = (chance) => {
  const [one, two] = chance.shuffled(RUNTIMES);
  const isLimited = chance.percent(50);
  return {
    given: [
      ...hostOf(chance.pick([...X86, 'machine.tablet']), chance.pick(DESKTOPS)),
      ...(chance.percent(30) ? [{ id: 'jvm', part: `runtime.${one!}`, on: 'host' }] : []),
    ],
    tray: [
      {
        part: `runtime.${one!}`,
        max: isLimited ? 1 : 2,
        ...(isLimited && { cpuLimit: [500], ramLimitMiB: chance.pick([[256], [64, 1024]]), volume: chance.percent(50) }),
      },
      ...(chance.percent(50) ? [{ part: `runtime.${two!}`, max: 1 }] : []),
      ...(chance.percent(50)
        ? [{ part: chance.pick(['engine.docker', 'engine.lxc', 'engine.docker-desktop']), max: 1, ramMiB: [1024], cpus: [2] }]
        : []),
    ],
    workloads: [
      anyWork(chance, 'app', [bytecode(one!)], { count: isLimited ? 1 : chance.whole(1, 2) }),
      ...(chance.percent(50) ? [anyWork(chance, 'tool', [bytecode(two!), bytecode(one!)])] : []),
    ],
  };
};

export const conflicts: SceneMaker = (chance) => {
  const port = chance.percent(60) ? 443 : 8080;
  const isVm = chance.percent(50);
  const forms = isVm ? [native('linux')] : [native('linux'), image('linux')];
  const hypervisor = chance.pick(['hypervisor.kvm', 'hypervisor.virtualbox']);
  return {
    given: [
      ...hostOf(chance.pick(['machine.desktop', 'machine.laptop']), 'kernel.linux'),
      ...(isVm ? [{ id: 'hyper', part: hypervisor, on: 'host' }] : []),
    ],
    tray: isVm
      ? [vmEntry(chance, chance.pick([[256], [512, 1024]])), { part: 'kernel.linux-slim', max: 1 }]
      : [{ part: chance.pick(['engine.docker', 'engine.lxc', 'engine.gvisor']), max: 1 }],
    workloads: [
      anyWork(chance, 'old', forms, { libraries: { libssl: '1.1', libc: '2' }, ...(chance.percent(50) && { port }) }),
      anyWork(chance, 'new', forms, { libraries: { libssl: '3' }, port: 443, count: isVm ? 1 : chance.whole(1, 2) }),
    ],
  };
};

export const startingOrder: SceneMaker = (chance) => {
  const isDelayed = chance.percent(55);
  const work = (id: string): ReturnType<typeof anyWork> =>
    anyWork(chance, id, [native('linux')], {
      ramMiB: [
        [0, chance.whole(300, 700)],
        [chance.pick([3000, 6000]), chance.whole(20, 200)],
      ],
      start: { cpuMs: chance.pick([200, 2000, 5000]), readMiB: chance.pick([0, 50]), syscalls: chance.pick([0, 10_000]) },
    });
  const three = !isDelayed && chance.percent(60);
  return {
    given: [
      ...hostOf(chance.pick(['machine.sbc', 'machine.netbook', 'machine.old-pc']), 'kernel.linux-slim'),
      ...(chance.percent(50) ? [{ id: 'there', workload: 'base', on: 'host', ...(chance.percent(80) && { delayMs: 4000 }) }] : []),
    ],
    tray: [],
    workloads: [work('base'), work('db'), ...(three ? [work('web')] : [])],
    order: isDelayed
      ? {
          delayMs: chance.pick([
            [0, 5000],
            [3000, 8000],
            [1, 10_000],
          ]),
        }
      : true,
  };
};

export const limited: SceneMaker = (chance) => {
  const isImage = chance.percent(60);
  const limits = { cpuLimit: chance.pick([[500], [250, 1500]]), ramLimitMiB: chance.pick([[128], [64, 512]]) };
  return {
    given: hostOf(chance.pick(X86), 'kernel.linux'),
    tray: isImage ? [{ part: chance.pick(['engine.docker', 'engine.lxc']), max: 1 }] : [],
    workloads: [
      anyWork(chance, 'web', [native('linux'), image('linux')], { ...limits, ...(isImage && { volume: true }) }),
      anyWork(chance, 'job', [native('linux'), image('linux')], { ...batchOf(chance), ...(chance.percent(50) && { cpuLimit: [500] }) }),
    ],
  };
};

export const drivers: SceneMaker = (chance) => ({
  given: [{ id: 'pc', part: chance.pick(X86) }, ...(chance.percent(40) ? hostOf('machine.desktop', 'kernel.minix', '2') : [])],
  tray: [
    { part: 'kernel.minix', max: 1 },
    { part: chance.pick(['kernel.linux', 'kernel.linux-slim']), max: 1 },
  ],
  workloads: [
    anyWork(chance, 'sensor', [native('minix'), native('linux')], { count: chance.whole(1, 2), ...loadOf(chance) }),
    ...(chance.percent(50) ? [anyWork(chance, 'second', [native('minix'), native('linux')])] : []),
  ],
});

export const meddling: SceneMaker = (chance) => ({
  given: [...hostOf('machine.desktop', 'kernel.linux'), { id: 'kvm', part: 'hypervisor.kvm', on: 'host' }],
  tray: [
    vmEntry(chance, [512], { max: chance.whole(1, 2), diskMiB: [10240], isa: [] }),
    { part: 'kernel.linux', max: 2 },
    ...(chance.percent(40) ? [{ part: 'engine.docker', max: 1 }] : []),
  ],
  workloads: [
    anyWork(chance, 'module', [native('linux'), image('linux')], { meddlesWithKernel: true }),
    anyWork(chance, 'web', [native('linux')], loadOf(chance)),
  ],
});

export const furnished: SceneMaker = (chance) => {
  const kernel = chance.pick(['kernel.linux', 'kernel.linux-slim']);
  const isGivenEngine = chance.percent(50);
  return {
    given: [
      ...hostOf(chance.pick(['machine.server', 'machine.desktop', 'machine.metal']), kernel),
      { id: 'kvm', part: 'hypervisor.kvm', on: 'host' },
      { id: 'vm1', part: 'vm', on: 'kvm', ramMiB: 1024, cpus: 2, diskMiB: 10240 },
      { id: 'guest1', part: kernel, on: 'vm1' },
      ...(isGivenEngine ? [{ id: 'docker1', part: 'engine.docker', on: 'guest1' }] : []),
    ],
    tray: [
      { part: chance.pick(['engine.docker', 'engine.gvisor', 'engine.lxc']), max: chance.whole(1, 2) },
      ...(chance.percent(50) ? [{ part: 'runtime.jvm', max: 1 }] : []),
    ],
    workloads: [
      anyWork(chance, 'shop', [image('linux'), bytecode('jvm'), native('linux')], { volume: chance.percent(40) }),
      anyWork(chance, 'mail', [image('linux', 'mail')], { count: chance.whole(1, 2) }),
    ],
  };
};
