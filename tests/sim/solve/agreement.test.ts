import { expect, test, vi } from 'vitest';
import { METRIC_OF, runBuild, solve, type Level, type MetricKey } from '../../../src/sim/index.ts';
import { bruteFrontier } from '../../support/brute.ts';
import { smallLevel } from '../../support/small-levels.ts';
import { must } from '../../support/stack.ts';

vi.setConfig({ testTimeout: 120_000 });

/** The seeds of one test; all together they are 1 to 300. */
const HUNDREDS = [1, 101, 201];

type Values = Partial<Record<MetricKey, number>>;

/** Points as text, in an order of their own. */
function pointsOf(level: Level, front: readonly { readonly metrics: Values }[]): string[] {
  const keys = level.score.map((key) => METRIC_OF[key]);
  return front.map(({ metrics }) => keys.map((key) => `${key} ${metrics[key]}`).join(', ')).sort();
}

test.each(HUNDREDS)('the frontier of small levels from seed %i on is the one of trying everything', (first) => {
  for (let seed = first; seed < first + 100; seed += 1) {
    const level = smallLevel(seed);
    const { proof, front } = solve(level);
    expect([seed, proof]).toEqual([seed, 'exhaustive']);
    expect([seed, ...pointsOf(level, front)]).toEqual([seed, ...pointsOf(level, bruteFrontier(level).front)]);
    for (const { metrics, builds } of front) {
      const { passed, metrics: measured } = must(runBuild(builds[0]!, level));
      expect([seed, passed, measured]).toEqual([seed, true, expect.objectContaining(metrics)]);
    }
  }
});
