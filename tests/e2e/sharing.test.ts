import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStand, visit, type Stand } from './browser.ts';
import { passFirst, rowIds, tray } from './keyboard.ts';

/** Builds of the sandbox that go from one player to another, and a gallery that is open in two tabs. */

let stand: Stand;

beforeAll(async () => {
  stand = await openStand();
});
afterAll(() => stand.close());

const goTo = (page: Page, fragment: string) => page.evaluate((hash) => (location.hash = hash), fragment);
const scenario = (page: Page) => page.locator('.bet:not([hidden]) select');

/** A shop on a kernel on a computer, and the power that is to fail. */
async function buildInSandbox(page: Page): Promise<string[]> {
  for (const hand of ['part:machine.desktop', 'part:kernel.linux', 'workload:web']) {
    await tray(page, hand).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
  }
  await scenario(page).selectOption('power-loss');
  const built = await rowIds(page);
  expect(built).toHaveLength(3);
  return built;
}

const inSandbox = () => visit(stand, {}, undefined, '#level/sandbox');

describe('a build of the sandbox', () => {
  test('goes by link into the sandbox of somebody else, with what goes wrong in it', async () => {
    const { page, leave } = await inSandbox();
    const built = await buildInSandbox(page);
    await page.getByRole('button', { name: 'Keep and share' }).click();
    await page.locator('.share .link-field').waitFor();
    const link = await page.locator('.share .link-field').inputValue();
    expect(await page.locator('.exhibit').innerText()).toContain('What happens: the power fails');
    expect(await page.locator('.share').innerText()).toContain('The QR code holds the same as the link.');
    expect(await page.locator('.share .code').count()).toBe(1);
    const { page: other, leave: leaveOther } = await visit(stand, {}, undefined, link.slice(stand.address.length));
    await other.getByRole('heading', { level: 1, name: 'Sandbox' }).waitFor();
    await expect.poll(() => rowIds(other)).toEqual(built);
    expect(other.url()).toContain('#level/sandbox');
    expect(await other.locator('.notice').innerText()).toContain('opened in the sandbox');
    await other.keyboard.press('Shift');
    await expect.poll(() => scenario(other).inputValue()).toBe('power-loss');
    await other.reload();
    await other.locator('.stage canvas').waitFor();
    await expect.poll(() => rowIds(other)).toEqual(built);
    await leaveOther();
    await leave();
  });

  test('has no link where the browser cannot pack, nor can one be opened there, and both are said', async () => {
    const bare = (page: Page): Promise<unknown> =>
      page.addInitScript(() => {
        Reflect.deleteProperty(window, 'CompressionStream');
        Reflect.deleteProperty(window, 'DecompressionStream');
      });
    const { page, leave } = await visit(stand, {}, bare, '#level/sandbox');
    await buildInSandbox(page);
    await page.getByRole('button', { name: 'Keep and share' }).click();
    await page.locator('.share', { hasText: 'too old to make links' }).waitFor();
    await goTo(page, '#s=abcd');
    await page.locator('.notice-alarm', { hasText: 'too old to open links' }).waitFor();
    await leave();
  });

  test('is saved as a file without having run, and the file is opened from any level', async () => {
    const { page, leave } = await inSandbox();
    await page.getByRole('button', { name: 'Save as a file' }).click();
    await page.locator('.remark.is-shown', { hasText: 'Nothing is built yet' }).waitFor();
    const built = await buildInSandbox(page);
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save as a file' }).click()]);
    expect(download.suggestedFilename()).toMatch(/^sandbox-[0-9a-f]{6}\.sandbox\.json$/);
    const text = readFileSync(await download.path(), 'utf8');
    const { page: other, leave: leaveOther } = await visit(stand);
    await other.locator('input[type=file]').setInputFiles({ name: 'a.json', mimeType: 'application/json', buffer: Buffer.from(text) });
    await other.getByRole('heading', { level: 1, name: 'Sandbox' }).waitFor();
    await expect.poll(() => rowIds(other)).toEqual(built);
    expect(other.url()).toContain('#level/sandbox');
    await expect.poll(() => scenario(other).inputValue()).toBe('power-loss');
    // One that cannot be says where, what should stand there, and what does.
    const wrong = text.replace('power-loss', '<b>flood</b>');
    await other.locator('input[type=file]').setInputFiles({ name: 'b.json', mimeType: 'application/json', buffer: Buffer.from(wrong) });
    await other.locator('.notice-alarm').waitFor();
    expect(await other.locator('.notice-alarm').innerText()).toContain('/scenario: expected one of quiet, restart');
    expect(await other.locator('.notice-alarm').innerText()).toContain('got "<b>flood</b>"');
    expect(await rowIds(other)).toEqual(built);
    await leaveOther();
    await leave();
  });

  test('hangs in the gallery when the player says so and not before, runs again, and comes back to the sandbox', async () => {
    const { page, leave } = await inSandbox();
    const built = await buildInSandbox(page);
    await page.keyboard.press('p');
    await page.locator('.transport:not([hidden])').waitFor();
    await page.keyboard.press('p');
    await page.keyboard.press('b');
    await goTo(page, '#gallery');
    await page.locator('.gallery', { hasText: 'Nothing yet' }).waitFor();
    await goTo(page, '#level/sandbox');
    await page.getByRole('button', { name: 'Keep and share' }).click();
    await page.locator('.exhibit-score table').waitFor();
    const kept = page.url();
    await goTo(page, '#level/sandbox');
    await page.getByRole('button', { name: 'Reset' }).click();
    await scenario(page).selectOption('quiet');
    expect(await rowIds(page)).toEqual([]);
    await page.reload();
    await page.locator('.stage canvas').waitFor();
    await goTo(page, '#gallery');
    await page.locator('.gallery .level-item', { hasText: 'Sandbox' }).click();
    expect(page.url()).toBe(kept);
    // Its run has what goes wrong in it, and the own choice is as before afterwards.
    await page.getByRole('button', { name: 'Watch its run' }).click();
    await page.locator('.replay').waitFor();
    await page.locator('.transport:not([hidden])').waitFor();
    await page.locator('.scrub').evaluate((input) => {
      (input as HTMLInputElement).value = '1000';
      input.dispatchEvent(new Event('input'));
    });
    await page.locator('.incidents', { hasText: /power/i }).waitFor({ state: 'attached' });
    await page.keyboard.press('Escape');
    await page.locator('.exhibit').waitFor();
    await page.getByRole('button', { name: 'Put on the desk' }).click();
    await expect.poll(() => page.locator('.room').count()).toBe(0);
    await expect.poll(() => rowIds(page)).toEqual(built);
    expect(await scenario(page).inputValue()).toBe('power-loss');
    await leave();
  });
});

