import { describe, expect, test } from 'vitest';
import {
  CATALOG,
  checkLevel,
  JSON_BUDGET,
  levelHash,
  makeCatalog,
  parseBuild,
  parseLevel,
  parseSolution,
  readJson,
  type FormatError,
  type Part,
  type Result,
} from '../../src/sim/index.ts';
import { levelJson, must, work } from '../support/stack.ts';

/** A file that cannot be read names the place, what should stand there, and what does. */

function fault(result: Result<unknown, FormatError>): string {
  if (result.ok) return 'no fault';
  const { place, expected, got } = result.error;
  return `${place}: ${expected}, not ${got}`;
}

const NODE = { id: 'pc', part: 'machine.desktop' };
const build = (nodes: unknown): unknown => ({ format: 'stackwright/build@1', nodes });

describe('builds', () => {
  test.each<readonly [unknown, string]>([
    [null, ': an object, not null'],
    [[], ': an object, not a list'],
    [{}, '/format: "stackwright/build@1", not nothing'],
    [{ format: 'stackwright/build@2', nodes: [] }, '/format: "stackwright/build@1", not "stackwright/build@2"'],
    [{ format: 'stackwright/level@1', nodes: [] }, '/format: "stackwright/build@1", not "stackwright/level@1"'],
    [{ format: 'stackwright/build@1' }, '/nodes: a list, not nothing'],
    [build([NODE, 5]), '/nodes/1: an object, not 5'],
    [build([{ part: 'vm' }]), '/nodes/0/id: a string, not nothing'],
    [build([{ id: 7, part: 'vm' }]), '/nodes/0/id: a string, not 7'],
    [build([{ id: 'x' }]), '/nodes/0: either part or workload, not "neither"'],
    [build([{ id: 'x', part: 'vm', workload: 'web' }]), '/nodes/0: either part or workload, not "both"'],
    [build([{ ...NODE, on: 3 }]), '/nodes/0/on: a string, not 3'],
    [build([{ ...NODE, ramMiB: '512' }]), '/nodes/0/ramMiB: a number, not "512"'],
    [build([{ ...NODE, nested: 1 }]), '/nodes/0/nested: true or false, not 1'],
    [build([{ ...NODE, after: 'pc' }]), '/nodes/0/after: a list, not "pc"'],
    [build([{ ...NODE, after: ['pc', 4] }]), '/nodes/0/after/1: a string, not 4'],
    [build([{ ...NODE, isa: 'x'.repeat(50) }]), 'no fault'],
    [build([{ ...NODE, 'a/b~c': 1 }]), 'no fault'],
    [build([{ ...NODE, ramMiB: -1.5 }]), 'no fault'],
  ])('%j', (value, expected) => {
    expect(fault(parseBuild(value))).toBe(expected);
  });
});

const DECLARED = "one of the level's workloads";

