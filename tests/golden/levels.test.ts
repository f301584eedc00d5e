import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { checkLevel, METRIC_OF, parseLevel, parseSolution, verifySolution, type Level, type Solution } from '../../src/sim/index.ts';
import { must } from '../support/stack.ts';

/** Every level ships a reference solution, which passes with exactly what it claims. */

const FOLDER = fileURLToPath(new URL('../../assets/levels/', import.meta.url));
const all = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/'));
const named = (ending: string): string[] =>
  all
    .filter((name) => name.endsWith(ending))
    .map((name) => name.slice(0, -ending.length))
    .sort();
const LEVELS = named('.level.json');

function read(name: string): unknown {
  return JSON.parse(readFileSync(`${FOLDER}${name}`, 'utf8'));
}
const levelOf = (name: string): Level => must(parseLevel(read(`${name}.level.json`)));
const solutionOf = (name: string): Solution => must(parseSolution(read(`${name}.solution.json`)));

test('there are levels, and none stands without its solution or a solution without its level', () => {
  expect(LEVELS.length).toBeGreaterThan(0);
  expect(named('.solution.json')).toEqual(LEVELS);
});

test('ids are unique', () => {
  const ids = LEVELS.map((name) => levelOf(name).id);
  expect([...new Set(ids)]).toEqual(ids);
});

describe.each(LEVELS)('%s', (name) => {
  test('it can be played with the catalogue', () => {
    expect(checkLevel(levelOf(name))).toBeNull();
  });

  test('its reference solution passes with exactly its claims', () => {
    expect(existsSync(`${FOLDER}${name}.solution.json`)).toBe(true);
    const [level, solution] = [levelOf(name), solutionOf(name)];
    const verdict = must(verifySolution(solution, level));
    expect(verdict.report?.violations ?? []).toEqual([]);
    expect((verdict.report?.goals ?? []).filter((goal) => !goal.met)).toEqual([]);
    expect(verdict.claims.filter(({ claimed, actual }) => claimed !== actual)).toEqual([]);
    expect(verdict.reason).toBe('ok');
    expect(solution.level).toBe(level.id);
    expect(Object.keys(solution.claims).sort()).toEqual(level.score.map((score) => METRIC_OF[score]).sort());
  });

  test('it says what it is and what it teaches', () => {
    const { title, brief, teaches, goals, score } = levelOf(name);
    expect(title).not.toBe('');
    expect(brief).not.toBe('');
    expect(goals.length).toBeGreaterThan(0);
    expect(score.length).toBeGreaterThan(0);
    expect(teaches.length).toBeGreaterThan(0);
    for (const statement of teaches) expect(statement).toMatch(/^C(0[1-9]|[123]\d|40)$/);
  });

  test('nothing placed at all is no solution', () => {
    const [level, solution] = [levelOf(name), solutionOf(name)];
    const { edits: _edits, ...without } = solution;
    expect(must(verifySolution({ ...without, build: { nodes: level.given } }, level)).ok).toBe(false);
  });
});
