import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, ftruncateSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { ILLEGAL, LEVEL, PASSING } from './guest-house.ts';
import { expectRefusal, LOADER, parsed, ROOT, stackwright, workplace } from './stackwright.ts';

// Each takes less than five seconds on a quiet machine; while the other tests run it may take longer.
vi.setConfig({ testTimeout: 15_000 });

const { folder, write } = workplace();
const level = write('guest-house.level.json', LEVEL);
const passing = write('passing.json', PASSING);
const build = (nodes: readonly object[]): object => ({ format: 'stackwright/build@1', nodes });

function sparse(name: string, bytes: number): string {
  const file = join(folder, name);
  const descriptor = openSync(file, 'w');
  ftruncateSync(descriptor, bytes);
  closeSync(descriptor);
  return file;
}

function pipe(name: string): string {
  const file = join(folder, name);
  spawnSync('mkfifo', [file]);
  return file;
}

mkdirSync(join(folder, 'folder.json'));

const UNUSABLE: readonly (readonly [what: string, file: string, message: RegExp])[] = [
  ['a file that is not there', join(folder, 'missing.json'), /missing\.json: .*got nothing of that name/],
  ['a folder', join(folder, 'folder.json'), /expected a file, got a folder/],
  ['an empty file', write('empty.json', ''), /expected JSON, got an empty file/],
  ['no JSON', write('words.json', 'nodes: []'), /words\.json:1:1: expected a value, got nodes\n$/],
  [
    'a comma that is missing on a late line of many',
    write(
      'comma.json',
      `{"format": "stackwright/build@1", "nodes": [${'\n{"id": "a", "part": "vm"},'.repeat(400_000)}\n{"id": "b" "part": "vm"}]}`,
    ),
    /comma\.json:400002:12: expected a comma or }, got "part"\n$/,
  ],
  [
    'a string of 60 MB that does not end',
    write('string.json', `["${'\\n'.repeat(30_000_000)}`),
    /expected a closing double quote, got the end of the file\n$/,
  ],
  ['bytes that are no text', write('binary.json', new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0xff, 0xfe, 0x80])), /expected text in UTF-8/],
  [
    'text in UTF-16 that says so',
    write('marked.json', Buffer.from(`\ufeff${JSON.stringify(PASSING)}`, 'utf16le')),
    /in UTF-8, got UTF-16\n$/,
  ],
  [
    'text in Latin-1',
    write('latin.json', Buffer.from('{\n"id": "Größe"}', 'latin1')),
    /latin\.json:2:10: expected text in UTF-8, got other bytes\n$/,
  ],
  ['an empty name', '', /^"": whole file: expected the name of a file, got an empty one\n$/],
  [
    'a name of 5,000 letters',
    'a'.repeat(5000),
    /^a{100}…a{200}: whole file: expected a file that can be read, got a name that is too long\n$/,
  ],
  [
    'text in UTF-16',
    write('utf16.json', Buffer.from(JSON.stringify(PASSING), 'utf16le')),
    /utf16\.json:1:2: expected a name .*, got the character U\+0000\n$/,
  ],
  ['a list', write('list.json', '[]'), /expected an object, got a list/],
  [
    'another format',
    write('trace.json', { ...PASSING, format: 'stackwright/trace@1' }),
    /trace\.json: \/format: expected "stackwright\/build@1", got "stackwright\/trace@1"/,
  ],
  ['a future format', write('future.json', { ...PASSING, format: 'stackwright/build@2' }), /\/format: expected .*@1", got .*@2"/],
  [
    'a wrong type deep inside',
    write(
      'type.json',
      build([
        { id: 'pc', part: 'machine.desktop' },
        { id: 7, part: 'vm' },
      ]),
    ),
    /\/nodes\/1\/id: expected a string, got 7/,
  ],
  ['nesting 200,000 deep', write('deep.json', '['.repeat(200_000) + ']'.repeat(200_000)), /nested at most 64 deep/],
  ['objects 200,000 deep', write('objects.json', '{"a":'.repeat(200_000) + '1' + '}'.repeat(200_000)), /nested at most 64 deep/],
  ['a file of a terabyte', sparse('huge.json', 2 ** 40), /at most 67108864 bytes, got more/],
  ['64 MiB of nothing', sparse('zeros.json', 64 * 1024 * 1024), /zeros\.json:1:1: expected a value, got the character U\+0000\n$/],
  ['ten million values', write('values.json', `[${'{},'.repeat(10_000_000)}{}]`), /at most 1500000 values, got more/],
  ['an endless device', '/dev/zero', /expected a regular file, got a device/],
  ['a pipe that nobody writes to', pipe('pipe.json'), /expected a regular file, got a pipe/],
  ['a name that would colour the terminal', `${folder}/a\u0001\u001b[31m.json`, /a\\u0001\\u001b\[31m\.json: /],
];