describe('levels', () => {
  const level = (members: object): unknown => levelJson([work('web')], members);
  const workload = (members: object): unknown => levelJson([work('web', members)]);
  const event = (members: object): unknown => level({ scenario: { events: [{ atMs: 0, workload: 'web', ...members }] } });

  test.each<readonly [string, unknown, string]>([
    ['another format', level({ format: 'stackwright/level@2' }), '/format: "stackwright/level@1", not "stackwright/level@2"'],
    ['no id', level({ id: undefined }), '/id: a string, not nothing'],
    ['a workload twice', levelJson([work('web'), work('web')]), '/workloads/1/id: an id of its own, not "web"'],
    [
      'an unknown form',
      workload({ forms: [{ form: 'wasm' }] }),
      '/workloads/0/forms/0/form: one of native, image, bytecode, bare, not "wasm"',
    ],
    ['a native form without a system', workload({ forms: [{ form: 'native' }] }), '/workloads/0/forms/0/os: a string, not nothing'],
    [
      'half a thread',
      workload({ batch: { cpuMs: 1, threads: 0.5 } }),
      '/workloads/0/batch/threads: a whole number from 1 to 4096, not 0.5',
    ],
    ['load and batch', workload({ batch: { cpuMs: 1 }, load: { requestsPerSecond: 1 } }), '/workloads/0: load or batch, not "both"'],
    [
      'a curve that falls back',
      workload({
        ramMiB: [
          [5, 1],
          [5, 2],
        ],
      }),
      '/workloads/0/ramMiB/1/0: a time after 5, not 5',
    ],
    ['a step of three', workload({ ramMiB: [[0, 1, 2]] }), '/workloads/0/ramMiB/0: [fromMs, value], not "3 entries"'],
    ['a negative curve', workload({ ramMiB: -1 }), '/workloads/0/ramMiB: a whole number from 0 to 1073741824, not -1'],
    ['port 0', workload({ port: 0 }), '/workloads/0/port: a whole number from 1 to 65535, not 0'],
    ['a horizon of nothing', level({ scenario: { horizonMs: 0 } }), '/scenario/horizonMs: a whole number from 1 to 1000000000, not 0'],
    [
      'a horizon beyond counting',
      level({ scenario: { horizonMs: 1e15 } }),
      '/scenario/horizonMs: a whole number from 1 to 1000000000, not 1000000000000000',
    ],
    [
      'an unknown event',
      event({ event: 'flood' }),
      '/scenario/events/0/event: one of restart, replace, crash, driver-fault, exploit, runaway, write, power-loss, not "flood"',
    ],
    [
      'an event on a layer that it cannot hit',
      event({ event: 'exploit', layer: 'kernel' }),
      '/scenario/events/0/layer: one of self, not "kernel"',
    ],
    ['an event on nobody', event({ event: 'crash', workload: undefined }), '/scenario/events/0: either node or workload, not "neither"'],
    [
      'an event on a stranger',
      event({ event: 'crash', workload: 'db' }),
      '/scenario/events/0/workload: one of the level\'s workloads, not "db"',
    ],
    [
      'an event on a node that is not given',
      event({ event: 'restart', workload: undefined, node: 'pc' }),
      '/scenario/events/0/node: a given node, not "pc"',
    ],
    ['a runaway without a resource', event({ event: 'runaway', forMs: 1 }), '/scenario/events/0/resource: one of cpu, ram, not nothing'],
    [
      'an unknown goal',
      level({ goals: [{ kind: 'fun' }] }),
      '/goals/0/kind: one of ready, ram, disk, cost, effort, throughput, done, downtime, isolated, safe, keeps, uses, avoids, not "fun"',
    ],
    ['a goal without a limit', level({ goals: [{ kind: 'ram' }] }), '/goals/0/atMostMiB: a whole number from 0 to 1073741824, not nothing'],
    [
      'a goal for a stranger',
      level({ goals: [{ kind: 'safe', workload: 'db' }] }),
      '/goals/0/workload: one of the level\'s workloads, not "db"',
    ],
    ['an unknown score', level({ score: ['fun'] }), '/score/0: one of cost, ram, ready, disk, effort, not "fun"'],
    ['no name for an id', level({ id: '' }), '/id: a name, not ""'],
    ['a workload without a name', levelJson([work('')]), '/workloads/0/id: a name, not ""'],
    ['a given node without a name', level({ given: [{ ...NODE, id: '' }] }), '/given/0/id: a name, not ""'],
    ['a given node twice', level({ given: [NODE, { ...NODE }] }), '/given/1/id: an id of its own, not "pc"'],
    ['a given node on nothing', level({ given: [{ ...NODE, on: 'x' }] }), '/given/0/on: a given node, not "x"'],
    ['a given node that waits for nobody', level({ given: [{ ...NODE, after: ['x'] }] }), '/given/0/after/0: a given node, not "x"'],
    ['a given workload that is none', level({ given: [{ id: 'a', workload: 'x' }] }), `/given/0/workload: ${DECLARED}, not "x"`],
    [
      'given nodes in a ring',
      level({ given: [NODE, { id: 'a', part: 'vm', on: 'c' }, { id: 'b', part: 'vm', on: 'a' }, { id: 'c', part: 'vm', on: 'b' }] }),
      '/given/2/on: a given node that does not stand on this one, not "a"',
    ],
    [
      'a given node on itself',
      level({ given: [{ id: 'a', part: 'vm', on: 'a' }] }),
      '/given/0/on: a given node that does not stand on this one, not "a"',
    ],
    [
      'more goals than can be judged in time',
      level({ goals: Array.from({ length: 1001 }, () => ({ kind: 'cost', atMost: 1 })) }),
      '/goals: at most 1000 entries, not 1001',
    ],
    [
      'more libraries than are compared',
      workload({ libraries: Object.fromEntries(Array.from({ length: 65 }, (_, index) => [`lib${index}`, '1'])) }),
      '/workloads/0/libraries: at most 64 libraries, not 65',
    ],
    ['a metric twice', level({ score: ['cost', 'ram', 'cost'] }), '/score/2: each metric once, not "cost"'],
    [
      'more alternatives than are looked through',
      level({ tray: Array.from({ length: 65 }, () => ({ part: 'vm' })) }),
      '/tray/64/part: at most 64 entries of one part, not "vm"',
    ],
    ['a given node that is none', level({ given: [{ id: 'x' }] }), '/given/0: either part or workload, not "neither"'],
  ])('%s', (_name, value, expected) => {
    expect(fault(parseLevel(JSON.parse(JSON.stringify(value))))).toBe(expected);
  });
});

