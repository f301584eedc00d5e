import { describe, expect, test } from 'vitest';
import { asks, batchTook, goal, incidents, nodeReport, stack, startTook, trial, work, type Layer } from '../support/stack.ts';
import type { Build, RunReport } from '../../src/sim/index.ts';

/** Every event: what it stops, what comes back and when, what is lost. */

const WEB = work('web', { start: { cpuMs: 100, readMiB: 20 } });
const DB = work('db', { start: { cpuMs: 100 } });
const AT = 100_000;
const ALL_GOALS = [asks('downtime', 'web'), { kind: 'safe', workload: 'web' }, { kind: 'keeps', workload: 'web' }];
const NATIVE = stack('machine.desktop', 'kernel.linux', ['web', 'db']);
const CONTAINED = stack('machine.desktop', 'kernel.linux', 'engine.docker', ['web', 'db']);
const VM: Layer = { part: 'vm', ramMiB: 2048, cpus: 2, diskMiB: 10_240 };
const GUEST = stack('machine.desktop', { part: 'kernel.linux', id: 'host' }, [
  'db',
  ['hypervisor.kvm', VM, { part: 'kernel.linux', id: 'guest' }, 'web'],
]);

function after(build: Build, events: readonly object[], workloads = [WEB, DB], horizonMs = 400_000): RunReport {
  return trial(build, workloads, { scenario: { horizonMs, events: events.map((event) => ({ atMs: AT, ...event })) }, goals: ALL_GOALS });
}
const away = (report: RunReport): number => goal(report, 'downtime').actual as number;

/** Rounding of two reported times. */
const near = (actual: number, expected: number): void => expect(Math.abs(actual - expected)).toBeLessThanOrEqual(2);

describe('restart', () => {
  const quiet = after(GUEST, []);
  const sum = (...ids: readonly string[]): number => ids.reduce((total, id) => total + startTook(quiet, id), 0);
  test.each([
    ['self', ['web']],
    ['kernel', ['guest', 'web']],
    ['vm', ['vm', 'guest', 'web']],
    ['hypervisor', ['kvm', 'vm', 'guest', 'web']],
    ['machine', ['desktop', 'host', 'kvm', 'vm', 'guest', 'web']],
  ] as const)('of layer %s brings back %j one after another, at once', (layer, ids) => {
    const report = after(GUEST, [{ event: 'restart', workload: 'web', layer }]);
    // Beside the guest only small programs start, so each takes what it took the first time.
    expect(Math.abs(away(report) - sum(...ids))).toBeLessThan(300);
    expect(report.incidents).toEqual([]);
  });

  test('hits a layer once, however many instances stand on it', () => {
    const events = [{ event: 'restart', workload: 'web', layer: 'kernel' }];
    const one = after(NATIVE, events);
    const many = after(stack('machine.desktop', 'kernel.linux', ['web', 'web', 'web', 'db']), events);
    expect(Math.abs(away(many) - away(one))).toBeLessThan(500);
  });

  test('takes the delay of a node again', () => {
    const build = stack('machine.desktop', 'kernel.linux', ['db', { workload: 'web', delayMs: 5000 }]);
    near(away(after(build, [{ event: 'restart', workload: 'web' }])), 5000 + startTook(after(build, []), 'web'));
  });
});

describe('what was to come back later comes back with what it stands on', () => {
  test('a kernel that panicked boots with its VM', () => {
    const restart = { atMs: AT + 1000, event: 'restart', workload: 'web', layer: 'vm' };
    const alone = away(after(GUEST, [restart]));
    near(away(after(GUEST, [{ event: 'driver-fault', workload: 'web', layer: 'kernel' }, restart])), 1000 + alone);
  });

  test('a program that crashed starts with its kernel', () => {
    const restart = { atMs: AT + 100, event: 'restart', workload: 'web', layer: 'kernel' };
    const alone = away(after(NATIVE, [restart]));
    near(away(after(NATIVE, [{ event: 'crash', workload: 'web' }, restart])), 100 + alone);
  });

  test('what was given up stays down', () => {
    const hog = work('web', { ramMiB: 300, ramLimitMiB: [200] });
    const build = stack('machine.desktop', 'kernel.linux', { workload: 'web', ramLimitMiB: 200 });
    const report = after(build, [{ event: 'restart', workload: 'web', layer: 'machine' }], [hog]);
    expect(incidents(report).map((line) => line.split(' ')[0])).toEqual([...Array.from({ length: 4 }, () => 'out-of-memory'), 'gave-up']);
  });
});

