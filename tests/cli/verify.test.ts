import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { HARD_LEVEL, ILLEGAL, LEVEL, solutionOf } from './guest-house.ts';
import { expectRefusal, parsed, stackwright, workplace } from './stackwright.ts';

const { folder, write } = workplace();
for (const name of ['season', 'season/inner', 'elsewhere', 'shelf', 'shelf/deep', 'empty']) mkdirSync(join(folder, name));
write('season/guest-house.level.json', LEVEL);
write('shelf/deep/guest-house.level.json', LEVEL);
const truth = write('season/a.solution.json', solutionOf(LEVEL));

const FALSE: readonly (readonly [reason: string, solution: object, says: string])[] = [
  ['claims-differ', solutionOf(LEVEL, { claims: { cost: 1, ramMiB: 1, readyMs: 1 } }), 'cost claimed 1 credit, measured 160 credits'],
  ['claims-differ', solutionOf(LEVEL, { claims: {} }), 'cost not claimed, measured 160 credits'],
  ['invalid', solutionOf(LEVEL, { build: ILLEGAL }), '(cannot-stand-here)'],
  ['other-rules', solutionOf(LEVEL, { rules: 0 }), 'made under other rules'],
  ['edits-differ', solutionOf(LEVEL, { edits: [] }), 'its edits do not lead to its build'],
  ['unknown-level', solutionOf(LEVEL, { levelHash: '0'.repeat(64) }), 'no level with its hash'],
];

describe('one file', () => {
  test('a true claim', async () => {
    const { code, stdout, stderr } = await stackwright(['verify', truth]);
    expect(stdout).toMatch(/^true {3}.*a\.solution\.json {2}guest-house: 160 credits, .+\n1 solution: 1 true, 0 false, 0 unreadable\n$/);
    expect([code, stderr]).toEqual([0, '']);
  });

  test.each(FALSE)('%s', async (reason, solution, says) => {
    const file = write('season/wrong.json', solution);
    const { code, stdout } = await stackwright(['verify', file]);
    expect(stdout).toMatch(/^FALSE /);
    expect(stdout).toContain(says);
    expect(code).toBe(1);
    expect(parsed(await stackwright(['verify', file, '--json']))).toMatchObject({
      solutions: [{ file, ok: false, reason }],
      summary: { true: 0, false: 1, unreadable: 0 },
    });
  });

  test('a goal that is missed', async () => {
    write('season/hard.level.json', HARD_LEVEL);
    const { code, stdout } = await stackwright(['verify', write('season/missed.json', solutionOf(HARD_LEVEL))]);
    expect([code, stdout]).toEqual([1, expect.stringContaining('a goal is missed (cost at most 1 credit)')]);
  });
});

describe('where the level is found', () => {
  const away = write('elsewhere/a.solution.json', solutionOf(LEVEL));

  test('not in some other folder', async () => {
    expect((await stackwright(['verify', away])).code).toBe(1);
  });

  test('in --levels, however deep', async () => {
    expect((await stackwright(['verify', away, '--levels', join(folder, 'shelf')])).code).toBe(0);
    expectRefusal(await stackwright(['verify', away, '--levels', join(folder, 'nowhere')]), /nowhere: .*expected a folder/);
  });
});

describe('folders', () => {
  test('are searched through, one line each, and links that lead in a ring end', async () => {
    const season = join(folder, 'season');
    write('season/inner/b.solution.json', solutionOf(LEVEL));
    write('season/inner/guest-house.level.json', LEVEL);
    symlinkSync(season, join(season, 'inner', 'again'));
    symlinkSync('self', join(season, 'self'));
    const { code, stdout } = await stackwright(['verify', season]);
    expect(stdout.trimEnd().split('\n')).toEqual([
      expect.stringContaining(join(season, 'a.solution.json')),
      expect.stringContaining(join(season, 'inner', 'b.solution.json')),
      '2 solutions: 2 true, 0 false, 0 unreadable',
    ]);
    expect(code).toBe(0);
  });

  test('one that cannot be read does not keep the others from being verified', async () => {
    const broken = write('broken.solution.json', '{');
    const { code, stdout, stderr } = await stackwright(['verify', broken, join(folder, 'missing.json'), truth]);
    expect(code).toBe(2);
    expect(stdout).toMatch(/^true .*\n3 solutions: 1 true, 0 false, 2 unreadable\n$/);
    expect(stderr.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/broken\.solution\.json: .*expected JSON/),
      expect.stringMatching(/missing\.json: .*got nothing of that name/),
    ]);
  });

  test('without a solution in them are a mistake', async () => {
    expectRefusal(await stackwright(['verify', join(folder, 'empty')]), /empty: .*expected solutions .*, got none/);
  });
});
