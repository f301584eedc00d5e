import { describe, expect, test } from 'vitest';
import {
  GOAL_KINDS,
  runBuild,
  separationOf,
  SEPARATIONS,
  type Build,
  type Run,
  type RunReport,
  type StackNode,
} from '../../src/sim/index.ts';
import { Chance } from '../support/chance.ts';
import { levelFor, must, nodeReport, stack, stacks, trial, work, type Branch } from '../support/stack.ts';

/** Every goal: when it is met, what it reports, and when its value is undefined. */

const WEB = work('web', { start: { cpuMs: 100 }, ramMiB: 64, load: { requestsPerSecond: [[60_000, 100]], cpuUs: 1000 } });
const JOB = work('job', { batch: { cpuMs: 2000 }, ramMiB: 32 });
const BUILD = stack('machine.desktop', 'kernel.linux', ['web', ['engine.docker', 'job']]);
const HORIZON = { horizonMs: 120_000 };

type Outcome = readonly [met: boolean, actual: unknown, limit: unknown];

function outcome(goal: object, build: Build = BUILD, scenario: object = HORIZON): Outcome {
  const { met, actual, limit } = trial(build, [WEB, JOB], { goals: [goal], scenario }).goals[0]!;
  return [met, actual, limit];
}
const report: RunReport = trial(BUILD, [WEB, JOB], { scenario: HORIZON });
const { metrics } = report;
const ready = nodeReport(report, 'web').readyMs!;
const EVENTS = {
  horizonMs: 120_000,
  events: [
    { atMs: 60_000, event: 'crash', workload: 'web' },
    { atMs: 70_000, event: 'exploit', workload: 'web' },
    { atMs: 71_000, event: 'write', workload: 'web', mib: 1_000_000 },
  ],
};

/** A goal at its limit, and one short of it. */
const LIMITS: readonly (readonly [kind: string, goal: (limit: number) => object, value: number])[] = [
  ['ready', (withinMs) => ({ kind: 'ready', workload: 'web', withinMs }), ready],
  ['ready of all', (withinMs) => ({ kind: 'ready', withinMs }), metrics.readyMs!],
  ['ram', (atMostMiB) => ({ kind: 'ram', atMostMiB }), metrics.ramMiB!],
  ['ram of a machine', (atMostMiB) => ({ kind: 'ram', machine: 'machine.desktop', atMostMiB }), nodeReport(report, 'desktop').ramMiB],
  ['disk', (atMostMiB) => ({ kind: 'disk', atMostMiB }), metrics.diskMiB!],
  ['cost', (atMost) => ({ kind: 'cost', atMost }), metrics.cost!],
  ['effort', (atMostMin) => ({ kind: 'effort', atMostMin }), metrics.effortMin!],
];

