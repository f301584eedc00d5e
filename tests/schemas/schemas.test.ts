import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  EVENT_KINDS,
  FORM_KINDS,
  GOAL_KINDS,
  parseBuild,
  parseLevel,
  parseSolution,
  type FormatError,
  type Result,
} from '../../src/sim/index.ts';

/** The published schemas say the same as the parsers: on examples, and on examples with one thing changed anywhere. */

type Kind = 'build' | 'level' | 'solution';
const PARSERS: Record<Kind, (value: unknown) => Result<unknown, FormatError>> = {
  build: parseBuild,
  level: parseLevel,
  solution: parseSolution,
};

function schemaOf(kind: Kind): ValidateFunction {
  const schema = JSON.parse(readFileSync(new URL(`../../docs/schemas/${kind}.schema.json`, import.meta.url), 'utf8')) as object;
  return new Ajv2020({ strict: false }).compile(schema);
}

const BUILD = {
  format: 'stackwright/build@1',
  nodes: [
    { id: 'pc', part: 'machine.desktop' },
    { id: 'vm', part: 'vm', on: 'pc', ramMiB: 512, cpus: 2, diskMiB: 10240, isa: 'arm64', nested: true, passthrough: false },
    { id: 'web', workload: 'web', on: 'vm', cpuLimit: 500, ramLimitMiB: 64, volume: true, after: ['vm'], delayMs: 10 },
  ],
};

const LEVEL = {
  format: 'stackwright/level@1',
  id: 'example',
  title: 'Example',
  brief: 'For the schema.',
  teaches: ['C15'],
  tray: [
    { part: 'vm', max: 2, ramMiB: [512], cpus: [1], diskMiB: [10240], isa: ['arm64'], nested: true, passthrough: true },
    { part: 'runtime.jvm', cpuLimit: [500], ramLimitMiB: [64], volume: true },
  ],
  given: [
    { id: 'pc', part: 'machine.desktop' },
    { id: 'host', part: 'kernel.linux', on: 'pc', after: ['pc'] },
  ],
  workloads: [
    {
      id: 'web',
      count: 2,
      forms: [
        { form: 'native', os: 'linux', isa: ['x86-64'], diskMiB: 10 },
        { form: 'image', os: 'linux', layers: [{ id: 'base', mib: 70 }] },
        { form: 'bytecode', runtime: 'jvm' },
        { form: 'bare', isa: ['x86-64'] },
      ],
      ramMiB: [
        [0, 200],
        [60000, 900],
      ],
      start: { cpuMs: 300, readMiB: 40, ioKiB: 1024, syscalls: 5 },
      load: { requestsPerSecond: [[0, 50]], cpuUs: 900, syscalls: 40, readKiB: 1, netKiB: 12, netOps: 1, ioKiB: 16, threads: 2 },
      libraries: { libssl: '3' },
      port: 443,
      meddlesWithKernel: false,
      volume: true,
      cpuLimit: [500],
      ramLimitMiB: [256],
    },
    { id: 'job', forms: [], ramMiB: 10, batch: { cpuMs: 1000, threads: 4, syscalls: 1, readMiB: 2, ioKiB: 4 } },
  ],
  scenario: {
    horizonMs: 120000,
    events: [
      { atMs: 1, event: 'restart', workload: 'web', layer: 'kernel' },
      { atMs: 2, event: 'runaway', workload: 'web', resource: 'cpu', forMs: 10 },
      { atMs: 3, event: 'write', workload: 'web', mib: 3 },
      { atMs: 4, event: 'power-loss', node: 'pc', offMs: 10 },
    ],
  },
  goals: [
    { kind: 'ready', workload: 'web', withinMs: 30000 },
    { kind: 'ram', machine: 'pc', atMostMiB: 4096 },
    { kind: 'throughput', workload: 'web', atLeast: 900 },
    { kind: 'isolated', a: 'web', b: 'job', atLeast: 'vm' },
    { kind: 'uses', part: 'vm' },
  ],
  score: ['cost', 'ram', 'ready'],
  order: { delayMs: [0, 5000] },
  certificate: { levelHash: 'x', rules: 1, proof: 'exhaustive', frontier: [{ metrics: { cost: 1, ramMiB: 2 } }] },
};