test('replace: the instance is made anew at once, its writable layer is lost', () => {
  const events = [
    { atMs: AT - 1000, event: 'write', workload: 'web', mib: 30 },
    { event: 'replace', workload: 'web' },
  ];
  const report = after(CONTAINED, events);
  near(away(report), startTook(report, 'web'));
  expect(incidents(report)).toEqual([`data-lost web at ${AT}`]);
  expect(goal(report, 'keeps')).toMatchObject({ met: false, actual: 30 });
  // What a native program wrote is on the machine's own disk.
  expect(goal(after(NATIVE, events), 'keeps').actual).toBe(0);
});

test('replace: an instance that is down is made anew at once', () => {
  const report = after(CONTAINED, [
    { atMs: AT - 1000, event: 'write', workload: 'web', mib: 30 },
    { event: 'crash', workload: 'web' },
    { atMs: AT + 300, event: 'replace', workload: 'web' },
  ]);
  near(away(report), 300 + startTook(report, 'web'));
  expect(goal(report, 'keeps').actual).toBe(30);
});

test('replace: bytecode is started anew, the container of its runtime stays as it is', () => {
  const build = stack('machine.desktop', 'kernel.linux', 'engine.docker', 'runtime.jvm', ['web', 'db']);
  const report = after(build, [
    { atMs: AT - 1000, event: 'write', workload: 'web', mib: 30 },
    { event: 'replace', workload: 'web' },
  ]);
  expect(goal(report, 'keeps').actual).toBe(0);
});

test('an exploit of thousands on one kernel takes them all, once', () => {
  const count = 20_000;
  const list = Array.from({ length: count }, () => 'web');
  const build = stack('machine.server', 'kernel.linux', list);
  const report = trial(build, [work('web')], {
    scenario: { horizonMs: 400_000, events: [AT, AT + 1].map((atMs) => ({ atMs, event: 'exploit', workload: 'web' })) },
  });
  expect(report.incidents).toHaveLength(count + 1);
});

describe('crash', () => {
  test('the process dies and starts again after a second', () => {
    const report = after(NATIVE, [{ event: 'crash', workload: 'web' }]);
    expect(incidents(report)).toEqual([`crash web at ${AT}`]);
    near(away(report), 1000 + startTook(report, 'web'));
  });

  test('one that is down cannot crash, which a notice says', () => {
    const report = after(NATIVE, [
      { event: 'crash', workload: 'web' },
      { atMs: AT + 500, event: 'crash', workload: 'web' },
    ]);
    expect(report.incidents).toHaveLength(1);
    expect(report.notices).toEqual([{ code: 'no-effect', event: 1, kind: 'crash', atMs: AT + 500 }]);
  });
});

