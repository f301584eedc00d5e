import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { parseExperiment, type Experiment } from '../../bench/fidelity/experiment.ts';
import { carryOut, hasShape, isGood } from '../../bench/fidelity/judge.ts';
import { ExperimentError, type Problem } from '../../bench/fidelity/problem.ts';
import { quantity } from '../../bench/fidelity/words.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

type Json = Record<string, unknown>;

/** A small experiment that comes out. */
function small(change: Json = {}): Json {
  return {
    format: 'stackwright/experiment@1',
    id: 'small',
    title: 'Containers in a row',
    about: 'Two containers, one after another.',
    setups: {
      row: {
        with: { n: 2, engine: 'engine.docker' },
        nodes: [
          { id: 'pc', part: 'machine.desktop' },
          { id: 'host', part: 'kernel.linux', on: 'pc' },
          { id: 'engine', part: '{engine}', on: 'host' },
          { repeat: '{n}', nodes: [{ id: 'app{i}', workload: 'app', on: 'engine', after: ['app{previous}'] }] },
        ],
        workloads: [{ id: 'app', forms: [{ form: 'image', os: 'linux' }], ramMiB: 10, start: { cpuMs: 100 } }],
      },
    },
    values: [value({})],
    ...change,
  };
}

function value(change: Json): Json {
  return { name: 'second', run: 'row', read: { took: 'app2' }, published: 300, unit: 'ms', source: 'LVp', role: 'predicted', ...change };
}

function setup(change: Json): Json {
  const { row } = small()['setups'] as { row: Json };
  return { setups: { row: { ...row, ...change } } };
}

function must(json: unknown): Experiment {
  const experiment = parseExperiment(json);
  if (!experiment.ok) throw new Error(JSON.stringify(experiment.error));
  return experiment.value;
}

function problemOf(json: unknown): Problem {
  const experiment = parseExperiment(json);
  if (!experiment.ok) return experiment.error;
  try {
    carryOut(experiment.value);
  } catch (error) {
    if (error instanceof ExperimentError) return error.problem;
    throw error;
  }
  throw new Error('nothing is wrong with it');
}

/** Reads one thing off the small experiment. */
function read(reading: unknown, change: Json = {}): number {
  return carryOut(must(small({ values: [value({ read: reading, role: 'shown', published: 1 })], ...change }))).values[0]!.simulated;
}

describe('what is read off', () => {
  test.each([
    ['a number', 5, 5],
    ['an argument', { number: '{n}' }, 2],
    ['from start to ready', { took: 'app1' }, 300],
    ['from the start of one until another is ready', { from: 'app1', to: 'app2' }, 600],
    ['phases', { phases: ['start'], of: 'app1' }, 100],
    ['a node named by an argument', { took: 'app{n}' }, 300],
    [
      'memory of what grows with the number',
      { difference: [{ memory: 'pc' }, { memory: 'pc', with: { n: 0 } }] },
      (2 * (4188 + 10240)) / 1024,
    ],
    ['a sum', { sum: [1, 2, { took: 'app1' }] }, 303],
    [
      'a ratio of two runs',
      {
        ratio: [
          { from: 'app1', to: 'app{n}', with: { n: 4 } },
          { from: 'app1', to: 'app{n}' },
        ],
      },
      2,
    ],
  ])('%s', (_, reading, expected) => {
    expect(read(reading)).toBeCloseTo(expected, 6);
  });

  test('a batch, a rate, and the smallest size that will do', () => {
    const nodes = [
      { id: 'pc', part: 'machine.desktop' },
      { id: 'host', part: 'kernel.linux', on: 'pc' },
      { id: 'app', workload: 'app', on: 'host', ramLimitMiB: '{limit}' },
    ];
    const with_ = { limit: 64 };
    const forms = [{ form: 'native', os: 'linux' }];
    const batch = setup({ with: with_, nodes, workloads: [{ id: 'app', forms, ramMiB: 33, batch: { cpuMs: 5000 } }] });
    expect(read({ batch: 'app' }, batch)).toBeCloseTo(5000, 6);
    expect(read({ smallest: 'limit', least: 1, most: 64 }, batch)).toBe(33);
    const load = setup({
      with: with_,
      nodes,
      workloads: [{ id: 'app', forms, load: { requestsPerSecond: 10_000_000, cpuUs: 1000, threads: 2 } }],
    });
    expect(read({ rate: 'app' }, load)).toBeCloseTo(2000, 6);
  });

  test("a part of the experiment's own, and figures shorter than a millisecond", () => {
    const parts = [
      { id: 'engine.quick', like: 'engine.docker', otherwise: 'neutral', figures: { containerCpuMs: { value: 0.25, source: 'LVp' } } },
    ];
    expect(read({ took: 'app1', with: { engine: 'engine.quick' } }, { parts })).toBeCloseTo(100.25, 6);
  });
});

