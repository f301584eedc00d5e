import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStand, visit, type Stand } from './browser.ts';
import { passFirst } from './keyboard.ts';
import { kept } from './stored.ts';

/** A storage that is full, forbidden or spoilt: the player is told, plays on, and loses nothing that was kept. */

let stand: Stand;

beforeAll(async () => {
  stand = await openStand();
});
afterAll(() => stand.close());

const notices = (page: Page): Promise<string> => page.locator('.notices').innerText();

/** Puts values under keys, as anything but the page might. */
function spoil(page: Page, values: Record<string, unknown>): Promise<void> {
  return page.evaluate(
    (given) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('stackwright');
        opening.onsuccess = () => {
          const change = opening.result.transaction('game', 'readwrite');
          for (const [key, value] of Object.entries(given)) change.objectStore('game').put(value, key);
          change.onerror = () => reject(new Error('not spoilt'));
          change.oncomplete = () => {
            opening.result.close();
            resolve();
          };
        };
      }),
    values,
  );
}

async function hasKept(page: Page, ...keys: readonly string[]): Promise<void> {
  await expect.poll(async () => Object.keys(await kept(page)), { timeout: 10_000 }).toEqual(expect.arrayContaining([...keys]));
}

/** Waits until the desk has been kept with what was won. */
async function winAndKeep(page: Page): Promise<void> {
  await passFirst(page);
  await page.evaluate(() => (location.hash = '#settings'));
  await page.locator('input[name=theme][value=light]').check();
  await hasKept(page, 'best', 'gallery', 'settings');
  await page.evaluate(() => (location.hash = '#level/first-light'));
  await expect.poll(() => page.locator('.room').count()).toBe(0);
}

async function reload(page: Page): Promise<void> {
  await page.reload();
  await page.locator('.stage canvas').waitFor();
}

test('full: the player is told, wins, and what was kept before is still there', async () => {
  const { page, leave } = await visit(stand);
  await winAndKeep(page);
  const before = await kept(page);
  await page.addInitScript(() => {
    const refuse = (): never => {
      throw new DOMException('no room', 'QuotaExceededError');
    };
    IDBObjectStore.prototype.put = refuse;
    window.Storage.prototype.setItem = refuse;
  });
  await reload(page);
  await page.keyboard.press('Control+z');
  await expect.poll(() => notices(page)).toContain('did not keep the last change');
  await page.keyboard.press('Escape');
  await passFirst(page);
  expect(await kept(page)).toEqual(before);
  await leave();
});

test('forbidden: the player is told, and wins', async () => {
  const { page, leave } = await visit(stand, {}, (fresh) =>
    fresh.addInitScript(() => {
      const get = (): never => {
        throw new DOMException('not here', 'SecurityError');
      };
      for (const name of ['indexedDB', 'localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get });
    }),
  );
  await expect.poll(() => notices(page)).toContain('does not let the page keep anything');
  await passFirst(page);
  await page.evaluate(() => (location.hash = '#gallery'));
  await page.locator('.room-gallery').waitFor();
  await leave();
});

test('opened for reading and writing only to fail, as in private windows: the player is told, and wins', async () => {
  const { page, leave } = await visit(stand, {}, (fresh) =>
    fresh.addInitScript(() => {
      IDBFactory.prototype.open = () => {
        throw new DOMException('A mutation operation was attempted on a database that did not allow mutations.', 'InvalidStateError');
      };
      window.Storage.prototype.setItem = () => {
        throw new DOMException('no room', 'QuotaExceededError');
      };
    }),
  );
  await expect.poll(() => notices(page)).toContain('does not let the page keep anything');
  await passFirst(page);
  await leave();
});

describe('spoilt', () => {
  test('all of it: the player is told, wins, and everything is set aside', async () => {
    const { page, leave } = await visit(stand);
    await winAndKeep(page);
    const keys = Object.keys(await kept(page)).filter((key) => !key.startsWith('aside/'));
    expect(keys.length).toBeGreaterThan(4);
    await spoil(page, Object.fromEntries(keys.map((key, index) => [key, [`garbage of ${key}`, { format: key }, 7, [key]][index % 4]])));
    const spoilt = await kept(page);
    await reload(page);
    await expect.poll(() => notices(page)).toContain('could not be read; it was set aside');
    await page.keyboard.press('Escape');
    await winAndKeep(page);
    const after = await kept(page);
    for (const key of keys) expect([key, after[`aside/${key}/1`]]).toEqual([key, spoilt[key]]);
    await page.evaluate(() => (location.hash = '#gallery'));
    await page.locator('.gallery .level-item').waitFor();
    await leave();
  });

  test('some of it: the rest is as it was', async () => {
    const { page, leave } = await visit(stand);
    await winAndKeep(page);
    await spoil(page, { settings: 'garbage', place: null, stars: { format: 'stackwright/stars@1', levels: 3 } });
    await reload(page);
    await expect.poll(() => notices(page)).toContain('set aside');
    expect(await page.locator('.tree-row[data-id="clock"]').count()).toBe(1);
    await page.evaluate(() => (location.hash = '#levels'));
    await expect.poll(() => page.locator('.level-item').first().textContent()).toContain('passed');
    await page.evaluate(() => (location.hash = '#gallery'));
    await page.locator('.gallery .level-item').waitFor();
    await leave();
  });
});

test('settings and the gallery are those of both of two tabs', async () => {
  const { page, leave } = await visit(stand);
  const other = await page.context().newPage();
  await other.goto(`${stand.address}#credits`);
  await other.locator('.room-credits').waitFor();
  await winAndKeep(page);
  await other.evaluate(() => (location.hash = '#gallery'));
  await other.locator('.gallery .level-item').waitFor();
  await reload(page);
  await expect.poll(() => page.evaluate(() => document.documentElement.dataset['theme'])).toBe('light');
  await leave();
});
