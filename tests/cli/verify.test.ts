import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { RULES } from '../../src/sim/index.ts';
import { HARD_LEVEL, ILLEGAL, LEVEL, PASSING, solutionOf } from './guest-house.ts';
import { expectRefusal, parsed, stackwright, workplace } from './stackwright.ts';
import { solutionFile } from '../support/published.ts';

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
    expect(stdout).toMatch(
      /^true {3}.*a\.solution\.json {2}guest-house \(beside it\): 160 credits, .+\n1 solution: 1 true, 0 false, 0 unreadable; all claims are true \(exit code 0\)\n$/,
    );
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
    expectRefusal(
      await stackwright(['verify', away, '--levels', join(folder, 'nowhere')]),
      /nowhere: .*expected a folder of levels, got nothing of that name\n$/,
    );
    expectRefusal(await stackwright(['verify', away, '--levels', away]), /expected a folder of levels, got a file\n$/);
  });

  test('one that cannot be read may have been it, and is named', async () => {
    mkdirSync(join(folder, 'broken'));
    write('broken/other.level.json', HARD_LEVEL);
    const broken = write('broken/guest-house.level.json', { ...LEVEL, goals: [{ kind: 'redy' }] });
    const file = write('broken/a.solution.json', solutionOf(LEVEL));
    const { code, stdout, stderr } = await stackwright(['verify', file]);
    expect([code, stdout]).toEqual([1, expect.stringMatching(/^FALSE .* no level with its hash/)]);
    expect(stderr).toMatch(/^[^\n]+guest-house\.level\.json: \/goals\/0\/kind: expected [^\n]+; warning: so it was left out [^\n]+\n$/);
    const json = parsed(await stackwright(['verify', file, '--json']));
    expect(json).toMatchObject({ warnings: [{ code: 'unreadable-level', file: broken, place: '/goals/0/kind', got: '"redy"' }] });
    // Where every level is found, nobody asks for the others.
    write('broken/found.level.json', LEVEL);
    expect(await stackwright(['verify', file])).toMatchObject({ code: 0, stderr: '' });
  });

  test('is said, with its hash', async () => {
    const published = solutionFile('first-light');
    const { code, stdout } = await stackwright(['verify', published, truth, away, '--levels', join(folder, 'shelf')]);
    expect(stdout.split('\n').map((line) => /\((published|beside it|in --levels)\): /.exec(line)?.[1])).toEqual([
      'published',
      'in --levels',
      'in --levels',
      undefined,
      undefined,
    ]);
    expect(code).toBe(0);
    const { levelHash } = solutionOf(LEVEL) as { levelHash: string };
    expect(parsed(await stackwright(['verify', truth, away, '--json']))).toMatchObject({
      solutions: [
        { ok: true, levelFrom: 'beside', levelHash },
        { ok: false, reason: 'unknown-level', levelFrom: null, levelHash: null },
      ],
    });
  });

  test('one that takes the id of a published level without being it proves nothing', async () => {
    for (const name of ['impostor', 'impostors']) mkdirSync(join(folder, name));
    const level = { ...LEVEL, id: 'first-light' };
    const file = write('impostor/a.solution.json', solutionOf(level));
    write('impostors/first-light.level.json', level);
    expect((await stackwright(['verify', file, '--levels', join(folder, 'impostors')])).stdout).toMatch(
      /^FALSE .* first-light \(in --levels\): a level of that id, published or in --levels, has another hash\n/,
    );
    write('impostor/first-light.level.json', level);
    const { code, stdout } = await stackwright(['verify', file]);
    expect(stdout).toMatch(/^FALSE .* first-light \(beside it\): a level of that id, published or in --levels, has another hash\n/);
    expect(code).toBe(1);
    const { levelHash } = solutionOf(level) as { levelHash: string };
    expect(parsed(await stackwright(['verify', file, '--json']))).toMatchObject({
      solutions: [{ ok: false, reason: 'unlike-published', claims: [], levelFrom: 'beside', levelHash }],
      summary: { true: 0, false: 1 },
    });
  });

  test('nor does an easier one beside the solution that takes the id of the one in --levels', async () => {
    for (const name of ['teacher', 'pupil']) mkdirSync(join(folder, name));
    const easier = { ...LEVEL, goals: [] };
    write('teacher/guest-house.level.json', LEVEL);
    write('pupil/guest-house.level.json', easier);
    const file = write('pupil/a.solution.json', solutionOf(easier));
    expect((await stackwright(['verify', file])).code).toBe(0);
    const { code, stdout } = await stackwright(['verify', file, '--levels', join(folder, 'teacher')]);
    expect(stdout).toMatch(/^FALSE .* \(beside it\): a level of that id, published or in --levels, has another hash\n/);
    expect(code).toBe(1);
  });
});

