import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ABLATIONS as MEANINGS, OTHER_CHECKS } from '../../src/lang/en/ablations.ts';
import { CONCEPTS } from '../../src/lang/en/concepts.ts';
import { ABLATIONS, UNRULED, type Unruled } from '../../src/sim/ablation/index.ts';

const DOCUMENT = readFileSync(new URL('../../docs/teaching.md', import.meta.url), 'utf8');

/** The first four cells of each row about a statement, in the order of the page; what levels do with them comes after. */
const ROWS = [...DOCUMENT.split('\n## ')[0]!.matchAll(/^\| (C\d\d) \| (.*?) \| `(.*?)` \| (.*?) \|/gm)].map(([, ...cells]) => cells);

test('the documentation says of each statement what switching it off means, as the registry and the texts do', () => {
  const ruled = ABLATIONS.map(({ statement, off }) => [statement, CONCEPTS[statement], off, MEANINGS[statement]]);
  const unruled = Object.entries(UNRULED).map(([statement, check]) => [
    statement,
    CONCEPTS[statement],
    check,
    OTHER_CHECKS[statement as Unruled],
  ]);
  expect(ROWS).toEqual([...ruled, ...unruled]);
});

test('each meaning is one or two sentences', () => {
  for (const meaning of [...Object.values(MEANINGS), ...Object.values(OTHER_CHECKS)]) {
    expect(meaning).toMatch(/^[A-Z][^.]*\.( [A-Z][^.]*\.)?$/);
  }
});
