import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Build } from '../../src/sim/index.ts';
import { buildOf, levelFor, nodeReport, run, stack, trial, work, type Node, type Work } from '../support/stack.ts';

/** What may never get better by asking for more. */

const HORIZON = { scenario: { horizonMs: 100_000_000 } };

describe('a higher allocation', () => {
  const HOSTS = ['hypervisor.esxi', 'hypervisor.xen', 'hypervisor.hyper-v'];
  const GUESTS = ['hypervisor.kvm', 'hypervisor.virtualbox', 'hypervisor.vmware-workstation', 'hypervisor.qemu', 'hypervisor.firecracker'];

  test('never lowers the memory that this VM holds', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...HOSTS, ...GUESTS),
        fc.integer({ min: 128, max: 60_000 }),
        fc.nat(60_000),
        fc.integer({ min: 1, max: 16 }),
        fc.nat(16),
        (hypervisor, ramMiB, moreMiB, cpus, moreCpus) => {
          const held = (ram: number, threads: number): number => {
            const vm = { part: 'vm', ramMiB: ram, cpus: threads };
            const build = HOSTS.includes(hypervisor)
              ? stack('machine.server', hypervisor, vm, 'kernel.linux-slim', 'job')
              : stack('machine.server', 'kernel.linux', hypervisor, vm, 'kernel.linux-slim', 'job');
            const report = trial(build, [work('job', { ramMiB: 5 })], HORIZON);
            return nodeReport(report, 'vm').ramMiB;
          };
          const [less, more] = [held(ramMiB, cpus), held(ramMiB + moreMiB, cpus + moreCpus)];
          expect(more).toBeGreaterThanOrEqual(less);
          expect(less).toBeGreaterThanOrEqual(ramMiB);
        },
      ),
      { numRuns: 300, seed: 41 },
    );
  });
});

interface Job {
  readonly ms: number;
  readonly delayMs: number;
  /** 0 on the host, else in a VM. */
  readonly place: number;
}

const PLACES = [1, 2];

/** Jobs on one machine, some in VMs of one and two virtual processors; all of them need the same one resource. */
function crowd(jobs: readonly Job[], toWork: (ms: number) => object): { build: Build; workloads: Work[] } {
  const nodes: Node[] = [
    { id: 'pc', part: 'machine.old-pc' },
    { id: 'host', part: 'kernel.linux-slim', on: 'pc' },
    { id: 'maker', part: 'hypervisor.virtualbox', on: 'host' },
    ...PLACES.flatMap((cpus) => [
      { id: `vm${cpus}`, part: 'vm', on: 'maker', ramMiB: 256, cpus },
      { id: `guest${cpus}`, part: 'kernel.linux-slim', on: `vm${cpus}` },
      { id: `idle${cpus}`, workload: 'idle', on: `guest${cpus}` },
    ]),
    ...jobs.map(({ delayMs, place }, index) => ({
      id: `job${index}`,
      workload: `job${index}`,
      on: place === 0 ? 'host' : `guest${place}`,
      delayMs: BOOTED_MS + delayMs,
    })),
  ];
  return { build: buildOf(nodes), workloads: [work('idle'), ...jobs.map(({ ms }, index) => work(`job${index}`, { start: toWork(ms) }))] };
}
/** By then everything below the jobs is ready, so that nothing else is shared. */
const BOOTED_MS = 60_000;

/** When each of the first jobs is ready, ms after power-on, unrounded. */
function readyUs(jobs: readonly Job[], toWork: (ms: number) => object): number[] {
  const { build, workloads } = crowd(jobs, toWork);
  const delays = { order: { delayMs: [...new Set(jobs.map(({ delayMs }) => BOOTED_MS + delayMs))] } };
  const { stack: resolved, world } = run(build, levelFor(build, workloads, { ...HORIZON, ...delays }));
  return jobs.map((_, index) => world!.unitOf(resolved.byId.get(`job${index}`)!).firstReadyUs);
}

const jobs = fc.record({ ms: fc.integer({ min: 1, max: 3000 }), delayMs: fc.nat(2000), place: fc.constantFrom(0, 1, 2) });

describe('on one shared resource a new neighbour never makes anyone ready earlier', () => {
  const RESOURCES: Readonly<Record<string, (ms: number) => object>> = {
    processor: (ms) => ({ cpuMs: ms }),
    disk: (ms) => ({ readMiB: Math.ceil(ms / 20), ioKiB: 1024 }),
  };
  test.each(Object.entries(RESOURCES))('%s', (_name, toWork) => {
    let delayed = 0;
    fc.assert(
      fc.property(fc.array(jobs, { minLength: 1, maxLength: 6 }), jobs, (present, neighbour) => {
        const alone = readyUs(present, toWork);
        const crowded = readyUs([...present, neighbour], toWork);
        alone.forEach((us, index) => {
          expect(us).toBeGreaterThan(0);
          expect(crowded[index]!).toBeGreaterThanOrEqual(us - 1e-3);
          if (crowded[index]! > us + 1) delayed += 1;
        });
      }),
      { numRuns: 400, seed: 42 },
    );
    expect(delayed).toBeGreaterThan(100);
  });
});
