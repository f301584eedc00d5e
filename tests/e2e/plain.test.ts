import { readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStand, visit, type Stand } from './browser.ts';
import { passFirst, rowIds, tray } from './keyboard.ts';
import { solutionFile } from '../support/published.ts';

/**
 * The page at an address of this computer that is not the computer's own name for itself, without https, as in a classroom:
 * browsers lend it no service worker, no `crypto.subtle`, no clipboard and no locks.
 */

const LOOPBACK = '127.0.0.1';
const NAME = 'stackwright.test';

/** An address that others would use; null on a computer without any network. */
function outerAddress(): string | null {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return all.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? null;
}

let stand: Stand;

beforeAll(async () => {
  const host = outerAddress();
  // All of 127.0.0.0/8 counts as safe; without a network a name that leads here does not.
  if (host === null) {
    const own = await openStand([`--host-resolver-rules=MAP ${NAME} ${LOOPBACK}`]);
    stand = { ...own, address: own.address.replace(LOOPBACK, NAME) };
  } else stand = await openStand([], host);
});
afterAll(() => stand.close());

const goTo = (page: Page, fragment: string) => page.evaluate((hash) => (location.hash = hash), fragment);
async function openExhibit(page: Page): Promise<void> {
  await goTo(page, '#gallery');
  await page.locator('.gallery .level-item').first().click();
  await page.locator('.share .link-field').waitFor();
}

describe('without https', () => {
  test('the first level is won and kept, and the settings say what is missing', async () => {
    const { page, leave } = await visit(stand);
    const missing = await page.evaluate(() => [
      isSecureContext,
      'serviceWorker' in navigator,
      'subtle' in crypto && (crypto.subtle as unknown) !== undefined,
      'clipboard' in navigator && (navigator.clipboard as unknown) !== undefined,
      'locks' in navigator && (navigator.locks as unknown) !== undefined,
    ]);
    expect(missing).toEqual([false, false, false, false, false]);
    await passFirst(page);
    await page.reload();
    await page.locator('.tree-row[data-id="clock"]').waitFor({ state: 'attached' });
    await goTo(page, '#settings');
    await page.locator('[data-key=offline]', { hasText: 'Offline play needs https' }).waitFor();
    await goTo(page, '#levels');
    await page.locator('.level-item', { hasText: 'passed ·' }).first().waitFor();
    await leave();
  });

  test('gallery and comparison work, a name is kept over a reload in the same moment, another tab follows', async () => {
    const { page, leave } = await visit(stand);
    await passFirst(page);
    await openExhibit(page);
    await page.locator('.exhibit-score table').waitFor();
    await page.locator('.exhibit-name input').fill('mine');
    await Promise.all([page.waitForEvent('load'), page.evaluate(() => location.reload())]);
    await page.locator('.exhibit .entry-title', { hasText: 'mine' }).waitFor();
    const other = await page.context().newPage();
    await other.goto(page.url());
    await other.locator('.exhibit .entry-title', { hasText: 'mine' }).waitFor();
    await other.locator('.exhibit-name input').fill('ours');
    await other.keyboard.press('Enter');
    await page.locator('.exhibit .entry-title', { hasText: 'ours' }).waitFor();
    await page.getByRole('button', { name: 'Compare' }).click();
    await expect.poll(() => page.locator('.compare-side').count(), { timeout: 10_000 }).toBe(2);
    await leave();
  });

  test('a link is selected where it cannot be copied, and opens for somebody else, from the sandbox too', async () => {
    const { page, leave } = await visit(stand);
    await passFirst(page);
    await openExhibit(page);
    await page.getByRole('button', { name: 'Copy link' }).click();
    expect(await page.locator('.share [role=status]').textContent()).toContain('Ctrl + C');
    const link = await page.locator('.share .link-field').inputValue();
    expect(await page.locator('.share .code').count()).toBe(1);
    await goTo(page, '#level/sandbox');
    await page.getByRole('heading', { level: 1, name: 'Sandbox' }).waitFor();
    await tray(page, 'part:machine.laptop').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    const built = await rowIds(page);
    expect(built).toHaveLength(1);
    await page.getByRole('button', { name: 'Keep and share' }).click();
    await page.locator('.share .link-field').waitFor();
    const trial = await page.locator('.share .link-field').inputValue();
    const { page: other, leave: leaveOther } = await visit(stand, {}, undefined, link.slice(stand.address.length));
    await other.locator('.tree-row[data-id="clock"]').waitFor({ state: 'attached' });
    await goTo(other, trial.slice(trial.indexOf('#')));
    await other.getByRole('heading', { level: 1, name: 'Sandbox' }).waitFor();
    await expect.poll(() => rowIds(other)).toEqual(built);
    await leaveOther();
    await leave();
  });

  test('files come in and go out: a solution, and everything that is kept', async () => {
    const { page, leave } = await visit(stand);
    await page.locator('input[type=file]').setInputFiles(solutionFile('rooms-to-let'));
    await page.getByRole('heading', { level: 1, name: 'Rooms to let' }).waitFor();
    const built = await rowIds(page);
    await goTo(page, '#level/first-light');
    await page.getByRole('heading', { level: 1, name: 'First light' }).waitFor();
    await passFirst(page);
    await goTo(page, '#settings');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save everything as a file' }).click(),
    ]);
    const buffer = readFileSync(await download.path());
    const { page: other, leave: leaveOther } = await visit(stand, {}, undefined, '#settings');
    await other.locator('.luggage input[type=file]').setInputFiles({ name: 'kept.json', mimeType: 'application/json', buffer });
    await expect
      .poll(() => other.locator('.luggage-said').textContent())
      .toContain('Brought in: 1 best, 1 build for the gallery and 2 desks.');
    await goTo(other, '#level/rooms-to-let');
    await expect.poll(() => rowIds(other)).toEqual(built);
    await leaveOther();
    await leave();
  });
});
