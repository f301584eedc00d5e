import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStand, visit, type Stand } from './browser.ts';
import { LAPTOP, openSolution, PHONE, showTab, skipToResult } from './tour.ts';
import { solutionFile } from '../support/published.ts';

/** What is read, or about to be pressed, stays where it is. */

let stand: Stand;

beforeAll(async () => {
  stand = await openStand();
});
afterAll(() => stand.close());

const LEVEL = '#level/two-tenants';
const NAME = 'two-tenants';

/** Where things are, and how far each panel has been scrolled. */
function placesOf(page: Page, selectors: readonly string[]): Promise<Record<string, string>> {
  return page.evaluate((all) => {
    const found: Record<string, string> = {};
    for (const selector of all) {
      document.querySelectorAll(selector).forEach((element, index) => {
        const { left, top } = element.getBoundingClientRect();
        found[`${selector} ${index}`] = [left, top, element.scrollTop, scrollY].map(Math.round).join(' ');
      });
    }
    return found;
  }, selectors);
}

/** All that somebody looks at while building. */
const DESK = [
  '.level-title',
  '.brief',
  '.tools .button',
  '.power',
  '.tray-item',
  '.stage',
  '.axis',
  '.tree-row',
  '.goal',
  '.bet',
  '.inspector',
];
/** Where one panel is shown at a time, the one for the run comes up. */
const POCKET = ['.level-title', '.levels', '.stage', '.tab'];

/** A build that lacks memory inside its VM. */
async function openStarved(page: Page): Promise<void> {
  const text = readFileSync(solutionFile(NAME), 'utf8');
  const buffer = Buffer.from(text.replace(/"ramMiB": \d+/, '"ramMiB": 512'));
  await page.locator('input[type=file]').setInputFiles({ name: 'solution.json', mimeType: 'application/json', buffer });
  await page.locator('.notice').waitFor();
  await page.keyboard.press('Escape');
}

describe('when the power comes on', () => {
  test.each([
    ['a laptop', LAPTOP, DESK],
    ['a phone', PHONE, POCKET],
  ])(
    'nothing moves on %s',
    async (_name, options, selectors) => {
      const { page, leave } = await visit(stand, options, undefined, LEVEL);
      await openSolution(page, NAME);
      await showTab(page, 'tree');
      await page.locator('.tree-row.look-vm').first().click();
      await page.locator('[data-key=bet]').waitFor({ state: 'attached' });
      for (const _run of ['for the first time', 'once more']) {
        const before = await placesOf(page, selectors);
        expect(Object.keys(before).length).toBeGreaterThan(selectors.length);
        await page.keyboard.press('Control+Enter');
        await page.locator('.transport:not([hidden])').waitFor();
        expect(await placesOf(page, selectors)).toEqual(before);
        await page.keyboard.press('Control+Enter');
        await page.locator('.banner .verdict').waitFor();
        await page.locator('.banner [data-key=back]').click();
        await showTab(page, 'tree');
      }
      await leave();
    },
    60_000,
  );

  test('from a result, the result makes room for nothing else, and says what is run against', async () => {
    const { page, leave } = await visit(stand, LAPTOP, undefined, LEVEL);
    await openSolution(page, NAME);
    await skipToResult(page);
    const selectors = ['.level-title', '.power', '.banner', '.stage', '.axis', '.tree-row', '.tools .button'];
    const before = await placesOf(page, selectors);
    await page.keyboard.press('r');
    await page.locator('.banner .verdict').waitFor({ state: 'detached' });
    expect(await placesOf(page, selectors)).toEqual(before);
    expect(await page.locator('.banner').innerText()).toContain('the run before');
    await page.keyboard.press('Control+Enter');
    await page.locator('.banner .verdict').waitFor();
    expect(await page.locator('.banner').innerText()).toContain('Exactly as the run before');
    await leave();
  });
});

describe('the bet', () => {
  test('keeps its place, and says why none can be laid', async () => {
    const { page, leave } = await visit(stand, LAPTOP, undefined, LEVEL);
    const before = await placesOf(page, ['.inspector']);
    const bet = page.locator('[data-key=bet]');
    expect(await page.locator('.bet:not([hidden])').count()).toBe(1);
    await page.keyboard.press('Shift');
    await bet.waitFor();
    expect(await bet.isDisabled()).toBe(true);
    expect(await bet.innerText()).toBe('place a part first');
    await page.locator('.tray-item').first().focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    expect(await placesOf(page, ['.inspector'])).toEqual(before);
    await openSolution(page, NAME);
    expect(await bet.isEnabled()).toBe(true);
    await bet.selectOption('0');
    const text = await bet.locator('option:checked').innerText();
    await page.keyboard.press('Control+Enter');
    await page.locator('.transport:not([hidden])').waitFor();
    expect(await bet.isDisabled()).toBe(true);
    expect(await bet.innerText()).toBe(text);
    await page.keyboard.press('Control+Enter');
    await page.locator('.bet-verdict').waitFor();
    await page.locator('.banner [data-key=back]').click();
    expect(await bet.innerText()).toBe('this build has run');
    await leave();
  });
});

