import { expect, test } from 'vitest';
import { ablate } from '../../../src/sim/ablation/index.ts';
import { CATALOG, parseLevel } from '../../../src/sim/index.ts';
import { each, onAndOff } from '../../support/ablated.ts';
import { asks, goal, incidents, levelJson, must, nodeReport, stack, stacks, startTook, work, type Layer } from '../../support/stack.ts';

/** Rules of C11 to C25, each on and off. */

const WEB = work('web', { start: { cpuMs: 100 } });
const DB = work('db', { start: { cpuMs: 100 } });
const SMALL: Layer = { part: 'vm', ramMiB: 512, cpus: 1 };
const READING = work('web', { batch: { cpuMs: 0, readMiB: 5000, ioKiB: 4 } });
const LONG = { scenario: { horizonMs: 1_000_000 }, goals: [asks('done', 'web'), asks('ready', 'web')] };
const batchTook = (report: Parameters<typeof goal>[0]): number =>
  (goal(report, 'done').actual as number) - (goal(report, 'ready').actual as number);

test('C11 off: a VM stands on any kernel, by a hypervisor that is nothing', () => {
  const guest: readonly Layer[] = [{ part: 'vm', ramMiB: 512, cpus: 2 }, { part: 'kernel.linux', id: 'guest' }, 'web'];
  const [on, off] = onAndOff('C11', stack('machine.old-pc', 'kernel.linux', 'hypervisor.none', ...guest), [WEB]);
  expect(on.faults).toContain('unknown-part none');
  expect(off.faults).toEqual([]);
  expect([nodeReport(off.report, 'none').ramMiB, nodeReport(off.report, 'vm').ramMiB]).toEqual([0, 512]);
  expect(startTook(off.report, 'none') + startTook(off.report, 'vm')).toBe(0);
  expect(onAndOff('C11', stack('machine.desktop', 'kernel.linux', SMALL, 'kernel.linux', 'web'), [WEB])[1].faults).not.toEqual([]);
});

test.each([
  {
    vms: 6,
    hypervisors: [
      { part: 'hypervisor.kvm', max: 1 },
      { part: 'hypervisor.qemu', max: 1 },
    ],
    room: 2,
  },
  { vms: 1, hypervisors: [{ part: 'hypervisor.kvm', max: 3 }], room: 1 },
  { vms: 3, hypervisors: [], room: 1 },
  { vms: 3, hypervisors: [{ part: 'hypervisor.kvm' }], room: 3 },
  { vms: 0, hypervisors: [{ part: 'hypervisor.kvm', max: 3 }], room: null },
])('C11 off: of $vms VMs and $hypervisors the tray gets $room that are none', ({ vms, hypervisors, room }) => {
  const tray = [...hypervisors, { part: 'vm', max: vms }, { part: 'kernel.linux', max: 2 }];
  const { level } = ablate('C11', must(parseLevel(levelJson([WEB], { tray }))), CATALOG)!;
  const added = level.tray.filter(({ part }) => part === 'hypervisor.none');
  expect(added).toEqual(room === null ? [] : [{ part: 'hypervisor.none', max: room }]);
});

test('C13 off: guests of type 1 are as slow as those of VirtualBox', () => {
  const job = work('web', { batch: { cpuMs: 10_000, readMiB: 500, ioKiB: 4 } });
  const guest: readonly Layer[] = [{ part: 'vm', ramMiB: 2048, cpus: 2 }, 'kernel.linux', 'web'];
  const [fast, slow] = each(onAndOff('C13', stack('machine.server', 'hypervisor.xen', ...guest), [job], LONG), batchTook);
  const hosted = stack('machine.server', 'kernel.linux', 'hypervisor.virtualbox', ...guest);
  const both = each(onAndOff('C13', hosted, [job], LONG), batchTook);
  expect(fast).toBeLessThan(both[0] as number);
  expect(both).toEqual([slow, slow]);
});

