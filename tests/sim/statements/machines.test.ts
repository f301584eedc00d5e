import { describe, expect, test } from 'vitest';
import {
  asks,
  batchTook,
  faults,
  goal,
  incidents,
  measure,
  nodeReport,
  stack,
  stacks,
  startTook,
  trial,
  work,
  wrong,
  type Layer,
} from '../../support/stack.ts';

/** Statements C11 to C25: virtual machines and hypervisors. */

const WEB = work('web', { start: { cpuMs: 100 } });
const DB = work('db', { start: { cpuMs: 100 } });
const TYPE_2 = ['hypervisor.virtualbox', 'hypervisor.vmware-workstation'];
const TYPE_1 = ['hypervisor.esxi', 'hypervisor.xen', 'hypervisor.hyper-v'];
const SMALL: Layer = { part: 'vm', ramMiB: 512, cpus: 1 };

describe('C11 a hypervisor makes virtual machines and shares the resources of the host among them', () => {
  test('C11 a VM stands on nothing else', () => {
    for (const below of [['machine.server'], ['machine.server', 'kernel.linux'], ['machine.server', 'kernel.linux', 'engine.docker']]) {
      expect(wrong(stack(...below, 'vm', 'kernel.linux', 'web'), [WEB])).toContain('cannot-stand-here vm');
    }
    expect(wrong(stack('machine.server', 'hypervisor.xen', 'vm', 'kernel.linux', 'web'), [WEB])).toEqual([]);
  });

  test.each([
    { resource: 'processor', start: { cpuMs: 20_000 }, longer: 12 / 8 },
    { resource: 'disk', start: { readMiB: 20_000, ioKiB: 4096 }, longer: 12 },
  ])('C11 guests that want all of the $resource get equal parts', ({ start, longer }) => {
    const job = work('job', { start });
    // Enough guests for the threads to be scarce: 12 on 8.
    const took = (guests: number): number => {
      const branches = Array.from({ length: guests }, () => [{ part: 'vm', ramMiB: 256 }, 'kernel.linux-slim', 'job']);
      const report = trial(stack('machine.desktop', 'kernel.linux', 'hypervisor.kvm', branches), [job], {
        scenario: { horizonMs: 100_000_000 },
      });
      const times = report.nodes.filter(({ workload }) => workload === 'job').map(({ id }) => startTook(report, id));
      expect(Math.max(...times) - Math.min(...times)).toBeLessThanOrEqual(1);
      return times[0]!;
    };
    expect(took(12) / took(1)).toBeCloseTo(longer, 2);
  });
});

test('C12 one host runs guests of several operating systems at once', () => {
  const ours = work('web', { forms: [{ form: 'native', os: 'linux' }] });
  const theirs = work('db', { forms: [{ form: 'native', os: 'windows' }] });
  const build = stack('machine.desktop', 'kernel.macos', 'hypervisor.virtualbox', [
    [{ part: 'vm', ramMiB: 1024 }, 'kernel.linux', 'web'],
    [{ part: 'vm', ramMiB: 4096, diskMiB: 20_480 }, 'kernel.windows', 'db'],
  ]);
  const report = trial(build, [ours, theirs], { goals: [asks('ready', 'web'), asks('ready', 'db')] });
  expect(report.goals.map(({ actual }) => actual)).toEqual([expect.any(Number), expect.any(Number)]);
});

describe('C13 type 1 stands on the hardware itself: less tax, less to go wrong, only where it has drivers', () => {
  const guests: readonly Layer[] = [{ part: 'vm', ramMiB: 2048, cpus: 2 }, 'kernel.linux', 'web'];

  test('C13 its guests do the same in less time than those of type 2', () => {
    const job = work('web', { batch: { cpuMs: 10_000, readMiB: 500, ioKiB: 4 } });
    const first = TYPE_1.map((part) => batchTook(stack('machine.server', part, ...guests), [job], 'web'));
    const second = TYPE_2.map((part) => batchTook(stack('machine.server', 'kernel.linux', part, ...guests), [job], 'web'));
    expect(Math.max(...first)).toBeLessThan(Math.min(...second));
  });

  test('C13 no host can fail under it', () => {
    const scenario = { horizonMs: 300_000, events: [{ atMs: 200_000, event: 'driver-fault', workload: 'db' }] };
    const beside = stack('machine.server', 'kernel.linux', ['db', ['hypervisor.virtualbox', ...guests]]);
    const apart = stack('machine.server', 'hypervisor.xen', [[SMALL, 'kernel.linux', 'db'], [...guests]]);
    expect(measure('downtime', beside, [WEB, DB], 'web', scenario)).toBeGreaterThan(10_000);
    expect(measure('downtime', apart, [WEB, DB], 'web', scenario)).toBe(0);
  });

  test('C13 only hardware on its list', () => {
    expect(wrong(stack('machine.laptop', 'hypervisor.esxi', ...guests), [WEB])).toContain('unsupported-hardware esxi');
    for (const part of TYPE_1) expect(wrong(stack('machine.server', part, ...guests), [WEB])).toEqual([]);
  });
});

