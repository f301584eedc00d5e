import { expect, test } from 'vitest';
import { ablate, ABLATIONS } from '../../../src/sim/ablation/index.ts';
import { CATALOG, solve } from '../../../src/sim/index.ts';
import { bruteFrontier } from '../../support/brute.ts';
import { spaceWithin } from '../../support/brute-space.ts';
import { smallLevel } from '../../support/small-levels.ts';

/** With rules switched off the solver finds what trying everything finds. */

const SEEDS = 30;
/** Levels of more builds are left to others. */
const MOST_BUILDS = 1500;
/** Rules that its bounds or its shapes have to know of. */
const ITS_OWN: ReadonlySet<string> = new Set(['C03', 'C19', 'C25', 'C27', 'C40']);
/** Of the others each level looks at some. */
const TURNS = 6;

test(`in ${SEEDS} small levels, each with several rules switched off`, { timeout: 300_000 }, () => {
  const found: string[] = [];
  let compared = 0;
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const level = smallLevel(seed);
    for (const [index, { statement }] of ABLATIONS.entries()) {
      if (!ITS_OWN.has(statement) && index % TURNS !== seed % TURNS) continue;
      const off = ablate(statement, level, CATALOG)!;
      if (spaceWithin(MOST_BUILDS, off.level, off.catalog) === null) continue;
      compared += 1;
      const points = (front: readonly { readonly metrics: object }[]): string[] =>
        front.map(({ metrics }) => JSON.stringify(Object.entries(metrics).sort())).sort();
      const brute = points(bruteFrontier(off.level, off.catalog).front);
      const { proof, front } = solve(off.level, { catalog: off.catalog });
      if (proof !== 'exhaustive' || points(front).join() !== brute.join()) found.push(`seed ${seed} without ${statement}`);
    }
  }
  expect(found).toEqual([]);
  expect(compared).toBeGreaterThan(200);
});