describe('the goals', () => {
  test('tell of what was missed why, without scrolling, and keep it while building goes on', async () => {
    const { page, leave } = await visit(stand, LAPTOP, undefined, LEVEL);
    await openStarved(page);
    await skipToResult(page);
    const cause = page.locator('.goal-missed .goal-cause').first();
    expect(await cause.innerText()).toMatch(/^Forum 3 never became ready\. .*Memory ran out in VM: it has 512\sMiB/);
    const box = (await cause.boundingBox())!;
    expect(box.y + box.height).toBeLessThanOrEqual(LAPTOP.viewport.height);
    await page.locator('.banner [data-key=back]').click();
    const reasons = page.locator('.goal-reason');
    expect(await reasons.allInnerTexts()).toEqual([
      'Last run: met, a virtual machine between them',
      'Last run: met, safe',
      'Last run: met, 1,608\u00a0MiB',
      'Last run: missed',
    ]);
    expect(await page.locator('.was-missed').count()).toBe(1);
    await page.keyboard.press('Control+Enter');
    await page.locator('.transport:not([hidden])').waitFor();
    // What the new run comes to is not known before its end.
    expect(await page.locator('.goal-running').count()).toBe(4);
    await leave();
  });
});

describe('a notice', () => {
  const notice = (page: Page) => page.locator('.notice');
  const open = (page: Page) => page.locator('input[type=file]').setInputFiles(solutionFile(NAME));

  test.each([
    ['a laptop', LAPTOP],
    ['a small laptop', { viewport: { width: 1024, height: 768 } }],
    ['a phone', PHONE],
    ['a phone on its side', { ...PHONE, viewport: { width: 844, height: 390 } }],
  ])('covers nothing on %s', async (_name, options) => {
    const { page, leave } = await visit(stand, options, undefined, LEVEL);
    await open(page);
    await notice(page).waitFor();
    await page.waitForTimeout(200);
    for (const tab of ['tray', 'tree', 'goals', 'inspector']) {
      await showTab(page, tab);
      const covered = await page.evaluate(() => {
        const over = document.querySelector('.notice')!.getBoundingClientRect();
        const found: string[] = [];
        for (const element of document.querySelectorAll('.stage, .top, .tabs, .tray-list, .chart, .axis, .right')) {
          const { left, right, top, bottom, width } = element.getBoundingClientRect();
          const end = bottom - Number.parseFloat(getComputedStyle(element).borderBottomWidth);
          if (width > 0 && left < over.right && right > over.left && top < over.bottom && end > over.top) found.push(element.className);
        }
        return found;
      });
      expect(covered).toEqual([]);
    }
    await leave();
  });

  test('is gone in another room, in another level, and when something else is done', async () => {
    const { page, leave } = await visit(stand, LAPTOP, undefined, LEVEL);
    const ends = [
      () => page.evaluate(() => (location.hash = '#levels')),
      () => page.evaluate(() => (location.hash = '#level/rooms-to-let')),
      () => page.keyboard.press('Control+z'),
      () => page.keyboard.press('Control+Enter'),
    ];
    for (const end of ends) {
      await page.evaluate((hash) => (location.hash = hash), LEVEL);
      await page.locator('#game:not([inert])').waitFor();
      await open(page);
      await notice(page).waitFor();
      await end();
      await notice(page).waitFor({ state: 'detached', timeout: 3000 });
    }
    await leave();
  });
});

describe('the task', () => {
  test('can be read on a phone while building and while running', async () => {
    const { page, leave } = await visit(stand, PHONE, undefined, LEVEL);
    const brief = page.locator('.top .brief');
    const task = page.getByRole('button', { name: 'Task' });
    expect(await brief.isVisible()).toBe(true);
    expect(await task.isVisible()).toBe(false);
    await openSolution(page, NAME);
    for (const isRunning of [false, true]) {
      if (isRunning) await page.keyboard.press('Control+Enter');
      expect(await brief.isVisible()).toBe(false);
      await task.tap();
      expect(await brief.isVisible()).toBe(true);
      expect(await task.getAttribute('aria-expanded')).toBe('true');
      await task.tap();
    }
    await task.tap();
    // Another level begins with its own.
    await page.evaluate(() => (location.hash = '#level/rooms-to-let'));
    await page.locator('.top h1', { hasText: 'Rooms to let' }).waitFor();
    expect(await task.isVisible()).toBe(false);
    expect(await brief.isVisible()).toBe(true);
    await leave();
  });
});

describe('a swap', () => {
  test('is made by keyboard, undone in one step, and refused by name', async () => {
    const { page, leave } = await visit(stand, LAPTOP, undefined, '#level/foreign-tongue');
    await openSolution(page, 'foreign-tongue');
    const names = () => page.locator('.tree-row .tree-text').allInnerTexts();
    const before = await names();
    const first = page.locator('[data-key="swap:0"]');
    await page.locator('.tree-row.is-own.look-kernel').first().click();
    await first.focus();
    await page.keyboard.press('Enter');
    await expect.poll(names).not.toEqual(before);
    expect(await names()).toHaveLength(before.length);
    // It goes on from where it was, so that it is swapped back with the same key.
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-key'))).toBe('swap:0');
    await page.keyboard.press('Control+z');
    expect(await names()).toEqual(before);
    await page.locator('.tree-row.is-own.look-hypervisor').first().click();
    await first.focus();
    await page.keyboard.press('Enter');
    expect(await page.locator('.remark.is-shown').innerText()).toMatch(/needs the instruction set arm64, but VirtualBox offers/);
    expect(await names()).toEqual(before);
    await leave();
  });
});
