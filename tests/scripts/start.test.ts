import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const START = fileURLToPath(new URL('../../scripts/start.mjs', import.meta.url));

function start(...words: string[]): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
  return spawnSync(process.execPath, [START, ...words], { encoding: 'utf8', env: { ...process.env, NO_OPEN: '1' } });
}

test.each([
  [['--port', 'high'], /'high' is invalid\. A port is a whole number from 0 to 65535/],
  [['--port', '70000'], /A port is a whole number/],
  [['--port'], /argument missing/],
  [['--loud'], /unknown option '--loud'/],
  [['quickly'], /too many arguments/],
])('%j is refused in one line', (words, message) => {
  const { status, stdout, stderr } = start(...words);
  expect(stderr).toMatch(message);
  expect(stderr).toMatch(/^[^\n]+\n$/);
  expect([status, stdout]).toEqual([1, '']);
});

test('--help names the options', () => {
  const { status, stdout } = start('--help');
  expect(status).toBe(0);
  for (const option of ['--port', '--host']) expect(stdout).toContain(option);
});
