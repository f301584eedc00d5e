import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { filmOf, memoryOver, usageAt, usageOver, type Film, type Level, type Run, type Step } from '../../src/sim/index.ts';
import { Usage } from '../../src/sim/simulate/usage.ts';
import { parsedCase, runOf } from '../support/compare.ts';
import { randomCase } from '../support/random.ts';
import { batchOf, makingUs, startOf } from '../support/reference-work.ts';
import { Reference } from '../support/reference.ts';
import { buildOf, levelFor, run, work } from '../support/stack.ts';

const RESOURCES = ['cpu', 'disk', 'net'] as const;

interface Seen {
  readonly run: Run;
  readonly film: Film;
  readonly level: Level;
}

function forRandomRuns(seed: number, numRuns: number, check: (seen: Seen) => void): void {
  let checked = 0;
  fc.assert(
    fc.property(fc.nat(100_000), (chosen) => {
      const random = randomCase(chosen, 16);
      if (!random.isLegal) return;
      const parsed = parsedCase(random);
      const ran = runOf(parsed);
      checked += 1;
      check({ run: ran, film: filmOf(ran, parsed.level.horizonMs)!, level: parsed.level });
    }),
    { numRuns, seed },
  );
  expect(checked).toBeGreaterThan(numRuns / 2);
}

function at(steps: readonly Step[], us: number): number {
  return steps.findLast(([fromUs]) => fromUs <= us)?.[1] ?? 0;
}

function integral(steps: readonly Step[], fromUs: number, toUs: number): number {
  return steps.reduce((sum, [stepUs, amount], index) => {
    const [from, to] = [Math.max(stepUs, fromUs), Math.min(steps[index + 1]?.[0] ?? toUs, toUs)];
    return to > from ? sum + amount * (to - from) : sum;
  }, 0);
}

