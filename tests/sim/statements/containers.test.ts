import { describe, expect, test } from 'vitest';
import {
  buildOf,
  goal,
  incidents,
  measure,
  nodeReport,
  nodesOf,
  stack,
  startTook,
  trial,
  work,
  wrong,
  type Layer,
} from '../../support/stack.ts';

/** Statements C26 to C37: containers. */

const WEB = work('web', { start: { cpuMs: 100, readMiB: 20 }, ramMiB: 50 });
const DB = work('db', { start: { cpuMs: 100 } });
const ENGINES = ['engine.docker', 'engine.lxc'];
const VM: Layer = { part: 'vm', ramMiB: 1024, cpus: 2 };

test("C26 a container has no kernel: it uses the host's, by one of two engines that need a kernel", () => {
  for (const engine of ENGINES) {
    expect(wrong(stack('machine.desktop', 'kernel.linux', engine, 'web'), [WEB])).toEqual([]);
    for (const below of [['machine.desktop'], ['machine.server', 'hypervisor.xen', 'vm']]) {
      expect(wrong(stack(...below, engine, 'web'), [WEB])).toContainEqual(expect.stringMatching(/^cannot-stand-here (docker|lxc)/));
    }
    expect(wrong(stack('machine.desktop', 'kernel.minix', engine, 'web'), [WEB])).toContainEqual(
      expect.stringMatching(/^os-mismatch (docker|lxc)/),
    );
    const report = trial(stack('machine.desktop', 'kernel.linux', { part: engine, id: 'engine' }, 'web'), [WEB]);
    expect(report.nodes.filter(({ part }) => part?.startsWith('kernel.'))).toHaveLength(1);
  }
  // They hide the host's files and processes: between two containers there is more than between two processes.
  const isolated = (build: ReturnType<typeof stack>): unknown =>
    goal(trial(build, [WEB, DB], { goals: [{ kind: 'isolated', a: 'web', b: 'db', atLeast: 'container' }] }), 'isolated').actual;
  expect(isolated(stack('machine.desktop', 'kernel.linux', 'engine.lxc', ['web', 'db']))).toBe('container');
  expect(isolated(stack('machine.desktop', 'kernel.linux', ['web', 'db']))).toBe('process');
});

test('C27 containers have their own files and address: libraries and binaries inside, system calls outside', () => {
  const one = work('one', { libraries: { libssl: '1' }, port: 443 });
  const two = work('two', { libraries: { libssl: '3' }, port: 443 });
  expect(wrong(stack('machine.desktop', 'kernel.linux', ['one', 'two']), [one, two])).toEqual([
    'port-conflict two',
    'library-conflict two',
  ]);
  for (const engine of ENGINES) expect(wrong(stack('machine.desktop', 'kernel.linux', engine, ['one', 'two']), [one, two])).toEqual([]);
  expect(wrong(stack('machine.desktop', 'kernel.linux', ['one', ['engine.docker', 'two']]), [one, two])).toEqual([]);
});

describe('C28 containers are light', () => {
  const contained = stack('machine.desktop', 'kernel.linux', 'engine.docker', 'web');
  const virtual = stack('machine.desktop', 'kernel.linux', 'hypervisor.kvm', VM, { part: 'kernel.linux', id: 'guest' }, 'web');

  test('C28 starting one needs no kernel boot', () => {
    const [light, heavy] = [trial(contained, [WEB]), trial(virtual, [WEB])];
    expect(startTook(light, 'web')).toBeLessThan(1000);
    expect(startTook(heavy, 'vm') + startTook(heavy, 'guest') + startTook(heavy, 'web')).toBeGreaterThan(5 * startTook(light, 'web'));
    expect(startTook(light, 'web')).toBeGreaterThan(startTook(trial(stack('machine.desktop', 'kernel.linux', 'web'), [WEB]), 'web'));
  });

  test('C28 nor memory set aside: it holds what is used', () => {
    const held = (used: number): number => nodeReport(trial(contained, [work('web', { ramMiB: used })]), 'web').ramMiB;
    expect(held(300) - held(50)).toBe(250);
    expect(held(50)).toBeLessThan(60);
  });

  test('C28 a slim VM with a unikernel can be lighter still', () => {
    const slim = stack(
      'machine.desktop',
      'kernel.linux',
      'hypervisor.firecracker',
      { part: 'vm', ramMiB: 32, diskMiB: 64 },
      'kernel.unikernel',
      'web',
    );
    const [uni, docker] = [trial(slim, [DB, WEB]), trial(contained, [WEB])];
    const took = startTook(uni, 'vm') + startTook(uni, 'unikernel');
    expect(took).toBeLessThan(startTook(docker, 'web'));
  });
});