test('a value stands within, outside, or as a miss that was declared', () => {
  const standings = (change: Json): string => carryOut(must(small({ values: [value(change)] }))).values[0]!.standing;
  const miss = 'The model knows no better.';
  expect(standings({})).toBe('within');
  expect(standings({ published: 310, role: 'calibrated' })).toBe('within');
  expect(standings({ published: 320, role: 'calibrated' })).toBe('outside');
  expect(standings({ published: 500 })).toBe('outside');
  expect(standings({ published: 500, tolerance: 0.5 })).toBe('within');
  expect(standings({ published: 500, miss })).toBe('known-miss');
  expect(standings({ miss })).toBe('no-miss');
  expect(standings({ published: 500, role: 'shown' })).toBe('shown');
});

test('orders and shapes that do not hold are failures', () => {
  const values = [
    value({ name: 'a', read: { took: 'app1' }, role: 'shown', published: 1 }),
    value({ name: 'b', read: { took: 'pc' }, role: 'shown', published: 2 }),
  ];
  const order = (rising: string[]): boolean =>
    isGood(carryOut(must(small({ values, checks: [{ name: 'order', source: 'LVp', rising }] }))));
  expect(order(['a', 'b'])).toBe(true);
  const shape = (shapeName: string, reading: unknown): boolean =>
    isGood(
      carryOut(
        must(small({ checks: [{ name: 'shape', source: 'LVp', shape: shapeName, over: { n: [1, 5, 9] }, run: 'row', read: reading }] })),
      ),
    );
  expect(shape('flat', { took: 'app{n}' })).toBe(true);
  expect(shape('linear', { took: 'app{n}' })).toBe(false);
  expect(shape('linear', { from: 'app1', to: 'app{n}' })).toBe(true);
  expect(shape('flat', { from: 'app1', to: 'app{n}' })).toBe(false);
});

test.each([
  ['flat', [100, 103, 101], true],
  ['flat', [100, 110, 100], false],
  ['linear', [100, 200, 300], true],
  ['linear', [300, 200, 100], false],
  ['linear', [100, 101, 300], false],
  ['linear', [100, 100, 100], false],
  ['super-linear', [100, 200, 400], true],
  ['super-linear', [100, 200, 300], false],
  ['super-linear', [100, 400, 500], false],
] as const)('%s: %j is %s', (shape, values, expected) => {
  expect(hasShape(shape, [1, 2, 3], values)).toBe(expected);
});

