import type { Page } from 'playwright-core';
import { SETTING_KEYS, type BuildNode } from '../../src/sim/index.ts';

/** What somebody without a pointer does, and finds in the tree. */

/** What stands in the stack, as the tree lists it. */
export const rowIds = (page: Page): Promise<string[]> =>
  page.locator('.tree-row').evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset['id']!));

/** The row of what stands on nothing. */
export const GROUND = 'ground:';

export const tray = (page: Page, hand: string) => page.locator(`[data-hand="${hand}"]`);

/** Sets the clock of the first level down where it runs. */
export async function placeClock(page: Page): Promise<void> {
  await tray(page, 'workload:clock').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
}

/** Passes the first level. */
export async function passFirst(page: Page): Promise<void> {
  await placeClock(page);
  await page.keyboard.press('p');
  await page.locator('.transport:not([hidden])').waitFor();
  await page.keyboard.press('p');
  await page.locator('.banner .verdict', { hasText: 'All goals met' }).waitFor();
}

/** Sets a size by the arrow keys, where it has a slider. */
async function slideTo(page: Page, key: string, value: string): Promise<void> {
  const slider = page.locator(`[data-key="size:${key}"]`);
  if ((await slider.count()) === 0) return;
  await slider.focus();
  await page.keyboard.press('Home');
  for (let i = 0; i < 40 && (await slider.getAttribute('data-value')) !== value; i += 1) await page.keyboard.press('ArrowRight');
}

/** Takes a part of the tray, goes to where it should stand, sets it down and sets it up, all by keyboard; returns its id. */
export async function placeByKeyboard(page: Page, node: BuildNode, on: string, ids: ReadonlyMap<string, string>): Promise<string> {
  await tray(page, node.part === undefined ? `workload:${node.workload}` : `part:${node.part}`).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Home');
  for (let i = 0; i < 40; i += 1) {
    if ((await page.locator('.tree-row:focus').getAttribute('data-id')) === on) break;
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
  const id = (await page.locator('.tree-row.is-selected').getAttribute('data-id'))!;
  for (const key of SETTING_KEYS) {
    if (node[key] === undefined || key === 'after') continue;
    await slideTo(page, key, String(node[key]));
    const choice = page.locator(`[data-key="${key}:${String(node[key])}"]`);
    // What the level leaves no choice in is not asked.
    if ((await choice.count()) > 0 && !(await choice.isChecked())) {
      await choice.focus();
      await page.keyboard.press('Space');
    }
  }
  for (const other of node.after ?? []) {
    await page.locator(`[data-key="after:${ids.get(other)}"]`).focus();
    await page.keyboard.press('Space');
  }
  return id;
}