test("C29 only containers of the host kernel's kind run, on any machine with such a kernel and the right instruction set", () => {
  const image = (os: string, isa: readonly string[] = []): ReturnType<typeof work> => work('web', { forms: [{ form: 'image', os, isa }] });
  const on = (kernel: string, machine = 'machine.desktop'): ReturnType<typeof stack> => stack(machine, kernel, 'engine.docker', 'web');
  expect(wrong(on('kernel.linux'), [image('linux')])).toEqual([]);
  expect(wrong(on('kernel.windows'), [image('windows')])).toEqual([]);
  expect(wrong(on('kernel.windows'), [image('linux')])).toEqual(['os-mismatch web']);
  expect(wrong(on('kernel.linux'), [image('windows')])).toEqual(['os-mismatch web']);
  expect(wrong(on('kernel.macos'), [image('macos')])).toContain('os-mismatch docker');
  for (const machine of ['machine.desktop', 'machine.old-pc', 'machine.server', 'machine.laptop']) {
    expect(wrong(on('kernel.linux', machine), [image('linux', ['x86-64'])])).toEqual([]);
  }
  expect(wrong(on('kernel.linux', 'machine.arm-server'), [image('linux', ['x86-64'])])).toEqual(['isa-mismatch web']);
});

test('C30 on Windows and macOS Linux containers run inside a Linux VM, whose memory and boot can be seen', () => {
  for (const host of ['kernel.windows', 'kernel.macos']) {
    const build = stack('machine.desktop', { part: host, id: 'host' }, { part: 'engine.docker-desktop', id: 'dock', ramMiB: 1024 }, 'web');
    const report = trial(build, [work('web', { forms: [{ form: 'image', os: 'linux' }], start: { cpuMs: 100 } })]);
    expect(nodeReport(report, 'dock/vm').ramMiB).toBeGreaterThanOrEqual(1024);
    expect(nodeReport(report, 'dock/kernel')).toMatchObject({ part: 'kernel.linux-slim', startMs: nodeReport(report, 'dock/vm').readyMs });
    expect(nodeReport(report, 'web').startMs).toBe(nodeReport(report, 'dock/kernel').readyMs);
    expect(wrong(build, [work('web', { forms: [{ form: 'image', os: 'windows' }] })])).toEqual(['os-mismatch web']);
  }
  expect(wrong(stack('machine.desktop', 'kernel.linux', 'engine.docker-desktop', 'web'), [WEB])).toContain('os-mismatch docker-desktop');
});

test('C31 containers and VMs do not compete: there are goals that only one of them meets', () => {
  const goals = [
    { kind: 'isolated', a: 'web', b: 'db', atLeast: 'vm' },
    { kind: 'ram', atMostMiB: 600 },
  ];
  const met = (build: ReturnType<typeof stack>): boolean[] => trial(build, [WEB, DB], { goals }).goals.map((entry) => entry.met);
  const containers = stack('machine.desktop', 'kernel.linux', 'engine.docker', ['web', 'db']);
  const machines = stack('machine.desktop', 'kernel.linux', 'hypervisor.kvm', [
    [{ part: 'vm', ramMiB: 512 }, 'kernel.linux', 'web'],
    [{ part: 'vm', ramMiB: 512 }, 'kernel.linux', 'db'],
  ]);
  expect(met(containers)).toEqual([false, true]);
  expect(met(machines)).toEqual([true, false]);
});

