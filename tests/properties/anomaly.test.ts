import { describe, expect, test } from 'vitest';
import { levelFor, run, stack, work } from '../support/stack.ts';

/**
 * Across several resources a new neighbour can make somebody ready earlier: it holds a third one up on the disk, who then
 * comes too late to be in the way on the processor. No scheduler that shares fairly is free of this.
 */

/** What a workload does at its start, in steps of about a second: reads, then computes. */
type Job = readonly [reads: number, computes: number];

/** When each job is ready on one virtual processor, µs. */
function readyUs(jobs: readonly Job[]): number[] {
  const ids = jobs.map((_, index) => `job${index}`);
  const build = stack('machine.desktop', 'kernel.linux-slim', 'hypervisor.kvm', { part: 'vm', cpus: 1 }, 'kernel.linux-slim', ids);
  const workloads = jobs.map(([reads, computes], index) =>
    work(ids[index]!, { start: { readMiB: reads * 400, ioKiB: 4096, cpuMs: computes * 1000 } }),
  );
  const ran = run(build, levelFor(build, workloads));
  return ids.map((id) => ran.world!.unitOf(ran.stack.byId.get(id)!).firstReadyUs);
}

/** How much earlier the luckiest of `present` is ready because of `neighbour`, µs; 0 when nobody is. */
function gain(present: readonly Job[], neighbour: Job): number {
  const crowded = readyUs([...present, neighbour]);
  return Math.max(...readyUs(present).map((us, index) => us - crowded[index]!));
}

const size = (jobs: readonly Job[]): number => jobs.flat().reduce((sum, steps) => sum + steps, 0);

/** All pairs with a neighbour that together do so many steps. */
function trios(steps: number): { readonly present: readonly [Job, Job]; readonly neighbour: Job }[] {
  const jobs: Job[] = [];
  for (let reads = 0; reads <= steps; reads += 1)
    for (let computes = 0; reads + computes <= steps; computes += 1) if (reads + computes > 0) jobs.push([reads, computes]);
  return jobs.flatMap((a) =>
    jobs.flatMap((b) => jobs.filter((c) => size([a, b, c]) === steps).map((neighbour) => ({ present: [a, b] as const, neighbour }))),
  );
}

describe('a scheduling anomaly across two resources', () => {
  test('the smallest: a neighbour that only reads makes one that only computes ready earlier', () => {
    const computing: Job = [0, 1];
    const reading: Job = [1, 1];
    expect(gain([computing, reading], [1, 0])).toBeGreaterThan(50_000);
  });

  test('none is smaller', () => {
    const found = trios(3).filter(({ present, neighbour }) => gain(present, neighbour) > 1);
    expect(found).toEqual([]);
  });

  test('and none of that size is without a third one that uses both', () => {
    const found = trios(4).filter(({ present, neighbour }) => gain(present, neighbour) > 1);
    expect(found.length).toBeGreaterThan(0);
    for (const { present } of found) expect(present.some(([reads, computes]) => reads > 0 && computes > 0)).toBe(true);
  });
});
