import { describe, expect, test } from 'vitest';
import type { Build } from '../../src/sim/index.ts';
import { goal, startTook, stack, trial, work, type Work } from '../support/stack.ts';

/** The order of taxes: bare ≤ container ≤ type 1 < type 2 < emulated, for full guests with the same kernel inside. */

const KERNEL = 'kernel.linux';
const VM = { part: 'vm', ramMiB: 4096, cpus: 8 };

function guest(hypervisor: string): Build {
  return stack('machine.server', hypervisor, VM, KERNEL, 'job');
}
function hosted(hypervisor: string): Build {
  return stack('machine.server', KERNEL, hypervisor, VM, KERNEL, 'job');
}

/** From the least tax to the most; between two groups it never falls, and below the last three it rises. */
const GROUPS: readonly (readonly [name: string, builds: Readonly<Record<string, Build>>])[] = [
  ['bare', { native: stack('machine.server', KERNEL, 'job') }],
  [
    'container',
    { docker: stack('machine.server', KERNEL, 'engine.docker', 'job'), lxc: stack('machine.server', KERNEL, 'engine.lxc', 'job') },
  ],
  [
    'type 1',
    { esxi: guest('hypervisor.esxi'), xen: guest('hypervisor.xen'), 'hyper-v': guest('hypervisor.hyper-v'), kvm: hosted('hypervisor.kvm') },
  ],
  ['type 2', { virtualbox: hosted('hypervisor.virtualbox'), workstation: hosted('hypervisor.vmware-workstation') }],
  ['emulated', { qemu: hosted('hypervisor.qemu') }],
];
const STRICT = ['type 1 < type 2', 'type 2 < emulated'];

/** Checks that `measure` (more is worse) rises from group to group. */
function expectOrder(measure: (build: Build) => number, canTie: (pair: string) => boolean): void {
  const measured = GROUPS.map(([name, builds]) => ({ name, values: Object.values(builds).map(measure) }));
  for (let i = 1; i < measured.length; i += 1) {
    const [less, more] = [measured[i - 1]!, measured[i]!];
    const [worst, best] = [Math.max(...less.values), Math.min(...more.values)];
    if (canTie(`${less.name} < ${more.name}`)) expect(worst, `${less.name} ≤ ${more.name}`).toBeLessThanOrEqual(best);
    else expect(worst, `${less.name} < ${more.name}`).toBeLessThan(best);
  }
}
const isNotStrict = (pair: string): boolean => !STRICT.includes(pair);

function took(workload: Work): (build: Build) => number {
  return (build) => startTook(trial(build, [workload], { scenario: { horizonMs: 100_000_000 } }), 'job');
}

/** Requests lost of a thousand, when more arrive than anybody serves. */
function lost(perSecond: number, load: object): (build: Build) => number {
  const workload = work('job', { load: { requestsPerSecond: [[400_000, perSecond]], threads: 8, ...load } });
  const goals = [{ kind: 'throughput', workload: 'job', atLeast: 0 }];
  return (build) => 1000 - (goal(trial(build, [workload], { goals, scenario: { horizonMs: 401_000 } }), 'throughput').actual as number);
}

function batchTook(batch: object): (build: Build) => number {
  const goals = [
    { kind: 'ready', workload: 'job', withinMs: 0 },
    { kind: 'done', workload: 'job', withinMs: 0 },
  ];
  return (build) => {
    const report = trial(build, [work('job', { batch })], { goals, scenario: { horizonMs: 100_000_000 } });
    return (goal(report, 'done').actual as number) - (goal(report, 'ready').actual as number);
  };
}

describe('the same work takes longer the further the hardware is', () => {
  test('computing', () => expectOrder(batchTook({ cpuMs: 100_000 }), isNotStrict));
  test('system calls', () => {
    const measure = batchTook({ cpuMs: 100_000, syscalls: 10_000_000 });
    expect(measure(guest('hypervisor.xen'))).toBeGreaterThan(measure(stack('machine.server', KERNEL, 'job')));
    expectOrder(measure, isNotStrict);
  });
  test('system calls and nothing else', () => expectOrder(batchTook({ cpuMs: 0, syscalls: 400_000_000 }), isNotStrict));
  test('reading in small operations', () => expectOrder(batchTook({ cpuMs: 0, readMiB: 2000, ioKiB: 4 }), isNotStrict));
  test('reading in large operations', () => expectOrder(batchTook({ cpuMs: 0, readMiB: 20_000, ioKiB: 4096 }), isNotStrict));
  test('starting: a disk full of small files, then computing', () =>
    expectOrder(took(work('job', { start: { readMiB: 500, ioKiB: 4, cpuMs: 20_000 } })), (pair) => pair === 'bare < container'));
});

describe('less is served under saturation the further the hardware is', () => {
  test('by the processor', () => expectOrder(lost(20_000, { cpuUs: 500 }), isNotStrict));
  test('by the disk', () => expectOrder(lost(8000, { readKiB: 256, ioKiB: 4 }), isNotStrict));
  test('by the network', () => expectOrder(lost(200_000, { netKiB: 8, netOps: 8 }), isNotStrict));
});

test('being ready at all: bare before container before type 1 before emulated, the same workload and kernel', () => {
  const readyMs = (build: Build): number => {
    const report = trial(build, [work('job', { start: { cpuMs: 1000, readMiB: 50 } })], { scenario: { horizonMs: 100_000_000 } });
    return report.metrics.readyMs!;
  };
  const worst = GROUPS.map(([, builds]) => Object.values(builds).map(readyMs));
  expect(Math.max(...worst[0]!)).toBeLessThan(Math.min(...worst[1]!));
  expect(Math.max(...worst[1]!)).toBeLessThan(Math.min(...worst[2]!));
  expect(Math.max(...worst[3]!)).toBeLessThan(Math.min(...worst[4]!));
});