test('C32 an exploited kernel compromises all that share it; the boundary of a VM stops it', () => {
  const scenario = { horizonMs: 200_000, events: [{ atMs: 100_000, event: 'exploit', workload: 'web' }] };
  const safe = (build: ReturnType<typeof stack>): unknown =>
    goal(trial(build, [WEB, DB], { scenario, goals: [{ kind: 'safe', workload: 'db' }] }), 'safe').actual;
  expect(safe(stack('machine.desktop', 'kernel.linux', 'engine.docker', ['web', 'db']))).toBe(1);
  expect(
    safe(
      stack('machine.desktop', 'kernel.linux', [
        ['engine.docker', 'web'],
        ['hypervisor.kvm', VM, 'kernel.linux', 'db'],
      ]),
    ),
  ).toBe(1);
  const apart = stack('machine.desktop', 'kernel.linux', [
    ['hypervisor.kvm', VM, { part: 'kernel.linux', id: 'guest' }, 'engine.docker', 'web'],
    ['engine.docker', 'db'],
  ]);
  expect(safe(apart)).toBe(0);
  expect(incidents(trial(apart, [WEB, DB], { scenario }))).toEqual([
    'compromised guest at 100000',
    'compromised docker at 100000',
    'compromised web at 100000',
  ]);
  for (const sandbox of ['engine.gvisor', 'engine.kata'])
    expect(safe(stack('machine.desktop', 'kernel.linux', sandbox, ['web', 'db']))).toBe(0);
});

test('C33 software that meddles with the kernel belongs in a VM', () => {
  const meddler = work('meddler', { meddlesWithKernel: true });
  const away = (build: ReturnType<typeof stack>): number => measure('downtime', build, [WEB, meddler], 'web', { horizonMs: 300_000 })!;
  for (const engine of ENGINES)
    expect(away(stack('machine.desktop', 'kernel.linux', ['web', [engine, 'meddler']]))).toBeGreaterThan(10_000);
  const apart = stack('machine.desktop', 'kernel.linux', ['web', ['hypervisor.kvm', VM, { part: 'kernel.linux', id: 'guest' }, 'meddler']]);
  expect(away(apart)).toBe(0);
  const report = trial(apart, [WEB, meddler]);
  const ready = nodeReport(report, 'meddler').readyMs!;
  expect(incidents(report)).toEqual([`panic guest at ${ready + 1000}`]);
});

test('C34 containers inside VMs go well together: neither alone meets what both do', () => {
  // Two tenants kept apart by a VM, each with two services that need the same port.
  const services = ['a', 'b', 'c', 'd'].map((id) => work(id, { port: 443, start: { cpuMs: 100 }, ramMiB: 20 }));
  const goals = [
    { kind: 'isolated', a: 'a', b: 'c', atLeast: 'vm' },
    { kind: 'ram', atMostMiB: 1800 },
  ];
  const tenant = (ids: readonly string[]): readonly Layer[] => [{ part: 'vm', ramMiB: 512 }, 'kernel.linux', ...ids];
  const both = buildOf(
    nodesOf([
      'machine.desktop',
      'kernel.linux',
      'hypervisor.kvm',
      [
        [{ part: 'vm', ramMiB: 512 }, 'kernel.linux', 'engine.docker', ['a', 'b']],
        [{ part: 'vm', ramMiB: 512 }, 'kernel.linux', 'engine.docker', ['c', 'd']],
      ],
    ]),
  );
  const met = (build: ReturnType<typeof stack>): boolean[] => trial(build, services, { goals }).goals.map((entry) => entry.met);
  expect(met(both)).toEqual([true, true]);
  expect(met(stack('machine.desktop', 'kernel.linux', 'engine.docker', ['a', 'b', 'c', 'd']))).toEqual([false, true]);
  expect(
    met(
      stack(
        'machine.desktop',
        'kernel.linux',
        'hypervisor.kvm',
        ['a', 'b', 'c', 'd'].map((id) => tenant([id])),
      ),
    ),
  ).toEqual([true, false]);
  expect(
    wrong(
      stack('machine.desktop', 'kernel.linux', 'hypervisor.kvm', [[{ part: 'vm', ramMiB: 512 }, 'kernel.linux', ['a', 'b', 'c', 'd']]]),
      services,
    ),
  ).toContain('port-conflict b');
});

