import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { criticalPath, filmOf, firstUs, lastOf, wayTo, type CriticalSpan, type Film, type Until } from '../../src/sim/index.ts';
import { parsedCase, runOf } from '../support/compare.ts';
import { randomCase } from '../support/random.ts';
import { buildOf, levelFor, run, work, type Work } from '../support/stack.ts';

function forRandomFilms(seed: number, numRuns: number, check: (film: Film) => void): void {
  fc.assert(
    fc.property(fc.nat(100_000), (chosen) => {
      const random = randomCase(chosen, 18);
      if (!random.isLegal) return;
      const parsed = parsedCase(random);
      check(filmOf(runOf(parsed), parsed.level.horizonMs)!);
    }),
    { numRuns, seed },
  );
}

function filmFor(nodes: readonly object[], works: readonly Work[], members: object = {}): Film {
  const build = buildOf(nodes);
  const level = levelFor(build, works, members);
  return filmOf(run(build, level), level.horizonMs)!;
}

function pathTo(film: Film, id: string, until: Until = 'ready'): CriticalSpan[] {
  return criticalPath(film, film.rows.find(({ node }) => node.id === id)!.node, until)!;
}

const told = (path: readonly CriticalSpan[]): string[] => path.map(({ node, doing }) => `${node.id} ${doing}`);

