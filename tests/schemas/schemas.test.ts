import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EVENT_KINDS, FORM_KINDS, GOAL_KINDS } from '../../src/sim/index.ts';
import { EXAMPLES, PARSERS, type Kind } from './examples.ts';

/** The published schemas say the same as the parsers: on examples, and on examples with one thing changed anywhere. */

function schemaOf(kind: Kind): ValidateFunction {
  const schema = JSON.parse(readFileSync(new URL(`../../docs/schemas/${kind}.schema.json`, import.meta.url), 'utf8')) as object;
  return new Ajv2020({ strict: false }).compile(schema);
}

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