describe('limits', () => {
  test.each(LIMITS)('%s is met at its limit and missed one below', (_name, goal, value) => {
    expect(value).toBeGreaterThan(0);
    expect(outcome(goal(value))).toEqual([true, value, value]);
    expect(outcome(goal(value - 1))).toEqual([false, value, value - 1]);
  });

  test('done is when a batch has finished', () => {
    const [, done] = outcome({ kind: 'done', workload: 'job', withinMs: 0 }) as [boolean, number, number];
    expect(done - nodeReport(report, 'job').readyMs!).toBe(2000);
    expect(outcome({ kind: 'done', workload: 'job', withinMs: done })).toEqual([true, done, done]);
  });

  test('throughput is met from its limit upwards, rounded down', () => {
    const crowd = { kind: 'throughput', workload: 'web', atLeast: 667 };
    const heavy = work('web', { load: { requestsPerSecond: [[60_000, 1500]], cpuUs: 1000, threads: 1 } });
    const shares = [667, 666].map((atLeast) => trial(BUILD, [heavy, JOB], { goals: [{ ...crowd, atLeast }], scenario: HORIZON }).goals[0]!);
    expect(shares.map(({ met, actual }) => [met, actual])).toEqual([
      [false, 666],
      [true, 666],
    ]);
    expect(outcome({ kind: 'throughput', workload: 'web', atLeast: 1000 })).toEqual([true, 1000, 1000]);
  });

  test('downtime adds up all gaps of the worst instance, open ones to the horizon', () => {
    const [met, actual] = outcome({ kind: 'downtime', workload: 'web', atMostMs: 0 });
    expect([met, actual]).toEqual([true, 0]);
    const twice = { horizonMs: 120_000, events: [60_000, 119_500].map((atMs) => ({ atMs, event: 'crash', workload: 'web' })) };
    expect(outcome({ kind: 'downtime', workload: 'web', atMostMs: 0 }, BUILD, twice)[1]).toBe(1000 + 100 + 500);
  });

  test('safe counts those that were taken over, keeps counts what was lost', () => {
    expect(outcome({ kind: 'safe', workload: 'job' }, BUILD, EVENTS)).toEqual([false, 1, 0]);
    expect(outcome({ kind: 'safe', workload: 'job' })).toEqual([true, 0, 0]);
    expect(outcome({ kind: 'keeps', workload: 'web' }, BUILD, EVENTS)).toEqual([false, 1_000_000, 0]);
    expect(outcome({ kind: 'keeps', workload: 'web' })).toEqual([true, 0, 0]);
  });

  test('uses and avoids count parts and kinds', () => {
    expect(outcome({ kind: 'uses', part: 'engine.docker' })).toEqual([true, 1, 1]);
    expect(outcome({ kind: 'uses', part: 'engine' })).toEqual([true, 1, 1]);
    expect(outcome({ kind: 'uses', part: 'vm' })).toEqual([false, 0, 1]);
    expect(outcome({ kind: 'avoids', part: 'vm' })).toEqual([true, 0, 0]);
    expect(outcome({ kind: 'avoids', part: 'kernel' })).toEqual([false, 1, 0]);
  });
});

describe('isolated', () => {
  const VM = { part: 'vm', ramMiB: 1024 };
  test.each<readonly [string, Build]>([
    ['none', stack('machine.desktop', 'kernel.linux', 'runtime.jvm', ['web', 'job'])],
    ['process', stack('machine.desktop', 'kernel.linux', ['web', 'job'])],
    ['container', BUILD],
    ['vm', stack('machine.desktop', 'kernel.linux', ['web', ['hypervisor.kvm', VM, 'kernel.linux', 'job']])],
    ['machine', stacks(['machine.desktop', 'kernel.linux', 'web'], ['machine.desktop', 'kernel.linux', 'job'])],
  ])('reports the weakest of all pairs: %s', (expected, build) => {
    const order = ['process', 'container', 'vm', 'machine'];
    for (const atLeast of order) {
      const met = order.indexOf(atLeast) <= order.indexOf(expected);
      expect(outcome({ kind: 'isolated', a: 'web', b: 'job', atLeast }, build)).toEqual([met, expected, atLeast]);
    }
  });

  test('a workload is isolated from itself by all pairs of its instances', () => {
    const build = stack('machine.desktop', 'kernel.linux', ['web', 'web', ['engine.docker', 'web']]);
    const goal = trial(build, [WEB], { goals: [{ kind: 'isolated', a: 'web', b: 'web', atLeast: 'container' }] }).goals[0]!;
    expect([goal.met, goal.actual]).toEqual([false, 'process']);
  });
});

