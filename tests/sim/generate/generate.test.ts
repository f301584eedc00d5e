import { describe, expect, test, vi } from 'vitest';
import { told } from '../../../src/lang/index.ts';
import {
  BANDS,
  canonicalJson,
  certify,
  checkLevel,
  generate,
  GRADES,
  levelHash,
  levelIdentity,
  makeLevel,
  measureHardness,
  parseLevel,
  solve,
  THEME_IDS,
  type Json,
  type Level,
} from '../../../src/sim/index.ts';
import { must } from '../../support/stack.ts';
import { today } from '../../support/today.ts';

vi.setConfig({ testTimeout: 120_000 });

/** Other seeds every day; `npm run certify` goes through all that are promised. */
const SEEDS = Array.from({ length: 4 }, (_, index) => ((today() * 4 + index) % 200) + 1);
const MADE = new Map(GRADES.map((grade) => [grade, SEEDS.map((seed) => generate(seed, grade))]));

/** All that can change a run, but for the name. */
function contentOf(level: Level): string {
  return canonicalJson({ ...(levelIdentity(level) as Record<string, Json>), id: '' });
}

describe.each(GRADES)('levels of difficulty %i', (grade) => {
  test('can be played, are solved, and their certificates are true', () => {
    for (const { level } of MADE.get(grade)!) {
      expect(checkLevel(level)).toBeNull();
      const solved = solve(level);
      expect(solved.proof).toBe('exhaustive');
      expect(solved.front.length).toBeGreaterThan(0);
      expect([level.id, level.certificate]).toEqual([level.id, certify(level, solved)]);
    }
  });

  test('are as hard as ordered, by what the solver counts in them', () => {
    const [least, most] = BANDS[grade];
    for (const { level, hardness } of MADE.get(grade)!) {
      expect([level.id, measureHardness(level, solve(level))]).toEqual([level.id, hardness]);
      expect(hardness.score).toBeGreaterThanOrEqual(least);
      expect(hardness.score).toBeLessThanOrEqual(most);
    }
  });

  test('are the same whenever they are made, and told of in words they come back from a file', () => {
    const [first] = MADE.get(grade)!;
    expect(generate(SEEDS[0]!, grade)).toEqual(first);
    const level = told(first!);
    expect(level.brief).toMatch(/^[^.]+\. [^.]+\.$/);
    expect(levelHash(must(parseLevel(makeLevel(level))))).toBe(levelHash(first!.level));
  });
});

test('no two are alike', () => {
  const all = [...MADE.values()].flat().map(({ level }) => contentOf(level));
  expect(new Set(all).size).toBe(all.length);
});

test('one difficulty begins where the one before it ends', () => {
  GRADES.slice(1).forEach((grade, index) => expect(BANDS[grade][0]).toBe(BANDS[GRADES[index]!][1] + 1));
});

test('they are about many things', () => {
  const themes = new Set([...MADE.values()].flat().map(({ theme }) => theme));
  expect(themes.size).toBeGreaterThan(THEME_IDS.length / 2);
});
