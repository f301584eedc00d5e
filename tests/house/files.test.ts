import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const MOST_LINES = 400;

const FILES = ['src', 'scripts', 'tests', 'bench'].flatMap((folder) =>
  readdirSync(`${ROOT}${folder}`, { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((name) => /\.(ts|mjs|js|css|html)$/.test(name)),
);
const read = (file: string): string => readFileSync(`${ROOT}${file}`, 'utf8');

test(`no source file has more than ${MOST_LINES} lines, tables of data aside`, () => {
  const long = FILES.filter((file) => !file.startsWith('src/sim/catalog/') && read(file).trimEnd().split('\n').length > MOST_LINES);
  expect(long).toEqual([]);
});

test('names of files are words, with hyphens between them', () => {
  const odd = FILES.filter((file) => !/^[a-z0-9/]+(-[a-z0-9]+)*(\.[a-z]+)*$/.test(file.replaceAll(/(?<=[a-z0-9])[-/](?=[a-z0-9])/g, '/')));
  expect(odd).toEqual([]);
  expect(FILES.filter((file) => /(manager|helper|utils?|base)\./i.test(file))).toEqual([]);
});

test('no test is skipped, focused or left for later', () => {
  const pattern = /\b(it|test|describe)\.(only|skip|todo|skipIf|runIf)\b|\b(xit|xdescribe|xtest)\(/;
  expect(FILES.filter((file) => file.startsWith('tests/') && file !== 'tests/house/files.test.ts' && pattern.test(read(file)))).toEqual([]);
});