test('C14 a machine with type 1 runs no desktop program beside its guests', () => {
  for (const part of TYPE_1) {
    const host = { part, id: 'host' };
    expect(wrong(stack('machine.server', host, ['web', ['vm', 'kernel.linux', 'db']]), [WEB, DB])).toEqual(['cannot-stand-here web']);
    expect(
      wrong(
        stack('machine.server', [
          [host, 'vm', 'kernel.linux', 'db'],
          ['kernel.linux', 'web'],
        ]),
        [WEB, DB],
      ),
    ).toContainEqual(expect.stringMatching(/^slot-taken /));
  }
  for (const part of TYPE_2)
    expect(wrong(stack('machine.server', 'kernel.linux', ['web', [part, 'vm', 'kernel.linux', 'db']]), [WEB, DB])).toEqual([]);
});

describe('C15 type 2 is a program on a host: its layers add up', () => {
  const guest: readonly Layer[] = [{ part: 'vm', ramMiB: 1024, cpus: 2 }, 'kernel.linux', 'web'];
  const hosted = stack('machine.server', { part: 'kernel.linux', id: 'host' }, 'hypervisor.virtualbox', ...guest);
  const direct = stack('machine.server', 'hypervisor.xen', ...guest);

  test('C15 the host kernel boots first and holds memory of its own', () => {
    const report = trial(hosted, [WEB]);
    expect(nodeReport(report, 'virtualbox').startMs).toBe(nodeReport(report, 'host').readyMs);
    expect(nodeReport(report, 'vm').startMs).toBe(nodeReport(report, 'virtualbox').readyMs);
    expect(nodeReport(report, 'host').ramMiB).toBeGreaterThan(100);
  });

  test('C15 I/O of devices pays in the guest and in the host', () => {
    const reading = work('web', { batch: { cpuMs: 0, readMiB: 1000, ioKiB: 4 } });
    const took = (build: typeof hosted): number => batchTook(build, [reading], 'web');
    const minix = stack('machine.desktop', 'kernel.linux', 'hypervisor.qemu', { part: 'vm', ramMiB: 1024 }, 'kernel.minix', 'web');
    const plain = stack('machine.desktop', 'kernel.linux', 'hypervisor.qemu', { part: 'vm', ramMiB: 1024 }, 'kernel.linux', 'web');
    expect(took(hosted)).toBeGreaterThan(took(direct));
    // The guest's own drivers count as well: those of a microkernel cost more.
    expect(took(minix)).toBeGreaterThan(took(plain));
  });

  test('C15 without extensions code is translated, which type 2 can and type 1 cannot do without', () => {
    const old = stack(
      'machine.old-pc',
      'kernel.linux',
      'hypervisor.virtualbox',
      { part: 'vm', cpus: 1, ramMiB: 512 },
      'kernel.linux',
      'web',
    );
    expect(wrong(old, [WEB])).toEqual([]);
    expect(wrong(stack('machine.old-pc', 'kernel.linux', 'hypervisor.kvm', SMALL, 'kernel.linux', 'web'), [WEB])).toContain(
      'no-virtualization kvm',
    );
    expect(wrong(stack('machine.old-pc', 'hypervisor.xen', SMALL, 'kernel.linux', 'web'), [WEB])).toContain('no-virtualization xen');
  });
});

test('C16 type 2 runs on any machine that its host runs on; type 1 only on machines on its list', () => {
  const machines = ['machine.desktop', 'machine.old-pc', 'machine.server', 'machine.laptop', 'machine.tablet', 'machine.arm-server'];
  for (const machine of machines) {
    for (const part of TYPE_2) expect(wrong(stack(machine, 'kernel.linux', part, SMALL, 'kernel.linux', 'web'), [WEB])).toEqual([]);
  }
  for (const part of TYPE_1) {
    const refused = machines.filter((machine) => wrong(stack(machine, part, SMALL, 'kernel.linux', 'web'), [WEB]).length > 0);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused).not.toContain('machine.server');
  }
});