const SOLUTION = {
  format: 'stackwright/solution@1',
  level: 'example',
  levelHash: 'x',
  rules: 1,
  build: BUILD,
  edits: [
    { edit: 'place', node: { id: 'a', part: 'vm' }, at: 0 },
    { edit: 'move', id: 'a', on: 'b' },
    { edit: 'set', id: 'a', settings: { ramMiB: 1, isa: null, nested: true, after: ['pc'], delayMs: 0 } },
    { edit: 'remove', id: 'a' },
  ],
  claims: { cost: 1, ramMiB: 2 },
  player: 'someone',
};

const EXAMPLES: Record<Kind, object> = { build: BUILD, level: LEVEL, solution: SOLUTION };

/** Every place in a value, as the path of keys to it. */
function placesIn(value: unknown, path: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [[...path]];
  return [[...path], ...Object.entries(value).flatMap(([key, member]) => placesIn(member, [...path, key]))];
}

const GONE = Symbol('gone');

function changedAt(value: unknown, [key, ...rest]: readonly string[], change: unknown): unknown {
  if (key === undefined) return change;
  if (Array.isArray(value))
    return value.flatMap((member, index) =>
      String(index) !== key ? [member] : rest.length === 0 && change === GONE ? [] : [changedAt(member, rest, change)],
    ) as unknown;
  const copy: Record<string, unknown> = { ...(value as object) };
  if (rest.length === 0 && change === GONE) delete copy[key];
  else copy[key] = changedAt(copy[key], rest, change);
  return copy;
}

/** The values that a schema lists for one member, wherever it does. */
function listed(schema: unknown, member: string, found = new Set<string>()): Set<string> {
  if (typeof schema !== 'object' || schema === null) return found;
  for (const [key, value] of Object.entries(schema)) {
    if (key === member && typeof value === 'object' && value !== null) {
      const { const: one, enum: many } = value as { const?: string; enum?: string[] };
      for (const entry of many ?? (one === undefined ? [] : [one])) found.add(entry);
    }
    listed(value, member, found);
  }
  return found;
}

it('lists every kind of goal, event, form and edit that the engine has', () => {
  const schema = (kind: Kind): unknown =>
    JSON.parse(readFileSync(new URL(`../../docs/schemas/${kind}.schema.json`, import.meta.url), 'utf8'));
  expect([...listed(schema('level'), 'kind')].sort()).toEqual([...GOAL_KINDS].sort());
  expect([...listed(schema('level'), 'event')].sort()).toEqual([...EVENT_KINDS].sort());
  expect([...listed(schema('level'), 'form')].sort()).toEqual([...FORM_KINDS].sort());
  expect([...listed(schema('solution'), 'edit')].sort()).toEqual(['move', 'place', 'remove', 'set']);
});

/** What no schema can say: names that must be declared, times that must rise, ids that must differ. */
const BEYOND_SCHEMAS = /a time after|workloads|a given node|an id of its own/;

describe.each(['build', 'level', 'solution'] as const)('schema of %s', (kind) => {
  const validate = schemaOf(kind);
  const parse = PARSERS[kind];

  it('accepts the example that the parser accepts', () => {
    expect(parse(EXAMPLES[kind])).toMatchObject({ ok: true });
    expect(validate(EXAMPLES[kind]), JSON.stringify(validate.errors)).toBe(true);
  });

  it('agrees with the parser when one thing is changed or left out', () => {
    const places = placesIn(EXAMPLES[kind]).filter((path) => path.length > 0);
    const change = fc.oneof(
      fc.constant<unknown>(GONE),
      fc.jsonValue({ maxDepth: 1 }),
      fc.integer(),
      fc.constantFrom<unknown>('self', 'kernel', -1, 0, 0.5, 1001, 65536, 2e9, [], {}, [[0, 1]], null),
    );
    fc.assert(
      fc.property(fc.constantFrom(...places), change, (path, value) => {
        const changed = changedAt(EXAMPLES[kind], path, value);
        const parsed = parse(changed);
        const isValid = validate(changed);
        if (!parsed.ok && BEYOND_SCHEMAS.test(parsed.error.expected)) return;
        expect(
          isValid,
          `${path.join('/')} = ${JSON.stringify(value)}: parser says ${JSON.stringify(parsed.ok ? 'ok' : parsed.error)}, schema ${JSON.stringify(validate.errors?.slice(0, 3))}`,
        ).toBe(parsed.ok);
      }),
      { numRuns: 3000, seed: 1 },
    );
  });
});
