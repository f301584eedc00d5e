import { expect, test } from 'vitest';
import { each, onAndOff } from '../../support/ablated.ts';
import { asks, goal, incidents, nodeReport, stack, startTook, work } from '../../support/stack.ts';

/** Rules of C01 to C10, each on and off. */

const WEB = work('web', { start: { cpuMs: 100 } });
const HOSTED = stack('machine.desktop', 'kernel.linux', 'web');

test('C01 off: disk and network take no time', () => {
  const reading = work('web', { start: { readMiB: 5000 } });
  const [took, free] = each(onAndOff('C01', HOSTED, [reading]), (report) => startTook(report, 'web'));
  expect(took).toBeGreaterThan(1000);
  expect(free).toBe(0);
  const sending = work('web', { load: { requestsPerSecond: 1000, netKiB: 512 } });
  const members = { scenario: { horizonMs: 600_000 }, goals: [asks('throughput', 'web')] };
  const [served, all] = each(onAndOff('C01', HOSTED, [sending], members), (report) => goal(report, 'throughput').actual);
  expect(served).toBeLessThan(300);
  expect(all).toBeGreaterThan(900);
});

test.each([['C02'], ['C18']])('%s off: a native program stands right in a VM', (statement) => {
  const program = work('web', { forms: [{ form: 'native', os: 'linux', isa: ['x86-64'] }] });
  const inVm = stack('machine.desktop', 'kernel.linux', 'hypervisor.kvm', 'vm', 'web');
  expect(onAndOff(statement, inVm, [program]).map(({ faults }) => faults)).toEqual([['cannot-stand-here web'], []]);
  const alien = work('web', { forms: [{ form: 'native', os: 'linux', isa: ['arm64'] }] });
  expect(onAndOff(statement, inVm, [alien])[1].faults).not.toEqual([]);
  const two = stack('machine.desktop', 'kernel.linux', 'hypervisor.kvm', 'vm', ['web', 'web']);
  expect(onAndOff(statement, two, [program])[1].faults).toEqual(['slot-taken web2']);
});

test('C02 off: a native program stands right on a machine', () => {
  const program = work('web', { forms: [{ form: 'native', os: 'linux' }], start: { cpuMs: 100, syscalls: 1000 } });
  const both = onAndOff('C02', stack('machine.desktop', 'web'), [program]);
  expect(both.map(({ faults }) => faults)).toEqual([['cannot-stand-here web'], []]);
  // A kernel that is not there takes no calls.
  expect(startTook(both[1].report, 'web')).toBe(100);
});

test('C03 off: what stands on a kernel starts along with it', () => {
  const both = onAndOff('C03', HOSTED, [WEB]);
  const [after, along] = each(both, (report) => nodeReport(report, 'web').startMs);
  expect(after).toBe(nodeReport(both[0].report, 'linux').readyMs);
  expect(along).toBe(nodeReport(both[1].report, 'linux').startMs);
  expect(nodeReport(both[1].report, 'linux').readyMs).toBe(nodeReport(both[0].report, 'linux').readyMs);
});

test('C03 off: what has started along stops and starts again with its kernel, once each time', () => {
  // The first one while the kernel still boots, the second long after.
  const events = [10_000, 60_000].map((atMs) => ({ atMs, event: 'restart', workload: 'web', layer: 'kernel' }));
  const members = { scenario: { horizonMs: 100_000, events }, goals: [asks('downtime', 'web'), asks('throughput', 'web')] };
  const loaded = work('web', { start: { cpuMs: 100 }, load: { requestsPerSecond: [[20_000, 10]], cpuUs: 1 } });
  const [, off] = onAndOff('C03', HOSTED, [loaded], members);
  expect(off.report.notices).toEqual([]);
  // Its start shares the disk and the processor with nobody, because the kernel reads first.
  expect(goal(off.report, 'downtime').actual).toBe(200);
  expect(goal(off.report, 'throughput').actual).toBe(998);
});

test('C04 off: kernels boot in no time, and hold what they held', () => {
  const both = onAndOff('C04', HOSTED, [WEB]);
  const [took, none] = each(both, (report) => startTook(report, 'linux'));
  expect(took).toBeGreaterThan(5000);
  expect(none).toBe(0);
  expect(nodeReport(both[1].report, 'linux').ramMiB).toBe(nodeReport(both[0].report, 'linux').ramMiB);
});

test('C05 off: a native program runs on any kernel, with the instruction sets that it had', () => {
  const build = stack('machine.desktop', 'kernel.windows', 'web');
  const program = (isa: string): ReturnType<typeof work> => work('web', { forms: [{ form: 'native', os: 'linux', isa: [isa] }] });
  expect(onAndOff('C05', build, [program('x86-64')]).map(({ faults }) => faults)).toEqual([['os-mismatch web'], []]);
  expect(onAndOff('C05', build, [program('arm64')])[1].faults).toEqual(['isa-mismatch web']);
  const image = work('web', { forms: [{ form: 'image', os: 'linux' }] });
  const contained = stack('machine.desktop', 'kernel.windows', 'engine.docker', 'web');
  expect(onAndOff('C05', contained, [image])[1].faults).toEqual(['os-mismatch web']);
});

