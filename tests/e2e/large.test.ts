import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { textProblems } from './audit.ts';
import { openStand, visit, type Stand } from './browser.ts';
import { LAPTOP, PHONE, tour } from './tour.ts';
import { LEVELS } from '../game/levels.ts';

/** Letters twice as large as usual, as somebody sets them in the browser: all is there, none of it over something else. */

let stand: Stand;

beforeAll(async () => {
  stand = await openStand(['--blink-settings=defaultFontSize=32']);
});
afterAll(() => stand.close());

const SIZES = {
  'a laptop': LAPTOP,
  'a phone': PHONE,
  'a phone on its side': { ...PHONE, viewport: { width: 844, height: 390 } },
};

describe('with letters of 200 % nothing is cut off or covered', () => {
  test.each(Object.entries(SIZES))(
    'on %s',
    async (_name, options) => {
      const { page, leave } = await visit(stand, options);
      expect(await page.evaluate(() => getComputedStyle(document.body).fontSize)).toBe('30px');
      const found: string[] = [];
      await tour(page, async (screen) => {
        for (const problem of await textProblems(page)) found.push(`${screen}: ${problem}`);
      });
      expect(found).toEqual([]);
      await leave();
    },
    180_000,
  );

  test('the first level is played with a finger on a phone', async () => {
    const { page, leave } = await visit(stand, PHONE);
    await page.locator('[data-hand="workload:clock"]').tap();
    await page.locator('.stage').tap();
    expect(await page.locator('.tree-row').count()).toBe(3);
    await page.getByRole('button', { name: 'Power on' }).tap();
    await page.getByRole('button', { name: 'Skip to result' }).first().tap();
    expect(await page.locator('.banner .verdict').textContent()).toBe('All goals met');
    await page.getByRole('button', { name: 'Next level' }).tap();
    await page.getByRole('heading', { level: 1, name: LEVELS[1]!.level.title }).waitFor();
    await leave();
  });
});