async function openExhibit(page: Page): Promise<void> {
  await goTo(page, '#gallery');
  await page.locator('.gallery .level-item').first().click();
  await page.locator('.exhibit-name input').waitFor();
}

const title = (page: Page): Promise<string | null> => page.locator('.exhibit .entry-title').textContent();

describe('a name in the gallery', () => {
  test.each(['when it is finished', 'while it is being typed'])('is not lost to a reload in the same moment: %s', async (when) => {
    // After the first visit the storage never gets round to anything until the page is loaded anew.
    const { page, leave } = await visit(stand);
    await passFirst(page);
    await openExhibit(page);
    await page.locator('.exhibit-score table').waitFor();
    await page.locator('.exhibit-name input').fill('mine');
    await Promise.all([
      page.waitForEvent('load'),
      page.evaluate((isFinished) => {
        LockManager.prototype.request = () => new Promise(() => undefined);
        if (isFinished) document.querySelector<HTMLInputElement>('.exhibit-name input')!.blur();
        location.reload();
      }, when === 'when it is finished'),
    ]);
    await page.locator('.exhibit .entry-title').waitFor();
    await expect.poll(() => title(page)).toBe('mine');
    // It is in the storage now, and no copy of it waits any longer.
    await expect.poll(() => page.evaluate(() => localStorage.getItem('ahead/gallery'))).toBeNull();
    await page.reload();
    await expect.poll(() => title(page)).toBe('mine');
    await leave();
  });
});

