import { expect, test } from 'vitest';
import { frontierOf } from '../../src/game/views/frontier.ts';
import { parseLevel, type Level } from '../../src/sim/index.ts';
import { must } from '../support/stack.ts';

const POINTS = [
  { ramMiB: 100, readyMs: 9000 },
  { ramMiB: 200, readyMs: 5000 },
  { ramMiB: 400, readyMs: 4000 },
];

function levelWith(proof: string | null): Level {
  const certificate = { levelHash: '', rules: 1, frontier: POINTS.map((metrics) => ({ metrics })), proof: proof ?? '' };
  return must(parseLevel({ format: 'stackwright/level@1', id: 'x', score: ['ram', 'ready'], ...(proof !== null && { certificate }) }));
}

test('points that one of the own builds reaches are told apart from those that are still open', () => {
  const view = frontierOf(levelWith('exhaustive'), POINTS[1]!, [POINTS[0]!, { ramMiB: 300, readyMs: 4500 }])!;
  expect(view.reached).toEqual([POINTS[0], POINTS[1]]);
  expect(view.open).toEqual([POINTS[2]]);
});

test('a crown is for the least there can be of one metric', () => {
  const crowns = (ramMiB: number, readyMs: number): unknown => frontierOf(levelWith('exhaustive'), { ramMiB, readyMs }, [])!.crowns;
  expect(crowns(100, 9000)).toEqual(['ramMiB']);
  expect(crowns(200, 5000)).toEqual([]);
  expect(crowns(999, 4000)).toEqual(['readyMs']);
});

test('nothing is said of a frontier that is not proven', () => {
  expect(frontierOf(levelWith('best-known'), POINTS[0]!, [])).toBeNull();
  expect(frontierOf(levelWith(null), POINTS[0]!, [])).toBeNull();
});
