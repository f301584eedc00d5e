import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LEVELS } from '../game/levels.ts';
import { openStand, visit, type Stand } from './browser.ts';
import { rowIds } from './keyboard.ts';

let stand: Stand;

beforeAll(async () => {
  stand = await openStand();
});
afterAll(async () => {
  await stand.close();
});

const banner = (page: Page) => page.locator('.banner .verdict');
const tray = (page: Page, hand: string) => page.locator(`[data-hand="${hand}"]`);
const PHONE = { name: 'a phone', viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const ON_ITS_SIDE = { ...PHONE, name: 'a phone on its side', viewport: { width: 844, height: 390 } };

describe('a finger', () => {
  test('plays by tapping on a phone', async () => {
    const { page, leave } = await visit(stand, PHONE);
    await tray(page, 'workload:clock').tap();
    const stage = (await page.locator('.stage').boundingBox())!;
    await page.touchscreen.tap(stage.x + stage.width / 2, stage.y + stage.height / 2);
    await page.getByRole('button', { name: 'Power on' }).tap();
    await page.getByRole('button', { name: 'Skip to result' }).first().tap();
    expect(await banner(page).textContent()).toBe('All goals met');
    await leave();
  });

  test.each([PHONE, ON_ITS_SIDE])(
    'drags parts up to the stage on $name, and the way on is in full view',
    async ({ name: _name, ...options }) => {
      const { page, leave } = await visit(stand, options);
      expect(await page.locator('.stage-hint').textContent()).toContain('Tap a part');
      const stage = (await page.locator('.stage').boundingBox())!;
      expect(stage.height).toBeGreaterThan(200);
      const part = (await tray(page, 'workload:clock').boundingBox())!;
      const touch = await page.context().newCDPSession(page);
      const [from, to] = [
        { x: part.x + part.width / 2, y: part.y + part.height / 2 },
        { x: stage.x + stage.width * 0.3, y: stage.y + stage.height * 0.5 },
      ];
      await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [from] });
      for (let step = 1; step <= 8; step += 1) {
        const point = { x: from.x + ((to.x - from.x) * step) / 8, y: from.y + ((to.y - from.y) * step) / 8 };
        await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [point] });
      }
      await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
      expect(await rowIds(page)).toEqual(['pc', 'linux', 'clock']);
      await page.keyboard.press('p');
      await page.keyboard.press('p');
      const next = page.getByRole('button', { name: 'Next level' });
      const room = await next.evaluate((button) => {
        const [box, words] = [button.getBoundingClientRect(), button.querySelector('.caption')!.getBoundingClientRect()];
        const canvas = document.querySelector('.stage')!.getBoundingClientRect();
        return {
          left: words.left - box.left,
          right: box.right - words.right,
          page: innerWidth - box.right,
          above: canvas.top - box.bottom,
        };
      });
      for (const pixels of Object.values(room)) expect(pixels).toBeGreaterThanOrEqual(0);
      await leave();
    },
  );
});

test('N goes on from a level that was passed, also after a reload, and not before', async () => {
  const { page, leave } = await visit(stand);
  const passed = page.getByText('You have passed this level.');
  expect(await passed.isVisible()).toBe(false);
  expect(await page.getByText('To save, power on and meet all goals first.').isVisible()).toBe(true);
  await page.keyboard.press('n');
  await page.locator('[data-hand="workload:clock"]').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(LEVELS[0]!.level.title);
  await page.keyboard.press('p');
  await page.keyboard.press('p');
  await banner(page).waitFor();
  // What is kept is written beside the play.
  await page.waitForTimeout(500);
  await page.reload();
  await page.getByRole('heading', { level: 1, name: LEVELS[0]!.level.title }).waitFor();
  await passed.waitFor();
  expect(await page.locator('.score').textContent()).toContain('your best');
  await page.keyboard.press('n');
  await page.getByRole('heading', { level: 1, name: LEVELS[1]!.level.title }).waitFor();
  expect(await passed.isVisible()).toBe(false);
  await leave();
});