describe('C35 an image is a read-only template', () => {
  test('C35 its layers are stored once, however many containers are made from it; each adds a writable layer', () => {
    const layered = (id: string, own: number): ReturnType<typeof work> =>
      work(id, {
        forms: [
          {
            form: 'image',
            os: 'linux',
            layers: [
              { id: 'common', mib: 70 },
              { id, mib: own },
            ],
          },
        ],
      });
    const disk = (ids: readonly string[]): number =>
      trial(
        stack('machine.desktop', 'kernel.linux', 'engine.docker', ids),
        [layered('web', 25), layered('db', 300)].filter(({ id }) => ids.includes(id)),
      ).metrics.diskMiB!;
    expect(disk(['web', 'web', 'web', 'web']) - disk(['web'])).toBeLessThanOrEqual(1);
    expect(disk(['web', 'db']) - disk(['web'])).toBeGreaterThanOrEqual(300);
    expect(disk(['web', 'db']) - disk(['web'])).toBeLessThan(302);
  });

  test('C35 what a container wrote survives its restart, and is gone when it is replaced, unless it is on a volume', () => {
    const kept = (event: string, settings: object = {}): unknown => {
      const events = [
        { atMs: 100_000, event: 'write', workload: 'web', mib: 64 },
        { atMs: 110_000, event, workload: 'web' },
      ];
      const build = stack('machine.desktop', 'kernel.linux', 'engine.docker', { workload: 'web', ...settings });
      return goal(trial(build, [WEB], { scenario: { horizonMs: 200_000, events }, goals: [{ kind: 'keeps', workload: 'web' }] }), 'keeps')
        .actual;
    };
    expect([kept('restart'), kept('crash'), kept('replace'), kept('replace', { volume: true })]).toEqual([0, 0, 64, 0]);
  });
});

test('C36 setting up containers by hand is tedious; Docker made it easy', () => {
  const effort = (engine: string, count: number): number =>
    trial(
      stack(
        'machine.desktop',
        'kernel.linux',
        engine,
        Array.from({ length: count }, () => 'web'),
      ),
      [WEB],
    ).metrics.effortMin!;
  for (const count of [1, 2, 10]) expect(effort('engine.lxc', count)).toBeGreaterThan(effort('engine.docker', count));
  expect(effort('engine.lxc', 10) - effort('engine.lxc', 1)).toBeGreaterThan(
    5 * (effort('engine.docker', 10) - effort('engine.docker', 1)),
  );
});

test('C37 hypervisors: slow start, large on disk; containers: fast start, small', () => {
  const image = work('web', {
    forms: [
      { form: 'image', os: 'linux', layers: [{ id: 'web', mib: 95 }] },
      { form: 'native', os: 'linux', diskMiB: 95 },
    ],
    start: { cpuMs: 100 },
  });
  const six = Array.from({ length: 6 }, () => 'web');
  const containers = trial(stack('machine.server', 'kernel.linux', 'engine.docker', six), [image]);
  const machines = trial(
    stack(
      'machine.server',
      'kernel.linux',
      'hypervisor.kvm',
      six.map((web) => [VM, 'kernel.linux', web]),
    ),
    [image],
  );
  const host = trial(stack('machine.server', 'kernel.linux', 'web'), [image]);
  const beyond = (report: typeof host, metric: 'diskMiB' | 'ramMiB' | 'readyMs'): number => report.metrics[metric]! - host.metrics[metric]!;
  expect(beyond(machines, 'diskMiB')).toBeGreaterThan(20 * beyond(containers, 'diskMiB'));
  expect(beyond(machines, 'ramMiB')).toBeGreaterThan(5 * beyond(containers, 'ramMiB'));
  expect(beyond(machines, 'readyMs')).toBeGreaterThan(4 * beyond(containers, 'readyMs'));
  expect(containers.metrics.readyMs).not.toBeNull();
});
