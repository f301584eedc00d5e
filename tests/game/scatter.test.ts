import { expect, test } from 'vitest';
import { scatterOf, type Point } from '../../src/game/views/scatter.ts';

const KEYS = ['cost', 'ramMiB', 'readyMs'] as const;
const point = (kind: Point['kind'], cost: number, ramMiB: number, readyMs: number): Point => ({ kind, values: { cost, ramMiB, readyMs } });

test('a build stands among others in the two metrics that tell them apart, the better the lower and the further left', () => {
  const all = [point('now', 10, 200, 3000), point('earlier', 10, 100, 6000), point('reference', 10, 150, 5000)];
  const { across, up, points } = scatterOf(KEYS, all)!;
  expect([across, up]).toEqual(['ramMiB', 'readyMs']);
  expect(points.map(({ kind, x, y }) => [kind, x, y])).toEqual([
    ['reference', 0.5, 2 / 3],
    ['earlier', 0, 1],
    ['now', 1, 0],
  ]);
});

test('a build that was kept before is one point, and one point alone is nothing to look at', () => {
  expect(scatterOf(KEYS, [point('now', 1, 2, 3), point('earlier', 1, 2, 3)])).toBeNull();
  expect(scatterOf(KEYS, [point('now', 1, 2, 3), { kind: 'reference', values: { cost: 1 } }])).toBeNull();
  expect(scatterOf(['cost'], [point('now', 1, 2, 3), point('reference', 2, 2, 3)])).toBeNull();
  expect(scatterOf(KEYS, [point('now', 1, 2, 3), point('reference', 1, 2, 3)])!.points.map(({ x, y }) => [x, y])).toEqual([
    [0.5, 0.5],
    [0.5, 0.5],
  ]);
});