describe('the way to what came last', () => {
  test('goes without a gap from power-on to the instant, each span on or after what the next one needs', () => {
    const seen = { spans: 0, slowed: 0, behind: 0, lost: 0, down: 0, delay: 0, done: 0, after: 0, calm: 0 };
    forRandomFilms(71, 900, (film) => {
      const isCalm = film.events.every(({ kind }) => kind === 'start' || kind === 'ready' || kind === 'done');
      for (const row of film.rows) {
        for (const until of ['ready', 'done'] as const) {
          const endUs = firstUs(row, until);
          const path = criticalPath(film, row.node, until);
          if (endUs === null) {
            expect(path).toBeNull();
            continue;
          }
          let us = 0;
          path!.forEach((span, index) => {
            expect(span.startUs).toBe(us);
            expect(span.endUs).toBeGreaterThan(us);
            us = span.endUs;
            expect(span.aloneUs + span.slowedUs).toBeCloseTo(span.endUs - span.startUs, 1);
            const waited = span.behind.reduce((sum, behind) => sum + behind.us, 0);
            expect(waited).toBeLessThanOrEqual(span.slowedUs * (1 + 1e-5) + 0.1);
            for (const { node } of span.behind) expect(node).not.toBe(span.node);
            const next = path![index + 1]?.node;
            if (next !== undefined && next !== span.node) {
              expect(wayTo(film, next).map(({ node }) => node)).toContain(span.node);
              expect(film.rows[span.node.index]!.lives.map(({ readyUs }) => readyUs)).toContain(span.endUs);
            }
            if (next?.after.includes(span.node) === true) seen.after += 1;
            // Where nothing went down, everything began as soon as the last that it needs was ready.
            if (isCalm) expect(['lost', 'down']).not.toContain(span.doing);
            if (isCalm) seen.calm += 1;
            seen.spans += 1;
            if (span.slowedUs > 1) seen.slowed += 1;
            if (span.behind.length > 0) seen.behind += 1;
            if (span.doing === 'lost' || span.doing === 'down' || span.doing === 'delay') seen[span.doing] += 1;
          });
          expect(us).toBe(endUs);
          if (until === 'done') seen.done += 1;
        }
      }
    });
    expect(seen.spans).toBeGreaterThan(20_000);
    expect(seen.slowed).toBeGreaterThan(1000);
    expect(seen.behind).toBeGreaterThan(seen.slowed / 2);
    expect(seen.calm).toBeGreaterThan(2000);
    for (const many of [seen.lost, seen.down, seen.delay, seen.done, seen.after]) expect(many).toBeGreaterThan(20);
  });

  test('names behind whom it waited for the disk, and for how long', () => {
    const nodes = [
      { id: 'pc', part: 'machine.desktop' },
      { id: 'linux', part: 'kernel.linux', on: 'pc' },
      { id: 'kvm', part: 'hypervisor.kvm', on: 'linux' },
      { id: 'vm', part: 'vm', on: 'kvm', ramMiB: 1024 },
      { id: 'guest', part: 'kernel.linux-slim', on: 'vm' },
      { id: 'reader', workload: 'reader', on: 'guest' },
      { id: 'late', workload: 'late', on: 'linux', after: ['guest'] },
    ];
    const reads = { start: { readMiB: 400, ioKiB: 4096, cpuMs: 0 } };
    const film = filmFor(nodes, [work('reader', reads), work('late', reads)], { given: nodes, tray: [], score: [] });
    const path = pathTo(film, 'late');
    const reading = path[path.length - 1]!;
    expect(reading).toMatchObject({ doing: 'read', resource: 'disk' });
    // Both begin at once and get half of the disk each until the shorter is done.
    expect(reading.slowedUs / reading.aloneUs).toBeCloseTo(1, 6);
    expect(reading.behind.map(({ node }) => node.id)).toEqual(['vm']);
    expect(reading.behind[0]!.us).toBeCloseTo(reading.slowedUs, 0);
    expect([...new Set(path.map(({ node }) => node.id))]).toEqual(['pc', 'linux', 'kvm', 'vm', 'guest', 'late']);
  });

  test('names who shares a VM by itself, and who is in another as that VM', () => {
    const vm = (id: string): object[] => [
      { id, part: 'vm', on: 'kvm', ramMiB: 1024, cpus: 1 },
      { id: `${id}-linux`, part: 'kernel.linux-slim', on: id },
    ];
    const film = filmFor(
      [
        { id: 'pc', part: 'machine.old-pc' },
        { id: 'linux', part: 'kernel.linux-slim', on: 'pc' },
        { id: 'kvm', part: 'hypervisor.virtualbox', on: 'linux' },
        ...vm('vm1'),
        { id: 'a', workload: 'job', on: 'vm1-linux' },
        { id: 'b', workload: 'job', on: 'vm1-linux' },
      ],
      [work('job', { start: { readMiB: 0, ioKiB: 4, cpuMs: 1000 } })],
    );
    const last = pathTo(film, 'a').at(-1)!;
    expect(last.slowedUs / last.aloneUs).toBeCloseTo(1, 6);
    expect(last.behind.map(({ node }) => node.id)).toEqual(['b']);
  });

  test('has the delay, and a start that was lost', () => {
    const nodes = [
      { id: 'pc', part: 'machine.desktop' },
      { id: 'linux', part: 'kernel.linux', on: 'pc' },
      { id: 'web', workload: 'web', on: 'linux', delayMs: 1000 },
    ];
    const works = [work('web', { start: { readMiB: 1, ioKiB: 4, cpuMs: 1000 } })];
    const members = { given: nodes, tray: [], score: [] };
    const calm = filmFor(nodes, works, members);
    expect(told(pathTo(calm, 'web'))).toEqual([...told(pathTo(calm, 'linux')), 'web delay', 'web read', 'web start']);
    const startUs = calm.rows[2]!.lives[0]!.startUs;
    const crash = { at: Math.floor(startUs / 1000) + 500, event: 'crash', workload: 'web' };
    const hit = filmFor(nodes, works, {
      ...members,
      scenario: { horizonMs: 600_000, events: [{ atMs: crash.at, event: 'crash', workload: 'web' }] },
    });
    const path = pathTo(hit, 'web');
    // It comes back after a second, and has its delay again.
    expect(told(path).slice(-6)).toEqual(['web delay', 'web lost', 'web down', 'web delay', 'web read', 'web start']);
    expect(path.find(({ doing }) => doing === 'down')!.aloneUs).toBeCloseTo(1_000_000, 3);
  });
});

test('the last of a workload is the latest, and who never came is named', () => {
  let [lasts, nevers] = [0, 0];
  forRandomFilms(72, 300, (film) => {
    for (const until of ['ready', 'done'] as const) {
      const all = lastOf(film, undefined, until);
      for (const id of new Set(film.rows.flatMap(({ node }) => (node.workload === null ? [] : [node.workload.id])))) {
        const { never, last, isLastOfAll } = lastOf(film, id, until);
        const times = film.rows.filter(({ node }) => node.workload?.id === id).map((row) => firstUs(row, until));
        expect(never.length).toBe(times.filter((us) => us === null).length);
        expect(last?.us ?? null).toBe(never.length > 0 ? null : Math.max(...times.map((us) => us!)));
        if (all.last !== null) expect(isLastOfAll).toBe(last!.us === all.last.us);
        if (last !== null) lasts += 1;
        if (never.length > 0) nevers += 1;
      }
    }
  });
  expect(lasts).toBeGreaterThan(100);
  expect(nevers).toBeGreaterThan(100);
});