describe('levels and the catalogue they are played with', () => {
  const native = (members: object): object => work('web', { forms: [{ form: 'native', os: 'linux', ...members }] });
  const PARTS = 'a part of the catalogue';
  const ISAS = 'one of x86-64, arm64';
  test.each<readonly [string, object, string]>([
    ['all known', levelJson([work('web')], { given: [NODE], goals: [{ kind: 'uses', part: 'kernel' }] }), 'playable'],
    ['the tray', levelJson([work('web')], { tray: [{ part: 'kernel.templeos' }] }), `/tray/0/part: ${PARTS}, not "kernel.templeos"`],
    [
      'what is given',
      levelJson([work('web')], { given: [{ id: 'x', part: 'constructor' }] }),
      `/given/0/part: ${PARTS}, not "constructor"`,
    ],
    [
      'a goal',
      levelJson([work('web')], { goals: [{ kind: 'avoids', part: 'kernels' }] }),
      `/goals/0/part: ${PARTS}, or a kind: machine, kernel, hypervisor, vm, engine, runtime, not "kernels"`,
    ],
    [
      'a machine that is none',
      levelJson([work('web')], { given: [NODE], goals: [{ kind: 'ram', machine: 'kernel.linux', atMostMiB: 1 }] }),
      '/goals/0/machine: a given machine or a machine of the catalogue, not "kernel.linux"',
    ],
    [
      'a machine by its given name',
      levelJson([work('web')], { given: [NODE], goals: [{ kind: 'ram', machine: 'pc', atMostMiB: 1 }] }),
      'playable',
    ],
    ['a machine as a part', levelJson([work('web')], { goals: [{ kind: 'ram', machine: 'machine.sbc', atMostMiB: 1 }] }), 'playable'],
    ['an instruction set of a form', levelJson([native({ isa: ['x86-64', 'x86'] })]), `/workloads/0/forms/0/isa/1: ${ISAS}, not "x86"`],
    ['an instruction set of a VM', levelJson([work('web')], { tray: [{ part: 'vm', isa: ['z80'] }] }), `/tray/0/isa/0: ${ISAS}, not "z80"`],
    [
      'a system',
      levelJson([native({ os: 'Linux' })]),
      '/workloads/0/forms/0/os: one of linux, windows, macos, minix, unikernel, not "Linux"',
    ],
    [
      'a runtime',
      levelJson([work('web', { forms: [{ form: 'bytecode', runtime: 'java' }] })]),
      '/workloads/0/forms/0/runtime: one of jvm, node, python, ruby, not "java"',
    ],
    [
      'given nodes that break a rule',
      levelJson([work('web')], { given: [NODE, { id: 'host', part: 'engine.lxc', on: 'pc' }] }),
      '/given/1: nodes that keep the rules, not cannot-stand-here',
    ],
    [
      'a setting of a given node that there is not',
      levelJson([work('web')], { given: [{ ...NODE, colour: 'red' }] }),
      '/given/0/colour: nodes that keep the rules, not bad-setting',
    ],
  ])('%s', (_name, value, expected) => {
    const problem = checkLevel(must(parseLevel(value)));
    expect(problem === null ? 'playable' : `${problem.place}: ${problem.expected}, not ${problem.got}`).toBe(expected);
  });

  test('a catalogue of its own brings names of its own', () => {
    const level = must(parseLevel(levelJson([native({ os: 'beos' })], { tray: [{ part: 'kernel.beos' }], given: [NODE] })));
    const linux = CATALOG.parts.find(({ id }) => id === 'kernel.linux')!;
    const beos = { ...linux, id: 'kernel.beos', os: 'beos' } as unknown as Part;
    expect(checkLevel(level)).not.toBeNull();
    expect(checkLevel(level, makeCatalog([...CATALOG.parts, beos]))).toBeNull();
  });
});

