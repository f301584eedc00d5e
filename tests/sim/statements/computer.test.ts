import { describe, expect, test } from 'vitest';
import { bootLog, filmOf } from '../../../src/sim/index.ts';
import {
  asks,
  goal,
  incidents,
  levelFor,
  measure,
  nodeReport,
  run,
  stack,
  stacks,
  startTook,
  trial,
  work,
  wrong,
} from '../../support/stack.ts';

/** Statements C01 to C10: the computer and its kernel. */

const WEB = work('web', { start: { cpuMs: 100 } });

describe('C01 every computer has four resources: processor, memory, storage, network', () => {
  const load = { requestsPerSecond: 1000 };
  const needs = {
    processor: work('job', { load: { ...load, cpuUs: 2500 } }),
    storage: work('job', { load: { ...load, readKiB: 4096, ioKiB: 64 } }),
    network: work('job', { load: { ...load, netKiB: 512 } }),
  };
  const places = {
    machine: stack('machine.desktop', 'kernel.linux', 'job'),
    vm: stack('machine.desktop', 'kernel.linux', 'hypervisor.kvm', { part: 'vm', cpus: 1 }, 'kernel.linux', 'job'),
  };
  const cases = Object.entries(places).flatMap(([place, build]) =>
    Object.entries(needs).map(([resource, job]) => ({ place, build, resource, job })),
  );

  test.each(cases)('C01 $resource of a $place can be the bottleneck', ({ build, job }) => {
    const scenario = { horizonMs: 600_000 };
    const served = measure('throughput', build, [job], 'job', scenario)!;
    const eased = measure('throughput', build, [work('job', { load: { ...load, cpuUs: 1, readKiB: 1, netKiB: 1 } })], 'job', scenario)!;
    expect(served).toBeLessThan(800);
    expect(eased).toBeGreaterThan(900);
  });

  test.each(Object.entries(places))('C01 memory of a %s can be the bottleneck', (_place, build) => {
    const report = trial(build, [work('job', { ramMiB: 20_000 })], { scenario: { horizonMs: 100_000 } });
    expect(report.incidents.map(({ kind, node }) => `${kind} ${node}`)).toContain('out-of-memory job');
  });
});

test('C02 nothing but bare-metal code runs on hardware without a kernel', () => {
  const program = work('program', {
    forms: [
      { form: 'native', os: 'linux' },
      { form: 'image', os: 'linux' },
      { form: 'bytecode', runtime: 'jvm' },
    ],
  });
  const bare = work('program', { forms: [{ form: 'bare' }] });
  const onHardware = stack('machine.desktop', 'program');
  expect(wrong(onHardware, [program])).toEqual(['cannot-stand-here program']);
  expect(wrong(stack('machine.desktop', 'runtime.jvm', 'program'), [program])).toContain('cannot-stand-here jvm');
  expect(wrong(stack('machine.desktop', 'engine.docker', 'program'), [program])).toContain('cannot-stand-here docker');
  expect(wrong(onHardware, [bare])).toEqual([]);
  expect(wrong(stack('machine.desktop', 'kernel.linux', 'program'), [program])).toEqual([]);
});

test('C03 the kernel is the first program after the bootloader and handles the rest of start-up', () => {
  const build = stack('machine.desktop', 'kernel.linux', 'engine.docker', 'web');
  const { stack: resolved, world } = run(build, levelFor(build, [WEB]));
  const phases = world!.recording!.phases.map(({ node, phase }) => `${resolved.nodes[node]!.id} ${phase}`);
  const order = [
    'desktop firmware',
    'desktop loader',
    'linux read',
    'linux initialise',
    'linux services',
    'docker read',
    'docker start',
    'web create',
    'web start',
  ];
  expect([...new Set(phases)]).toEqual(order);
  // One after another, without gaps: from power-on to the last.
  let at = 0;
  for (const { startUs, endUs } of world!.recording!.phases) {
    expect(startUs).toBeCloseTo(at, 3);
    at = endUs;
  }
});

