import fc from 'fast-check';
import { expect, test } from 'vitest';
import { containersAt, filmOf, freeAt, heldByKernel, heldForVm, momentOf, processesAt, type Film } from '../../src/sim/index.ts';
import { parsedCase, runOf } from '../support/compare.ts';
import { randomCase } from '../support/random.ts';
import { buildOf, levelFor, run, work } from '../support/stack.ts';

/** What tools would show. */

const NODES = [
  { id: 'pc', part: 'machine.desktop' },
  { id: 'linux', part: 'kernel.linux', on: 'pc' },
  { id: 'kvm', part: 'hypervisor.kvm', on: 'linux' },
  { id: 'vm', part: 'vm', on: 'kvm', ramMiB: 1024, cpus: 1 },
  { id: 'guest', part: 'kernel.linux-slim', on: 'vm' },
  { id: 'spin', workload: 'spin', on: 'guest' },
  { id: 'docker', part: 'engine.docker', on: 'linux' },
  { id: 'web', workload: 'web', on: 'docker' },
  { id: 'jvm', part: 'runtime.jvm', on: 'docker' },
  { id: 'app', workload: 'app', on: 'jvm' },
];
const START = { readMiB: 1, ioKiB: 64, cpuMs: 10 };
const WORKS = [
  work('spin', { start: START, batch: { cpuMs: 500_000, threads: 4 }, ramMiB: 10 }),
  work('web', { start: START, ramMiB: 20 }),
  work('app', { start: START, ramMiB: 30 }),
];
const CRASH_MS = 100_000;

function film(): Film {
  const build = buildOf(NODES);
  const scenario = { horizonMs: 600_000, events: [{ atMs: CRASH_MS, event: 'crash', workload: 'web' }] };
  const level = levelFor(build, WORKS, { scenario });
  return filmOf(run(build, level), level.horizonMs)!;
}

const FILM = film();
const of = (id: string) => FILM.rows.find(({ node }) => node.id === id)!.node;
const BEFORE = (CRASH_MS - 1) * 1000;
const DOWN = CRASH_MS * 1000 + 500_000;
const AFTER = CRASH_MS * 1000 + 10_000_000;

test('the processes of a kernel: a VM is one with all that is in it, bytecode is its runtime’s', () => {
  const rows = processesAt(FILM, of('linux'), BEFORE);
  expect(rows.map(({ node }) => node.id).sort()).toEqual(['docker', 'jvm', 'kvm', 'linux', 'vm', 'web']);
  expect(rows[0]).toMatchObject({ node: of('linux'), pid: 1, doing: 'ready', heldKiB: heldByKernel(of('linux')) });
  expect(rows.map(({ pid }) => pid)).toEqual([1, 2, 3, 4, 5, 6]);
  const vm = rows.find(({ node }) => node.id === 'vm')!;
  // Four threads that compute, on one virtual processor.
  expect(vm.cores).toBeCloseTo(1, 9);
  expect(vm.heldKiB).toBe(heldForVm(of('vm')));
  const jvm = rows.find(({ node }) => node.id === 'jvm')!;
  const held = (id: string): number => momentOf(FILM.rows[of(id).index]!, BEFORE).heldKiB;
  expect(jvm.heldKiB).toBe(held('jvm') + held('app'));
  expect(held('app')).toBe(30 * 1024);
  expect(processesAt(FILM, of('guest'), BEFORE).map(({ node, doing }) => `${node.id} ${doing}`)).toEqual(['guest ready', 'spin ready']);
  expect(processesAt(FILM, of('linux'), 0)).toEqual([]);
});

test('a process that comes back has a new number, and the others keep theirs', () => {
  const pids = (us: number): Record<string, number> =>
    Object.fromEntries(processesAt(FILM, of('linux'), us).map((row) => [row.node.id, row.pid]));
  const { web, ...others } = pids(BEFORE);
  expect(pids(DOWN)).toEqual({ ...others, web });
  expect(processesAt(FILM, of('linux'), DOWN).find(({ node }) => node.id === 'web')).toMatchObject({ doing: 'down', cores: 0, heldKiB: 0 });
  expect(pids(AFTER)).toEqual({ ...others, web: 7 });
});

test('the containers of an engine, and since when they are what they are', () => {
  const rows = containersAt(FILM, of('docker'), BEFORE);
  expect(rows.map(({ node, workload, doing }) => [node.id, workload, doing])).toEqual([
    ['web', 'web', 'ready'],
    ['jvm', null, 'ready'],
  ]);
  const [life, next] = FILM.rows[of('web').index]!.lives;
  expect(rows[0]).toMatchObject({ sinceUs: life!.readyUs, startUs: life!.startUs });
  expect(containersAt(FILM, of('docker'), DOWN)[0]).toMatchObject({ doing: 'down', sinceUs: CRASH_MS * 1000 });
  expect(containersAt(FILM, of('docker'), AFTER)[0]).toMatchObject({ doing: 'ready', sinceUs: next!.readyUs });
  expect(containersAt(FILM, of('docker'), 0)).toEqual([]);
});

test('free memory inside a VM is of its allocation', () => {
  const usedKiB = heldByKernel(of('guest')) + 10 * 1024;
  expect(freeAt(FILM, of('vm'), BEFORE)).toEqual({ totalKiB: 1024 * 1024, usedKiB, freeKiB: 1024 * 1024 - usedKiB });
  const rows = processesAt(FILM, of('linux'), BEFORE);
  expect(freeAt(FILM, of('pc'), BEFORE).usedKiB).toBe(rows.reduce((sum, row) => sum + row.heldKiB, 0));
});

test('at any instant of any run: numbers are unlike, nobody uses more than there is, what is listed exists', () => {
  let listed = 0;
  fc.assert(
    fc.property(fc.nat(100_000), fc.integer({ min: 0, max: 1000 }), (chosen, part) => {
      const random = randomCase(chosen, 18);
      if (!random.isLegal) return;
      const parsed = parsedCase(random);
      const seen = filmOf(runOf(parsed), parsed.level.horizonMs)!;
      const us = (seen.endUs * part) / 1000;
      for (const { node } of seen.rows) {
        if (node.kind === 'machine' || node.kind === 'vm') {
          const { totalKiB, usedKiB, freeKiB } = freeAt(seen, node, us);
          expect(freeKiB).toBe(totalKiB - usedKiB);
          expect(freeKiB).toBeGreaterThanOrEqual(0);
        }
        if (node.kind !== 'kernel') continue;
        const rows = processesAt(seen, node, us);
        expect(new Set(rows.map(({ pid }) => pid)).size).toBe(rows.length);
        if (rows.length > 0) expect(rows[0]).toMatchObject({ node, pid: 1 });
        expect(rows.reduce((sum, { cores }) => sum + cores, 0)).toBeLessThanOrEqual(node.hardware!.threads * (1 + 1e-6));
        for (const { startUs } of rows) expect(startUs).toBeLessThanOrEqual(us);
        listed += rows.length;
      }
    }),
    { numRuns: 400, seed: 81 },
  );
  expect(listed).toBeGreaterThan(800);
});
