import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStand, visit, type Stand } from './browser.ts';
import { solutionFile } from '../support/published.ts';

/** Watching a run: from event to event, in charts and tables, and what is pointed at in all of them. */

let stand: Stand;

beforeAll(async () => {
  stand = await openStand();
});
afterAll(() => stand.close());

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

async function run(page: Page, name: string): Promise<void> {
  await page.locator('input[type=file]').setInputFiles(solutionFile(name));
  await page.locator('.notice').waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('p');
  await page.locator('.step-later').waitFor();
  await page.getByRole('button', { name: 'Pause' }).click();
}

const clock = async (page: Page): Promise<number> => Number.parseFloat((await page.locator('.clock').textContent())!);
const view = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

describe('a run', () => {
  test('is walked through from event to event by key, and each is told', async () => {
    const { page, leave } = await visit(stand);
    await run(page, 'two-tenants');
    await page.getByRole('button', { name: 'To the start' }).click();
    await page.keyboard.press('.');
    const times = [await clock(page)];
    for (let i = 0; i < 3; i += 1) {
      await page.keyboard.press('.');
      times.push(await clock(page));
    }
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times.at(-1)).toBeGreaterThan(0);
    await page.keyboard.press(',');
    expect(await clock(page)).toBe(times.at(-2));
    await page.keyboard.press('i');
    await page.locator('[role=status]').filter({ hasText: 'broken into' }).waitFor({ state: 'attached' });
    expect(await clock(page)).toBe(60);
    expect(await page.locator('.told').textContent()).toContain('broken into');
    await leave();
  });

  test('has a key to the marks on the stage, which gives way to what is drawn there', async () => {
    const { page, leave } = await visit(stand);
    const key = page.locator('.stage-key');
    await run(page, 'rush-hour');
    await key.waitFor();
    for (const word of ['starting up', 'system call', 'disk', 'network']) expect(await key.textContent()).toContain(word);
    // A tower whose names reach to the top.
    await run(page, 'two-tenants');
    await key.waitFor({ state: 'hidden' });
    await page.keyboard.press('b');
    await run(page, 'rush-hour');
    await key.waitFor();
    await leave();
  });

  test('has a playhead that stands where its time is on the axis', async () => {
    const { page, leave } = await visit(stand);
    await run(page, 'rush-hour');
    const left = async (selector: string): Promise<number> => (await page.locator(selector).first().boundingBox())!.x;
    const track = (await page.locator('.axis-track').boundingBox())!;
    const to = Number(await page.locator('.scrub').evaluate((input) => input.style.getPropertyValue('--to')));
    for (const share of [0, 0.5, 1]) {
      await page.locator('.scrub').evaluate((input: HTMLInputElement, value) => {
        input.value = String(value * 1000);
        input.dispatchEvent(new Event('input'));
      }, share);
      for (const playhead of ['.axis .playhead', '.chart .chart-inner > .playhead'])
        expect(Math.abs((await left(playhead)) - (track.x + share * to * track.width))).toBeLessThan(2);
    }
    await leave();
  });

  test('is shown in views that share one axis, and what is pointed at in one lights up', async () => {
    const { page, leave } = await visit(stand);
    await run(page, 'two-tenants');
    expect(await page.locator('.path-span').count()).toBeGreaterThan(4);
    await view(page, 'Memory');
    await page.locator('.charts-memory .area').first().waitFor();
    const area = page.locator('.charts-memory .area[data-node]').first();
    await area.hover({ force: true });
    const id = (await area.getAttribute('data-node'))!;
    expect(await page.locator(`.strip-owner[data-node="${id}"].is-hovered`).count()).toBe(1);
    const track = (await page.locator('.charts-memory .areas-track').first().boundingBox())!;
    await page.mouse.click(track.x + track.width / 2, track.y + track.height / 2);
    const now = await clock(page);
    expect(now).toBeGreaterThan(20);
    await view(page, 'Load');
    expect(await page.locator('.charts-load .strip').count()).toBe(3);
    await view(page, 'Tables');
    expect(await clock(page)).toBe(now);
    await page.getByRole('table').first().waitFor();
    expect(await page.getByRole('row').filter({ hasText: 'Linux' }).count()).toBeGreaterThan(0);
    expect(await page.locator('.tool').count()).toBe(3);
    await leave();
  });

  test('folds by tower, by key and by pointer, and what is looked for unfolds', async () => {
    const { page, leave } = await visit(stand);
    await run(page, 'two-tenants');
    const rows = page.locator('.tree-row');
    const all = await rows.count();
    await rows.nth(1).locator('.tree-name').click();
    await page.keyboard.press('ArrowLeft');
    expect(await rows.count()).toBe(2);
    expect(await rows.nth(1).getAttribute('aria-expanded')).toBe('false');
    expect(await page.locator('.tree-row:focus').count()).toBe(1);
    await page.keyboard.press('ArrowRight');
    expect(await rows.count()).toBe(all);
    await rows.nth(0).locator('.fold').click();
    expect(await rows.count()).toBe(1);
    await leave();
  });

  test('tells why a goal was missed in bars that light up what they are about', async () => {
    const { page, leave } = await visit(stand);
    await run(page, 'rush-hour');
    await page.keyboard.press('b');
    for (const row of await page.locator('.tree-row.look-workload .tree-name').all()) {
      await row.click();
      const waits = page.locator('[data-key^="after:"]:checked');
      while ((await waits.count()) > 0) await waits.first().press('Space');
    }
    await page.keyboard.press('Control+Enter');
    await page.keyboard.press('Control+Enter');
    await page.locator('.goal-missed .why-link').first().waitFor();
    expect(await page.locator('.why-wait').first().textContent()).toMatch(/[\d.]+ s Alarm waiting for the disk behind/);
    await page.locator('.why-wait').first().hover();
    expect(await page.locator('.tree-row.is-hovered').count()).toBe(1);
    await leave();
  });

  test('has all of it on a phone', async () => {
    const { page, leave } = await visit(stand, PHONE);
    await run(page, 'two-tenants');
    await page.locator('.tab[data-tab=tree]').tap();
    for (const name of ['memory', 'load', 'tables', 'tree']) await page.locator('.run-view-list').selectOption(name);
    const problems = await page.locator('.transport button, .transport select').evaluateAll((all) =>
      all
        .map((element) => ({ name: element.className, box: element.getBoundingClientRect() }))
        .filter(({ box }) => box.width > 0 && (box.height < 44 || box.right > window.innerWidth))
        .map(({ name }) => name),
    );
    expect(problems).toEqual([]);
    await leave();
  });
});