describe('builds that are deleted in a row', () => {
  test('can each be taken back, the last one first', async () => {
    const { page, leave } = await inSandbox();
    await buildInSandbox(page);
    for (const what of ['power-loss', 'crash']) {
      await goTo(page, '#level/sandbox');
      await expect.poll(() => page.locator('.room').count()).toBe(0);
      await scenario(page).selectOption(what);
      await page.getByRole('button', { name: 'Keep and share' }).click();
      await page.locator('.share .link-field').waitFor();
    }
    const [builds, undos] = [page.locator('.gallery .level-item'), page.locator('.gallery-undo .button')];
    for (const left of [1, 0]) {
      await goTo(page, '#gallery');
      await builds.first().click();
      await page.getByRole('button', { name: 'Delete' }).click();
      await undos.first().waitFor();
      expect(await builds.count()).toBe(left);
    }
    expect(await undos.count()).toBe(2);
    await undos.first().click();
    await expect.poll(() => builds.count()).toBe(1);
    expect(await undos.count()).toBe(1);
    await page.keyboard.press('Enter');
    await expect.poll(() => builds.count()).toBe(2);
    expect(await undos.count()).toBe(0);
    await leave();
  });
});

describe('a gallery that is open in two tabs', () => {
  test('follows what the other one saves, renames and deletes, and nothing that is typed is lost', async () => {
    const { page, leave } = await visit(stand);
    await goTo(page, '#gallery');
    await page.locator('.gallery', { hasText: 'Nothing yet' }).waitFor();
    const other = await page.context().newPage();
    await other.goto(`${stand.address}#level/first-light`);
    await other.locator('.stage canvas').waitFor();
    await passFirst(other);
    // Saved there: it is in the list here.
    await page.locator('.gallery .level-item').waitFor();
    await page.locator('.gallery .level-item').focus();
    await openExhibit(other);
    await other.locator('.exhibit-name input').fill('first name');
    await other.keyboard.press('Enter');
    await page.locator('.gallery .level-item', { hasText: 'first name' }).waitFor();
    expect(await page.locator('.gallery .level-item:focus').count()).toBe(1);
    await page.keyboard.press('Enter');
    await expect.poll(() => title(page)).toBe('first name');
    expect(await page.locator('.exhibit-name input').inputValue()).toBe('first name');
    // Renamed there: here too, but not what is being typed.
    await other.locator('.exhibit-name input').fill('second name');
    await other.keyboard.press('Enter');
    await expect.poll(() => page.locator('.exhibit-name input').inputValue()).toBe('second name');
    await page.locator('.exhibit-name input').fill('half a na');
    await other.locator('.exhibit-name input').fill('third name');
    await other.keyboard.press('Enter');
    await expect.poll(() => title(page)).toBe('third name');
    expect(await page.locator('.exhibit-name input').inputValue()).toBe('half a na');
    expect(await page.locator('.exhibit-name input:focus').count()).toBe(1);
    // Deleted there: said here, and taken back with what was typed.
    await other.getByRole('button', { name: 'Delete' }).click();
    await page.locator('.exhibit .gallery-undo', { hasText: 'deleted in another tab' }).waitFor();
    expect(await page.locator('.exhibit-name input').inputValue()).toBe('half a na');
    await expect.poll(() => other.locator('.gallery .level-item').count()).toBe(0);
    await page.getByRole('button', { name: 'Keep it' }).click();
    await expect.poll(() => page.locator('.exhibit .gallery-undo').count()).toBe(0);
    await other.locator('.gallery .level-item', { hasText: 'half a na' }).waitFor();
    expect(await other.locator('.gallery-undo').count()).toBe(0);
    await leave();
  });
});
