import { describe, expect, test, vi } from 'vitest';
import { LEVEL, PASSING, solutionOf } from './guest-house.ts';
import { stackwright, workplace } from './stackwright.ts';

// Each takes less than five seconds on a quiet machine; while the other tests run it may take longer.
vi.setConfig({ testTimeout: 15_000 });

const { write } = workplace();
const form = { ...LEVEL.workloads[0]!.forms[0], isaa: ['arm64'] };
const misspelt = { ...LEVEL, workloads: [{ ...LEVEL.workloads[0], forms: [form] }] };
const level = write('guest-house.level.json', misspelt);
const build = write('build.json', { ...PASSING, node: [] });
const clean = write('clean.json', { $schema: 'docs/schemas/build.schema.json', ...PASSING });
const solution = write('a.solution.json', solutionOf(LEVEL, { colour: 'red' }));

const OF_LEVEL = `${level}: /workloads/0/forms/0/isaa: warning: nothing of that name is known here, so it counts for nothing; did you mean "isa"?`;
const OF_BUILD = `${build}: /node: warning: nothing of that name is known here, so it counts for nothing; did you mean "nodes"?`;
const OF_SOLUTION = `${solution}: /colour: warning: nothing of that name is known here, so it counts for nothing`;
const WARNINGS = {
  level: { code: 'unknown-member', file: level, place: '/workloads/0/forms/0/isaa', meant: 'isa' },
  build: { code: 'unknown-member', file: build, place: '/node', meant: 'nodes' },
  solution: { code: 'unknown-member', file: solution, place: '/colour', meant: null },
};

describe('members that nothing reads', () => {
  test.each([
    [['check', build], [OF_BUILD], [WARNINGS.build]],
    [
      ['check', build, '--level', level],
      [OF_BUILD, OF_LEVEL],
      [WARNINGS.build, WARNINGS.level],
    ],
    [
      ['run', build, '--level', level],
      [OF_BUILD, OF_LEVEL],
      [WARNINGS.build, WARNINGS.level],
    ],
    [
      ['verify', solution, solution],
      [OF_SOLUTION, OF_LEVEL],
      [WARNINGS.solution, WARNINGS.level],
    ],
  ])('%j says so and changes nothing else', async (words, lines, warnings) => {
    const { code, stderr } = await stackwright(words);
    expect([code, stderr]).toEqual([0, `${lines.join('\n')}\n`]);
    const json = await stackwright([...words, '--json']);
    expect([json.code, json.stderr]).toEqual([0, '']);
    expect(JSON.parse(json.stdout)).toMatchObject({ warnings });
  });

  test('where there are none, nothing is said', async () => {
    const { code, stderr } = await stackwright(['check', clean]);
    expect([code, stderr]).toEqual([0, '']);
    expect(JSON.parse((await stackwright(['check', clean, '--json'])).stdout)).toEqual({ valid: true, violations: [] });
  });

  test('of many, some are named', async () => {
    const members = Object.fromEntries(Array.from({ length: 300_000 }, (_, index) => [`node${index}`, [index]]));
    const file = write('members.json', { ...members, ...PASSING, ['x'.repeat(100_000)]: 1 });
    const { code, stderr } = await stackwright(['check', file]);
    const lines = stderr.trimEnd().split('\n');
    expect([code, lines.length]).toEqual([0, 21]);
    expect(lines.at(-1)).toBe('and at least 80 more warnings');
    for (const line of lines) expect(line.length).toBeLessThan(500);
  });

  test('a member that stands several times is told with its line', async () => {
    const text = JSON.stringify(PASSING)
      .replace('"nodes":', '"nodes": [],\n "nodes":')
      .replace('"id":"pc"', '"id":"pc",\n"i\\u0064":"pc","__proto__":1,"__proto__":2');
    const file = write('repeated.json', text);
    const { code, stderr } = await stackwright(['check', file]);
    expect(code).toBe(1);
    expect(stderr.trimEnd().split('\n')).toEqual([
      `${file}:2:2: warning: "nodes" stands here again; of members of one name only the last counts`,
      `${file}:3:1: warning: "id" stands here again; of members of one name only the last counts`,
      `${file}:3:30: warning: "__proto__" stands here again; of members of one name only the last counts`,
    ]);
    const { warnings } = JSON.parse((await stackwright(['check', file, '--json'])).stdout) as { warnings: object[] };
    expect(warnings[0]).toEqual({ code: 'repeated-member', file, name: 'nodes', line: 2, column: 2 });
  });

  test('a node with a setting that there is not is asked about', async () => {
    const nodes = [{ ...PASSING.nodes[0], cpuss: 2 }];
    const { stdout } = await stackwright(['check', write('setting.json', { ...PASSING, nodes })]);
    expect(stdout).toContain('bad-setting  "pc" has no setting called "cpuss"; did you mean "cpus"?');
  });
});
