import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStand, visit, type Stand } from './browser.ts';
import { placeClock, rowIds } from './keyboard.ts';
import { goTo, SANDBOX_SIGN, skipToResult } from './tour.ts';

/** What is cut short: a drag by a key, a frame by an edit, a show by another. */

let stand: Stand;

beforeAll(async () => {
  stand = await openStand();
});
afterAll(() => stand.close());

async function place(page: Page): Promise<void> {
  await placeClock(page);
  await expect.poll(() => rowIds(page)).toEqual(['pc', 'linux', 'clock']);
}

describe('what is cut short', () => {
  test.each(['Escape', 'p', 'l', '?'])('letting go of what was dragged takes nothing away after %s', async (key) => {
    const { page, leave } = await visit(stand);
    await place(page);
    const row = (await page.locator('.tree-row[data-id=clock] .tree-text').boundingBox())!;
    const tray = (await page.locator('.tray').boundingBox())!;
    await page.mouse.move(row.x + 4, row.y + 4);
    await page.mouse.down();
    await page.mouse.move(row.x + 40, row.y - 40, { steps: 4 });
    await page.locator('body.is-dragging').waitFor();
    await page.keyboard.press(key);
    if (key === '?') await page.locator('dialog').waitFor();
    if (key === 'l') await page.locator('.room-levels').waitFor();
    await page.mouse.move(tray.x + 60, tray.y + tray.height - 40, { steps: 4 });
    await page.mouse.up();
    expect(await rowIds(page)).toEqual(['pc', 'linux', 'clock']);
    expect(await page.locator('body.is-dragging').count()).toBe(0);
    await leave();
  });

  test('a frame on the stage forgets what is taken away meanwhile', async () => {
    const { page, leave } = await visit(stand);
    await goTo(page, '#level/sandbox', SANDBOX_SIGN);
    for (const machine of [0, 1]) {
      await page.locator('.tray-item').nth(machine).focus();
      await page.keyboard.press('Enter');
      await page.keyboard.press('Enter');
      await expect.poll(async () => (await rowIds(page)).filter((id) => id !== 'ground:').length).toBe(machine + 1);
    }
    await page.locator('.several-mode').waitFor({ state: 'attached' });
    await page.keyboard.press('Control+a');
    await expect.poll(() => page.locator('.tree-row[aria-selected=true]').count()).toBe(2);
    const stage = (await page.locator('.stage').boundingBox())!;
    await page.keyboard.down('Control');
    await page.mouse.move(stage.x + 200, stage.y + 90);
    await page.mouse.down();
    await page.mouse.move(stage.x + 240, stage.y + 120, { steps: 3 });
    await page.keyboard.up('Control');
    await page.keyboard.press('Delete');
    await page.locator('.tree-row').first().waitFor({ state: 'detached' });
    await page.mouse.move(stage.x + 300, stage.y + 160, { steps: 3 });
    await page.mouse.up();
    expect(await page.locator('.several-bar').isVisible()).toBe(false);
    expect(await page.locator('.band.is-drawn').count()).toBe(0);
    await leave();
  });

  test('who asks for a replay twice gets one, and the own build back', async () => {
    const { page, leave } = await visit(stand);
    await place(page);
    await skipToResult(page);
    await page.keyboard.press('b');
    await page.keyboard.press('Control+z');
    await page.evaluate(() => (location.hash = '#gallery'));
    await page.locator('.gallery .level-item').first().click();
    await page.getByRole('button', { name: 'Replay its building' }).dblclick();
    await page.locator('.replay').waitFor();
    await page.waitForTimeout(400);
    expect(await page.locator('.replay').count()).toBe(1);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Escape');
    await page.locator('.replay').waitFor({ state: 'detached' });
    await page.evaluate(() => (location.hash = '#level/first-light'));
    await page.locator('.room').waitFor({ state: 'detached' });
    expect(await rowIds(page)).toEqual(['pc', 'linux']);
    await page.keyboard.press('Control+y');
    expect(await rowIds(page)).toEqual(['pc', 'linux', 'clock']);
    await page.reload();
    await expect.poll(() => rowIds(page)).toEqual(['pc', 'linux', 'clock']);
    await leave();
  });
});
