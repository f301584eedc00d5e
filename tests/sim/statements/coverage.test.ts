import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));
const STATEMENTS = Array.from({ length: 40 }, (_, index) => `C${String(index + 1).padStart(2, '0')}`);

/** The numbers at the beginning of the titles of tests in this folder. */
function tested(): Set<string> {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.test.ts') && name !== 'coverage.test.ts');
  const titles = files.flatMap((name) => [
    ...readFileSync(`${FOLDER}${name}`, 'utf8').matchAll(/\btest(?:\.each\([^\n]*\))?\(\s*['"`](C\d\d) /g),
  ]);
  return new Set(titles.map(([, number]) => number!));
}

test('each of the forty statements has a test that bears its number', () => {
  const found = tested();
  expect(STATEMENTS.filter((number) => !found.has(number))).toEqual([]);
  expect([...found].filter((number) => !STATEMENTS.includes(number))).toEqual([]);
});