test('C14 off: a kernel stands beside a type 1 hypervisor, but nothing else does', () => {
  const guest: readonly Layer[] = [SMALL, 'kernel.linux', 'db'];
  const faults = (...branches: readonly (readonly Layer[])[]): readonly (readonly string[])[] =>
    onAndOff('C14', stack('machine.server', branches), [WEB, DB]).map((outcome) => outcome.faults);
  const [on, off] = faults(['hypervisor.xen', ...guest], ['kernel.linux', 'web']);
  expect(on).toEqual([expect.stringMatching(/^slot-taken /)]);
  expect(off).toEqual([]);
  expect(faults(['hypervisor.xen', ...guest], ['hypervisor.esxi', ...guest])[1]).toEqual([expect.stringMatching(/^slot-taken /)]);
  expect(faults(['kernel.linux', 'web'], ['kernel.linux', 'db'])[1]).toEqual([expect.stringMatching(/^slot-taken /)]);
});

test('C15 off: type 2 takes nothing for itself', () => {
  const guest: readonly Layer[] = [{ part: 'vm', ramMiB: 512, cpus: 1 }, { part: 'kernel.linux', id: 'guest' }, 'web'];
  const build = stack('machine.old-pc', 'kernel.linux', 'hypervisor.virtualbox', ...guest);
  const both = onAndOff('C15', build, [READING], LONG);
  const [slow, fast] = each(both, batchTook);
  expect(slow).toBeGreaterThan(1.5 * (fast as number));
  const held = each(both, (report) => [nodeReport(report, 'virtualbox').ramMiB, nodeReport(report, 'vm').ramMiB]);
  expect(held).toEqual([
    [60, 610],
    [0, 512],
  ]);
  const kvm = stack('machine.desktop', 'kernel.linux', 'hypervisor.kvm', ...guest);
  const [same, still] = each(onAndOff('C15', kvm, [READING], LONG), batchTook);
  expect(still).toBe(same);
});

test('C16 off: type 1 runs on any machine with the extensions', () => {
  const on = (machine: string): readonly (readonly string[])[] =>
    onAndOff('C16', stack(machine, 'hypervisor.esxi', SMALL, 'kernel.linux', 'web'), [WEB]).map(({ faults }) => faults);
  expect(on('machine.laptop')).toEqual([['unsupported-hardware esxi'], []]);
  expect(on('machine.arm-server')).toEqual([['unsupported-hardware esxi'], []]);
  expect(on('machine.netbook')[1]).toEqual(['no-virtualization esxi']);
});

test('C17 off: a kernel carries one hypervisor', () => {
  const two = stack('machine.desktop', 'kernel.windows', [
    ['hypervisor.virtualbox', SMALL, 'kernel.linux', 'web'],
    ['hypervisor.vmware-workstation', SMALL, 'kernel.linux', 'db'],
  ]);
  const [on, off] = onAndOff('C17', two, [WEB, DB]);
  expect(on.faults).toEqual([]);
  expect(off.faults).toEqual([expect.stringMatching(/^slot-taken /)]);
  const apart = stacks(
    ['machine.desktop', 'kernel.windows', ['web', ['engine.docker-desktop', 'db']], 'hypervisor.virtualbox', SMALL, 'kernel.linux', 'web'],
    ['machine.desktop', 'kernel.linux', ['web', 'db'], 'hypervisor.kvm', SMALL, 'kernel.linux', 'db'],
  );
  const open = work('db', {
    forms: [
      { form: 'image', os: 'linux' },
      { form: 'native', os: 'linux' },
    ],
  });
  expect(onAndOff('C17', apart, [WEB, open])[1].faults).toEqual([]);
});

test('C18 off: a native program still needs a kernel on a machine', () => {
  const program = work('web', { forms: [{ form: 'native', os: 'linux' }] });
  expect(onAndOff('C18', stack('machine.desktop', 'web'), [program])[1].faults).toEqual(['cannot-stand-here web']);
});