test("C04 most of the time to turn on is the kernel's and what it starts, on a machine with a BIOS", () => {
  const shares = ['machine.old-pc', 'machine.netbook', 'machine.desktop'].map((machine) => {
    const report = trial(stack({ part: machine, id: 'pc' }, 'kernel.linux', 'web'), [WEB]);
    return startTook(report, 'linux') / nodeReport(report, 'linux').readyMs!;
  });
  expect(shares[0]).toBeGreaterThan(0.5);
  expect(shares[1]).toBeGreaterThan(0.5);
  // Published figures show UEFI firmware to take as much.
  expect(shares[2]).toBeGreaterThan(0.4);
  const build = stack('machine.old-pc', 'kernel.linux', 'web');
  const spans = run(build, levelFor(build, [WEB])).world!.recording!.phases.filter(({ node }) => node === 1);
  const took = (phase: string): number =>
    spans.filter((span) => span.phase === phase).reduce((sum, { startUs, endUs }) => sum + endUs - startUs, 0);
  expect(took('services')).toBeGreaterThan(took('initialise'));
});

test('C05 kernels differ but do the same job; programs built for one do not run on another', () => {
  const kernels = ['linux', 'windows', 'macos', 'minix'];
  for (const os of kernels) {
    const program = work('program', { forms: [{ form: 'native', os }] });
    for (const kernel of kernels) {
      const found = wrong(stack('machine.desktop', `kernel.${kernel}`, 'program'), [program]);
      expect(found).toEqual(kernel === os ? [] : ['os-mismatch program']);
    }
  }
});

test('C06 a program asks the kernel by system calls, which end at the nearest kernel; layers tax them and I/O more than computing', () => {
  const native = stack('machine.desktop', 'kernel.linux', 'job');
  const guest = stack(
    'machine.desktop',
    'kernel.linux',
    'hypervisor.virtualbox',
    { part: 'vm', cpus: 2, ramMiB: 2048 },
    'kernel.linux',
    'job',
  );
  const emulated = stack(
    'machine.desktop',
    'kernel.linux',
    'hypervisor.qemu',
    { part: 'vm', cpus: 2, ramMiB: 2048 },
    'kernel.linux',
    'job',
  );
  const took = (build: typeof native, start: object): number =>
    startTook(trial(build, [work('job', { start })], { scenario: { horizonMs: 100_000_000 } }), 'job');
  const ratio = (build: typeof native, start: object): number => took(build, start) / took(native, start);
  const [computing, calling, reading] = [{ cpuMs: 10_000 }, { syscalls: 100_000_000 }, { readMiB: 2000, ioKiB: 4 }];
  expect(took(native, calling)).toBeGreaterThan(1000);
  // With extensions a guest's system calls stay in the guest: they cost what its computing costs, I/O goes on down.
  expect(ratio(guest, calling)).toBeCloseTo(ratio(guest, computing), 2);
  expect(ratio(guest, reading)).toBeGreaterThan(1.5 * ratio(guest, computing));
  expect(ratio(emulated, computing)).toBeGreaterThan(10);
  expect(ratio(emulated, reading)).toBeGreaterThan(2);
  // Without extensions code is translated, and a system call costs many times more.
  const oldGuest = stack('machine.old-pc', 'kernel.linux', 'hypervisor.virtualbox', { part: 'vm', cpus: 2 }, 'kernel.linux-slim', 'job');
  const oldNative = stack('machine.old-pc', 'kernel.linux', 'job');
  expect(took(oldGuest, calling) / took(oldNative, calling)).toBeGreaterThan(4);
  expect(took(oldGuest, computing) / took(oldNative, computing)).toBeLessThan(1.3);
});

test('C07 a driver fault panics a monolithic kernel; a microkernel restarts one server, and pays more for each system call', () => {
  const scenario = { horizonMs: 200_000, events: [{ atMs: 100_000, event: 'driver-fault', workload: 'job' }] };
  const [mono, micro] = ['kernel.linux', 'kernel.minix'].map((kernel) => {
    const report = trial(stack('machine.desktop', { part: kernel, id: 'kernel' }, 'job'), [work('job')], {
      scenario,
      goals: [asks('downtime', 'job')],
    });
    return { away: goal(report, 'downtime').actual as number, found: incidents(report) };
  });
  expect(mono!.found).toEqual(['panic kernel at 100000']);
  expect(mono!.away).toBeGreaterThan(10_000);
  expect(micro!.found).toEqual(['driver-fault kernel at 100000']);
  expect(micro!.away).toBe(0);
  const calls = work('job', { start: { syscalls: 100_000_000 } });
  const took = (kernel: string): number => startTook(trial(stack('machine.desktop', kernel, 'job'), [calls]), 'job');
  expect(took('kernel.minix')).toBeGreaterThan(1.5 * took('kernel.linux'));
});

