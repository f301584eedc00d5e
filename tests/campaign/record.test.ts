import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { certificatesStamp, levelsStamp, rulesStamp } from '../../scripts/stamps.ts';
import { RULES } from '../../src/sim/index.ts';
import { CAMPAIGN } from './levels.ts';

/** What `npm run certify` wrote down when it went through all levels and seeds. */
const RECORD = JSON.parse(readFileSync(new URL('../../assets/levels/record.json', import.meta.url), 'utf8')) as {
  readonly rules: number;
  readonly stamps: unknown;
  readonly campaign: { readonly levels: number };
};

test('the record of all proofs is of these rules and these levels; "npm run certify" writes it anew', () => {
  expect(RECORD.stamps).toEqual({ rules: rulesStamp(), levels: levelsStamp(), certificates: certificatesStamp() });
  expect([RECORD.rules, RECORD.campaign.levels]).toEqual([RULES, CAMPAIGN.length]);
});

test('the table of what levels teach names each of them', () => {
  const table = readFileSync(new URL('../../docs/teaching.md', import.meta.url), 'utf8').split('## Statements and levels')[1]!;
  for (const { level } of CAMPAIGN) {
    for (const statement of level.teaches) {
      const row = table.split('\n').find((line) => line.startsWith(`| ${statement} |`));
      expect(row).toContain(`${level.id} (`);
    }
  }
});