test('C19 off: a VM holds what is used in it and the overhead of its hypervisor', () => {
  const grows = work('web', {
    ramMiB: [
      [0, 100],
      [60_000, 700],
    ],
  });
  const vm = { part: 'vm', ramMiB: 4096 };
  const build = stack('machine.desktop', 'kernel.linux', 'hypervisor.firecracker', vm, { part: 'kernel.linux', id: 'guest' }, 'web');
  const [on, off] = onAndOff('C19', build, [grows], { scenario: { horizonMs: 200_000 } });
  // 2.5 MiB of Firecracker.
  expect(nodeReport(on.report, 'vm').ramMiB).toBe(4099);
  const guest = nodeReport(off.report, 'guest').ramMiB;
  expect(nodeReport(off.report, 'vm').ramMiB).toBe(guest + 700 + 3);
  expect(on.report.metrics.ramMiB! - off.report.metrics.ramMiB!).toBe(4096 - guest - 700);
});

test('C19 off: a VM that stops holds nothing, and what runs away in one gets its allocation', () => {
  const events = [
    { atMs: 60_000, event: 'runaway', workload: 'web', resource: 'ram', forMs: 1000 },
    { atMs: 90_000, event: 'power-loss', workload: 'web', layer: 'machine', offMs: 1_000_000 },
  ];
  const build = stack('machine.desktop', 'kernel.linux', 'hypervisor.firecracker', { part: 'vm', ramMiB: 4096 }, 'kernel.linux', 'web');
  const [on, off] = onAndOff('C19', build, [WEB], { scenario: { horizonMs: 200_000, events } });
  expect(off.report.metrics.ramMiB).toBe(on.report.metrics.ramMiB);
  expect(incidents(off.report)).toEqual(incidents(on.report));
});

test('C19 off: more may be allocated than there is, in VMs of VMs and in hidden ones too', () => {
  const vm = (ramMiB: number, more: object = {}): Layer => ({ part: 'vm', ramMiB, ...more });
  const nested = stack('machine.desktop', 'kernel.linux', 'hypervisor.kvm', vm(30_000, { nested: true, diskMiB: 30_000 }), 'kernel.linux', [
    ['hypervisor.kvm', vm(40_000), 'kernel.linux', 'web'],
  ]);
  const [on, off] = onAndOff('C19', nested, [WEB]);
  expect(on.faults).toEqual(['ram-exceeded desktop', 'ram-exceeded vm']);
  expect(off.faults).toEqual([]);
  expect(off.report.passed).toBe(true);
  expect(off.report.metrics.ramMiB).toBeLessThan(3000);
  const desktop = stack('machine.desktop', 'kernel.windows', { part: 'engine.docker-desktop', ramMiB: 30_000 }, 'web');
  expect(onAndOff('C19', desktop, [WEB]).map(({ faults }) => faults)).toEqual([['ram-exceeded desktop'], []]);
});

test('C19 off: what is set aside in VMs counts, up to what they were allocated', () => {
  const guest: readonly Layer[] = [{ part: 'vm', ramMiB: 512, diskMiB: 4096 }, 'kernel.linux', 'web'];
  const five = [1, 2, 3, 4, 5].map(() => guest);
  const many = stack('machine.sbc', 'kernel.linux', 'hypervisor.virtualbox', five);
  expect(onAndOff('C19', many, [WEB]).map(({ faults }) => faults)).toEqual([['ram-exceeded sbc'], ['ram-exceeded sbc']]);
  const three = stack('machine.sbc', 'kernel.linux', 'hypervisor.virtualbox', five.slice(2));
  expect(onAndOff('C19', three, [WEB]).map(({ faults }) => faults)).toEqual([['ram-exceeded sbc'], []]);
  // The kernel holds more than its VM has, which is not asked of the machine.
  const small = stack(
    'machine.sbc',
    'kernel.linux',
    'hypervisor.virtualbox',
    { part: 'vm', ramMiB: 512, diskMiB: 20_480 },
    'kernel.macos',
    'web',
  );
  expect(onAndOff('C19', small, [WEB])[1].faults).toEqual(['ram-exceeded vm', 'vm-too-small vm']);
});

