import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tooSmall } from './audit.ts';
import { openStand, visit, type Stand } from './browser.ts';
import { openSolution, PHONE, tour } from './tour.ts';

/** What a finger has to meet: 44 pixels each way, on every screen. */

let stand: Stand;

beforeAll(async () => {
  stand = await openStand();
});
afterAll(() => stand.close());

const SIZES = {
  'a phone': PHONE,
  'a phone on its side': { ...PHONE, viewport: { width: 844, height: 390 } },
  'a tablet': { ...PHONE, viewport: { width: 1180, height: 820 } },
};

/** All that comes with the first sign of play is there. */
async function wakeUp(page: Page): Promise<void> {
  await page.keyboard.press('Shift');
  await page.locator('.stage-tools .sight').first().waitFor({ state: 'attached' });
}

describe('a finger meets every control', () => {
  test.each(Object.entries(SIZES))(
    'on %s',
    async (_name, options) => {
      const { page, leave } = await visit(stand, options);
      await wakeUp(page);
      const found: string[] = [];
      await tour(page, async (screen) => {
        for (const problem of await tooSmall(page)) found.push(`${screen}: ${problem}`);
      });
      expect(found).toEqual([]);
      await leave();
    },
    180_000,
  );
});

describe('the tools over the picture', () => {
  const shown = (page: Page): Promise<string[]> =>
    page.locator('.stage-tools .sight:visible').evaluateAll((buttons) => buttons.map((button) => (button as HTMLElement).title));

  test('are those that can do something, and where one zooms in stays in its place', async () => {
    const { page, leave } = await visit(stand, PHONE);
    await openSolution(page, 'rooms-to-let');
    expect(await shown(page)).toEqual(['Tap parts on the stage or in the stack, or draw a frame around them', 'Zoom in']);
    const closer = page.getByRole('button', { name: 'Zoom in' });
    const before = await closer.boundingBox();
    await closer.tap();
    expect((await shown(page)).slice(1)).toEqual(['Show all', 'Zoom out', 'Zoom in']);
    expect(await closer.boundingBox()).toEqual(before);
    await page.getByRole('button', { name: 'Show all' }).tap();
    expect(await shown(page)).toHaveLength(2);
    await leave();
  });
});
