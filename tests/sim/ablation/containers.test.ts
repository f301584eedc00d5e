import { expect, test } from 'vitest';
import { each, onAndOff } from '../../support/ablated.ts';
import { asks, goal, incidents, nodeReport, stack, startTook, work, type Layer } from '../../support/stack.ts';

/** Rules of C26 to C36, each on and off. */

const WEB = work('web', { start: { cpuMs: 100 }, ramMiB: 50 });
const DB = work('db', { start: { cpuMs: 100 } });
const CONTAINED = stack('machine.desktop', 'kernel.linux', 'engine.docker', 'web');
const VM: Layer = { part: 'vm', ramMiB: 1024, cpus: 2 };

test('C26 off: every container boots a slim kernel of its own', () => {
  const both = onAndOff('C26', CONTAINED, [WEB]);
  const [none, booted] = each(both, (report) => startTook(report, 'web')) as number[];
  expect(booted! - none!).toBe(60 + 20);
  const [light, held] = each(both, (report) => nodeReport(report, 'web').ramMiB) as number[];
  expect(held! - light!).toBe(13 + 15);
  const [small, large] = each(both, ({ metrics }) => metrics.diskMiB) as number[];
  expect(large! - small!).toBe(49);
  for (const engine of ['engine.gvisor', 'engine.kata']) {
    const [same, still] = each(onAndOff('C26', stack('machine.desktop', 'kernel.linux', engine, 'web'), [WEB]), ({ metrics }) => metrics);
    expect(still).toEqual(same);
  }
});

test('C27 off: containers see the files and the address of their kernel', () => {
  const one = work('one', { libraries: { libssl: '1' }, port: 443 });
  const two = work('two', { libraries: { libssl: '3' }, port: 443 });
  const faults = (build: ReturnType<typeof stack>): readonly (readonly string[])[] =>
    onAndOff('C27', build, [one, two]).map((outcome) => outcome.faults);
  const conflicts = ['port-conflict two', 'library-conflict two'];
  expect(faults(stack('machine.desktop', 'kernel.linux', 'engine.docker', ['one', 'two']))).toEqual([[], conflicts]);
  expect(faults(stack('machine.desktop', 'kernel.linux', ['one', ['engine.docker', 'two']]))[1]).toHaveLength(2);
  const apart = stack('machine.desktop', 'kernel.linux', [
    ['engine.docker', 'one'],
    ['hypervisor.kvm', VM, 'kernel.linux', 'engine.docker', 'two'],
  ]);
  expect(faults(apart)).toEqual([[], []]);
});

test('C28 off: a container has the memory of a VM set aside, and boots as one', () => {
  const both = onAndOff('C28', CONTAINED, [WEB]);
  const [light, held] = each(both, (report) => nodeReport(report, 'web').ramMiB) as number[];
  expect(held! - light!).toBe(1024);
  const [quick, booted] = each(both, (report) => startTook(report, 'web')) as number[];
  expect(booted! - quick!).toBe(1588 + 3371 + 2000);
  const [same, still] = each(
    onAndOff('C28', stack('machine.desktop', 'kernel.linux', 'engine.kata', 'web'), [WEB]),
    ({ metrics }) => metrics,
  );
  expect(still).toEqual(same);
});

test('C29 off: an image runs on any kernel that has an engine, with the instruction sets that it had', () => {
  const image = (isa: string): ReturnType<typeof work> => work('web', { forms: [{ form: 'image', os: 'linux', isa: [isa] }] });
  const faults = (kernel: string, isa: string): readonly (readonly string[])[] =>
    onAndOff('C29', stack('machine.desktop', kernel, 'engine.docker', 'web'), [image(isa)]).map((outcome) => outcome.faults);
  expect(faults('kernel.windows', 'x86-64')).toEqual([['os-mismatch web'], []]);
  expect(faults('kernel.windows', 'arm64')[1]).toEqual(['isa-mismatch web']);
  expect(faults('kernel.minix', 'x86-64')[1]).toEqual(['os-mismatch docker']);
  const native = work('web', { forms: [{ form: 'native', os: 'linux' }] });
  expect(onAndOff('C29', stack('machine.desktop', 'kernel.windows', 'web'), [native])[1].faults).toEqual(['os-mismatch web']);
});

test('C30 off: what Docker Desktop hides takes no memory, no disk and no time', () => {
  const image = work('web', { forms: [{ form: 'image', os: 'linux' }], start: { cpuMs: 100 }, ramMiB: 50 });
  const build = stack('machine.desktop', 'kernel.windows', { part: 'engine.docker-desktop', id: 'dock', ramMiB: 4096 }, 'web');
  const events = [
    { atMs: 100_000, event: 'write', workload: 'web', mib: 70 },
    { atMs: 110_000, event: 'restart', workload: 'web', layer: 'vm' },
  ];
  const members = { scenario: { horizonMs: 200_000, events }, goals: [{ kind: 'keeps', workload: 'web' }] };
  const both = onAndOff('C30', build, [image], members);
  const [on, off] = both.map(({ report }) => report);
  expect(nodeReport(on!, 'dock/vm').ramMiB).toBeGreaterThan(4096);
  // What the container itself holds is all that is in there.
  expect(nodeReport(off!, 'dock/vm').ramMiB).toBe(nodeReport(off!, 'web').ramMiB);
  expect(nodeReport(off!, 'dock/kernel')).toMatchObject({ ramMiB: 0, startMs: nodeReport(off!, 'dock').readyMs });
  expect(nodeReport(off!, 'web').startMs).toBe(nodeReport(off!, 'dock').readyMs);
  expect(on!.metrics.diskMiB! - off!.metrics.diskMiB!).toBe(20_480 - 1 - 70);
  expect(each(both, (report) => goal(report, 'keeps').actual)).toEqual([0, 0]);
});

