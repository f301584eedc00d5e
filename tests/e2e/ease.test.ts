import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStand, visit, type Stand } from './browser.ts';
import { rowIds } from './keyboard.ts';
import { openSolution } from './tour.ts';

/** What makes building easy: several at once, copies, looking closer, snapshots; and what is never lost. */

let stand: Stand;

beforeAll(async () => {
  stand = await openStand();
});
afterAll(() => stand.close());

const row = (page: Page, id: string) => page.locator(`.tree-row[data-id="${id}"]`);
const selected = (page: Page): Promise<(string | undefined)[]> =>
  page.locator('.tree-row[aria-selected="true"]').evaluateAll((rows) => rows.map((item) => (item as HTMLElement).dataset['id']));

describe('several parts', () => {
  test('are selected by key and by click, and go as one', async () => {
    const { page, leave } = await visit(stand);
    await openSolution(page, 'two-tenants');
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
    await openSolution(page, 'two-tenants');
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
    await openSolution(page, 'rooms-to-let');
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

describe('details', () => {
  const slider = (page: Page) => page.locator('[data-key="size:ramMiB"]');

  test('have a slider where there are many sizes; a drag is one step, and the stage goes along', async () => {
    const { page, leave } = await visit(stand);
    await openSolution(page, 'rooms-to-let');
    await page.locator('.tree-row.look-vm .tree-text').last().click();
    expect(await slider(page).getAttribute('data-value')).toBe('1024');
    const memory = page.locator('.tree-row.look-vm .tree-state').last();
    const before = await memory.textContent();
    const steps = (): Promise<boolean> => page.getByRole('button', { name: 'Redo' }).isDisabled();
    expect(await steps()).toBe(true);

    await slider(page).scrollIntoViewIfNeeded();
    const box = (await slider(page).boundingBox())!;
    const y = box.y + box.height / 2;
    await page.mouse.move(box.x + (box.width * 2) / 3, y);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 3, y, { steps: 4 });
    expect(await slider(page).getAttribute('data-value')).toBe('512');
    expect(await memory.textContent()).not.toBe(before);
    await page.mouse.move(box.x + 4, y, { steps: 4 });
    await page.mouse.up();
    expect(await slider(page).getAttribute('data-value')).toBe('256');
    await page.keyboard.press('Control+z');
    expect(await slider(page).getAttribute('data-value')).toBe('1024');
    expect(await memory.textContent()).toBe(before);

    await page.locator('[data-key="more:ramMiB"]').click();
    expect(await slider(page).getAttribute('aria-valuetext')).toBe('2,048 MiB');
    expect(await page.locator('[data-key="more:ramMiB"]').getAttribute('aria-disabled')).toBe('true');
    await slider(page).focus();
    await page.keyboard.press('Home');
    expect(await slider(page).getAttribute('data-value')).toBe('256');
    expect(await slider(page).evaluate((input) => input === document.activeElement)).toBe(true);
    await leave();
  });

  test('of several set all of them at once, and take them away at once', async () => {
    const { page, leave } = await visit(stand);
    await openSolution(page, 'rooms-to-let');
    const vms = page.locator('.tree-row.look-vm');
    await vms.nth(0).locator('.tree-text').click();
    for (const index of [1, 2])
      await vms
        .nth(index)
        .locator('.tree-text')
        .click({ modifiers: ['Control'] });
    const details = page.locator('.inspector');
    expect(await details.textContent()).toContain('3 parts selected.');
    expect(await details.textContent()).toContain('different values');
    await slider(page).focus();
    await page.keyboard.press('End');
    expect(new Set(await vms.locator('.tree-state').allTextContents()).size).toBe(1);
    expect(await details.textContent()).not.toContain('different values');
    await page.keyboard.press('Control+z');
    expect(await details.textContent()).toContain('different values');
    await details.getByRole('button', { name: 'Remove' }).click();
    expect(await vms.count()).toBe(0);
    await page.keyboard.press('Control+z');
    expect(await vms.count()).toBe(3);
    await leave();
  });
});

describe('snapshots', () => {
  /** Visits with what comes late kept back until it is let through. */
  const visitSlowly = async () => {
    let pass = (): void => undefined;
    const held = new Promise<void>((resolve) => (pass = resolve));
    const visited = await visit(stand, {}, (fresh) =>
      fresh.route(/\/ease-[^/]*\.js$/, async (route) => {
        await held;
        await route.continue();
      }),
    );
    return { ...visited, pass };
  };

  test('asked for with the very first key open when they have come', async () => {
    const { page, leave, pass } = await visitSlowly();
    const asked = page.waitForRequest(/\/ease-/);
    await page.keyboard.press('k');
    await asked;
    expect(await page.locator('dialog').count()).toBe(0);
    pass();
    await page.locator('dialog .snapshot-form').waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('dialog').count()).toBe(0);
    await leave();
  });

  test('do not open over another room, when somebody has gone there meanwhile', async () => {
    const { page, leave, pass } = await visitSlowly();
    await page.keyboard.press('k');
    await page.keyboard.press('l');
    await page.locator('.level-item').first().waitFor();
    const loaded = page.waitForResponse(/\/ease-/);
    pass();
    await loaded;
    await page.locator('.stage-tools .sight').first().waitFor({ state: 'attached' });
    expect(await page.locator('dialog').count()).toBe(0);
    await leave();
  });
});
