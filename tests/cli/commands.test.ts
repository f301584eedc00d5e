import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { HARD_LEVEL, ILLEGAL, LEVEL, PASSING, solutionOf } from './guest-house.ts';
import { expectRefusal, parsed, stackwright, workplace } from './stackwright.ts';

const { folder, write } = workplace();
const level = write('guest-house.level.json', LEVEL);
const hard = write('hard.level.json', HARD_LEVEL);
const passing = write('passing.json', PASSING);
const illegal = write('illegal.json', ILLEGAL);

describe('check', () => {
  test('a legal build', async () => {
    const { code, stdout, stderr } = await stackwright(['check', passing]);
    expect([code, stdout, stderr]).toEqual([0, 'valid: 5 nodes, no violations\n', '']);
    expect(parsed(await stackwright(['check', passing, '--level', level, '--json']))).toEqual({ valid: true, violations: [] });
  });

  test('an illegal build: code and sentence of each violation', async () => {
    const { code, stdout } = await stackwright(['check', illegal, '--level', level]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^not valid: 2 violations\n {2}cannot-stand-here {2}"web1" cannot stand on "host"\. .+\n {2}cannot-stand-here /);
    const report = await stackwright(['check', illegal, '--level', level, '--json']);
    expect(report.code).toBe(1);
    expect(parsed(report)).toMatchObject({ valid: false, violations: [{ code: 'cannot-stand-here', node: 'web1', on: 'host' }, {}] });
  });
});

describe('check of a level alone', () => {
  test('one that can be played', async () => {
    const { code, stdout, stderr } = await stackwright(['check', level]);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^valid: the level Guest house \(guest-house\) can be played, \d+ goals?\n$/);
    expect(parsed(await stackwright(['check', level, '--json']))).toEqual({ valid: true, level: 'guest-house' });
  });

  test.each<[string, object, RegExp]>([
    [
      'a member',
      { goals: [{ kind: 'ready', witinMs: 5 }] },
      /\/goals\/0\/withinMs: expected .*, got nothing; did you mean "withinMs" by "witinMs"\?$/m,
    ],
    [
      'a part',
      { tray: [{ part: 'engine.dokcer' }] },
      /got "engine\.dokcer"; did you mean "engine\.docker"\? "stackwright parts" lists them all$/m,
    ],
  ])('one with a slip of the pen in the name of %s', async (_name, change, said) => {
    expectRefusal(await stackwright(['check', write('slip.level.json', { ...LEVEL, ...change })]), said);
  });

  test('one that teaches what is no concept', async () => {
    const { code, stderr } = await stackwright(['check', write('teaches.level.json', { ...LEVEL, teaches: ['C01', 'C99'] })]);
    expect(code).toBe(0);
    expect(stderr).toMatch(/teaches\.level\.json: \/teaches\/1: warning: there is no concept "C99"/);
  });
});

test('all concepts are listed on demand', async () => {
  const { code, stdout } = await stackwright(['levels', '--concepts']);
  expect([code, stdout.trimEnd().split('\n')]).toEqual([
    0,
    Array.from({ length: 40 }, () => expect.stringMatching(/^C\d\d {2}\S/) as string),
  ]);
});

describe('a solution in place of a build', () => {
  const solution = write('some.solution.json', solutionOf(LEVEL));
  test.each([[['check', solution]], [['run', solution, '--level', level]]])('%j: its build is taken', async (words) => {
    const ofBuild = words.map((word) => (word === solution ? passing : word));
    expect(await stackwright(words)).toEqual(await stackwright(ofBuild));
  });

  test('one that is damaged is refused as a solution', async () => {
    const damaged = write('damaged.solution.json', solutionOf(LEVEL, { claims: 7 }));
    expectRefusal(await stackwright(['run', damaged, '--level', level]), /\/claims: expected an object, got 7/);
  });
});

