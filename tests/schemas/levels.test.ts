import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { EVENT_KINDS, GOAL_KINDS, SCORE_KEYS } from '../../src/sim/index.ts';

/** The page for authors of levels names all that the schema allows. */

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly const?: string;
  readonly required?: readonly string[];
}

const read = (file: string): string => readFileSync(new URL(`../../docs/${file}`, import.meta.url), 'utf8');
const PAGE = read('levels.md');
const { properties } = JSON.parse(read('schemas/level.schema.json')) as { properties: Readonly<Record<string, Schema>> };

/** The part of the page under a heading; with none, what comes before the first. */
function under(heading: string): string {
  const parts = PAGE.split(/^## /m);
  return parts.find((part) => part.startsWith(heading)) ?? parts[0]!;
}

const isNamed = (name: string, text: string): boolean => text.includes(`\`${name}\``);
const rowOf = (kind: string, text: string): string =>
  text.split('\n').find((line) => line.startsWith('|') && isNamed(kind, line.split('|')[1]!)) ?? '';

test('members of a level', () => {
  for (const name of Object.keys(properties)) if (name !== 'format') expect(isNamed(name, under('')), name).toBe(true);
  for (const key of SCORE_KEYS) expect(isNamed(key, rowOf('score', PAGE)), key).toBe(true);
});

test('members of a tray entry', () => {
  for (const name of Object.keys(properties['tray']!.items!.properties!)) expect(isNamed(name, under('Tray')), name).toBe(true);
});

describe('members of a workload', () => {
  const members = properties['workloads']!.items!.properties!;
  test.each(Object.entries(members))('%s', (name, schema) => {
    const row = rowOf(name, under('Workloads'));
    for (const inner of Object.keys(schema.properties ?? {})) expect(isNamed(inner, row), inner).toBe(true);
    expect(row).not.toBe('');
  });
});

test.each(EVENT_KINDS)('the event %s', (kind) => {
  expect(rowOf(kind, under('Events'))).not.toBe('');
});

describe('goals', () => {
  const schemas = properties['goals']!.items!.oneOf!;
  test.each(GOAL_KINDS)('%s', (kind) => {
    const row = rowOf(kind, under('Goals'));
    const schema = schemas.find((candidate) => candidate.properties!['kind']!.const === kind)!;
    for (const name of Object.keys(schema.properties!)) if (name !== 'kind') expect(isNamed(name, row), name).toBe(true);
  });
});
