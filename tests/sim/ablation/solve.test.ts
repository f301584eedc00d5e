import { expect, test } from 'vitest';
import { ablate, ABLATIONS } from '../../../src/sim/ablation/index.ts';
import { CATALOG, parseLevel, solve, type Level } from '../../../src/sim/index.ts';
import { bruteFrontier } from '../../support/brute.ts';
import { spaceWithin } from '../../support/brute-space.ts';
import { smallLevel } from '../../support/small-levels.ts';
import { must } from '../../support/stack.ts';

/** With rules switched off the solver finds what trying everything finds. */

const SEEDS = 30;
/** Levels of more builds are left to others. */
const MOST_BUILDS = 1500;
/** Rules that its bounds or its shapes have to know of. */
const ITS_OWN: ReadonlySet<string> = new Set(['C03', 'C19', 'C25', 'C27', 'C40']);
/** Of the others each level looks at some. */
const TURNS = 6;

/** Whether the solver and trying everything disagree; null when there is too much to try. */
function disagree(statement: string, level: Level): boolean | null {
  const off = ablate(statement, level, CATALOG)!;
  if (spaceWithin(MOST_BUILDS, off.level, off.catalog) === null) return null;
  const points = (front: readonly { readonly metrics: object }[]): string[] =>
    front.map(({ metrics }) => JSON.stringify(Object.entries(metrics).sort())).sort();
  const { proof, front } = solve(off.level, { catalog: off.catalog });
  return proof !== 'exhaustive' || points(front).join() !== points(bruteFrontier(off.level, off.catalog).front).join();
}

test(`in ${SEEDS} small levels, each with several rules switched off`, { timeout: 300_000 }, () => {
  const found: string[] = [];
  let compared = 0;
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const level = smallLevel(seed);
    for (const [index, { statement }] of ABLATIONS.entries()) {
      if (!ITS_OWN.has(statement) && index % TURNS !== seed % TURNS) continue;
      const answer = disagree(statement, level);
      if (answer !== null) compared += 1;
      if (answer === true) found.push(`seed ${seed} without ${statement}`);
    }
  }
  expect(found).toEqual([]);
  expect(compared).toBeGreaterThan(200);
});

test('in a level of two that are to be kept apart, on runtimes or not', () => {
  const one = (part: string): object => ({ part, max: 1 });
  const level = must(
    parseLevel({
      format: 'stackwright/level@1',
      id: 'apart',
      given: [
        { id: 'pc', part: 'machine.desktop' },
        { id: 'host', part: 'kernel.linux', on: 'pc' },
        { id: 'kvm', part: 'hypervisor.kvm', on: 'host' },
      ],
      tray: [...['kernel.linux-slim', 'runtime.node'].map(one), { ...one('vm'), ramMiB: [256], cpus: [1], diskMiB: [2048], isa: [] }],
      workloads: [
        {
          id: 'app',
          count: 2,
          forms: [
            { form: 'native', os: 'linux' },
            { form: 'bytecode', runtime: 'node' },
          ],
        },
      ],
      goals: [{ kind: 'isolated', a: 'app', b: 'app', atLeast: 'vm' }],
      score: ['effort', 'ram'],
    }),
  );
  expect(ABLATIONS.filter(({ statement }) => disagree(statement, level) !== false).map(({ statement }) => statement)).toEqual([]);
});