test('C20 off: only the workload starts anew when its kernel or VM is restarted', () => {
  const build = stack('machine.desktop', 'kernel.linux', 'hypervisor.kvm', { part: 'vm', cpus: 2 }, 'kernel.linux', ['web', 'db']);
  for (const layer of ['vm', 'kernel']) {
    const members = {
      scenario: { horizonMs: 200_000, events: [{ atMs: 100_000, event: 'restart', workload: 'web', layer }] },
      goals: [asks('downtime', 'web'), asks('downtime', 'db')],
    };
    const [away, back] = onAndOff('C20', build, [WEB, DB], members).map(({ report }) => report.goals.map(({ actual }) => actual as number));
    expect(Math.min(...away!)).toBeGreaterThan(5000);
    expect(back).toEqual([expect.closeTo(102, -1), 0]);
  }
});

test('C20 off: a VM that was given restarts all its workloads, and none where there is no VM', () => {
  const event = { atMs: 100_000, event: 'restart' };
  const bare = stack('machine.desktop', 'kernel.linux', ['web', 'db']);
  const layered = { scenario: { horizonMs: 200_000, events: [{ ...event, workload: 'web', layer: 'vm' }] } };
  const codes = onAndOff('C20', bare, [WEB, DB], layered).map(({ report }) => report.notices.map(({ code }) => code));
  expect(codes).toEqual([['no-target'], ['no-target']]);
  const vm = { id: 'vm', part: 'vm', on: 'kvm', cpus: 2 };
  const given = [
    { id: 'desktop', part: 'machine.desktop' },
    { id: 'host', part: 'kernel.linux', on: 'desktop' },
    { id: 'kvm', part: 'hypervisor.kvm', on: 'host' },
    vm,
  ];
  const build = stack('machine.desktop', { part: 'kernel.linux', id: 'host' }, 'hypervisor.kvm', vm, 'kernel.linux', ['web', 'db']);
  const members = {
    given,
    scenario: { horizonMs: 200_000, events: [{ ...event, node: 'vm' }] },
    goals: [asks('downtime', 'web'), asks('downtime', 'db')],
  };
  const [, off] = onAndOff('C20', build, [WEB, DB], members);
  expect(off.report.goals.map(({ actual }) => actual)).toEqual([expect.closeTo(102, -1), expect.closeTo(102, -1)]);
});

test('C21 off: devices of a VM cost no more than those of the machine', () => {
  const guest = (hypervisor: string): Layer[] => [hypervisor, { part: 'vm', ramMiB: 2048, passthrough: hypervisor === 'hypervisor.esxi' }];
  const bare = each(onAndOff('C21', stack('machine.server', 'kernel.linux', 'web'), [READING], LONG), batchTook)[0] as number;
  for (const below of [['hypervisor.xen'], ['kernel.linux', 'hypervisor.qemu']]) {
    const build = stack('machine.server', ...below.slice(0, -1), ...guest(below.at(-1)!), 'kernel.linux', 'web');
    const [slow, fast] = each(onAndOff('C21', build, [READING], LONG), batchTook);
    expect(slow).toBeGreaterThan(1.3 * bare);
    expect(Math.abs((fast as number) - bare)).toBeLessThanOrEqual(1);
  }
  for (const [host, engine] of [
    ['kernel.windows', 'engine.docker-desktop'],
    ['kernel.linux', 'engine.kata'],
  ] as const) {
    const [slow, fast] = each(onAndOff('C21', stack('machine.server', host, engine, 'web'), [READING], LONG), batchTook);
    expect(slow).toBeGreaterThan(1.3 * (fast as number));
  }
});

test('C22 off: any hypervisor runs guests of any instruction set, as fast as its own', () => {
  const job = work('web', { batch: { cpuMs: 10_000 } });
  const guest = (isa: string): Layer[] => [{ part: 'vm', isa, ramMiB: 512 }, 'kernel.linux', 'web'];
  for (const below of [['kernel.linux', 'hypervisor.kvm'], ['hypervisor.xen'], ['kernel.linux', 'hypervisor.virtualbox']]) {
    const [on, off] = each(onAndOff('C22', stack('machine.desktop', ...below, ...guest('arm64')), [job], LONG), batchTook);
    expect(on).toContain('isa-mismatch vm');
    const own = each(onAndOff('C22', stack('machine.desktop', ...below, ...guest('x86-64')), [job], LONG), batchTook);
    expect(own).toEqual([off, off]);
  }
});