describe('folders', () => {
  test('are searched through, one line each, but for links to folders, which may lead anywhere', async () => {
    const season = join(folder, 'pupils');
    mkdirSync(join(season, 'inner'), { recursive: true });
    write('pupils/guest-house.level.json', LEVEL);
    write('pupils/a.solution.json', solutionOf(LEVEL));
    write('pupils/inner/b.solution.json', solutionOf(LEVEL));
    write('pupils/inner/guest-house.level.json', LEVEL);
    write('pupils/inner/notes.json', { format: 'something else' });
    // Browsers number what is saved twice, and pupils rename.
    write('pupils/inner/b.solution (1).json', solutionOf(LEVEL));
    symlinkSync(season, join(season, 'inner', 'again'));
    symlinkSync('self', join(season, 'self'));
    symlinkSync('/', join(season, 'inner', 'everything'));
    const { code, stdout } = await stackwright(['verify', season]);
    expect(stdout.trimEnd().split('\n')).toEqual([
      expect.stringContaining(join(season, 'a.solution.json')),
      expect.stringContaining(join(season, 'inner', 'b.solution (1).json')),
      expect.stringContaining(join(season, 'inner', 'b.solution.json')),
      `not looked into, being links to folders: ${join(season, 'inner', 'again')}, ${join(season, 'inner', 'everything')}`,
      '3 solutions: 3 true, 0 false, 0 unreadable; all claims are true (exit code 0)',
    ]);
    expect(code).toBe(0);
    const json = parsed(await stackwright(['verify', season, '--json'])) as { linksNotFollowed: string[] };
    expect(json.linksNotFollowed).toEqual([join(season, 'inner', 'again'), join(season, 'inner', 'everything')]);
  });

  test('a link that is named itself is followed', async () => {
    const link = join(folder, 'link-to-season');
    symlinkSync(join(folder, 'season'), link);
    expect((await stackwright(['verify', link])).stdout).toContain(join(link, 'a.solution.json'));
  });

  test('one that cannot be read does not keep the others from being verified', async () => {
    const broken = write('broken.solution.json', '{');
    const { code, stdout, stderr } = await stackwright(['verify', broken, join(folder, 'missing.json'), truth]);
    expect(code).toBe(2);
    expect(stdout).toMatch(/^true .*\n3 solutions: 1 true, 0 false, 2 unreadable; not all could be looked at \(exit code 2\)\n$/);
    expect(stderr.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/broken\.solution\.json:1:2: expected a name in double quotes or }, got the end of the file$/),
      expect.stringMatching(/missing\.json: .*got nothing of that name/),
    ]);
    expect(JSON.parse((await stackwright(['verify', broken, '--json'])).stdout)).toMatchObject({
      solutions: [{ file: broken, ok: false, reason: 'unreadable', error: { place: '', line: 1, column: 2, got: 'the end of the file' } }],
    });
  });

  test('one whose name is in another encoding is named as that', async () => {
    mkdirSync(join(folder, 'zipped'));
    mkdirSync(Buffer.concat([Buffer.from(`${join(folder, 'zipped')}/`), Buffer.from('Übung', 'latin1')]));
    const { code, stderr } = await stackwright(['verify', join(folder, 'zipped')]);
    expect([code, stderr]).toEqual([2, expect.stringMatching(/^[^\n]*bung: [^\n]*got a name that is not in UTF-8\n$/)]);
  });

  test('without a solution in them are a mistake', async () => {
    expectRefusal(await stackwright(['verify', join(folder, 'empty')]), /empty: .*expected solutions .*, got none/);
  });
});

describe('certificates', () => {
  const certified = (frontier: object): object => {
    const level = { ...LEVEL, id: 'certified' };
    const { levelHash } = solutionOf(level) as { levelHash: string };
    return { ...level, certificate: { levelHash, rules: RULES, proof: 'exhaustive', frontier: [{ metrics: frontier }] } };
  };

  test('one that a run beats is wrong, which is told loudly', async () => {
    const level = certified({ cost: 1_000_000, ramMiB: 1_000_000, readyMs: 1_000_000_000 });
    const file = write('empty/certified.level.json', level);
    const solution = write('empty/certified.solution.json', solutionOf(level));
    const outcome = await stackwright(['verify', solution]);
    expect(outcome.stdout).toMatch(/^true .*\n1 solution: 1 true, .*, 1 certificate disproved; not all claims are true \(exit code 1\)\n$/);
    expect([outcome.code, outcome.stderr]).toEqual([
      1,
      expect.stringMatching(/^[^\n]+: THE CERTIFICATE OF THIS LEVEL IS WRONG: [^\n]+\n$/),
    ]);
    const json = JSON.parse((await stackwright(['verify', solution, '--json'])).stdout) as { solutions: { efficiency: number }[] };
    expect(json).toMatchObject({
      solutions: [{ ok: true, frontierHash: expect.stringMatching(/^[0-9a-f]{64}$/) }],
      summary: { disproved: 1 },
    });
    expect(json.solutions[0]!.efficiency).toBeGreaterThan(1000);
    const run = await stackwright(['run', write('empty/build.json', PASSING), '--level', file]);
    expect([run.code, run.stderr]).toEqual([1, expect.stringMatching(/^THE CERTIFICATE OF THIS LEVEL IS WRONG/)]);
  });

  test('one that holds is no trouble', async () => {
    const level = certified({ cost: 1, ramMiB: 1, readyMs: 1 });
    write('empty/certified.level.json', level);
    const solution = write('empty/certified.solution.json', solutionOf(level));
    expect(parsed(await stackwright(['verify', solution, '--json']))).toMatchObject({ solutions: [{ ok: true, onFrontier: false }] });
  });

  test('that of a published level is the published one, whatever lies beside the solution or in --levels', async () => {
    const published = solutionFile('first-light').replace('.solution.json', '');
    const [level, solution] = [`${published}.level.json`, `${published}.solution.json`].map(
      (file) => JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>,
    );
    const forged = {
      ...level,
      certificate: {
        levelHash: solution!['levelHash'],
        rules: RULES,
        proof: 'exhaustive',
        frontier: [{ metrics: { cost: 0, ramMiB: 0, readyMs: 0, diskMiB: 0, effortMin: 0 } }],
      },
    };
    const file = write('elsewhere/first.solution.json', solution!);
    const verdicts = async (): Promise<unknown> => parsed(await stackwright(['verify', file, '--levels', join(folder, 'shelf'), '--json']));
    const before = await verdicts();
    write('elsewhere/forged.level.json', forged);
    write('shelf/forged.level.json', forged);
    expect(await verdicts()).toEqual(before);
    expect(before).toMatchObject({ solutions: [{ ok: true }] });
  });
});
