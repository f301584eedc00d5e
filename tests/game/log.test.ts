import { expect, test } from 'vitest';
import { ENGINE } from '../../src/game/run/engine.ts';
import { kernelLogs, printedBy } from '../../src/game/views/log.ts';
import type { Film } from '../../src/sim/index.ts';
import { levelCalled, LEVELS } from './levels.ts';

function filmOf(id: string): Film {
  const { level, reference } = levelCalled(id);
  const ran = ENGINE.run(reference!.build, level);
  if (!ran.ok || ran.value === null) throw new Error(`${id} does not run`);
  return ran.value.film;
}

test.each(LEVELS.map(({ level }) => level.id))('in %s whatever boots has a log, by time', (id) => {
  const film = filmOf(id);
  const logs = kernelLogs(film);
  const kernels = film.rows.filter(({ node }) => node.kind === 'kernel').map(({ node }) => node.id);
  expect(logs.map(({ node }) => node.id)).toEqual(expect.arrayContaining(kernels));
  for (const { lines } of logs) {
    const times = lines.map(({ atUs }) => atUs);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(new Set(lines.map(({ time }) => time.length)).size).toBe(1);
    // At the end nothing is left unsaid, whatever its fraction of a microsecond.
    expect(printedBy(lines, film.endUs)).toBe(lines.length);
  }
});

test('a line is printed from its instant on, and not before', () => {
  const [{ lines }] = kernelLogs(filmOf('first-light')) as [ReturnType<typeof kernelLogs>[number]];
  lines.forEach(({ atUs }, index) => {
    expect(printedBy(lines, atUs)).toBeGreaterThan(index);
    expect(printedBy(lines, atUs - 1)).toBeLessThanOrEqual(index);
  });
  expect(printedBy(lines, Infinity)).toBe(lines.length);
  expect(printedBy([], 0)).toBe(0);
});

test('what firmware and loader print is told from what the kernel prints', () => {
  const [{ lines }] = kernelLogs(filmOf('first-light')) as [ReturnType<typeof kernelLogs>[number]];
  const early = lines.findLastIndex(({ tone }) => tone === 'early');
  expect(lines[early]!.text).toContain('Loading the kernel');
  expect(lines.slice(0, early).every(({ tone }) => tone === 'early')).toBe(true);
  expect(lines.at(-1)).toMatchObject({ tone: 'good', text: expect.stringContaining('Started clock') as string });
});
