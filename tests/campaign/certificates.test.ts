import { describe, expect, test } from 'vitest';
import { certify, lessonOf, runBuild, solve } from '../../src/sim/index.ts';
import { must } from '../support/stack.ts';
import { inTurn } from '../support/today.ts';
import { CAMPAIGN } from './levels.ts';

/**
 * Certificates are derived anew, and what levels teach is looked at again: of some levels today, of others tomorrow.
 * `npm run certify` does all of them, and its record says that it did.
 */

test('every level of the campaign has a proven certificate', () => {
  for (const { level } of CAMPAIGN) expect([level.id, level.certificate?.proof]).toEqual([level.id, 'exhaustive']);
});

describe('the certificate of', () => {
  test.each(inTurn(CAMPAIGN, 3).map(({ level }) => [level.id, level] as const))('%s is what the solver finds', (_id, level) => {
    const solved = solve(level);
    expect(level.certificate).toEqual(certify(level, solved));
    for (const { metrics, builds } of solved.front) {
      const ran = must(runBuild(builds[0]!, level));
      expect([ran.passed, ran.metrics]).toEqual([true, expect.objectContaining(metrics)]);
      expect([ran.report.efficiency, ran.report.onFrontier]).toEqual([1000, true]);
    }
  });
});

describe('what a level teaches, with the rule switched off', () => {
  test.each(inTurn(CAMPAIGN, 5).map(({ level }) => [level.id, level] as const))('%s', (_id, level) => {
    const best = solve(level, { isKeepingAll: true });
    for (const statement of level.teaches) expect(lessonOf(statement, level, best)).toMatchObject({ statement, teaches: true });
  });
});