describe('driver-fault', () => {
  const event = { event: 'driver-fault', workload: 'web' };
  test('a monolithic kernel panics, all on it stops, and boots again after ten seconds', () => {
    const report = after(NATIVE, [event]);
    expect(incidents(report)).toEqual([`panic linux at ${AT}`]);
    expect(Math.abs(away(report) - (10_000 + startTook(report, 'linux') + startTook(report, 'web')))).toBeLessThan(300);
  });

  test('on a microkernel input and output pause for half a second, computing does not', () => {
    const minix = stack('machine.desktop', 'kernel.minix', 'web');
    const [reading, computing] = [
      work('web', { batch: { cpuMs: 0, readMiB: 20_000, ioKiB: 1024 } }),
      work('web', { batch: { cpuMs: 60_000 } }),
    ];
    const took = (job: typeof reading, events: readonly object[]): number => {
      const report = trial(minix, [job], { scenario: { horizonMs: 400_000, events }, goals: [asks('done', 'web')] });
      return goal(report, 'done').actual as number;
    };
    const at = { atMs: 20_000, ...event };
    near(took(reading, [at]) - took(reading, []), 500);
    near(took(computing, [at]) - took(computing, []), 0);
    // Two faults at a time do not add up.
    near(took(reading, [at, { ...at, atMs: 20_250 }]) - took(reading, []), 750);
  });

  test('in a VM only the guest is hit', () => {
    const report = after(GUEST, [event]);
    expect(incidents(report)).toEqual([`panic guest at ${AT}`]);
    expect(nodeReport(report, 'db').readyMs).not.toBeNull();
  });
});

describe('exploit', () => {
  const event = { event: 'exploit', workload: 'web' };
  const lost = (build: Build): string[] => after(build, [event]).incidents.map(({ kind, node }) => `${kind} ${node}`);
  test('takes the kernel and all that stands on it, guests included', () => {
    expect(lost(NATIVE)).toEqual(['compromised linux', 'compromised web', 'compromised db']);
    const below = stack('machine.desktop', 'kernel.linux', ['web', ['hypervisor.kvm', VM, { part: 'kernel.linux', id: 'guest' }, 'db']]);
    expect(lost(below)).toEqual(['linux', 'web', 'kvm', 'vm', 'guest', 'db'].map((id) => `compromised ${id}`));
  });
  test('stops at the boundary of a VM, and of a sandbox', () => {
    expect(lost(GUEST)).toEqual(['compromised guest', 'compromised web']);
    for (const engine of ['engine.gvisor', 'engine.kata'])
      expect(lost(stack('machine.desktop', 'kernel.linux', [[engine, 'web'], 'db']))).toEqual(['compromised web']);
  });
  test('is for ever: a restart does not help', () => {
    const report = after(CONTAINED, [event, { atMs: AT + 1, event: 'replace', workload: 'web' }]);
    expect(goal(report, 'safe')).toMatchObject({ met: false, actual: 1 });
  });
});

describe('runaway', () => {
  test('of memory without a limit is killed, and comes back after a second', () => {
    const report = after(NATIVE, [{ event: 'runaway', workload: 'web', resource: 'ram', forMs: 5000 }]);
    expect(incidents(report)).toEqual([`runaway web at ${AT}`, `out-of-memory web at ${AT}`]);
    near(away(report), 1000 + startTook(report, 'web'));
  });

  test('of memory with a limit holds its limit, no more, until it ends', () => {
    const build = stack('machine.desktop', 'kernel.linux', ['db', { workload: 'web', ramLimitMiB: 512 }]);
    const report = after(build, [{ event: 'runaway', workload: 'web', resource: 'ram', forMs: 5000 }]);
    expect(report.incidents.map(({ kind }) => kind)).toEqual(['runaway']);
    expect(nodeReport(report, 'web').ramMiB).toBe(512);
    expect(away(report)).toBe(0);
  });

  test('of the processor takes as many threads as it sees, for as long as is said', () => {
    const slow = work('db', { batch: { cpuMs: 20_000 } });
    const build = stack('machine.old-pc', 'kernel.linux', ['web', { workload: 'db', delayMs: 5000 }]);
    const alone = batchTook(build, [WEB, slow], 'db');
    const events = [{ atMs: 0, event: 'runaway', workload: 'web', resource: 'cpu', forMs: 1_000_000 }];
    const bare = trial(build, [WEB, slow], { scenario: { horizonMs: 1_000_000, events }, goals: [asks('done', 'db')] });
    expect(bare.notices).toMatchObject([{ code: 'no-effect' }]);
    const late = nodeReport(bare, 'web').readyMs! + 1;
    const report = trial(build, [WEB, slow], {
      scenario: { horizonMs: 1_000_000, events: [{ ...events[0], atMs: late }] },
      goals: [asks('ready', 'db'), asks('done', 'db')],
    });
    // Two threads for the runaway, one for the batch, on two cores: two thirds of a core.
    const took = (goal(report, 'done').actual as number) - (goal(report, 'ready').actual as number);
    near(took, alone * 1.5);
  });
});