test('C08 every kernel of a run prints a boot log that can be read line by line', () => {
  const build = stack('machine.desktop', 'kernel.windows', 'hypervisor.virtualbox', 'vm', 'kernel.linux', 'web');
  const film = filmOf(run(build, levelFor(build, [WEB])), 3_600_000)!;
  const lines = bootLog(film);
  expect(new Set(lines.map(({ kernel }) => kernel))).toEqual(new Set(['windows', 'linux']));
  for (const kernel of ['windows', 'linux']) {
    const own = lines.filter((line) => line.kernel === kernel);
    const codes = own.map(({ code }) => code);
    for (const code of ['memory-check', 'kernel-start', 'kernel-memory', 'kernel-driver-disk', 'services-start', 'boot-finished'] as const)
      expect(codes).toContain(code);
    const times = own.map(({ atUs }) => atUs);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  }
});

describe('C09 at boot the kernel checks memory; later it assigns and takes back memory', () => {
  test('C09 start-up grows with memory, in firmware and in the set-up of the kernel', () => {
    const spans = (machine: string): { check: number; setUp: number } => {
      const build = stack({ part: machine, id: 'pc' }, 'kernel.linux', 'web');
      const { phases } = run(build, levelFor(build, [WEB])).world!.recording!;
      const took = (phase: string): number =>
        phases.filter((span) => span.phase === phase && span.node < 2).reduce((sum, { startUs, endUs }) => sum + endUs - startUs, 0);
      return { check: took('firmware'), setUp: took('initialise') };
    };
    const vm = (ramMiB: number): number =>
      startTook(trial(stack('machine.server', 'hypervisor.xen', { part: 'vm', ramMiB }, 'kernel.linux', 'web'), [WEB]), 'linux');
    expect(vm(65_536)).toBeGreaterThan(vm(1024));
    expect(spans('machine.server').check).toBeGreaterThan(spans('machine.desktop').check);
    expect(spans('machine.server').setUp).toBeGreaterThan(spans('machine.desktop').setUp);
  });

  test('C09 what a process used comes back when it ends', () => {
    const build = stack('machine.desktop', 'kernel.linux', ['early', { workload: 'late', delayMs: 100 }]);
    const early = work('early', { ramMiB: 10_000, batch: { cpuMs: 1000 } });
    const late = work('late', { ramMiB: [[5000, 10_000]] });
    const report = trial(build, [early, late], { order: { delayMs: [100] } });
    expect(report.incidents).toEqual([]);
    expect(report.metrics.ramMiB).toBe(nodeReport(report, 'linux').ramMiB + 10_000);
  });
});

describe('C10 a kernel protects memory, limits faulty programs and shares the processor', () => {
  const scenario = (resource: string): object => ({
    horizonMs: 200_000,
    events: [{ atMs: 60_000, event: 'runaway', workload: 'bad', resource, forMs: 100_000 }],
  });
  const good = work('good', { load: { requestsPerSecond: [[60_000, 1000]], cpuUs: 1000 } });

  test('C10 one that takes all memory is killed; its neighbours go on', () => {
    const build = stack('machine.desktop', 'kernel.linux', ['good', 'bad']);
    const report = trial(build, [good, work('bad')], { scenario: scenario('ram'), goals: [asks('throughput', 'good')] });
    expect(incidents(report)).toEqual(['runaway bad at 60000', 'out-of-memory bad at 60000']);
    expect(goal(report, 'throughput').actual).toBe(1000);
  });

  test('C10 one that takes all processors is held to its share; its neighbours go on', () => {
    const build = stack('machine.desktop', 'kernel.linux', ['good', 'bad']);
    const served = measure('throughput', build, [good, work('bad')], 'good', scenario('cpu'))!;
    expect(served).toBeGreaterThan(800);
    const many = Array.from({ length: 8 }, () => 'bad');
    const crowded = stack('machine.desktop', 'kernel.linux', ['good', ...many]);
    const squeezed = measure('throughput', crowded, [good, work('bad')], 'good', scenario('cpu'))!;
    expect(squeezed).toBeLessThan(served);
    const capped = stack('machine.desktop', 'kernel.linux', ['good', ...many.map((workload) => ({ workload, cpuLimit: 500 }))]);
    expect(measure('throughput', capped, [good, work('bad')], 'good', scenario('cpu'))).toBe(1000);
  });

  test('C10 two on two machines do not meet at all', () => {
    const build = stacks(['machine.desktop', 'kernel.linux', 'good'], ['machine.laptop', 'kernel.linux', 'bad']);
    expect(measure('throughput', build, [good, work('bad')], 'good', scenario('cpu'))).toBe(1000);
  });
});