describe('solutions', () => {
  const solution = { format: 'stackwright/solution@1', level: 'x', levelHash: 'y', rules: 1, build: build([NODE]), claims: {} };
  test.each<readonly [unknown, string]>([
    [solution, 'no fault'],
    [{ ...solution, build: undefined }, '/build: an object, not nothing'],
    [{ ...solution, build: build([{ id: 'x' }]) }, '/build/nodes/0: either part or workload, not "neither"'],
    [{ ...solution, claims: { cost: 'free' } }, '/claims/cost: a number, not "free"'],
    [{ ...solution, rules: '1' }, '/rules: a number, not "1"'],
    [{ ...solution, edits: [{ edit: 'paint' }] }, '/edits/0/edit: one of place, move, set, remove, not "paint"'],
    [{ ...solution, edits: [{ edit: 'set', id: 'pc', settings: { delayMs: null, after: ['x'], colour: 7 } }] }, 'no fault'],
    [{ ...solution, edits: [{ edit: 'set', id: 'pc', settings: { cpus: '2' } }] }, '/edits/0/settings/cpus: a number or null, not "2"'],
    [{ ...solution, edits: [{ edit: 'set', id: 'pc', settings: { after: 5 } }] }, '/edits/0/settings/after: a list, not 5'],
    [{ ...solution, edits: [{ edit: 'set', id: 'pc', settings: { after: [5] } }] }, '/edits/0/settings/after/0: a string, not 5'],
    [{ ...solution, edits: [{ edit: 'place', node: NODE, at: -1 }] }, '/edits/0/at: a whole number from 0 to 100000, not -1'],
  ])('%j', (value, expected) => {
    expect(fault(parseSolution(JSON.parse(JSON.stringify(value))))).toBe(expected);
  });
});

