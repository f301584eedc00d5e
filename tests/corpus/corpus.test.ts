import { expect, test } from 'vitest';
import { RULES } from '../../src/sim/index.ts';
import { CORPUS_SIZE, corpusHash } from './corpus.ts';
import { recordedHashes } from './hashes.ts';

const HINT = 'A change of results needs a rules version + 1 and its own commit: npm run corpus:record';

test('the corpus was recorded under the present rules', () => {
  const { rules, hashes } = recordedHashes();
  expect(rules, HINT).toBe(RULES);
  expect(hashes).toHaveLength(CORPUS_SIZE);
});

test(`all ${CORPUS_SIZE} builds of the corpus come to what was recorded`, { timeout: 120_000 }, () => {
  const { hashes } = recordedHashes();
  const differing = hashes.flatMap((hash, index) => (corpusHash(index) === hash ? [] : [index]));
  expect(differing.slice(0, 10), `${differing.length} differ. ${HINT}`).toEqual([]);
});