describe('files that cannot be used', () => {
  test.each(UNUSABLE)('%s', async (_what, file, message) => {
    expectRefusal(await stackwright(['check', file]), message);
  });

  test.each([
    ['run', ['run', passing, '--level', join(folder, 'binary.json')]],
    ['check', ['check', passing, '--level', 'no-such-level']],
    ['verify', ['verify', join(folder, 'future.json')]],
  ])('as a level or a solution: %s', async (_command, words) => {
    const { code, stderr } = await stackwright(words);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^[^\n]+: expected [^\n]+, got [^\n]+\n$/);
  });
});

const USAGE: readonly (readonly [words: readonly string[], message: RegExp])[] = [
  [[], /expected one of check, run, verify, solve, generate, levels, parts, got none/],
  [['explode'], /expected one of check, .*, got "explode"/],
  [['check'], /check: missing required argument 'build or level'/],
  [['check', 'a', 'b'], /check: too many arguments for 'check'\. Expected 1 argument but got 2; "stackwright check --help" tells/],
  [['check', 'a', '--loud'], /check: option: expected one of --level <id or file>; --json; -h, --help, got "--loud"/],
  [['--loud'], /option: expected one of -V, --version; -h, --help, got "--loud"/],
  [['check', 'a', '--level'], /check: option '--level .* argument missing/],
  [['run', 'a'], /run: required option '--level .* not specified/],
  [['verify'], /verify: missing required argument/],
  [['levels', 'x'], /levels: too many arguments/],
];

describe('a trace is written to a file of its own', () => {
  const linked = join(folder, 'linked.json');
  symlinkSync(passing, linked);
  test.each([
    ['the build that is read', passing, 'a file that is read here'],
    ['the build under another name', linked, 'a file that is read here'],
    ['the level that is read', level, 'a file that is read here'],
    ['a pipe that nobody reads', pipe('trace.pipe'), 'a pipe'],
    ['a device', '/dev/full', 'a device'],
    ['a folder', folder, 'a folder'],
  ])('not to %s', async (_what, target, got) => {
    const before = statSync(target).mtimeMs;
    const outcome = await stackwright(['run', passing, '--level', level, '--trace', target]);
    expectRefusal(outcome, new RegExp(`expected a regular file, or a new one, to write to, got ${got}`));
    expect(statSync(target).mtimeMs).toBe(before);
  });
});

test('a trace without a name is refused', async () => {
  expectRefusal(await stackwright(['run', passing, '--level', level, '--trace', '']), /^"": .* to write to, got an empty name\n$/);
});

describe('wrong usage', () => {
  test.each(USAGE)('%j', async (words, message) => {
    expectRefusal(await stackwright(words), message);
  });

  test('help that is asked for is no mistake', async () => {
    for (const words of [['--help'], ['help'], ['run', '--help']]) {
      const { code, stdout, stderr } = await stackwright(words);
      expect([code, stderr]).toEqual([0, '']);
      expect(stdout).toMatch(/^Usage: stackwright/);
    }
  });
});

describe('values are violations, however many and however strange', () => {
  test('300,000 nodes', async () => {
    const nodes = Array.from({ length: 300_000 }, (_, index) => ({ id: `n${index}`, part: 'machine.desktop' }));
    const outcome = await stackwright(['check', write('many.json', build(nodes)), '--json']);
    expect(outcome.code).toBe(1);
    expect(parsed(outcome)).toMatchObject({ valid: false, violations: [{ code: 'too-large', got: 300_000 }] });
  });

  test('100,000 nodes on each other', async () => {
    const nodes = Array.from({ length: 100_000 }, (_, index) => ({ id: `n${index}`, part: 'vm', on: `n${index - 1}` }));
    const outcome = await stackwright(['run', write('tower.json', build(nodes)), '--level', level]);
    expect([outcome.code, outcome.stderr]).toEqual([1, '']);
    expect(outcome.stdout.split('\n').length).toBeLessThan(100);
  });

  test('names of members of every object as ids', async () => {
    const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
    const text = `{"format":"stackwright/build@1","nodes":[{"id":"__proto__","part":"machine.desktop","__proto__":{"admin":true}},${names
      .slice(1)
      .map((name) => `{"id":"${name}","part":"${name}","on":"__proto__"}`)
      .join(',')}]}`;
    const outcome = await stackwright(['check', write('proto.json', text), '--level', level, '--json']);
    expect(outcome.code).toBe(1);
    const { violations } = parsed(outcome) as { violations: { code: string; node: string }[] };
    expect(violations.filter(({ code }) => code === 'unknown-part').map(({ node }) => node)).toEqual(names.slice(1));
  });

  test('ids cannot write to the terminal', async () => {
    const id = 'evil\u001b[2J\n\u202e';
    const { code, stdout } = await stackwright(['check', write('escape.json', build([{ id, part: 'kernel.linux' }]))]);
    expect(code).toBe(1);
    expect(stdout).toContain('"evil\\u001b[2J\\u000a\\u202e"');
    expect(stdout).not.toContain('\u001b');
  });

  test('nor when they are printed as JSON, where they stay the same ids', async () => {
    const id = 'evil\u0085\u009b2J\u202e\u200b\u2066\ufeff\u007f';
    const outcome = await stackwright(['check', write('escape.json', build([{ id, part: 'kernel.linux' }])), '--json']);
    expect(outcome.stdout).toMatch(/^[\n -~]*$/);
    expect(parsed(outcome)).toMatchObject({ violations: [{ node: id }] });
  });

  test('long ids are cut in tables', async () => {
    const id = 'x'.repeat(100_000);
    const text = JSON.stringify(PASSING).replaceAll('"pc"', `"${id}"`);
    const file = write('long.json', text);
    const wrong = write('long-wrong.json', build([{ id, part: id, on: id, [id]: 1 }]));
    for (const words of [
      ['check', wrong],
      ['check', write('long-place.json', build([{ id: 'pc', part: 'vm', after: [7], [id]: 1 }]))],
      ['run', file, '--level', level],
      ['run', file, '--level', level, '--log'],
      ['check', file, '--level', level],
    ]) {
      const { stdout, stderr } = await stackwright(words);
      for (const line of `${stdout}${stderr}`.split('\n')) expect(line.length).toBeLessThan(500);
    }
  });

  test('a result that is too long for text is told as that', async () => {
    const kernels = Array.from({ length: 100 }, (_, index) => ({ id: `k${index}`, part: 'kernel.minix', on: 'pc' }));
    const long = { id: 'x'.repeat(20_000_000), part: 'kernel.linux', on: 'pc' };
    const file = write('too-long.json', build([{ id: 'pc', part: 'machine.desktop' }, long, ...kernels]));
    expectRefusal(await stackwright(['check', file, '--json']), /^result: expected text that fits into memory, got more/);
  });

  test('a byte order mark at the start is fine', async () => {
    const { code } = await stackwright(['check', write('bom.json', `\ufeff${JSON.stringify(PASSING)}`)]);
    expect(code).toBe(0);
  });
});

describe('levels without measure', () => {
  test.each([
    ['a horizon of 10^15 ms', { ...LEVEL, scenario: { horizonMs: 1e15 } }, /\/scenario\/horizonMs: expected a whole number/],
    ['a million events', { ...LEVEL, scenario: { events: new Array(1_000_000).fill(0) } }, /\/scenario\/events: expected at most/],
    [
      'a part that there is not',
      { ...LEVEL, tray: [{ part: 'kernel.templeos' }] },
      /\/tray\/0\/part: expected a part of the catalogue, got "k/,
    ],
    ['10^9 instances', { ...LEVEL, workloads: [{ ...LEVEL.workloads[0], count: 1e10 }] }, /\/workloads\/0\/count: expected a whole number/],
  ])('%s', async (_what, content, message) => {
    expectRefusal(await stackwright(['run', passing, '--level', write('wild.level.json', content)]), message);
  });
});

test('a disk that is full is told as that', async () => {
  const full = openSync('/dev/full', 'w');
  const child = spawn(process.execPath, ['--import', LOADER, join(ROOT, 'src/cli/main.ts'), 'parts'], { stdio: ['ignore', full, 'pipe'] });
  closeSync(full);
  let stderr = '';
  child.stderr!.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const [code] = (await once(child, 'close')) as [number];
  expect([code, stderr]).toEqual([2, 'standard output: expected a place that can be written to, got a full disk\n']);
});

describe('standard output that closes early', () => {
  test.each([
    ['parts', '--json'],
    ['check', write('illegal.json', ILLEGAL)],
  ])('%s %s ends quietly', async (...words) => {
    const child = spawn(process.execPath, ['--import', LOADER, join(ROOT, 'src/cli/main.ts'), ...words], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.stdout.destroy();
    await new Promise((resolve) => child.on('close', resolve));
    expect(stderr).toBe('');
  });
});
