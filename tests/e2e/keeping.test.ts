import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStand, visit, type Stand } from './browser.ts';
import { placeClock, rowIds, tray } from './keyboard.ts';
import { solutionFile } from '../support/published.ts';

/** What is kept when it is least expected. */

let stand: Stand;

beforeAll(async () => {
  stand = await openStand();
});
afterAll(() => stand.close());

describe('what was built', () => {
  test('is not lost to a reload in the moment of a change', async () => {
    // On the first visit the storage never gets round to anything.
    const { page, leave } = await visit(stand, {}, (fresh) =>
      fresh.addInitScript(() => {
        if (sessionStorage.getItem('visited') === null) LockManager.prototype.request = () => new Promise(() => undefined);
        sessionStorage.setItem('visited', '');
      }),
    );
    await tray(page, 'workload:clock').focus();
    await page.keyboard.press('Enter');
    // The change and the reload are one turn of the page: nothing that waits is done in between.
    await Promise.all([
      page.waitForEvent('load'),
      page.evaluate(() => {
        document.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
        location.reload();
      }),
    ]);
    await page.locator('.stage canvas').waitFor();
    expect(await rowIds(page)).toEqual(['pc', 'linux', 'clock']);
    await leave();
  });

  test('is not lost to a reload in the middle of a drag', async () => {
    const { page, leave } = await visit(stand);
    await placeClock(page);
    const stage = (await page.locator('.stage').boundingBox())!;
    const row = (await page.locator('.tree-row[data-id="clock"] .tree-text').boundingBox())!;
    await page.mouse.move(row.x + 4, row.y + row.height / 2);
    await page.mouse.down();
    await page.mouse.move(stage.x + stage.width / 2, stage.y + 20, { steps: 6 });
    await page.locator('.ghost').waitFor();
    await page.reload();
    await page.locator('.stage canvas').waitFor();
    expect(await rowIds(page)).toEqual(['pc', 'linux', 'clock']);
    await page.mouse.up();
    await leave();
  });

  test('is there again after the page has crashed right after it', async () => {
    const { page, leave } = await visit(stand);
    await placeClock(page);
    const context = page.context();
    const devtools = await context.newCDPSession(page);
    const crashed = page.waitForEvent('crash');
    void devtools.send('Page.crash').catch(() => undefined);
    await crashed;
    const again = await context.newPage();
    await again.goto(`${stand.address}#level/first-light`);
    await again.locator('.stage canvas').waitFor();
    expect(await rowIds(again)).toEqual(['pc', 'linux', 'clock']);
    await leave();
  });

  test('is shown in another tab too, and a best of either counts in both', async () => {
    const { page, leave } = await visit(stand);
    const other = await page.context().newPage();
    await other.goto(`${stand.address}#level/first-light`);
    await other.locator('.stage canvas').waitFor();
    await placeClock(page);
    await other.locator('.tree-row[data-id="clock"]').waitFor({ state: 'attached' });
    expect(await other.locator('.notice').textContent()).toContain('in another tab');
    await page.keyboard.press('p');
    await page.keyboard.press('p');
    await page.locator('.banner .verdict').waitFor();
    await other.keyboard.press('l');
    await expect.poll(() => other.locator('.level-item').first().textContent()).toContain('passed ·');
    await other.keyboard.press('Escape');
    await expect.poll(() => other.locator('.level-item').count()).toBe(0);
    await leave();
  });

  test('from a file for another level is there after a reload too', async () => {
    const { page, leave } = await visit(stand);
    await page.locator('input[type=file]').setInputFiles(solutionFile('rooms-to-let'));
    await page.getByRole('heading', { level: 1, name: 'Rooms to let' }).waitFor();
    await page.locator('.notice').waitFor();
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Rooms to let' }).waitFor();
    await leave();
  });
});
