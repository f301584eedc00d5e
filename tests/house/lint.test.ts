import { ESLint } from 'eslint';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
// The snippets stand in for a file that exists, because types are looked up by file.
const eslint = new ESLint({ cwd: ROOT });

async function rulesBroken(code: string, file: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: `${ROOT}${file}` });
  expect(result!.messages.filter(({ fatal }) => fatal === true)).toEqual([]);
  return result!.messages.filter(({ severity }) => severity === 2).map(({ ruleId }) => ruleId ?? '');
}

/** What would make two engines, two computers or two runs differ. */
const BANNED_IN_SIM = [
  'export const x = Math.random();',
  'export const x = Date.now();',
  'export const x = new Date();',
  'export const x = globalThis;',
  'export const x = performance.now();',
  'export const x = new Intl.NumberFormat();',
  'setTimeout(() => undefined, 1);',
  'console.log(1);',
  ...[
    'sin',
    'cos',
    'tan',
    'asin',
    'acos',
    'atan',
    'sinh',
    'cosh',
    'tanh',
    'exp',
    'expm1',
    'log',
    'log10',
    'log2',
    'log1p',
    'sqrt',
    'cbrt',
  ].map((name) => `export const x = Math.${name}(2);`),
  'export const x = Math.pow(2, 3);',
  'export const x = Math.atan2(2, 3);',
  'export const x = Math.hypot(2, 3);',
  "export const x = Math['ran' + 'dom'];",
  'const { sin } = Math; export const x = sin(1);',
  'export const x = (y: number): number => y ** 2;',
  'export let x = 2; x **= 2;',
  'export async function x(): Promise<void> {}',
  "export const x = 'a'.localeCompare('b');",
  'export const x = (5).toLocaleString();',
  'export default 1;',
  'export enum Colour { red }',
  'export namespace Colour { export const red = 1; }',
  'export class Box { constructor(readonly x: number) {} }',
];

describe('the engine', () => {
  test.each(BANNED_IN_SIM)('may not say: %s', async (code) => {
    expect(await rulesBroken(`${code}\n`, 'src/sim/result.ts')).not.toEqual([]);
  });

  test('may use what is exact everywhere', async () => {
    const names = ['abs', 'ceil', 'floor', 'imul', 'max', 'min', 'round', 'trunc'];
    const code = names.map((name, index) => `export const x${index} = Math.${name}(7 / 2, 1);`).join('\n');
    expect(await rulesBroken(`${code}\n`, 'src/sim/result.ts')).toEqual([]);
  });
});

test('elsewhere a clock is allowed, a default export is not', async () => {
  expect(await rulesBroken('export const x = Date.now();\n', 'src/cli/refuse.ts')).toEqual([]);
  expect(await rulesBroken('export default 1;\n', 'src/cli/refuse.ts')).toEqual(['no-restricted-syntax']);
});