test('C17 several hypervisors stand side by side on one kernel', () => {
  const build = stack('machine.desktop', 'kernel.windows', [
    ['hypervisor.virtualbox', SMALL, 'kernel.linux', 'web'],
    ['hypervisor.vmware-workstation', SMALL, 'kernel.linux', 'db'],
    ['hypervisor.virtualbox', SMALL, 'kernel.linux', 'web'],
  ]);
  const report = trial(build, [WEB, DB]);
  expect(report.metrics.readyMs).not.toBeNull();
  expect(
    wrong(
      stack('machine.server', [
        ['hypervisor.xen', SMALL, 'kernel.linux', 'web'],
        ['hypervisor.esxi', SMALL, 'kernel.linux', 'web'],
      ]),
      [WEB],
    ),
  ).toHaveLength(1);
});

test('C18 a VM is a whole computer: useless without a kernel of its own, which boots by itself', () => {
  const native = work('web', { forms: [{ form: 'native', os: 'linux' }] });
  expect(wrong(stack('machine.desktop', 'kernel.linux', 'hypervisor.kvm', 'vm', 'web'), [native])).toEqual(['cannot-stand-here web']);
  expect(
    wrong(stack('machine.desktop', 'kernel.linux', 'hypervisor.kvm', 'vm', 'web'), [work('web', { forms: [{ form: 'bare' }] })]),
  ).toEqual([]);
  const report = trial(
    stack('machine.desktop', 'kernel.linux', 'hypervisor.kvm', { part: 'vm', cpus: 2 }, { part: 'kernel.linux', id: 'guest' }, 'web'),
    [native],
  );
  expect(nodeReport(report, 'guest').startMs).toBe(nodeReport(report, 'vm').readyMs);
  expect(startTook(report, 'guest')).toBeGreaterThan(startTook(report, 'linux'));
});

test('C19 a VM holds what it was allocated, used or not', () => {
  const held = (ramMiB: number, used: number): { vm: number; all: number } => {
    const report = trial(stack('machine.desktop', 'kernel.linux', 'hypervisor.virtualbox', { part: 'vm', ramMiB }, 'kernel.linux', 'web'), [
      work('web', { ramMiB: used }),
    ]);
    return { vm: nodeReport(report, 'vm').ramMiB, all: report.metrics.ramMiB! };
  };
  expect(held(4096, 1000)).toEqual(held(4096, 1));
  expect(held(4096, 1000).vm).toBeGreaterThan(4096);
  expect(held(4096, 1).all - held(2048, 1).all).toBeGreaterThanOrEqual(2048);
  expect(faults(stack('machine.desktop', 'kernel.linux', 'hypervisor.virtualbox', { part: 'vm', ramMiB: 16_000 }))).toEqual([
    'ram-exceeded desktop',
  ]);
});

test('C20 restarting a VM boots its kernel again, and its service is away meanwhile', () => {
  const build = stack(
    'machine.desktop',
    'kernel.linux',
    'hypervisor.kvm',
    { part: 'vm', cpus: 2 },
    { part: 'kernel.linux', id: 'guest' },
    'web',
  );
  const away = (layer: string): number =>
    measure('downtime', build, [WEB], 'web', {
      horizonMs: 200_000,
      events: [{ atMs: 100_000, event: 'restart', workload: 'web', layer }],
    })!;
  const report = trial(build, [WEB]);
  expect(away('vm')).toBeCloseTo(startTook(report, 'vm') + startTook(report, 'guest') + startTook(report, 'web'), -1);
  expect(Math.abs(away('self') - startTook(report, 'web'))).toBeLessThanOrEqual(1);
  expect(away('vm')).toBeGreaterThan(20 * away('self'));
});

test('C21 devices of a VM are simulated in software, which costs; a device handed through does not', () => {
  const reading = work('web', { batch: { cpuMs: 0, readMiB: 5000, ioKiB: 4 } });
  const guest = (settings: object): number =>
    batchTook(
      stack('machine.server', 'hypervisor.xen', { part: 'vm', ramMiB: 2048, ...settings }, 'kernel.linux', 'web'),
      [reading],
      'web',
    );
  const bare = batchTook(stack('machine.server', 'kernel.linux', 'web'), [reading], 'web');
  expect(guest({})).toBeGreaterThan(1.3 * bare);
  expect(Math.abs(guest({ passthrough: true }) - bare)).toBeLessThanOrEqual(1);
});

