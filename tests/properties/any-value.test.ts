import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  checkBuild,
  parseBuild,
  parseLevel,
  parseSolution,
  readJson,
  runBuild,
  verifySolution,
  type Build,
  type Level,
  type Result,
} from '../../src/sim/index.ts';
import { randomCase } from '../support/random.ts';
import { mutated } from '../support/mutated.ts';

/** Whatever comes in, nothing is thrown: a file is read or its fault is named, and what was read can be checked and run. */

const PARSERS = { parseBuild, parseLevel, parseSolution } as const;

/** The law of every parser: a value, or a fault that says where, what was expected, what was found. */
function expectAnswer(result: Result<unknown, { place: string; expected: string; got: string }>): void {
  if (result.ok) return;
  expect(result.error.place).toMatch(/^(\/.*)?$/s);
  expect(result.error.expected).not.toBe('');
  expect(result.error.got).not.toBe('');
}

function exercise(build: Build, level: Level): void {
  for (const { code } of checkBuild(build, null)) expect(code).toMatch(/^[a-z-]+$/);
  const ran = runBuild(build, level);
  if (!ran.ok) {
    expect(ran.error.kind).toBe('turns');
    return;
  }
  const { report } = ran.value;
  expect(report.valid).toBe(report.violations.length === 0);
  expect(JSON.parse(JSON.stringify(report))).toEqual(report);
}

describe('any value', () => {
  test.each(Object.entries(PARSERS))('%s answers any value of the language', (_name, parse) => {
    fc.assert(
      fc.property(
        fc.anything({
          withBigInt: true,
          withDate: true,
          withMap: true,
          withSet: true,
          withNullPrototype: true,
          withSparseArray: true,
          withTypedArray: true,
        }),
        (value) => expectAnswer(parse(value)),
      ),
      { numRuns: 1500, seed: 1 },
    );
  });

  test.each(Object.entries(PARSERS))('%s answers any JSON text', (_name, parse) => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string(), fc.string({ unit: 'binary' })), (text) => {
        const read = readJson(text);
        if (read.ok) expectAnswer(parse(read.value));
        else expectAnswer(read);
      }),
      { numRuns: 1500, seed: 2 },
    );
  });
});

describe('files with something wrong in one place', () => {
  const level = (seed: number): unknown => randomCase(seed, 8).level;
  const build = (seed: number): unknown => randomCase(seed, 8).build;

  test('builds are refused, or checked and run', () => {
    let hasRun = 0;
    fc.assert(
      fc.property(fc.nat(400), fc.nat(), fc.nat(), (seed, place, what) => {
        const [read, whole] = [parseBuild(mutated(build(seed), place, what)), parseLevel(level(seed))];
        expectAnswer(read);
        if (!read.ok || !whole.ok) return;
        hasRun += 1;
        exercise(read.value, whole.value);
      }),
      { numRuns: 1500, seed: 3 },
    );
    // Most faults of a value are violations, not faults of the file.
    expect(hasRun).toBeGreaterThan(500);
  });

  test('levels are refused, or played', () => {
    let hasRun = 0;
    fc.assert(
      fc.property(fc.nat(400), fc.nat(), fc.nat(), (seed, place, what) => {
        const [whole, read] = [parseBuild(build(seed)), parseLevel(mutated(level(seed), place, what))];
        expectAnswer(read);
        if (!read.ok || !whole.ok) return;
        hasRun += 1;
        exercise(whole.value, read.value);
      }),
      { numRuns: 1500, seed: 4 },
    );
    expect(hasRun).toBeGreaterThan(200);
  });

  test('solutions are refused, or held against their level', () => {
    fc.assert(
      fc.property(fc.nat(400), fc.nat(), fc.nat(), (seed, place, what) => {
        const whole = parseLevel(level(seed));
        const nodes = (build(seed) as { nodes: object[] }).nodes;
        const edits = [
          ...nodes.map((node) => ({ edit: 'place', node })),
          { edit: 'set', id: 'n0', settings: { volume: true } },
          { edit: 'remove', id: 'n1' },
        ];
        const solution = {
          format: 'stackwright/solution@1',
          level: 'x',
          levelHash: 'x',
          rules: 1,
          build: build(seed),
          edits,
          claims: { cost: 1 },
        };
        const read = parseSolution(mutated(solution, place, what));
        expectAnswer(read);
        if (!read.ok || !whole.ok) return;
        for (const candidate of [read.value, { ...read.value, edits: [] }]) {
          const verdict = verifySolution(candidate, whole.value);
          if (verdict.ok) expect(verdict.value.ok).toBe(verdict.value.reason === 'ok');
        }
      }),
      { numRuns: 800, seed: 5 },
    );
  });
});
