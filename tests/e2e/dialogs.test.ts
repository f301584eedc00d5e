import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStand, visit, type Stand } from './browser.ts';
import { openSolution } from './tour.ts';
import { solutionFile } from '../support/published.ts';

/** What lies over the desk: one dialog at a time, about the level it was opened in, and the desk rests under it. */

let stand: Stand;

beforeAll(async () => {
  stand = await openStand();
});
afterAll(() => stand.close());

const dialogs = (page: Page) => page.locator('dialog');
const goTo = (page: Page, fragment: string) => page.evaluate((hash) => void (location.hash = hash), fragment);
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const { activeElement } = document;
    return activeElement === null || activeElement === document.body ? 'nothing' : activeElement.className || activeElement.tagName;
  });
const isInDialog = (page: Page): Promise<boolean> => page.evaluate(() => document.activeElement?.closest('dialog') !== null);

/** A build of the first level, kept under a name. */
async function keepOne(page: Page): Promise<void> {
  await openSolution(page, 'first-light');
  await page.keyboard.press('k');
  await dialogs(page).getByRole('button', { name: 'Keep this build' }).click();
  await page.locator('.snapshots li').waitFor();
}

/** Visits with what dialogs are made of kept back until it is let through. */
async function visitSlowly() {
  let pass = (): void => undefined;
  const held = new Promise<void>((resolve) => (pass = resolve));
  const visited = await visit(stand, {}, (fresh) =>
    fresh.route(/\/(dialogs|snapshots)-[^/]*\.js$/, async (route) => {
      await held;
      await route.continue();
    }),
  );
  const asked = visited.page.waitForRequest(/\/(dialogs|snapshots)-[^/]*\.js$/).catch(() => undefined);
  return { ...visited, pass, asked };
}

describe('a dialog', () => {
  test('closes when another level or a room is gone to', async () => {
    const { page, leave } = await visit(stand);
    await keepOne(page);
    await goTo(page, '#level/what-runs-where');
    await expect.poll(() => dialogs(page).count()).toBe(0);
    await expect.poll(() => page.title()).toMatch(/runs where/i);
    await page.keyboard.press('k');
    await page.locator('dialog .snapshot-form').waitFor();
    expect(await page.locator('.snapshots li').count()).toBe(0);
    await page.goBack();
    await expect.poll(() => dialogs(page).count()).toBe(0);
    // Keys are for the level that one comes back to.
    await expect.poll(() => page.title()).toMatch(/first light/i);
    await page.keyboard.press('?');
    await page.locator('dialog .keys').waitFor();
    await goTo(page, '#levels');
    await page.locator('.level-item').first().waitFor();
    expect(await dialogs(page).count()).toBe(0);
    expect(await focused(page)).toBe('level-item');
    await leave();
  });

  test('is one, however quickly it is asked for', async () => {
    for (const keys of ['??', 'k?', '?k']) {
      const { page, leave, pass, asked } = await visitSlowly();
      await page.keyboard.press('Control+a');
      await page.locator('.stage-tools .sight').first().waitFor({ state: 'attached' });
      for (const key of keys) await page.keyboard.press(key);
      await asked;
      pass();
      await dialogs(page).first().waitFor();
      await page.waitForTimeout(300);
      expect(await dialogs(page).count()).toBe(1);
      await leave();
    }
  });

  test('does not open over a room that was gone to meanwhile', async () => {
    for (const keys of ['?l', 'l?', 'kl', 'lk']) {
      const { page, leave, pass, asked } = await visitSlowly();
      await page.keyboard.press('Control+a');
      await page.locator('.stage-tools .sight').first().waitFor({ state: 'attached' });
      for (const key of keys) await page.keyboard.press(key);
      await page.locator('.level-item').first().waitFor();
      if (keys.endsWith('l')) await asked;
      pass();
      await page.waitForTimeout(300);
      expect(await dialogs(page).count()).toBe(0);
      await leave();
    }
  });
});

describe('snapshots', () => {
  test('keep the focus when one is renamed or brought back, and the desk hears no key', async () => {
    const { page, leave } = await visit(stand);
    await keepOne(page);
    const rows = await page.locator('.tree-row').count();
    const name = page.locator('.snapshots input');
    await name.fill('Mine');
    await name.press('Enter');
    expect(await name.evaluate((input) => input === document.activeElement)).toBe(true);
    await page.getByRole('textbox', { name: 'Mine' }).waitFor();
    await name.fill('My own');
    await name.press('Tab');
    expect(await isInDialog(page)).toBe(true);
    await page.getByRole('button', { name: 'Delete: My own' }).click();
    expect(await page.locator('.snapshots li').count()).toBe(0);
    await page.getByRole('button', { name: 'Bring it back' }).press('Enter');
    expect(await page.locator('.snapshots input').inputValue()).toBe('My own');
    expect(await isInDialog(page)).toBe(true);

    // Even where nothing has the focus.
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    for (const key of ['Control+a', 'Delete', 'Control+z', 'l']) await page.keyboard.press(key);
    expect(await page.locator('.tree-row').count()).toBe(rows);
    expect(await dialogs(page).count()).toBe(1);
    expect(new URL(page.url()).hash).toBe('#level/first-light');
    await leave();
  });

  test('are loaded by the click that ends a new name', async () => {
    const { page, leave } = await visit(stand);
    await keepOne(page);
    await page.locator('.snapshots input').fill('Mine');
    await page.locator('.snapshots').getByRole('button', { name: 'Load' }).click();
    await expect.poll(() => dialogs(page).count()).toBe(0);
    await page.locator('[role=status]').filter({ hasText: 'Mine' }).first().waitFor({ state: 'attached' });
    await page.keyboard.press('k');
    await page.locator('.snapshots li').waitFor();
    expect(await page.locator('.snapshots input').inputValue()).toBe('Mine');
    await leave();
  });
});

describe('a notice', () => {
  test('gives the focus back when it is dismissed by key', async () => {
    const { page, leave } = await visit(stand);
    for (const key of ['Enter', 'Escape']) {
      await page.locator('input[type=file]').setInputFiles(solutionFile('first-light'));
      const close = page.locator('.notice button');
      await close.waitFor();
      await page.locator('.tree-row[tabindex="0"]').focus();
      await close.focus();
      await close.press(key);
      expect(await page.locator('.notice').count()).toBe(0);
      expect(await focused(page)).toContain('tree-row');
    }
    await leave();
  });
});