test('C22 what is passed straight to the hardware needs its instruction set', () => {
  const arm = { part: 'vm', isa: 'arm64', ramMiB: 512 };
  for (const part of [...TYPE_2, 'hypervisor.kvm']) {
    expect(wrong(stack('machine.desktop', 'kernel.linux', part, arm, 'kernel.linux', 'web'), [WEB])).toContain('isa-mismatch vm');
    expect(wrong(stack('machine.arm-server', 'kernel.linux', part, arm, 'kernel.linux', 'web'), [WEB])).toEqual([]);
  }
  expect(wrong(stack('machine.arm-server', 'kernel.linux', 'hypervisor.kvm', SMALL, 'kernel.minix', 'web'), [WEB])).toContain(
    'isa-mismatch minix',
  );
});

test('C23 any operating system can be emulated on anything, an order of magnitude slower', () => {
  const program = work('web', {
    forms: [
      { form: 'native', os: 'windows', isa: ['x86-64'] },
      { form: 'native', os: 'linux', isa: ['arm64'] },
    ],
    batch: { cpuMs: 10_000 },
  });
  const windows: readonly Layer[] = [
    { part: 'vm', isa: 'x86-64', ramMiB: 4096, cpus: 2, diskMiB: 20_480 },
    { part: 'kernel.windows', id: 'guest' },
    'web',
  ];
  const build = stack('machine.tablet', 'kernel.linux', 'hypervisor.qemu', ...windows);
  const took = (chosen: typeof build): number => batchTook(chosen, [program], 'web');
  expect(took(build)).toBeGreaterThan(10 * took(stack('machine.tablet', 'kernel.linux', 'web')));
  expect(wrong(stack('machine.tablet', 'kernel.windows', 'web'), [program])).toEqual(['isa-mismatch web']);
});

test('C24 ESXi, Xen, Hyper-V and KVM are type 1; VirtualBox and VMware Workstation type 2; QEMU emulates', () => {
  const guest: readonly Layer[] = [SMALL, 'kernel.linux', 'web'];
  for (const part of TYPE_1)
    expect(wrong(stack('machine.server', 'kernel.linux', part, ...guest), [WEB])).toContainEqual(
      expect.stringContaining('cannot-stand-here'),
    );
  for (const part of [...TYPE_2, 'hypervisor.qemu', 'hypervisor.kvm'])
    expect(wrong(stack('machine.server', part, ...guest), [WEB])).toContainEqual(expect.stringContaining('cannot-stand-here'));
  for (const part of TYPE_2) expect(wrong(stack('machine.desktop', 'kernel.macos', part, ...guest), [WEB])).toEqual([]);
  // KVM makes a running Linux kernel a type 1 hypervisor; other programs go on beside it, its tax is that of type 1.
  expect(wrong(stack('machine.server', 'kernel.linux', ['web', ['hypervisor.kvm', ...guest]]), [WEB])).toEqual([]);
  expect(wrong(stack('machine.desktop', 'kernel.windows', 'hypervisor.kvm', ...guest), [WEB])).toContain('os-mismatch kvm');
  expect(wrong(stack('machine.desktop', 'kernel.minix', 'hypervisor.qemu', SMALL, 'kernel.linux', 'web'), [WEB])).toEqual([]);
});

describe('C25 a disk image is the hard disk of a VM', () => {
  test('C25 what was written stays in it when the VM is restarted', () => {
    const events = [
      { atMs: 100_000, event: 'write', workload: 'web', mib: 500 },
      { atMs: 120_000, event: 'restart', workload: 'web', layer: 'vm' },
      { atMs: 150_000, event: 'crash', workload: 'web' },
    ];
    const build = stack('machine.desktop', 'kernel.linux', 'hypervisor.kvm', 'vm', 'kernel.linux', 'web');
    const report = trial(build, [WEB], { scenario: { horizonMs: 200_000, events }, goals: [{ kind: 'keeps', workload: 'web' }] });
    expect(goal(report, 'keeps')).toMatchObject({ met: true, actual: 0 });
    expect(incidents(report)).toEqual(['crash web at 150000']);
  });

  test('C25 each VM takes its full disk, and writing inside takes no more', () => {
    const disk = (count: number, events: readonly object[] = []): number => {
      const vms = Array.from({ length: count }, () => [{ part: 'vm', diskMiB: 20_480 }, 'kernel.linux', 'web']);
      return trial(stack('machine.desktop', 'kernel.linux', 'hypervisor.kvm', vms), [WEB], { scenario: { horizonMs: 200_000, events } })
        .metrics.diskMiB!;
    };
    expect(disk(3) - disk(2)).toBe(20_480);
    expect(disk(1, [{ atMs: 100_000, event: 'write', workload: 'web', mib: 500 }])).toBe(disk(1));
    expect(faults(stacks(['machine.desktop', 'kernel.linux', 'hypervisor.kvm', { part: 'vm', diskMiB: 524_288 }]))).toContain(
      'disk-exceeded desktop',
    );
  });
});