describe('what is wrong is said with its place', () => {
  test.each<[string, unknown, string, string, string]>([
    [
      'another format',
      small({ format: 'stackwright/experiment@2' }),
      '/format',
      '"stackwright/experiment@1"',
      '"stackwright/experiment@2"',
    ],
    ['no object', [], '', 'an object', 'a list'],
    ['a member that means nothing', small({ setup: {} }), '/setup', 'one of format', 'setup'],
    ['no values', small({ values: undefined }), '/values', 'a list', 'nothing'],
    [
      'a source that is not known',
      small({ values: [value({ source: 'hearsay' })] }),
      '/values/0/source',
      'one of illustrative',
      '"hearsay"',
    ],
    ['a role that is none', small({ values: [value({ role: 'guessed' })] }), '/values/0/role', 'calibrated, predicted, shown', '"guessed"'],
    ['nothing published', small({ values: [value({ published: 0 })] }), '/values/0/published', 'a number above 0', '0'],
    [
      'a miss of a calibrated value',
      small({ values: [value({ role: 'calibrated', miss: 'x' })] }),
      '/values/0/miss',
      'only for a predicted value',
      'calibrated',
    ],
    ['two values of one name', small({ values: [value({}), value({})] }), '/values/1/name', 'a name of its own', 'second'],
    ['a run that is not there', small({ values: [value({ run: 'column' })] }), '/values/0/run', 'one of row', '"column"'],
    ['a reading of no kind', small({ values: [value({ read: { height: 'pc' } })] }), '/values/0/read', 'a reading', 'height'],
    [
      'a phase that is none',
      small({ values: [value({ read: { phases: ['sleep'], of: 'pc' } })] }),
      '/values/0/read/phases/0',
      'one of firmware',
      '"sleep"',
    ],
    ['a ratio of one', small({ values: [value({ read: { ratio: [1] } })] }), '/values/0/read/ratio', 'two readings', '1'],
    [
      'an order of what is not there',
      small({ checks: [{ name: 'o', source: 'LVp', rising: ['second', 'third'] }] }),
      '/checks/0/rising/1',
      'values',
      '"third"',
    ],
    [
      'an order against what was published',
      small({
        values: [value({ name: 'a', published: 310 }), value({ name: 'b' })],
        checks: [{ name: 'o', source: 'LVp', rising: ['a', 'b'] }],
      }),
      '/checks/0/rising/1',
      'published as the larger',
      '"b"',
    ],
    [
      'sizes that fall',
      small({ checks: [{ name: 's', source: 'LVp', shape: 'flat', over: { n: [1, 3, 2] }, run: 'row', read: 1 }] }),
      '/checks/0/over/n/2',
      'above 3',
      '2',
    ],
    [
      'an argument that is not there',
      setupped({ nodes: [{ id: 'pc', part: '{machine}' }] }),
      '/setups/row/nodes/0/part',
      'an argument: one of n, engine',
      '{machine}',
    ],
    ['half a repetition', setupped({ nodes: [{ repeat: 1.5, nodes: [] }] }), '/setups/row/nodes/0/repeat', 'a whole number', '1.5'],
    [
      'repetitions of repetitions without end',
      setupped({ nodes: [{ repeat: 20000, nodes: [{ repeat: 20000, nodes: [{ repeat: 20000, nodes: [] }] }] }] }),
      '/setups/row/nodes/0/nodes/0/nodes/0/repeat',
      'rounds in all',
      'more',
    ],
    ['a repetition of nothing', setupped({ nodes: [{ repeat: 2 }] }), '/setups/row/nodes/0/nodes', 'a list of nodes', 'nothing'],
    ['a node without an id', setupped({ nodes: [{ part: 'machine.desktop' }] }), '/setups/row/nodes/0/id', 'a string', 'nothing'],
    ['a workload that cannot be read', setupped({ workloads: [{ id: 'app', forms: 3 }] }), '/setups/row/workloads/0/forms', 'a list', '3'],
    [
      'a build that is not legal',
      setupped({ with: { n: 2, engine: 'engine.kvm' } }),
      '/values/0/read',
      'a legal build',
      'unknown-part of engine',
    ],
    ['a node that is not there', small({ values: [value({ read: { took: 'app9' } })] }), '/values/0/read', 'a node of the setup', 'app9'],
    ['a part that is like none', small({ parts: [{ id: 'x', like: 'engine.kvm' }] }), '/parts/0/like', 'a part', 'engine.kvm'],
    ['a part that is there already', small({ parts: [{ id: 'vm', like: 'vm' }] }), '/parts/0/id', 'an id of its own', 'vm'],
    [
      'a figure that the part has not',
      small({ parts: [own({ horsePower: 5 })] }),
      '/parts/0/figures/horsePower',
      'one of baseKiB',
      'horsePower',
    ],
    ['half a KiB', small({ parts: [own({ baseKiB: 0.5 })] }), '/parts/0/figures/baseKiB/value', 'a whole number', '0.5'],
    ['less than nothing', small({ parts: [own({ baseKiB: -1 })] }), '/parts/0/figures/baseKiB/value', 'a number from 0', '-1'],
    [
      'a trait that the part has not',
      small({ parts: [{ id: 'x', like: 'engine.docker', traits: { colour: 'red' } }] }),
      '/parts/0/traits/colour',
      'one of hosts, sandbox',
      'colour',
    ],
    [
      'a trait of another type',
      small({ parts: [{ id: 'x', like: 'engine.docker', traits: { hosts: 5 } }] }),
      '/parts/0/traits/hosts',
      'a list of names',
      '5',
    ],
    ['names that objects have anyway', small({ values: [value({ run: 'constructor' })] }), '/values/0/run', 'one of row', '"constructor"'],
  ])('%s', (_, json, place, expected, got) => {
    const problem = problemOf(json);
    expect(problem.place).toBe(place);
    expect(problem.expected).toContain(expected);
    expect(problem.got).toContain(got);
  });

  function setupped(change: Json): Json {
    return small(setup(change));
  }

  function own(figures: Readonly<Record<string, number>>): Json {
    return {
      id: 'x',
      like: 'engine.docker',
      figures: Object.fromEntries(Object.entries(figures).map(([key, number]) => [key, { value: number, source: 'LVp' }])),
    };
  }
});