describe('text', () => {
  const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
  test.each([
    ['an empty file', '', ': JSON, not an empty file'],
    ['something else', '{"a":', ': JSON, not something else'],
    ['nesting at the limit', nested(JSON_BUDGET.nesting), 'no fault'],
    ['nesting beyond it', nested(JSON_BUDGET.nesting + 1), 'character 64: brackets nested at most 64 deep, not more'],
    ['brackets in a string', `"${'['.repeat(200)}"`, 'no fault'],
    ['brackets after an escaped quote', `"\\"${'['.repeat(200)}"`, 'no fault'],
    ['brackets after an escaped backslash', `["\\\\",${nested(64)}]`, 'character 69: brackets nested at most 64 deep, not more'],
  ])('%s', (_name, text, expected) => {
    expect(fault(readJson(text))).toBe(expected);
  });
});

describe('the hash of a level', () => {
  const VECTOR = { format: 'stackwright/level@1', id: 'vector', workloads: [{ id: 'web', forms: [{ form: 'bare' }] }] };
  const hash = (members: object = {}): string => levelHash(must(parseLevel({ ...VECTOR, ...members })));

  test('is of the level with its defaults filled in', () => {
    const filled = {
      workloads: [
        {
          id: 'web',
          count: 1,
          forms: [{ form: 'bare', isa: [], diskMiB: 0 }],
          ramMiB: [],
          start: { cpuMs: 0, readMiB: 0, ioKiB: 64, syscalls: 0 },
          libraries: {},
          meddlesWithKernel: false,
          volume: false,
        },
      ],
      tray: [],
      given: [],
      goals: [],
      score: [],
      order: false,
      scenario: { horizonMs: 3_600_000, events: [] },
    };
    expect(hash(filled)).toBe(hash());
  });

  test('is the same when what says nothing is said', () => {
    const web = { id: 'web', forms: [{ form: 'bare' }] };
    const bare = { tray: [{ part: 'vm' }], given: [NODE] };
    const said = [
      [{}, { workloads: [{ ...web, ramMiB: 0 }] }],
      [{}, { workloads: [{ ...web, ramMiB: [[0, 0]] }] }],
      [{}, { workloads: [{ ...web, cpuLimit: [], ramLimitMiB: [], volume: false }] }],
      [bare, { ...bare, given: [{ ...NODE, delayMs: 0, after: [], nested: false, passthrough: false, volume: false }] }],
      [bare, { ...bare, tray: [{ part: 'vm', nested: false, passthrough: false, volume: false, cpuLimit: [], ramLimitMiB: [] }] }],
      [{ order: true }, { order: { delayMs: [] } }],
    ] as const;
    for (const [short, long] of said) expect(hash(long), JSON.stringify(long)).toBe(hash(short));
    const others = [
      { workloads: [{ ...web, ramMiB: 1 }] },
      { workloads: [{ ...web, cpuLimit: [5] }] },
      { workloads: [{ ...web, volume: true }] },
      { ...bare, given: [{ ...NODE, delayMs: 1 }] },
      { ...bare, tray: [{ part: 'vm', nested: true }] },
      // None of no size will do, while any will where none is listed.
      { ...bare, tray: [{ part: 'vm', ramMiB: [] }] },
      bare,
      {},
    ];
    expect(new Set(others.map(hash)).size).toBe(others.length);
  });

  test('leaves out what cannot change a run, and nothing else', () => {
    const certificate = { levelHash: 'x', rules: 1, frontier: [], proof: 'exhaustive' };
    expect(hash({ title: 'A', brief: 'B', teaches: ['C01'], certificate, comment: 'no member of a level' })).toBe(hash());
    const changes = [
      { id: 'other' },
      { tray: [{ part: 'vm' }] },
      { given: [NODE] },
      { goals: [{ kind: 'cost', atMost: 1 }] },
      { score: ['cost'] },
      { order: true },
      { scenario: { horizonMs: 1 } },
    ];
    const hashes = new Set([hash(), ...changes.map(hash)]);
    expect(hashes.size).toBe(changes.length + 1);
  });

  test('does not depend on the order of members', () => {
    const turned = Object.fromEntries(Object.entries(VECTOR).reverse());
    expect(levelHash(must(parseLevel(turned)))).toBe(hash());
  });
});
