import { anyWork, ARM, bare, bytecode, DESKTOPS, hostOf, image, native, osOf, vmEntry, X86, type SceneMaker } from './small-works.ts';

/** Small situations to make levels of: machines, hypervisors, virtual machines. */

export const nothingGiven: SceneMaker = (chance) => {
  const machines = chance.shuffled([...X86, ...ARM]).slice(0, chance.whole(1, 3));
  const kernels = chance.shuffled([...DESKTOPS, 'kernel.linux-slim', 'kernel.minix', 'kernel.unikernel']).slice(0, chance.whole(1, 3));
  const forms = [...kernels.map((kernel) => native(osOf(kernel))), ...(chance.percent(40) ? [bare()] : [])];
  const count = machines.length < 3 && kernels.length < 3 ? chance.whole(1, 2) : 1;
  return {
    given: [],
    tray: [...machines, ...kernels].map((part) => ({ part, max: count })),
    workloads: [anyWork(chance, 'app', forms, { count })],
  };
};

export const severalMachines: SceneMaker = (chance) => {
  const machine = chance.pick([...X86, ...ARM]);
  const second = chance.percent(50) ? machine : chance.pick([...X86, ...ARM]);
  const kernel = chance.pick(['kernel.linux', 'kernel.linux-slim']);
  const isThere = chance.percent(60);
  const isLate = chance.percent(60);
  return {
    given: [
      ...hostOf(machine, kernel),
      ...(chance.percent(75) ? hostOf(second, kernel, '2') : [{ id: 'pc2', part: second }]),
      ...(isThere ? [{ id: 'first', workload: 'app', on: 'host', ...(isLate && { after: ['pc2'], delayMs: 500 }) }] : []),
    ],
    tray: [
      { part: chance.pick(['engine.docker', 'engine.lxc', 'runtime.node']), max: 1 },
      ...(chance.percent(60) ? [{ part: kernel, max: 1 }] : []),
    ],
    workloads: [
      anyWork(chance, 'app', [native('linux'), image('linux'), bytecode('node')], { count: chance.whole(1, 3) }),
      ...(chance.percent(60) ? [anyWork(chance, 'extra', [native('linux'), bare()])] : []),
    ],
  };
};

export const typeTwo: SceneMaker = (chance) => {
  const guest = chance.pick(['kernel.linux', 'kernel.linux-slim', 'kernel.minix', 'kernel.windows']);
  const both = chance.percent(50) ? ['hypervisor.virtualbox', 'hypervisor.vmware-workstation'] : ['hypervisor.virtualbox'];
  const isRoomy = guest === 'kernel.windows';
  const ram = isRoomy ? [1024, 2048] : chance.pick([[256, 1024], [512], [128, 512]]);
  return {
    given: hostOf(chance.pick(['machine.desktop', 'machine.laptop', 'machine.old-pc']), chance.pick(DESKTOPS)),
    tray: [
      ...both.map((part) => ({ part, max: 1 })),
      vmEntry(chance, ram, { max: both.length === 1 ? chance.whole(1, 2) : 1, ...(isRoomy && { diskMiB: [20480] }) }),
      { part: guest, max: both.length === 1 ? 2 : 1 },
    ],
    workloads: [anyWork(chance, 'app', [native(osOf(guest))], { count: chance.percent(35) ? 2 : 1 })],
  };
};

export const typeOne: SceneMaker = (chance) => {
  const isBare = chance.percent(40);
  const guest = chance.pick(['kernel.linux', 'kernel.linux-slim', 'kernel.unikernel', 'kernel.minix']);
  const isUnikernel = guest === 'kernel.unikernel';
  const hypervisors = chance.shuffled(['hypervisor.esxi', 'hypervisor.xen', 'hypervisor.hyper-v']);
  return {
    given: [{ id: 'pc', part: chance.pick(['machine.server', 'machine.metal', 'machine.server', 'machine.desktop']) }],
    tray: [
      ...hypervisors.slice(0, chance.whole(1, 2)).map((part) => ({ part, max: 1 })),
      vmEntry(chance, isUnikernel ? [32, 128] : [512], { max: 2, passthrough: chance.percent(30), isa: [] }),
      { part: guest, max: isBare ? 1 : 2 },
    ],
    workloads: [anyWork(chance, 'app', [native(osOf(guest)), ...(isBare ? [bare()] : [])], { count: chance.whole(1, 2) })],
  };
};

export const hostModule: SceneMaker = (chance) => {
  const guest = chance.pick(['kernel.unikernel', 'kernel.linux-slim', 'kernel.linux']);
  const modules = chance.shuffled(['hypervisor.kvm', 'hypervisor.firecracker', 'hypervisor.cloud-hypervisor']);
  return {
    given: hostOf(chance.pick(['machine.desktop', 'machine.server', 'machine.laptop', 'machine.arm-server']), 'kernel.linux'),
    tray: [
      ...modules.slice(0, chance.whole(1, 2)).map((part) => ({ part, max: 1 })),
      vmEntry(chance, chance.pick([[64, 256], [256], [512]]), { max: 1, passthrough: chance.percent(60) }),
      { part: guest, max: 1 },
    ],
    workloads: [
      anyWork(chance, 'app', [native(osOf(guest))], { count: guest === 'kernel.unikernel' ? 1 : chance.whole(1, 2) }),
      ...(chance.percent(30) ? [anyWork(chance, 'beside', [native('linux')])] : []),
    ],
  };
};