test('C06 off: system calls cost nothing, in a sandbox neither', () => {
  const calling = work('web', { start: { cpuMs: 5, syscalls: 10_000_000 } });
  for (const build of [HOSTED, stack('machine.desktop', 'kernel.linux', 'engine.gvisor', 'web')]) {
    const [took, free] = each(onAndOff('C06', build, [calling]), (report) => startTook(report, 'web'));
    expect(took as number).toBeGreaterThan((free as number) + 600);
    expect(free).toBeLessThan(300);
  }
});

test('C07 off: a microkernel panics at a driver fault, and keeps its price', () => {
  const scenario = { horizonMs: 200_000, events: [{ atMs: 100_000, event: 'driver-fault', workload: 'web' }] };
  const calling = work('web', { start: { cpuMs: 100, syscalls: 10_000_000 } });
  const both = onAndOff('C07', stack('machine.desktop', 'kernel.minix', 'web'), [calling], { scenario });
  expect(each(both, incidents)).toEqual([['driver-fault minix at 100000'], ['panic minix at 100000']]);
  const [dear, same] = each(both, (report) => startTook(report, 'web'));
  expect(same).toBe(dear);
});

test('C09 off: memory is neither checked nor managed', () => {
  const both = onAndOff('C09', stack('machine.server', 'kernel.linux', 'web'), [WEB]);
  // 128 GiB: 150 ms of firmware each, page structures of 16 MiB each.
  const [checked, unchecked] = each(both, (report) => nodeReport(report, 'linux').startMs as number);
  expect((checked as number) - (unchecked as number)).toBe(128 * 150);
  const [managed, unmanaged] = each(both, (report) => nodeReport(report, 'linux').ramMiB);
  expect([managed, unmanaged]).toEqual([13 + 98 + 64 + 128 * 16, 13 + 98]);
  const [setUp, none] = each(both, (report) => startTook(report, 'linux'));
  expect(setUp).toBeGreaterThan(none as number);
});

test('C10 off: limits hold nothing back', () => {
  const build = stack('machine.desktop', 'kernel.linux', ['good', { workload: 'bad', cpuLimit: 500, ramLimitMiB: 512 }]);
  const good = work('good', { load: { requestsPerSecond: [[60_000, 1000]], cpuUs: 1000 } });
  const runaway = (resource: string): object => ({
    scenario: { horizonMs: 100_000, events: [{ atMs: 60_000, event: 'runaway', workload: 'bad', resource, forMs: 100_000 }] },
    goals: [asks('throughput', 'good')],
  });
  const [held, starved] = each(onAndOff('C10', build, [good, work('bad')], runaway('cpu')), (report) => goal(report, 'throughput').actual);
  expect(held).toBe(1000);
  expect(starved).toBeLessThan(10);
  const found = each(onAndOff('C10', build, [good, work('bad')], runaway('ram')), (report) => report.incidents.map(({ kind }) => kind));
  expect(found).toEqual([['runaway'], ['runaway', 'panic']]);
});

test('C10 off: one without a limit takes its kernel down, or leaves nothing to its neighbours', () => {
  const build = stack('machine.desktop', 'kernel.linux', ['good', 'bad']);
  const good = work('good', { load: { requestsPerSecond: [[60_000, 1000]], cpuUs: 1000 } });
  const runaway = (resource: string): object => ({
    scenario: { horizonMs: 200_000, events: [{ atMs: 60_000, event: 'runaway', workload: 'bad', resource, forMs: 100_000 }] },
    goals: [asks('throughput', 'good'), asks('downtime', 'good')],
  });
  const memory = onAndOff('C10', build, [good, work('bad')], runaway('ram'));
  expect(each(memory, (report) => goal(report, 'downtime').actual)).toEqual([0, expect.any(Number)]);
  expect(goal(memory[1].report, 'downtime').actual).toBeGreaterThan(15_000);
  expect(incidents(memory[1].report)).toEqual(['runaway bad at 60000', 'panic linux at 60000']);
  const [shared, taken] = each(onAndOff('C10', build, [good, work('bad')], runaway('cpu')), (report) => goal(report, 'throughput').actual);
  expect(shared).toBeGreaterThan(800);
  expect(taken).toBeLessThan(350);
});

test('C10 off: a runaway in a VM takes no more than the VM has', () => {
  const vm = { part: 'vm', cpus: 2, ramMiB: 1024 };
  const build = stack('machine.desktop', 'kernel.linux', ['good', ['hypervisor.kvm', vm, { part: 'kernel.linux', id: 'guest' }, 'bad']]);
  const good = work('good', { load: { requestsPerSecond: [[60_000, 1000]], cpuUs: 1000 } });
  for (const resource of ['cpu', 'ram']) {
    const events = [{ atMs: 60_000, event: 'runaway', workload: 'bad', resource, forMs: 100_000 }];
    const members = { scenario: { horizonMs: 200_000, events }, goals: [asks('throughput', 'good')] };
    const served = each(onAndOff('C10', build, [good, work('bad')], members), (report) => goal(report, 'throughput').actual);
    expect(served).toEqual([1000, 1000]);
  }
});
