import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const read = (file: string): string => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
const README = read('README.md');
const SCRIPTS = (JSON.parse(read('package.json')) as { scripts: Record<string, string> }).scripts;

test('the two commands stand in the README, each on a line by itself', () => {
  const lines = README.split('\n');
  for (const command of ['npm ci && npm start', 'npm ci && npm test']) expect(lines.filter((line) => line === command)).toHaveLength(1);
});

test('what runs for every change is the test command of the README', () => {
  expect(read('.ci/run').trimEnd().split('\n').at(-1)).toBe('npm ci && npm test');
});

test('every script that the README names exists', () => {
  const named = [...README.matchAll(/npm run (?:-s )?([a-z:]+)/g)].map((match) => match[1]!);
  expect(named.length).toBeGreaterThan(5);
  for (const script of named) expect(SCRIPTS).toHaveProperty([script]);
});

test('the lock file names no addresses to download from', () => {
  const lock = read('package-lock.json');
  expect(lock).not.toContain('"resolved"');
  expect(lock).not.toMatch(/https?:\/\/[^"]*\.tgz/);
});