describe('isolated, when a kernel is taken over', () => {
  const goal = (build: Build, attacked: string, ...[a, b]: readonly string[]): unknown => {
    const goals = [{ kind: 'isolated', a, b, atLeast: 'container' }];
    const scenario = { horizonMs: 120_000, events: [{ atMs: 60_000, event: 'exploit', workload: attacked }] };
    const works = [WEB, JOB, work('db')].filter(({ id }) => build.nodes.some(({ workload }) => workload === id));
    return trial(build, works, { goals, scenario }).goals.map(({ met, actual }) => [met, actual])[0];
  };
  const onDocker = stack('machine.desktop', 'kernel.linux', ['web', ['engine.docker', ['job', 'db']]]);

  test('containers keep nothing apart but processes', () => {
    expect(goal(onDocker, 'web', 'job', 'db')).toEqual([false, 'process']);
    expect(goal(onDocker, 'db', 'web', 'job')).toEqual([false, 'process']);
    expect(goal(stack('machine.desktop', 'kernel.linux', 'engine.docker', ['web', 'web']), 'web', 'web', 'web')).toEqual([
      false,
      'process',
    ]);
  });

  test('VMs and what stands on other kernels hold, and so does a sandbox that keeps it inside', () => {
    const apart = ['engine.kata', 'engine.gvisor'].map((engine) => stack('machine.server', 'kernel.linux', engine, ['web', 'job']));
    expect(apart.map((build) => goal(build, 'web', 'web', 'job'))).toEqual([
      [true, 'vm'],
      [true, 'container'],
    ]);
    const [inner, outer] = [['engine.docker', ['job', 'db']], 'web'];
    const guest = ['hypervisor.kvm', { part: 'vm', ramMiB: 2048 }, 'kernel.linux', outer];
    expect(goal(stack('machine.server', 'kernel.linux', [inner, guest]), 'web', 'job', 'db')).toEqual([true, 'container']);
  });
});

describe('isolated, counted in groups', () => {
  const VM = { part: 'vm', ramMiB: 1024 };
  const PLACES = [
    ['machine.desktop', 'kernel.linux'],
    ['machine.server', 'kernel.linux', 'engine.docker'],
    ['machine.server', 'kernel.linux', 'engine.kata'],
    ['machine.server', 'kernel.linux', 'engine.kata', 'runtime.jvm'],
    ['machine.server', 'kernel.linux', 'runtime.jvm'],
    ['machine.server', 'kernel.linux', 'hypervisor.kvm', VM, 'kernel.linux', 'engine.docker'],
    ['machine.server', 'kernel.linux', 'hypervisor.kvm', VM, 'kernel.linux', 'engine.docker', 'runtime.jvm'],
    ['machine.server', 'kernel.linux', 'hypervisor.kvm', VM],
    ['machine.desktop', 'kernel.windows', 'engine.docker-desktop'],
  ] as const;

  /** The weakest of all pairs, looked at one by one. */
  function weakest({ stack: { nodes }, world }: Run, a: string, b: string): number {
    const of = (id: string): StackNode[] => nodes.filter((node) => node.workload?.id === id);
    const pairs = of(a).flatMap((one) =>
      of(b).flatMap((other) =>
        one === other ? [] : [SEPARATIONS.indexOf(separationOf(one, other, (kernel) => world!.unitOf(kernel).past.isCompromised))],
      ),
    );
    return Math.min(SEPARATIONS.length, ...pairs);
  }

  test('comes to the same as looking at every pair', () => {
    const chance = new Chance(11);
    const seen = new Set<number>();
    for (let i = 0; i < 200; i += 1) {
      // Few places, with up to three instances in each, sometimes the same place on one machine twice.
      const branches = Array.from({ length: chance.whole(1, 2) }, (): Branch[] => {
        const [ground, kernel, ...rest] = chance.pick(PLACES);
        const instances = (): string[] => Array.from({ length: chance.whole(1, 2) }, () => chance.pick(['web', 'job']));
        const tops = Array.from({ length: chance.whole(1, 2) }, () => [...rest, instances()]);
        return [ground, kernel, rest.length === 0 ? instances() : tops];
      });
      const build = stacks(...branches);
      const works = [WEB, JOB].filter(({ id }) => build.nodes.some(({ workload }) => workload === id));
      const pairs = works.flatMap((one) => works.map((other) => [one.id, other.id] as const));
      const goals = pairs.map(([a, b]) => ({ kind: 'isolated', a, b, atLeast: 'machine' }));
      const events = chance.whole(0, 1) === 0 ? [] : [{ atMs: 100_000, event: 'exploit', workload: works[0]!.id }];
      const level = levelFor(build, works, { goals, scenario: { ...HORIZON, events } });
      const ran = must(runBuild(build, level));
      if (!ran.report.valid) continue;
      ran.goals.forEach((goal, index) => {
        const expected = weakest(ran, ...pairs[index]!);
        seen.add(expected);
        expect([goal.actual, goal.met]).toEqual([SEPARATIONS[expected] ?? null, expected >= 4]);
      });
    }
    expect([...seen].sort()).toEqual([0, 1, 2, 3, 4, 5]);
  });
});