describe('usage', () => {
  test('at every instant is what the naive reference shares out, node by node', () => {
    let compared = 0;
    let serving = 0;
    for (let seed = 200_001; seed <= 201_500; seed += 1) {
      const random = randomCase(seed, 16);
      if (!random.isLegal) continue;
      const parsed = parsedCase(random);
      const ran = runOf(parsed);
      const film = filmOf(ran, parsed.level.horizonMs)!;
      expect(film.usageExactUs).toBe(Infinity);
      new Reference(ran.stack, parsed.level, (fromUs, toUs, amounts) => {
        // Both agree on times to a microsecond.
        if (toUs - fromUs < 4) return;
        const us = (fromUs + toUs) / 2;
        amounts.forEach((expected, key) => {
          const { node, usage } = film.rows[Math.floor(key / 3)]!;
          const found = at(usage[RESOURCES[key % 3]!], us);
          if (Math.abs(found - expected) > 1e-6 * Math.max(1, expected))
            throw new Error(`seed ${seed}: ${node.id} ${RESOURCES[key % 3]} at ${us}: ${found}, expected ${expected}`);
          if (expected > 0) compared += 1;
          if (expected > 0 && node.workload?.load !== undefined) serving += 1;
        });
      }).run();
    }
    expect(compared).toBeGreaterThan(20_000);
    expect(serving).toBeGreaterThan(2_000);
  });

  test('on no machine and in no VM is more than there is, and a VM is what is in it', () => {
    let full = 0;
    forRandomRuns(61, 500, ({ film }) => {
      for (const { node } of film.rows) {
        if (node.kind !== 'machine' && node.kind !== 'vm') continue;
        for (const resource of RESOURCES) {
          const { owners, total, limit, most } = usageOver(film, node, resource);
          expect(limit).toBe(resource === 'cpu' ? node.threads : 1);
          expect(most).toBeLessThanOrEqual(limit * (1 + 1e-6));
          if (most >= limit * (1 - 1e-6)) full += 1;
          for (const [us, amount] of total) {
            const sum = owners.reduce((so, owner) => so + at(owner.steps, us), 0);
            expect(amount).toBeCloseTo(sum, 8);
          }
          const [middle] = total[Math.floor(total.length / 2)] ?? [0];
          if (node.kind === 'vm') expect(usageAt(film, node, resource, middle)).toBeCloseTo(at(total, middle), 8);
          for (const { steps } of owners) {
            steps.forEach(([us], index) => expect(us).toBeGreaterThan(steps[index - 1]?.[0] ?? -1));
          }
        }
      }
    });
    expect(full).toBeGreaterThan(200);
  });

  test('over a step of a start or a batch adds up to its work, tolls included', () => {
    let [worked, slowed] = [0, 0];
    forRandomRuns(62, 500, ({ film }) => {
      for (const { node, lives, usage } of film.rows) {
        // What serves meanwhile, or runs away, takes something besides.
        if (node.workload?.load !== undefined || node.kind === 'machine') continue;
        if (film.events.some((event) => event.kind === 'runaway' && event.node === node)) continue;
        const batch = node.workload?.batch;
        const stretches = [...startOf(node), ...(batch === undefined ? [] : batchOf(node, batch))];
        for (const { phases } of lives) {
          phases.forEach(({ phase, startUs, endUs, resource, aloneUs }, index) => {
            const stretch = stretches[index]!;
            expect(phase).toBe(stretch.phase);
            expect(endUs - startUs).toBeGreaterThanOrEqual(aloneUs * (1 - 1e-9) - 0.01);
            if (resource === null) return;
            const spent = integral(usage[resource], startUs, endUs);
            const least = stretch.resource === 'below' ? makingUs(node, 0) : stretch.work;
            if (stretch.resource === 'below') expect(spent).toBeGreaterThanOrEqual(least * (1 - 1e-6) - 0.1);
            else expect(Math.abs(spent - least)).toBeLessThanOrEqual(least * 1e-6 + 0.1);
            worked += 1;
            if (endUs - startUs > aloneUs * 1.01) slowed += 1;
          });
        }
      }
    });
    expect(worked).toBeGreaterThan(3000);
    expect(slowed).toBeGreaterThan(500);
  });

  test('is bounded: where too much changes it is looked at only now and then, and it says since when', () => {
    const usage = new Usage(1);
    for (let us = 0; us < 200_000; us += 1) {
      if (!usage.begin(us, us === 199_999 ? Infinity : us + 1)) continue;
      usage.take(0, 0, 1 + (us % 7));
      usage.end(us, 200_000);
    }
    expect(usage.exactUs).toBeGreaterThan(30_000);
    expect(usage.exactUs).toBeLessThan(40_000);
    expect(usage.times.length).toBeLessThan(60_000);
    expect(usage.times[usage.times.length - 1]).toBeGreaterThan(199_000);
  });

  test('of a crowd that changes all the time stays small, and ends as it ends', () => {
    const kinds = Array.from({ length: 50 }, (_, i) => `job${i}`);
    const jobs = Array.from({ length: 1500 }, (_, i) => ({
      id: `j${i}`,
      workload: `job${i % 50}`,
      on: 'linux',
      delayMs: [0, 1, 10, 100][i % 4],
    }));
    const build = buildOf([{ id: 'pc', part: 'machine.server' }, { id: 'linux', part: 'kernel.linux', on: 'pc' }, ...jobs]);
    const works = kinds.map((id, i) => work(id, { start: { readMiB: 1 + (i % 7), ioKiB: 4, cpuMs: 50 + i }, ramMiB: 1 }));
    const lastUs = filmOf(run(build, levelFor(build, works)), 1)!.endUs;
    // All is over just before the horizon, where hardly anything is looked at any more.
    const level = levelFor(build, works, { scenario: { horizonMs: Math.ceil(lastUs / 1000) } });
    const film = filmOf(run(build, level), level.horizonMs)!;
    expect(film.usageExactUs).toBeLessThan(lastUs);
    expect(film.rows.reduce((sum, row) => sum + row.usage.cpu.length + row.usage.disk.length, 0)).toBeLessThan(300_000);
    for (const resource of ['cpu', 'disk'] as const) {
      const { total, limit, most } = usageOver(film, film.rows[0]!.node, resource);
      expect(most).toBeLessThanOrEqual(limit * (1 + 1e-6));
      expect(total[total.length - 1]![1]).toBe(0);
    }
  });
});

describe('memory by owner', () => {
  test('at its most is the peak that the engine measures, on every machine and in every VM', () => {
    let [crowded, machines] = [0, 0];
    forRandomRuns(63, 800, ({ film, run: { world, report, stack } }) => {
      for (const { node } of film.rows) {
        if (node.kind !== 'machine' && node.kind !== 'vm') continue;
        const { most, limit, full, owners } = memoryOver(film, node);
        expect(most).toBe(world!.unitOf(node).insidePeakKiB);
        expect(limit).toBe(node.ramKiB);
        expect(most).toBeLessThanOrEqual(limit);
        crowded += full.length;
        machines += 1;
        for (const owner of owners) expect(owner.node.home).toBe(node);
        if (stack.nodes.filter(({ kind }) => kind === 'machine').length === 1 && node.kind === 'machine')
          expect(Math.ceil(most / 1024)).toBe(report.metrics.ramMiB);
      }
    });
    expect(crowded).toBeGreaterThan(50);
    expect(machines).toBeGreaterThan(500);
  });
});
