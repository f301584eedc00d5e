import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStand, visit, type Stand } from './browser.ts';
import { openSolution } from './tour.ts';

/** Looking closer and elsewhere, and drawing who waits for whom. */

let stand: Stand;

beforeAll(async () => {
  stand = await openStand();
});
afterAll(() => stand.close());

interface Point {
  readonly x: number;
  readonly y: number;
}

/** The row of the stack that lights up when this point of the stage is pointed at. */
async function pointedAt(page: Page, { x, y }: Point): Promise<string | null> {
  await page.mouse.move(x, y);
  const lit = page.locator('.tree-row.is-hovered');
  return (await lit.count()) === 0 ? null : lit.first().getAttribute('data-id');
}

/** Pixels of the stage, along a line, that belong to a thing. */
async function extentOf(page: Page, id: string, y: number): Promise<{ left: number; right: number }> {
  const stage = (await page.locator('.stage').boundingBox())!;
  const found: number[] = [];
  for (let x = stage.x + 4; x < stage.x + stage.width; x += 8) if ((await pointedAt(page, { x, y })) === id) found.push(x);
  return { left: Math.min(...found), right: Math.max(...found) };
}

/** Where the highest thing of this name begins, from above. */
async function lineOf(page: Page, id: string): Promise<number> {
  const stage = (await page.locator('.stage').boundingBox())!;
  for (let y = stage.y + stage.height; y > stage.y; y -= 12)
    for (let x = stage.x + 20; x < stage.x + stage.width; x += 30) if ((await pointedAt(page, { x, y })) === id) return y - 6;
  throw new Error(`${id} is nowhere on the stage`);
}

describe('the picture', () => {
  test('comes closer by wheel around the pointer, moves with the space bar held, and is whole again by its button', async () => {
    const { page, leave } = await visit(stand);
    await openSolution(page, 'rooms-to-let');
    const y = await lineOf(page, 'vm3');
    const before = await extentOf(page, 'vm3', y);
    const middle = (before.left + before.right) / 2;
    await page.mouse.move(middle, y);
    await page.mouse.wheel(0, -400);
    await expect.poll(async () => (await extentOf(page, 'vm3', y)).right).toBeGreaterThan(before.right + 40);
    const closer = await extentOf(page, 'vm3', y);
    expect(closer.left).toBeLessThan(before.left - 40);
    expect(await pointedAt(page, { x: middle, y })).toBe('vm3');
    await page.mouse.move(middle, y);
    await page.keyboard.down(' ');
    await page.mouse.down();
    await page.mouse.move(middle + 60, y, { steps: 4 });
    await page.mouse.up();
    await page.keyboard.up(' ');
    await expect.poll(async () => (await extentOf(page, 'vm3', y)).left).toBeGreaterThan(closer.left + 40);
    await page.getByRole('button', { name: 'Show all' }).click();
    await expect.poll(() => extentOf(page, 'vm3', y)).toEqual(before);
    // To look elsewhere is no change of the build.
    expect(await page.getByRole('button', { name: 'Redo' }).isDisabled()).toBe(true);
    await leave();
  });

  test('comes closer between two fingers', async () => {
    const { page, leave } = await visit(stand, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    await openSolution(page, 'rooms-to-let');
    const all = page.getByRole('button', { name: 'Show all' });
    // On a phone it is there when it can do something.
    expect(await all.count()).toBe(0);
    const stage = (await page.locator('.stage').boundingBox())!;
    const [x, y] = [stage.x + stage.width / 2, stage.y + stage.height * 0.8];
    const touch = await page.context().newCDPSession(page);
    const fingers = (far: number): Point[] => [
      { x: x - far, y },
      { x: x + far, y },
    ];
    await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: fingers(30) });
    for (const far of [50, 80, 110]) await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: fingers(far) });
    await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await all.waitFor();
    await all.tap();
    await all.waitFor({ state: 'hidden' });
    await leave();
  });
});

describe('who waits for whom', () => {
  test('is drawn from one row of the stack to another, taken away at its sign, and refused as a ring', async () => {
    const { page, leave } = await visit(stand);
    await openSolution(page, 'rush-hour');
    const row = (name: string) => page.locator('.tree-row').filter({ has: page.getByText(name, { exact: true }) });
    const chips = (name: string) => row(name).locator('.wait-chip');
    while ((await page.locator('.wait-chip').count()) > 0) await page.locator('.wait-chip').first().click();
    const draw = async (from: string, to: string): Promise<void> => {
      const handle = (await row(from).locator('.wait-handle').boundingBox())!;
      const target = (await row(to).locator('.tree-text').boundingBox())!;
      await page.mouse.move(handle.x + handle.width / 2, handle.y + handle.height / 2);
      await page.mouse.down();
      await page.mouse.move(target.x + target.width / 2, target.y + target.height / 2, { steps: 5 });
      await page.mouse.up();
    };
    await draw('Backup', 'Alarm');
    await expect.poll(() => chips('Backup').allTextContents()).toEqual(['starts after Alarm']);
    await draw('Alarm', 'Backup');
    await page.locator('.remark').waitFor();
    expect(await chips('Alarm').count()).toBe(0);
    await page.keyboard.press('Control+z');
    await expect.poll(() => chips('Backup').count()).toBe(0);
    await page.keyboard.press('Control+y');
    await expect.poll(() => chips('Backup').count()).toBe(1);
    await leave();
  });
});