export const emulated: SceneMaker = (chance) => {
  const isArm = chance.percent(60);
  const isa = isArm ? 'x86-64' : 'arm64';
  const machine = isArm ? chance.pick(['machine.tablet', 'machine.arm-server', 'machine.sbc']) : chance.pick(X86);
  const guest = isArm ? chance.pick(['kernel.minix', 'kernel.linux-slim']) : 'kernel.linux-slim';
  return {
    given: hostOf(machine, 'kernel.linux-slim'),
    tray: [
      { part: 'hypervisor.qemu', max: 1 },
      ...(chance.percent(40) ? [{ part: chance.pick(['hypervisor.kvm', 'hypervisor.virtualbox']), max: 1 }] : []),
      vmEntry(chance, chance.pick([[128], [128, 256]]), { isa: chance.pick([[isa], ['x86-64', 'arm64']]) }),
      { part: guest, max: 1 },
    ],
    workloads: [
      anyWork(chance, 'app', [native(osOf(guest), [isa])]),
      ...(chance.percent(50) ? [anyWork(chance, 'beside', [native('linux')])] : []),
    ],
  };
};

export const nested: SceneMaker = (chance) => {
  const inner = chance.pick(['hypervisor.xen', 'hypervisor.hyper-v', 'hypervisor.kvm', 'hypervisor.virtualbox']);
  const isTypeOne = inner === 'hypervisor.xen' || inner === 'hypervisor.hyper-v';
  const outer = chance.pick(['hypervisor.kvm', 'hypervisor.virtualbox']);
  return {
    given: [
      ...hostOf(chance.pick(['machine.desktop', 'machine.metal']), 'kernel.linux'),
      { id: 'outer', part: outer, on: 'host' },
      ...(isTypeOne ? [] : [{ id: 'big', part: 'vm', on: 'outer', ramMiB: 2048, cpus: 2, diskMiB: 20480, nested: chance.percent(60) }]),
      ...(isTypeOne ? [] : [{ id: 'guest', part: 'kernel.linux', on: 'big' }]),
    ],
    tray: [
      { part: inner, max: 1 },
      vmEntry(chance, isTypeOne && chance.percent(30) ? [256, 3072] : [256], { diskMiB: [10240], nested: chance.percent(50), isa: [] }),
      ...(isTypeOne ? [vmEntry(chance, [4096], { cpus: [2], diskMiB: [40960], nested: true, isa: [] })] : []),
      { part: 'kernel.linux-slim', max: 1 },
    ],
    workloads: [anyWork(chance, 'app', [native('linux'), ...(isTypeOne && chance.percent(40) ? [bare()] : [])])],
  };
};

export const smallVms: SceneMaker = (chance) => {
  const guest = chance.pick(['kernel.linux-slim', 'kernel.linux']);
  const peak = chance.whole(150, 700);
  return {
    given: [
      ...hostOf('machine.desktop', 'kernel.linux'),
      { id: 'kvm', part: chance.pick(['hypervisor.kvm', 'hypervisor.virtualbox']), on: 'host' },
    ],
    tray: [
      vmEntry(chance, [256, peak + 300], { max: 1, cpus: chance.pick([[1], [1, 4]]) }),
      vmEntry(chance, [128, 2048], { max: 1, diskMiB: [4096] }),
      { part: guest, max: 2 },
    ].slice(chance.whole(0, 1)),
    workloads: [
      anyWork(chance, 'app', [native('linux', [])], {
        ramMiB: [
          [0, 40],
          [chance.pick([500, 20_000]), peak],
          [60_000, 60],
        ],
        count: chance.whole(1, 2),
      }),
    ],
  };
};

export const alternatives: SceneMaker = (chance) => {
  const guest = chance.pick(['kernel.linux-slim', 'kernel.unikernel']);
  return {
    given: [
      ...hostOf('machine.desktop', 'kernel.linux'),
      { id: 'fc', part: chance.pick(['hypervisor.firecracker', 'hypervisor.kvm']), on: 'host' },
    ],
    tray: [
      vmEntry(chance, [64, 256], { cpus: [1], diskMiB: [2048], isa: [] }),
      vmEntry(chance, [chance.pick([128, 512])], { isa: [], cpus: [4], diskMiB: [2048], passthrough: chance.percent(40) }),
      { part: guest, max: 2 },
      { part: 'runtime.node', max: 1, ramLimitMiB: [256] },
      ...(chance.percent(50) ? [{ part: 'runtime.node', max: 1, cpuLimit: [500] }] : []),
    ].slice(0, chance.whole(3, 5)),
    workloads: [anyWork(chance, 'app', [native(osOf(guest)), bytecode('node')], { count: chance.percent(40) ? 2 : 1 })],
  };
};