test('C23 off: an emulator runs guests of its own instruction set only, at the speed of VirtualBox', () => {
  const job = work('web', { batch: { cpuMs: 10_000, readMiB: 100 } });
  const on = (isa: string, hypervisor = 'hypervisor.qemu'): readonly (string | number)[] =>
    each(
      onAndOff(
        'C23',
        stack('machine.desktop', 'kernel.linux', hypervisor, { part: 'vm', isa, ramMiB: 512 }, 'kernel.linux', 'web'),
        [job],
        LONG,
      ),
      batchTook,
    );
  expect(on('arm64')).toEqual([expect.any(Number), 'isa-mismatch vm']);
  const [slow, fast] = on('x86-64');
  expect(slow).toBeGreaterThan(10 * (fast as number));
  expect(on('x86-64', 'hypervisor.virtualbox')).toEqual([fast, fast]);
});

test('C25 off: a VM takes as much disk as is in it', () => {
  const program = work('web', { forms: [{ form: 'native', os: 'linux', diskMiB: 500 }] });
  const vm = { part: 'vm', diskMiB: 20_480 };
  const write = { atMs: 100_000, event: 'write', workload: 'web', mib: 300 };
  const members = { scenario: { horizonMs: 200_000, events: [write] }, goals: [{ kind: 'keeps', workload: 'web' }] };
  const build = stack('machine.desktop', 'kernel.linux', 'hypervisor.kvm', vm, 'kernel.linux', 'web');
  const host = 1126 + 400;
  expect(each(onAndOff('C25', build, [program], members), ({ metrics }) => metrics.diskMiB)).toEqual([
    host + 20_480,
    host + 1126 + 500 + 300,
  ]);
  const huge = stack('machine.desktop', 'kernel.linux', 'hypervisor.kvm', { part: 'vm', diskMiB: 600_000 }, 'kernel.linux', 'web');
  expect(onAndOff('C25', huge, [program]).map(({ faults }) => faults)).toEqual([['disk-exceeded desktop'], []]);
  // There is no more than the machine has.
  const most = { ...members, scenario: { horizonMs: 200_000, events: [{ ...write, mib: 530_000 }] } };
  expect(each(onAndOff('C25', huge, [program], most), (report) => goal(report, 'keeps').actual)[1]).toBe(530_000);
});

test('C25 off: what is in a VM in a VM takes space on the machine', () => {
  const outer = { part: 'vm', ramMiB: 4096, diskMiB: 30_000, nested: true };
  const build = stack(
    'machine.desktop',
    'kernel.linux',
    'hypervisor.kvm',
    outer,
    'kernel.linux',
    'hypervisor.kvm',
    'vm',
    'kernel.linux',
    'web',
  );
  const [full, inside] = each(onAndOff('C25', build, [WEB]), ({ metrics }) => metrics.diskMiB);
  expect([full, inside]).toEqual([1126 + 400 + 30_000, 2 * (1126 + 400) + 1126]);
});

test('C25 off: what was written in a VM is lost when it stops', () => {
  const kept = (layer: string): readonly unknown[] => {
    const events = [
      { atMs: 100_000, event: 'write', workload: 'web', mib: 300 },
      { atMs: 110_000, event: 'restart', workload: 'web', layer },
    ];
    const build = stack('machine.desktop', 'kernel.linux', 'hypervisor.kvm', { part: 'vm', cpus: 2 }, 'kernel.linux', 'web');
    const members = { scenario: { horizonMs: 200_000, events }, goals: [{ kind: 'keeps', workload: 'web' }] };
    return each(onAndOff('C25', build, [WEB], members), (report) => goal(report, 'keeps').actual);
  };
  expect([kept('self'), kept('kernel'), kept('vm'), kept('machine')]).toEqual([
    [0, 0],
    [0, 0],
    [0, 300],
    [0, 300],
  ]);
});
