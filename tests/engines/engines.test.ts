import { beforeAll, describe, expect, test } from 'vitest';
import { recordedHashes } from '../corpus/hashes.ts';
import { bundleCorpus } from './bundle.ts';
import { ENGINES } from './engines.ts';

/** The corpus in the engines that are installed; `npm run test:engines` installs the others first. */

const INSTALLED = ENGINES.flatMap((engine) => {
  const program = engine.find();
  return program === null ? [] : [{ ...engine, program }];
});

let script = '';
beforeAll(async () => {
  script = await bundleCorpus();
});

test('Node and Chromium are always among them', () => {
  expect(INSTALLED.map(({ name }) => name)).toEqual(expect.arrayContaining(['Node', 'Chromium']));
});

describe('every result is the same in', () => {
  test.each(INSTALLED)('$name ($family)', { timeout: 300_000 }, async ({ program, replay }) => {
    const { hashes } = recordedHashes();
    const found = (await replay(program, script)).split(' ');
    expect(found).toHaveLength(hashes.length);
    expect(hashes.flatMap((hash, index) => (found[index] === hash ? [] : [index]))).toEqual([]);
  });
});
