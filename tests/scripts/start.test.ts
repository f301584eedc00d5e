import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
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

test('where the usual port is taken it says where progress is', async () => {
  const servers: ChildProcess[] = [];
  const open = async (expected: string): Promise<string> => {
    const server = spawn(process.execPath, [START], { env: { ...process.env, NO_OPEN: '1' } });
    servers.push(server);
    let said = '';
    server.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
    while (!said.includes(expected)) await once(server.stdout, 'data');
    return said;
  };
  try {
    // Whether it is this one that has it, or somebody else's.
    await open('Stackwright is at');
    expect(await open('--port')).toMatch(/Port 5173 is taken\. Progress belongs to an address: that of http:\/\/127\.0\.0\.1:5173\//);
  } finally {
    for (const server of servers) server.kill();
  }
});

test('the page is served with rules that forbid what is not its own', async () => {
  const server = spawn(process.execPath, [START, '--port', '0'], { env: { ...process.env, NO_OPEN: '1' } });
  try {
    let said = '';
    server.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
    while (!said.includes('http://')) await once(server.stdout, 'data');
    const address = /http:\/\/\S+/.exec(said)![0];
    const { status, headers } = await fetch(address);
    expect(status).toBe(200);
    const policy = headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  } finally {
    server.kill();
  }
});