describe('write', () => {
  test('is data on the disk of the machine', () => {
    const disk = (mib: number): number => after(NATIVE, [{ event: 'write', workload: 'web', mib }]).metrics.diskMiB!;
    expect(disk(700) - disk(0)).toBe(700);
  });
  test('what does not fit is lost at once', () => {
    const report = after(GUEST, [{ event: 'write', workload: 'web', mib: 9500 }]);
    expect(incidents(report)).toEqual([`disk-full web at ${AT}`]);
    expect(goal(report, 'keeps').actual).toBe(9500);
  });
  test('a replaced container makes room again', () => {
    const report = after(CONTAINED, [
      { event: 'write', workload: 'web', mib: 1000 },
      { atMs: AT + 1, event: 'replace', workload: 'web' },
      { atMs: AT + 50_000, event: 'write', workload: 'web', mib: 1000 },
    ]);
    expect(report.metrics.diskMiB).toBe(after(CONTAINED, [{ event: 'write', workload: 'web', mib: 1000 }]).metrics.diskMiB);
  });
});

test('power-loss: all on the machine stops, and boots when power is back', () => {
  const report = after(NATIVE, [{ event: 'power-loss', workload: 'web', offMs: 30_000 }]);
  expect(incidents(report)).toEqual([`power-loss desktop at ${AT}`]);
  expect(Math.abs(away(report) - 30_000 - report.metrics.readyMs!)).toBeLessThan(300);
});

test('power-loss: a second one that is shorter does not bring the power back sooner', () => {
  const long = { event: 'power-loss', workload: 'web', offMs: 60_000 };
  const twice = after(NATIVE, [long, { ...long, atMs: AT + 1000, offMs: 5000 }]);
  expect(away(twice)).toBe(away(after(NATIVE, [long])));
});

test('a batch that is done is not missed when its kernel restarts, and is done again', () => {
  const report = trial(NATIVE, [work('web', { batch: { cpuMs: 100 } }), DB], {
    scenario: { horizonMs: 400_000, events: [{ atMs: AT, event: 'restart', workload: 'web', layer: 'kernel' }] },
    goals: [asks('downtime', 'web'), asks('downtime', 'db')],
  });
  expect(away(report)).toBe(0);
  expect(report.goals[1]!.actual).toBeGreaterThan(1000);
});

test('a driver that is down is forgotten with its kernel: the next one reads at once', () => {
  const minix = stack('machine.desktop', 'kernel.minix', 'web');
  const restart = { event: 'restart', workload: 'web', layer: 'kernel' };
  const plain = after(minix, [restart], [WEB]);
  const faulty = after(minix, [{ atMs: AT - 1, event: 'driver-fault', workload: 'web' }, restart], [WEB]);
  expect(away(faulty)).toBe(away(plain));
});

describe('memory that runs out', () => {
  test('was full: a runaway that is killed at once has taken all there is', () => {
    const report = after(NATIVE, [{ event: 'runaway', workload: 'web', resource: 'ram', forMs: 5000 }]);
    expect(report.metrics.ramMiB).toBe(16_384);
    expect(nodeReport(report, 'desktop').ramMiB).toBe(16_384);
  });

  test('of a limit: it was reached, and not more', () => {
    const build = stack('machine.desktop', 'kernel.linux', ['db', { workload: 'web', ramLimitMiB: 512 }]);
    const needs = (mib: number): number =>
      trial(build, [work('web', { ramMiB: [[1000, mib]] }), DB], { scenario: { horizonMs: 60_000 } }).metrics.ramMiB!;
    expect(needs(2000)).toBe(needs(512));
    expect(needs(2000) - needs(100)).toBe(412);
  });

  test('in a runtime: a program over its own limit takes the runtime along', () => {
    const build = stack('machine.desktop', 'kernel.linux', 'runtime.jvm', [{ workload: 'web', ramLimitMiB: 128 }, 'db']);
    const report = trial(build, [work('web', { ramMiB: [[1000, 200]] }), work('db')], { scenario: { horizonMs: 60_000 } });
    expect(report.incidents[0]).toMatchObject({ kind: 'out-of-memory', node: 'jvm' });
  });
});

