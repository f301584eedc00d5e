import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStand, visit, type Stand } from './browser.ts';

/** The rooms around the desk: the codex, the gallery, two solutions side by side, and what leaves and enters the page. */

let stand: Stand;

beforeAll(async () => {
  stand = await openStand();
});
afterAll(() => stand.close());

const tray = (page: Page, hand: string) => page.locator(`[data-hand="${hand}"]`);

/** Passes the first level by key. */
async function passFirst(page: Page): Promise<void> {
  await tray(page, 'workload:clock').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.press('p');
  await page.keyboard.press('p');
  await page.locator('.banner .verdict').waitFor();
}

describe('the codex', () => {
  test('is found from a refusal, by pointer and by key, and the way back leads to the very same desk', async () => {
    const { page, leave } = await visit(stand);
    await page.locator('.power.primary').click();
    const why = page.locator('.remark.is-shown .why');
    await why.hover();
    await why.click();
    await page.locator('.entry-title').waitFor();
    expect(page.url()).toContain('#codex/C39');
    expect(await page.locator('.codex-link[aria-current]').count()).toBe(1);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('.room').count()).toBe(0);
    await page.keyboard.press('w');
    await page.locator('.entry-title').waitFor();
    await page.goBack();
    await expect.poll(() => page.locator('.room').count()).toBe(0);
    await leave();
  });

  test('leaves a run at its instant', async () => {
    const { page, leave } = await visit(stand);
    await tray(page, 'workload:clock').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.keyboard.press('p');
    await page.locator('.transport:not([hidden])').waitFor();
    await page.locator('.scrub').evaluate((input) => {
      (input as HTMLInputElement).value = '400';
      input.dispatchEvent(new Event('input'));
    });
    await page.keyboard.press(' ');
    const clock = await page.locator('.clock').textContent();
    await page.evaluate(() => (location.hash = '#codex/C03'));
    await page.locator('.entry-title').waitFor();
    await page.goBack();
    await expect.poll(() => page.locator('.room').count()).toBe(0);
    expect(await page.locator('.clock').textContent()).toBe(clock);
    await leave();
  });

  test('is searched, read by links alone, and marks what passed levels teach', async () => {
    const { page, leave } = await visit(stand);
    await passFirst(page);
    await page.evaluate(() => (location.hash = '#codex'));
    await page.locator('.codex-list input').fill('ballooning');
    expect(await page.locator('.codex-chapters .codex-link').allTextContents()).toEqual(['Held, used or not']);
    await page.locator('.codex-list input').fill('');
    expect(await page.locator('.codex-link.is-met').count()).toBeGreaterThan(0);
    await page.locator('.codex-link.is-met').first().focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.entry-title:focus').count()).toBe(1);
    const first = await page.locator('.entry-title').textContent();
    await page.locator('.entry .chips').last().locator('a').first().focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.entry-title').textContent()).not.toBe(first);
    await page.goBack();
    await expect.poll(() => page.locator('.entry-title').textContent()).toBe(first);
    expect(await page.locator('.entry .source').count()).toBeGreaterThan(0);
    await leave();
  });
});