test('quantities have four digits, and large ones all of theirs', () => {
  expect([301182.4, 999.96, 80.00049, 0.449311, 2, 0].map(quantity)).toEqual(['301,182', '1,000', '80', '0.4493', '2', '0']);
});

describe('npm run fidelity', () => {
  const folder = mkdtempSync(join(tmpdir(), 'stackwright-fidelity-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  function run(...args: string[]): { status: number | null; out: string; err: string } {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(ROOT, 'node_modules/tsx/dist/cli.mjs'), join(ROOT, 'bench/fidelity/main.ts'), ...args],
      {
        encoding: 'utf8',
      },
    );
    return { status, out: stdout, err: stderr };
  }

  function file(name: string, content: string): string {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  }

  test('0 when it comes out', () => {
    const { status, out, err } = run(file('good.json', JSON.stringify(small())));
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toMatch(/second +300 ms +300 ms +1\.00 +predicted +within 30 % +LVp \(weak\)/);
    expect(out).toContain('1 predicted: 1 within, 0 known misses, 0 outside.');
  });

  test('1 when it does not', () => {
    const { status, out } = run(file('bad.json', JSON.stringify(small({ values: [value({ published: 30 })] }))));
    expect(status).toBe(1);
    expect(out).toContain('OUTSIDE 30 %');
  });

  test.each([
    ['no such file', join(folder, 'nothing.json'), 'expected a file that can be read, got none of that name'],
    ['a folder', folder, 'expected a file, got a folder'],
    ['not JSON', file('text.json', 'hello'), 'expected JSON, got something else'],
    [
      'another thing',
      file('level.json', '{"format":"stackwright/level@1"}'),
      'at /format: expected "stackwright/experiment@1", got "stackwright/level@1"',
    ],
  ])('2 and one line when it is %s', (_, path, message) => {
    const { status, out, err } = run(path);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toMatch(/^.*\n$/);
    expect(err).toContain(message);
  });
});
