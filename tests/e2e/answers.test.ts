import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStand, visit, type Stand } from './browser.ts';

/** What the page says, to be seen, when something is tried that cannot be. */

let stand: Stand;

beforeAll(async () => {
  stand = await openStand();
});
afterAll(() => stand.close());

const tray = (page: Page, hand: string) => page.locator(`[data-hand="${hand}"]`);
const row = (page: Page, id: string) => page.locator(`.tree-row[data-id="${id}"]`);
const remark = (page: Page) => page.locator('.remark.is-shown');

/** Whether two things are as near as an answer should be to its question, and both on the page. */
async function isBeside(page: Page, answer: string, x: number, y: number): Promise<boolean> {
  const box = (await page.locator(answer).boundingBox())!;
  const { width, height } = page.viewportSize()!;
  const dx = Math.max(box.x - x, 0, x - box.x - box.width);
  const dy = Math.max(box.y - y, 0, y - box.y - box.height);
  return dx < 60 && dy < 60 && box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height;
}

describe('a refusal is shown where it was tried, with its cause', () => {
  test('by click on the stack', async () => {
    const { page, leave } = await visit(stand);
    await tray(page, 'workload:clock').click();
    const box = (await row(page, 'pc').boundingBox())!;
    await page.mouse.click(box.x + 60, box.y + 10);
    expect(await remark(page).textContent()).toContain(
      'Clock cannot stand on Laptop. Clock is a Linux program, which needs a Linux kernel',
    );
    expect(await isBeside(page, '.remark', box.x + 60, box.y + 10)).toBe(true);
    await page.keyboard.press('Escape');
    expect(await remark(page).count()).toBe(0);
    await leave();
  });

  test('by click on the stage, and it goes when another place is tried', async () => {
    const { page, leave } = await visit(stand);
    await tray(page, 'workload:clock').click();
    const stage = (await page.locator('.stage').boundingBox())!;
    const [x, y] = [stage.x + stage.width / 2, stage.y + stage.height - 50];
    await page.mouse.click(x, y);
    expect(await remark(page).textContent()).toContain('cannot stand on Laptop');
    expect(await isBeside(page, '.remark', x, y)).toBe(true);
    await page.mouse.move(stage.x + stage.width / 2, stage.y + 40);
    expect(await remark(page).count()).toBe(0);
    await leave();
  });

  test('by touch', async () => {
    const { page, leave } = await visit(stand, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    await tray(page, 'workload:clock').tap();
    const stage = (await page.locator('.stage').boundingBox())!;
    const [x, y] = [stage.x + stage.width / 2, stage.y + stage.height - 50];
    await page.touchscreen.tap(x, y);
    expect(await remark(page).textContent()).toContain('cannot stand on Laptop');
    expect(await isBeside(page, '.remark', x, y)).toBe(true);
    await leave();
  });

  test('by key: before Enter as with a pointer held over it, and after', async () => {
    const { page, leave } = await visit(stand);
    await tray(page, 'workload:clock').focus();
    await page.keyboard.press('Enter');
    expect(await page.locator('.ghost.is-shown.is-good').textContent()).toContain('Place on Linux');
    await page.keyboard.press('Alt+ArrowUp');
    expect(await page.locator('.ghost.is-shown.is-bad').textContent()).toContain('Clock cannot stand on Laptop');
    await page.keyboard.press('Enter');
    const box = (await row(page, 'pc').boundingBox())!;
    expect(await remark(page).textContent()).toContain('Clock cannot stand on Laptop');
    expect(await isBeside(page, '.remark', box.x + 40, box.y + box.height)).toBe(true);
    await leave();
  });

  test('of a part that fits nowhere yet: by click, and by key from place to place', async () => {
    const { page, leave } = await visit(stand);
    await page.keyboard.press('l');
    await page.locator('.level-item[data-level="what-runs-where"]').click();
    const shop = tray(page, 'workload:shop');
    await shop.click();
    expect(await remark(page).textContent()).toMatch(/no place for it now.*needs a container engine/);
    await page.keyboard.press('Escape');
    await shop.focus();
    await page.keyboard.press('Enter');
    const ghost = page.locator('.ghost.is-shown.is-bad');
    expect(await ghost.textContent()).toContain('needs a container engine');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('treeitem');
    await page.keyboard.press('Escape');
    expect(await shop.evaluate((button) => button === document.activeElement)).toBe(true);
    await leave();
  });

  test('of the power, naming what is missing', async () => {
    const { page, leave } = await visit(stand);
    await page.locator('.power.primary').click();
    expect(await remark(page).textContent()).toMatch(/^Power stays off\. Still to be placed: Clock\./);
    await leave();
  });

  test('of what the level gave, and of a part that is used up', async () => {
    const { page, leave } = await visit(stand);
    await row(page, 'linux').focus();
    await page.keyboard.press('Delete');
    expect(await remark(page).textContent()).toContain('was given by the level');
    await page.keyboard.press('m');
    expect(await remark(page).textContent()).toContain('Given by the level');
    await tray(page, 'workload:clock').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await tray(page, 'workload:clock').click({ force: true });
    expect(await remark(page).textContent()).toBe('No Clock is left in the tray.');
    await leave();
  });
});
