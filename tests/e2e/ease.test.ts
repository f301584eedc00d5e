import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStand, ROOT, visit, type Stand } from './browser.ts';

/** What makes building easy: several at once, copies, looking closer, snapshots; and what is never lost. */

let stand: Stand;

beforeAll(async () => {
  stand = await openStand();
});
afterAll(() => stand.close());

const row = (page: Page, id: string) => page.locator(`.tree-row[data-id="${id}"]`);
const rowIds = (page: Page): Promise<(string | undefined)[]> =>
  page.locator('.tree-row').evaluateAll((rows) => rows.map((item) => (item as HTMLElement).dataset['id']));
const selected = (page: Page): Promise<(string | undefined)[]> =>
  page.locator('.tree-row[aria-selected="true"]').evaluateAll((rows) => rows.map((item) => (item as HTMLElement).dataset['id']));

async function openSolution(page: Page, name: string): Promise<void> {
  await page.locator('input[type=file]').setInputFiles(join(ROOT, `assets/levels/first/${name}.solution.json`));
  await page.locator('.notice').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('.stage-tools .sight').first().waitFor({ state: 'attached' });
}

describe('several parts', () => {
  test('are selected by key and by click, and go as one', async () => {
    const { page, leave } = await visit(stand);
    await openSolution(page, '07-two-tenants');
    const all = await rowIds(page);
    const own = await page.locator('.tree-row.is-own').evaluateAll((rows) => rows.map((item) => (item as HTMLElement).dataset['id']!));
    await page.keyboard.press('Control+a');
    expect((await selected(page)).sort()).toEqual([...own].sort());
    await page
      .locator('[role=status]')
      .filter({ hasText: `${own.length} parts selected` })
      .first()
      .waitFor({ state: 'attached' });
    await page.keyboard.press('Escape');
    expect(await selected(page)).toEqual([]);

    await row(page, own[0]!).focus();
    await page.keyboard.press('Shift+ArrowDown');
    expect(await selected(page)).toHaveLength(2);
    await page.keyboard.press('Control+ArrowDown');
    expect(await selected(page)).toHaveLength(2);
    await page.keyboard.press('Control+Space');
    expect(await selected(page)).toHaveLength(3);
    await page.keyboard.press('ArrowUp');
    expect(await selected(page)).toHaveLength(1);

    const leaves = own.slice(-2);
    await row(page, leaves[0]!).locator('.tree-text').click();
    await row(page, leaves[1]!)
      .locator('.tree-text')
      .click({ modifiers: ['Control'] });
    expect((await selected(page)).sort()).toEqual([...leaves].sort());
    await page.keyboard.press('Delete');
    const left = await rowIds(page);
    expect(leaves.every((id) => !left.includes(id))).toBe(true);
    await page.keyboard.press('Control+z');
    expect(await rowIds(page)).toEqual(all);
    await leave();
  });

  test('are selected by a frame drawn on the stage', async () => {
    const { page, leave } = await visit(stand);
    await openSolution(page, '07-two-tenants');
    const stage = (await page.locator('.stage').boundingBox())!;
    await page.mouse.move(stage.x + 4, stage.y + 4);
    await page.mouse.down();
    await page.mouse.move(stage.x + stage.width - 8, stage.y + stage.height - 8, { steps: 5 });
    await page.mouse.up();
    expect((await selected(page)).length).toBe(await page.locator('.tree-row.is-own').count());
    await leave();
  });
});

describe('a subtree', () => {
  test('is duplicated beside itself in one step, or says what is used up', async () => {
    const { page, leave } = await visit(stand);
    await openSolution(page, '05-rooms-to-let');
    const before = await rowIds(page);
    const vm = page.locator('.tree-row.look-vm').first();
    await vm.focus();
    await page.keyboard.press('d');
    await page.locator('.remark.is-shown').waitFor();
    expect(await page.locator('.remark').textContent()).toMatch(/the tray holds|one too many/);
    await page.locator('.tree-row.look-vm').nth(1).focus();
    await page.keyboard.press('Delete');
    const fewer = await rowIds(page);
    await page.locator('.tree-row.look-vm').first().focus();
    await page.keyboard.press('Control+d');
    expect((await rowIds(page)).length).toBe(before.length);
    await page.keyboard.press('Control+z');
    expect(await rowIds(page)).toEqual(fewer);
    await leave();
  });
});
