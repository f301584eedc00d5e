import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { ROOT, stackwright, workplace } from './stackwright.ts';

vi.setConfig({ testTimeout: 15_000 });

/** The examples in `docs/formats.md`, by their format. */
const EXAMPLES = new Map(
  [...readFileSync(join(ROOT, 'docs', 'formats.md'), 'utf8').matchAll(/^```json\n(.*?)^```$/gms)].map(([, text]) => {
    const { format } = JSON.parse(text!) as { format: string };
    return [format, text!];
  }),
);

const { write } = workplace();
function example(kind: string): string {
  return write(`post.${kind}.json`, EXAMPLES.get(`stackwright/${kind}@1`)!);
}

test('the documentation has an example of each format', () => {
  expect([...EXAMPLES.keys()]).toEqual(['stackwright/build@1', 'stackwright/level@1', 'stackwright/solution@1']);
});

test('its examples fit each other: the build keeps the rules, passes the level, and the solution is true', async () => {
  const [build, level, solution] = ['build', 'level', 'solution'].map(example) as [string, string, string];
  expect(await stackwright(['check', build])).toEqual({ code: 0, stdout: 'valid: 6 nodes, no violations\n', stderr: '' });
  const run = await stackwright(['run', build, '--level', level]);
  expect([run.code, run.stderr, run.stdout.split('\n')[0]]).toEqual([0, '', 'The post (post): passed']);
  const verdict = await stackwright(['verify', solution]);
  expect(verdict).toEqual({ code: 0, stdout: expect.stringMatching(/^true .*\(beside it\)/) as string, stderr: '' });
  const { build: claimed } = JSON.parse(EXAMPLES.get('stackwright/solution@1')!) as { build: object };
  expect(claimed).toEqual(JSON.parse(EXAMPLES.get('stackwright/build@1')!));
});