test('C31 off: the wall of a container counts as that of a VM', () => {
  const goals = ['vm', 'machine'].map((atLeast) => ({ kind: 'isolated', a: 'web', b: 'db', atLeast }));
  const met = (build: ReturnType<typeof stack>): readonly unknown[] =>
    each(onAndOff('C31', build, [WEB, DB], { goals }), (report) => report.goals.map((entry) => entry.met));
  expect(met(stack('machine.desktop', 'kernel.linux', 'engine.docker', ['web', 'db']))).toEqual([
    [false, false],
    [true, false],
  ]);
  expect(met(stack('machine.desktop', 'kernel.linux', ['web', 'db']))[1]).toEqual([false, false]);
});

test('C32 off: who breaks out of a program in a container gets no further', () => {
  const scenario = { horizonMs: 200_000, events: [{ atMs: 100_000, event: 'exploit', workload: 'web' }] };
  const goals = [{ kind: 'safe', workload: 'db' }];
  const safe = (build: ReturnType<typeof stack>): readonly unknown[] =>
    each(onAndOff('C32', build, [WEB, DB], { scenario, goals }), (report) => goal(report, 'safe').met);
  expect(safe(stack('machine.desktop', 'kernel.linux', 'engine.docker', ['web', 'db']))).toEqual([false, true]);
  expect(safe(stack('machine.desktop', 'kernel.linux', ['db', ['engine.docker', 'web']]))).toEqual([false, true]);
  expect(safe(stack('machine.desktop', 'kernel.linux', ['web', ['engine.docker', 'db']]))).toEqual([false, false]);
  // What meddles with the kernel still does.
  const meddler = work('web', { meddlesWithKernel: true });
  const both = onAndOff('C32', CONTAINED, [meddler], { scenario });
  expect(each(both, (report) => report.incidents.map(({ kind, node }) => `${kind} ${node}`))).toEqual([['panic linux'], ['panic linux']]);
});

test('C33 off: nothing meddles with a kernel', () => {
  const meddler = work('web', { meddlesWithKernel: true });
  const [on, off] = onAndOff('C33', CONTAINED, [meddler]);
  expect([incidents(on.report).length, incidents(off.report)]).toEqual([1, []]);
});

test('C34 off: engines run on the kernels of machines only', () => {
  const inVm = (engine: string): ReturnType<typeof stack> =>
    stack('machine.desktop', 'kernel.linux', 'hypervisor.kvm', VM, 'kernel.linux', { part: engine, id: 'engine' }, 'web');
  for (const engine of ['engine.docker', 'engine.lxc'])
    expect(onAndOff('C34', inVm(engine), [WEB]).map(({ faults }) => faults)).toEqual([[], ['cannot-stand-here engine']]);
  expect(onAndOff('C34', CONTAINED, [WEB])[1].faults).toEqual([]);
  const image = work('web', { forms: [{ form: 'image', os: 'linux' }] });
  expect(onAndOff('C34', stack('machine.desktop', 'kernel.macos', 'engine.docker-desktop', 'web'), [image])[1].faults).toEqual([]);
});

test('C35 off: every container has a copy of its image, and keeps what it writes there', () => {
  const layers = [
    { id: 'common', mib: 70 },
    { id: 'web', mib: 30 },
  ];
  const image = work('web', { forms: [{ form: 'image', os: 'linux', layers }] });
  const events = [
    { atMs: 100_000, event: 'write', workload: 'web', mib: 64 },
    { atMs: 110_000, event: 'replace', workload: 'web' },
  ];
  const members = { scenario: { horizonMs: 200_000, events }, goals: [{ kind: 'keeps', workload: 'web' }] };
  const both = onAndOff('C35', stack('machine.desktop', 'kernel.linux', 'engine.docker', ['web', 'web', 'web']), [image], members);
  expect(each(both, (report) => goal(report, 'keeps').actual)).toEqual([192, 0]);
  const [shared, copied] = each(both, ({ metrics }) => metrics.diskMiB) as number[];
  expect(copied! - shared!).toBe(200);
  const java = work('web', { forms: [{ form: 'bytecode', runtime: 'jvm' }] });
  const runtimes = stack('machine.desktop', 'kernel.linux', 'engine.docker', [
    ['runtime.jvm', 'web'],
    ['runtime.jvm', 'web'],
  ]);
  const [one, two] = each(onAndOff('C35', runtimes, [java]), ({ metrics }) => metrics.diskMiB) as number[];
  expect(two! - one!).toBe(320);
});

test('C36 off: LXC takes no more effort than Docker', () => {
  const efforts = ['engine.lxc', 'engine.docker'].map((engine) => {
    const build = stack('machine.desktop', 'kernel.linux', engine, ['web', 'web']);
    return each(onAndOff('C36', build, [WEB], { goals: [asks('ready', 'web')] }), ({ metrics }) => metrics.effortMin);
  });
  const [[tedious, quick], [easy, same]] = efforts as [number[], number[]];
  expect(tedious).toBeGreaterThan(easy!);
  expect([quick, same]).toEqual([easy, easy]);
});