describe('what is not an event', () => {
  test('out of memory: the largest is killed, comes back after a second, three times at most', () => {
    const greedy = work('web', {
      ramMiB: [
        [0, 100],
        [5000, 20_000],
      ],
      start: { cpuMs: 100 },
    });
    const report = trial(NATIVE, [greedy, work('db', { ramMiB: 1000 })], { scenario: { horizonMs: 400_000 } });
    expect(report.incidents.map(({ kind, node }) => `${kind} ${node}`)).toEqual([
      ...Array.from({ length: 4 }, () => 'out-of-memory web'),
      'gave-up web',
    ]);
    const times = report.incidents.map(({ atMs }) => atMs);
    near(times[1]! - times[0]!, 6000);
  });

  test('a limit that is broken kills its own process, not the largest', () => {
    const build = stack('machine.desktop', 'kernel.linux', ['db', { workload: 'web', ramLimitMiB: 128 }]);
    const report = trial(build, [work('web', { ramMiB: [[1000, 129]] }), work('db', { ramMiB: 5000 })], {
      scenario: { horizonMs: 60_000 },
    });
    expect(report.incidents[0]).toMatchObject({ kind: 'out-of-memory', node: 'web' });
  });

  test('a workload that meddles with its kernel panics it a second after it was ready, and is not started again', () => {
    const report = trial(NATIVE, [work('web', { meddlesWithKernel: true }), DB], { goals: [asks('downtime', 'db')] });
    expect(incidents(report)).toEqual([`panic linux at ${nodeReport(report, 'web').readyMs! + 1000}`]);
    expect(goal(report, 'downtime').actual).toBeGreaterThan(10_000);
  });

  test('a batch that meddles and is done before its second is over panics the kernel all the same', () => {
    const report = trial(NATIVE, [work('web', { meddlesWithKernel: true, batch: { cpuMs: 10 } }), DB]);
    expect(report.incidents.map(({ kind }) => kind)).toEqual(['panic']);
  });
});

describe('notices', () => {
  test('of an event without a target, and of one past the horizon', () => {
    const report = after(NATIVE, [
      { event: 'restart', workload: 'web', layer: 'vm' },
      { atMs: 500_000, event: 'crash', workload: 'web' },
    ]);
    expect(report.notices).toEqual([
      { code: 'no-target', event: 0, kind: 'restart', atMs: AT },
      { code: 'past-horizon', event: 1, kind: 'crash', atMs: 500_000 },
    ]);
  });

  test('come in the order of the level, whenever they were found', () => {
    const report = after(NATIVE, [
      { event: 'restart', workload: 'web', layer: 'vm' },
      { atMs: 500_000, event: 'crash', workload: 'web' },
      { atMs: 1, event: 'crash', workload: 'web' },
    ]);
    expect(report.notices.map(({ event, code }) => `${event} ${code}`)).toEqual(['0 no-target', '1 past-horizon', '2 no-effect']);
  });

  test('of a restart of what waits for a machine that is off', () => {
    const report = after(NATIVE, [
      { event: 'power-loss', workload: 'web', offMs: 30_000 },
      { atMs: AT + 5000, event: 'restart', workload: 'web' },
    ]);
    expect(report.notices).toMatchObject([{ code: 'no-effect', event: 1 }]);
  });

  test('an event at the horizon itself happens', () => {
    const report = after(NATIVE, [{ atMs: 400_000, event: 'crash', workload: 'web' }]);
    expect(incidents(report)).toEqual(['crash web at 400000']);
    expect(report.notices).toEqual([]);
  });
});
