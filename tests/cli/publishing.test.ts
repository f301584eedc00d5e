import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { publishedLevels } from '../../src/cli/published.ts';
import { problemsOf } from '../../src/cli/publishing.ts';
import { lineOf } from '../../src/cli/refuse.ts';
import { LEVEL, solutionOf } from './guest-house.ts';
import { ROOT, workplace } from './stackwright.ts';
import { levelPath } from '../support/published.ts';

const { folder, write } = workplace();
const SOLUTION = solutionOf(LEVEL);
const OTHER = { ...LEVEL, id: 'other' };

let count = 0;
/** What is said of a folder of published levels with these files. */
function told(files: Readonly<Record<string, string | object>>): string[] {
  count += 1;
  mkdirSync(join(folder, `${count}`, 'assets', 'levels'), { recursive: true });
  for (const [name, content] of Object.entries(files)) write(`${count}/assets/levels/${name}`, content);
  const root = join(folder, `${count}/`);
  return problemsOf(publishedLevels(root), root).map((problem) =>
    lineOf(problem).replaceAll(`${root}assets/levels/`, '').replaceAll('assets/levels/', ''),
  );
}

describe('levels that are published', () => {
  test('are all sound', () => {
    expect(problemsOf(publishedLevels())).toEqual([]);
    const level = levelPath('first-light');
    expect(publishedLevels().levels[0]).toMatchObject({ file: level, value: { id: 'first-light' } });
    expect(readFileSync(join(ROOT, level), 'utf8')).toContain('first-light');
  });

  test.each<[string, Readonly<Record<string, string | object>>, string[]]>([
    ['one with its solution', { 'a.level.json': LEVEL, 'a.solution.json': SOLUTION }, []],
    [
      'one without',
      { 'a.level.json': LEVEL },
      [
        'a.level.json: whole file: expected a solution beside it, a.solution.json, got none; docs/adding.md tells how to make one, "npm run dev" shows the level without it',
      ],
    ],
    [
      'one with a part that there is not',
      { 'a.level.json': { ...LEVEL, given: [{ id: 'pc', part: 'machine.dektop' }] }, 'a.solution.json': SOLUTION },
      [
        'a.level.json: /given/0/part: expected a part of the catalogue, got "machine.dektop"; did you mean "machine.desktop"? "stackwright parts" lists them all',
      ],
    ],
    [
      'one that names what it does not have',
      { 'a.level.json': { ...LEVEL, goals: [{ kind: 'safe', workload: 'wep' }] }, 'a.solution.json': SOLUTION },
      [`a.level.json: /goals/0/workload: expected one of the level's workloads, got "wep"`],
    ],
    ['one that is no JSON', { 'a.level.json': '{' }, ['a.level.json:1:2: expected a name in double quotes or }, got the end of the file']],
    [
      'two of one id',
      { 'a.level.json': LEVEL, 'a.solution.json': SOLUTION, 'b.level.json': LEVEL, 'b.solution.json': SOLUTION },
      ['b.level.json: /id: expected an id of its own, got "guest-house", which a.level.json has'],
    ],
    [
      'one with a solution of another level',
      { 'a.level.json': OTHER, 'a.solution.json': SOLUTION },
      ['a.solution.json: /level: expected "other", got "guest-house"'],
    ],
    [
      'one with a solution of an earlier version',
      { 'a.level.json': LEVEL, 'a.solution.json': solutionOf(LEVEL, { levelHash: 'old' }) },
      [expect.stringMatching(/^a\.solution\.json: \/levelHash: expected that of a\.level\.json, [0-9a-f]{64}, got "old"$/) as string],
    ],
    [
      'one with a solution that cannot be read',
      { 'a.level.json': LEVEL, 'a.solution.json': { ...SOLUTION, rules: 'all' } },
      ['a.solution.json: /rules: expected a number, got "all"'],
    ],
  ])('%s', (_what, files, lines) => {
    expect(told(files)).toEqual(lines);
  });
});
