import { expect, test } from 'vitest';
import { differences, parsedCase } from '../support/compare.ts';
import { randomCase } from '../support/random.ts';

/**
 * The engine against the naive reference on random legal stacks: every start, ready, done, stop and incident of every
 * node to a microsecond, memory peaks exactly, shares of the load to a millionth.
 */

const SMALL = { first: 1, count: 6000, most: 14 };
const LARGE = { first: 100_001, count: 300, most: 50 };
/** A defect shows in many stacks; a few are enough to see it. */
const ENOUGH = 5;

function disagreements({ first, count, most }: typeof SMALL): { compared: number; found: string[] } {
  const found: string[] = [];
  let compared = 0;
  for (let seed = first; compared < count && found.length < ENOUGH; seed += 1) {
    const random = randomCase(seed, most);
    if (!random.isLegal) continue;
    compared += 1;
    const list = differences(parsedCase(random));
    if (list.length > 0) found.push(`seed ${seed}: ${list.slice(0, 3).join('; ')}`);
  }
  return { compared, found };
}

test(`${SMALL.count} small random stacks run as in the reference`, { timeout: 300_000 }, () => {
  expect(disagreements(SMALL)).toEqual({ compared: SMALL.count, found: [] });
});

test(`${LARGE.count} large random stacks run as in the reference`, { timeout: 300_000 }, () => {
  expect(disagreements(LARGE)).toEqual({ compared: LARGE.count, found: [] });
});
