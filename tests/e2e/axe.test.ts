import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStand, visit, type Stand } from './browser.ts';
import { goTo, LAPTOP, PHONE, tour } from './tour.ts';

/** What axe-core finds on every screen, in every look. */

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const LOOKS = {
  'dark, laptop': { ...LAPTOP, colorScheme: 'dark' },
  'light, laptop': { ...LAPTOP, colorScheme: 'light' },
  'high contrast, laptop': { ...LAPTOP, colorScheme: 'dark', contrast: 'more' },
  'light high contrast, phone': { ...PHONE, colorScheme: 'light', contrast: 'more' },
  'dark, phone': { ...PHONE, colorScheme: 'dark' },
} satisfies Record<string, BrowserContextOptions>;

let stand: Stand;

beforeAll(async () => {
  stand = await openStand();
});
afterAll(() => stand.close());

/** What is serious or critical on a screen, one line a rule and place. */
async function findings(page: Page, screen: string): Promise<string[]> {
  // Evaluated from outside, which the policy of the page does not forbid.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  const { violations } = await page.evaluate(() =>
    (window as unknown as { axe: { run: (options: unknown) => Promise<AxeResults> } }).axe.run({ resultTypes: ['violations'] }),
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map((node) => `${screen}: ${id}: ${node.target.join(' ')}: ${node.failureSummary?.split('\n')[1]?.trim()}`),
    );
}

describe('axe-core finds nothing serious', () => {
  test.each(Object.entries(LOOKS))(
    '%s',
    async (_name, options) => {
      const { page, leave } = await visit(stand, options);
      const found: string[] = [];
      await tour(page, async (screen) => {
        found.push(...(await findings(page, screen)));
      });
      expect([...new Set(found)]).toEqual([]);
      await leave();
    },
    180_000,
  );

  test('an empty gallery', async () => {
    const { page, leave } = await visit(stand);
    await goTo(page, '#gallery', '.room-gallery');
    expect(await findings(page, 'gallery')).toEqual([]);
    await leave();
  });
});
