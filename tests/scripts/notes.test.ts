import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { withoutNotes } from '../../scripts/notes.ts';
import { CATALOG } from '../../src/sim/index.ts';
import { figuresOf } from '../support/flaws.ts';

const FOLDER = new URL('../../src/sim/catalog/', import.meta.url);
const SOURCES = readdirSync(FOLDER).map((name) => readFileSync(new URL(name, FOLDER), 'utf8'));
const NOTES = [...new Set(CATALOG.parts.flatMap(figuresOf).flatMap(([, { note }]) => note ?? []))];

test('of all notes in the catalogue none gets into the page, and every figure does', () => {
  const all = SOURCES.join('\n');
  const left = SOURCES.map(withoutNotes).join('\n');
  const isIn = (text: string) => (note: string) => text.includes(`'${note}'`) || text.includes(`"${note}"`);
  expect(NOTES.length).toBeGreaterThan(50);
  expect(NOTES.filter(isIn(all))).toEqual(NOTES);
  expect(NOTES.filter(isIn(left))).toEqual([]);
  const figures = (text: string): string[] =>
    [...text.matchAll(/\b(?:f|figure)\(\s*(\d+),\s*'([^']*)'/g)].map(([, value, key]) => `${value} ${key}`);
  expect(figures(left)).toEqual(figures(all));
});

test('what is no note stays', () => {
  const source = "export const A = f(5, 'UK');\nconst b = figure(value, 'UK', 'note');\nroom(5, 'UK', 'note');";
  expect(withoutNotes(source)).toBe(source);
  expect(withoutNotes("a: f(\n  5,\n  'UK',\n  \"Redis' own\",\n),")).toBe("a: f(5, 'UK'),");
});