describe('a build of the sandbox', () => {
  const saved = (nodes: readonly object[], scenario = 'power-loss'): string =>
    write(`${nodes.length}-${scenario}.sandbox.json`, {
      format: 'stackwright/sandbox@1',
      rules: 6,
      scenario,
      build: { format: 'stackwright/build@1', nodes },
    });
  const SHOP = [
    { id: 'pc', part: 'machine.desktop' },
    { id: 'linux', part: 'kernel.linux', on: 'pc' },
    { id: 'shop', workload: 'web', on: 'linux' },
  ];

  test('is checked and run in the sandbox, and what was chosen goes wrong in it', async () => {
    const checked = await stackwright(['check', saved(SHOP)]);
    expect(checked).toEqual({ code: 0, stdout: 'valid: 3 nodes, no violations\n', stderr: '' });
    const ran = await stackwright(['run', saved(SHOP)]);
    expect([ran.code, ran.stderr, ran.stdout.split('\n')[0]]).toEqual([0, '', 'Sandbox (sandbox): passed']);
    expect(ran.stdout).toMatch(/90 s +"pc" lost power/);
    expect((await stackwright(['run', saved(SHOP, 'quiet')])).stdout).not.toMatch(/90 s +"pc" lost power/);
    // A lone kernel boots as well.
    expect((await stackwright(['check', saved(SHOP.slice(0, 2))])).code).toBe(0);
  });

  test('that breaks a rule is told of, as in a level', async () => {
    const { code, stdout } = await stackwright(['check', saved([{ id: 'linux', part: 'kernel.linux' }])]);
    expect([code, stdout.split('\n')[0]]).toEqual([1, expect.stringMatching(/^not valid: \d/)]);
  });

  test('that is damaged is refused with its place', async () => {
    expectRefusal(await stackwright(['run', saved(SHOP, 'flood')]), /\/scenario: expected one of quiet, .*, got "flood"/);
  });

  test('is the only one that needs no level', async () => {
    expectRefusal(await stackwright(['run', passing]), /run: required option '--level .* not specified/);
  });
});

describe('run', () => {
  test('a run that passes, for people', async () => {
    const { code, stdout } = await stackwright(['run', passing, '--level', level]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Guest house \(guest-house\): passed\n/);
    for (const section of ['Goals', 'Metrics', 'Incidents', 'Without effect', 'Nodes']) expect(stdout).toContain(`\n${section}\n`);
    expect(stdout).toContain('The restart at 500 s lies past the end of the run');
  });

  test('its report has the members that the contract names, in one JSON document', async () => {
    const report = parsed(await stackwright(['run', passing, '--level', level, '--json'])) as Record<string, unknown>;
    expect(Object.keys(report)).toEqual([
      'valid',
      'violations',
      'passed',
      'goals',
      'metrics',
      'efficiency',
      'onFrontier',
      'incidents',
      'notices',
      'nodes',
      'rules',
      'levelHash',
      'frontierHash',
      'traceHash',
    ]);
    expect(report).toMatchObject({
      valid: true,
      passed: true,
      goals: [
        { kind: 'ready', met: true },
        { kind: 'ram', met: true, limit: 4096 },
      ],
    });
    expect(Object.keys(report['metrics'] as object)).toEqual(['cost', 'ramMiB', 'readyMs', 'diskMiB', 'effortMin']);
  });

  test('a missed goal and a broken rule are exit code 1', async () => {
    const missed = await stackwright(['run', passing, '--level', hard]);
    expect([missed.code, missed.stdout.split('\n')[0]]).toEqual([1, 'Guest house (hard): not passed, 1 goal missed']);
    const broken = await stackwright(['run', illegal, '--level', level, '--json']);
    expect([broken.code, (parsed(broken) as { valid: boolean }).valid]).toEqual([1, false]);
  });

  test('the boot log, kernel by kernel', async () => {
    const { code, stdout } = await stackwright(['run', passing, '--level', level, '--log']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^== host \(Linux\)\n\[ {4}0\.000000\] UEFI: power-on self-test of pc \(Desktop computer\)\n/);
    for (const line of ['Memory check: 16777216K OK', 'systemd[1]: Reached target Network', 'systemd[1]: Started web1 (web)']) {
      expect(stdout).toContain(`] ${line}\n`);
    }
    const { log } = parsed(await stackwright(['run', passing, '--level', level, '--log', '--json'])) as { log: object[] };
    expect(log[0]).toMatchObject({ atUs: 0, kernel: 'host', code: 'firmware-start', text: expect.stringMatching(/^UEFI/) });
  });

  test('a trace is written down', async () => {
    const file = join(folder, 'trace.json');
    expect((await stackwright(['run', passing, '--level', level, '--trace', file])).code).toBe(0);
    const trace = JSON.parse(readFileSync(file, 'utf8')) as { traceHash: string; events: object[]; phases: object[] };
    expect(trace.events[0]).toEqual({ atUs: 0, kind: 'start', node: 'pc' });
    expect(trace.phases[0]).toMatchObject({ node: 'pc', phase: 'firmware', startUs: 0 });
    expectRefusal(
      await stackwright(['run', passing, '--level', level, '--trace', join(folder, 'no', 'such')]),
      /such: whole file: expected a regular file, or a new one, to write to, got a name in a folder that there is not\n$/,
    );
  });
});

describe('parts', () => {
  test('grouped by kind, with sources, illustrative ones marked', async () => {
    const { code, stdout } = await stackwright(['parts']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Machines\n {2}machine\.desktop {2}Desktop computer\. .+\n {6}threads 8 \[contract\]/);
    expect(stdout).toContain('cost 160 credits*');
    expect(stdout).toContain('* illustrative');
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThan(240);
  });

  test('every figure names a source that is listed', async () => {
    const catalog = parsed(await stackwright(['parts', '--json'])) as {
      parts: { id: string; name: string; about: string; figures: Record<string, { value: number; source: string }> }[];
      sources: Record<string, unknown>;
    };
    expect(catalog.parts.length).toBeGreaterThan(25);
    for (const part of catalog.parts) {
      expect(part.name).not.toBe(part.id);
      for (const [name, figure] of Object.entries(part.figures))
        expect(catalog.sources, `${part.id} ${name}`).toHaveProperty([figure.source]);
    }
  });
});

describe('levels', () => {
  test('a table, and the same as JSON', async () => {
    const { code, stdout } = await stackwright(['levels']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^level +id +title +teaches\n1 +first-light +First light +.+ \(C08\)\n2 +/);
    const listed = parsed(await stackwright(['levels', '--json'])) as {
      levels: { id: string; levelHash: string; source: string; number: number; concepts: string[]; teaches: string[] }[];
    };
    expect(listed.levels).toHaveLength(stdout.trimEnd().split('\n').length - 1);
    expect(listed.levels.map(({ number }) => number)).toEqual(listed.levels.map((_, index) => index + 1));
    for (const { concepts, teaches } of listed.levels) expect(concepts.length).toBe(teaches.length);
    for (const entry of listed.levels)
      expect([entry.levelHash, entry.source]).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/), 'illustrative']);
  });

  test('a level file that cannot be read is refused for the reason why', async () => {
    const loop = join(folder, 'loop');
    symlinkSync('loop', loop);
    expectRefusal(await stackwright(['check', passing, '--level', 'loop'], folder), /loop: .*got links that lead in a ring/);
    expectRefusal(
      await stackwright(['check', passing, '--level', folder.split('/').pop()!], join(folder, '..')),
      /expected a file, got a folder/,
    );
    expectRefusal(
      await stackwright(['check', passing, '--level', 'nothing']),
      /expected the id of a published level .* or a file, got neither/,
    );
  });

  test('a published level is found by its id from any folder', async () => {
    const listed = parsed(await stackwright(['levels', '--json'], folder)) as { levels: { id: string }[] };
    const first = listed.levels[0];
    expect(first).toBeDefined();
    const outcome = await stackwright(['check', 'passing.json', '--level', first!.id, '--json'], folder);
    expect([0, 1]).toContain(outcome.code);
    expect(parsed(outcome)).toHaveProperty('violations');
  });
});