describe('undefined values are null, and not met', () => {
  const never = work('web', { start: { cpuMs: 1_000_000 } });
  const goals = [
    { kind: 'ready', workload: 'web', withinMs: 1_000_000_000 },
    { kind: 'downtime', workload: 'web', atMostMs: 1_000_000_000 },
    { kind: 'done', workload: 'job', withinMs: 1_000_000_000 },
    { kind: 'ram', machine: 'machine.tablet', atMostMiB: 1_000_000 },
  ];

  test('what was never ready or done, and memory of a machine that is not there', () => {
    const slow = trial(BUILD, [never, work('job', { batch: { cpuMs: 1_000_000 } })], { goals, scenario: HORIZON });
    expect(slow.goals.map(({ met, actual }) => [met, actual])).toEqual(goals.map(() => [false, null]));
    expect(slow.metrics.readyMs).toBeNull();
    expect(slow.passed).toBe(false);
  });

  test('a pair of which there is only one', () => {
    const goal = trial(BUILD, [WEB, JOB], { goals: [{ kind: 'isolated', a: 'web', b: 'web', atLeast: 'vm' }], scenario: HORIZON })
      .goals[0]!;
    expect([goal.met, goal.actual]).toEqual([true, null]);
  });

  test('a workload of which no instance is asked for', () => {
    const idle = work('job', { count: 0, batch: { cpuMs: 1 } });
    const of = (id: string): object[] => [
      { kind: 'ready', workload: id, withinMs: 0 },
      { kind: 'done', workload: id, withinMs: 0 },
      { kind: 'downtime', workload: id, atMostMs: 0 },
    ];
    const build = stack('machine.desktop', 'kernel.linux', 'web');
    const asked = trial(build, [WEB, idle], { goals: of('job'), scenario: HORIZON });
    expect(asked.goals.map(({ met, actual, limit }) => [met, actual, limit])).toEqual(of('job').map(() => [true, null, 0]));
    expect(asked.passed).toBe(true);
    const counts = trial(build, [WEB, idle], { goals: ['safe', 'keeps'].map((kind) => ({ kind, workload: 'job' })), scenario: HORIZON });
    expect(counts.goals.map(({ met, actual }) => [met, actual])).toEqual(counts.goals.map(() => [true, 0]));
  });

  test('no offer at all is served in full', () => {
    expect(outcome({ kind: 'throughput', workload: 'job', atLeast: 1000 })).toEqual([true, 1000, 1000]);
  });

  test('every goal of a build that is not legal', () => {
    const every = GOAL_KINDS.map((kind) => ({
      kind,
      workload: 'web',
      a: 'web',
      b: 'job',
      part: 'vm',
      withinMs: 7,
      atMostMiB: 7,
      atMost: 7,
      atMostMin: 7,
      atMostMs: 7,
      atLeast: kind === 'isolated' ? 'vm' : 7,
    }));
    const level = levelFor(BUILD, [WEB, JOB], { goals: every });
    const { report: refused } = must(runBuild(stack('machine.desktop', 'web'), level));
    expect(refused.valid).toBe(false);
    expect(refused.goals.map(({ kind, met, actual }) => [kind, met, actual])).toEqual(GOAL_KINDS.map((kind) => [kind, false, null]));
    for (const { limit } of refused.goals) expect(limit).toBeDefined();
    expect(refused.metrics).toEqual({ cost: null, ramMiB: null, readyMs: null, diskMiB: null, effortMin: null });
    expect([refused.passed, refused.traceHash]).toEqual([false, null]);
  });
});
