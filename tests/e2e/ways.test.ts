import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Player } from '../../src/game/table/player.ts';
import { editsToBecome } from '../../src/game/table/edits.ts';
import { isLegal } from '../../src/game/table/judge.ts';
import { levelCalled, LEVELS } from '../game/levels.ts';
import { openStand, visit, type Stand } from './browser.ts';
import { solutionFile } from '../support/published.ts';

/** Ways through the page: by key, by finger, on a small screen. */

let stand: Stand;

beforeAll(async () => {
  stand = await openStand();
});
afterAll(() => stand.close());

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const tray = (page: Page, hand: string) => page.locator(`[data-hand="${hand}"]`);
const row = (page: Page, id: string) => page.locator(`.tree-row[data-id="${id}"]`);

async function openSolution(page: Page, name: string): Promise<void> {
  await page.locator('input[type=file]').setInputFiles(solutionFile(name));
  await page.locator('.notice').waitFor();
}

const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const active = document.activeElement;
    return active === null || active === document.body ? 'nothing' : (active.getAttribute('data-key') ?? active.className);
  });

describe('by key', () => {
  test('the tray and the stack are one stop each, and the arrow keys lead through them', async () => {
    const { page, leave } = await visit(stand);
    await openSolution(page, 'two-tenants');
    await page.keyboard.press('Escape');
    expect(await page.locator('.notice').count()).toBe(0);
    const stops: string[] = [];
    await page.locator('.levels').focus();
    for (let i = 0; i < 14; i += 1) {
      await page.keyboard.press('Tab');
      stops.push(await page.evaluate(() => document.activeElement!.className.split(' ')[0]!));
    }
    expect(stops.filter((name) => name === 'tray-item')).toHaveLength(1);
    expect(stops.filter((name) => name === 'tree-row')).toHaveLength(1);
    const keys = await page.locator('.tray-item').evaluateAll((items) => items.map((item) => item.getAttribute('data-key')));
    expect(keys.length).toBeGreaterThan(4);
    await page.locator('.tray-item[tabindex="0"]').focus();
    await page.keyboard.press('Home');
    const walked = [await focused(page)];
    for (let i = 1; i < keys.length; i += 1) {
      await page.keyboard.press('ArrowDown');
      walked.push(await focused(page));
    }
    expect(walked).toEqual(keys);
    await leave();
  });

  test('the focus is never lost when the power goes on and the result comes', async () => {
    const { page, leave } = await visit(stand);
    await openSolution(page, 'two-tenants');
    await page.keyboard.press('Escape');
    await page.locator('.tree-row.look-vm').first().click();
    for (const selector of ['.tree-row.look-vm', '.tray-item[tabindex="0"]', 'summary', '[data-key=remove]', '.power.primary']) {
      await page.locator(selector).first().focus();
      const before = await focused(page);
      await page.keyboard.press('Control+Enter');
      expect([selector, await focused(page)]).toEqual([selector, before]);
      await page.locator('.power.primary').focus();
      await page.keyboard.press('Enter');
      await page.locator('.banner:not([hidden])').waitFor();
      expect([selector, await focused(page)]).not.toEqual([selector, 'nothing']);
      await page.keyboard.press('b');
      expect([selector, await focused(page)]).not.toEqual([selector, 'nothing']);
    }
    await leave();
  });
});

describe('by pointer', () => {
  test('a row of the stack is dragged to where it should stand, or off', async () => {
    const { page, leave } = await visit(stand);
    await openSolution(page, 'two-tenants');
    // With a notice there the list is shorter, and scrolls.
    await page.keyboard.press('Escape');
    const { level, reference } = levelCalled('two-tenants');
    const player = new Player(level);
    player.do(editsToBecome(player.history.build, level, reference!.build));
    const { id } = player.board.stack.nodes.findLast((node) => node.kind === 'workload')!;
    player.take({ kind: 'node', id });
    const target = player.places.find(isLegal)!.on!;
    const drag = async (to: { x: number; y: number }): Promise<void> => {
      await row(page, id).scrollIntoViewIfNeeded();
      const from = (await row(page, id).locator('.tree-name').boundingBox())!;
      await page.mouse.move(from.x + 80, from.y + from.height / 2);
      await page.mouse.down();
      await page.mouse.move(from.x + 84, from.y - 20, { steps: 4 });
      await page.mouse.move(to.x, to.y, { steps: 6 });
      await page.mouse.up();
    };
    const box = (await row(page, target).boundingBox())!;
    await drag({ x: box.x + 90, y: box.y + box.height / 2 });
    expect(await row(page, id).textContent()).toContain(`, on ${player.board.names.get(target)},`);
    await drag({ x: 60, y: 400 });
    expect(await row(page, id).count()).toBe(0);
    await leave();
  });

  test('messages of what was done do not pile up', async () => {
    const { page, leave } = await visit(stand);
    await openSolution(page, 'two-tenants');
    await openSolution(page, 'what-runs-where');
    await openSolution(page, 'two-tenants');
    expect(await page.locator('.notice').count()).toBe(1);
    await page.getByRole('button', { name: 'Dismiss' }).click();
    expect(await page.locator('.notice').count()).toBe(0);
    await leave();
  });
});

/** Buttons without words, seen or only spoken; a hint is no name. */
async function nameless(page: Page): Promise<(string | null)[]> {
  return page.getByRole('button').evaluateAll((buttons) =>
    buttons
      .filter((button) => {
        const spans = [...button.querySelectorAll('span')];
        const words = spans.filter((span) => getComputedStyle(span).display !== 'none').map((span) => span.textContent);
        const own = button.children.length === 0 ? button.textContent : '';
        return [button.getAttribute('aria-label'), own, ...words].join('') === '';
      })
      .map((button) => button.getAttribute('class')),
  );
}

describe('on a phone', () => {
  test('every button has a name, and settings and keys are reached from the list of levels', async () => {
    const { page, leave } = await visit(stand, PHONE);
    expect(await nameless(page)).toEqual([]);
    await page.getByRole('button', { name: 'Levels' }).tap();
    expect(await nameless(page)).toEqual([]);
    await page.getByRole('button', { name: 'Settings' }).tap();
    await page.getByLabel('light', { exact: true }).tap();
    expect(await page.locator('html').getAttribute('data-theme')).toBe('light');
    await page.getByRole('button', { name: 'Keys and colours' }).tap();
    await page.locator('dialog .keys').waitFor();
    await page.getByRole('button', { name: 'Close' }).tap();
    await leave();
  });

  test('the panel follows the game: the run, its result, the parts of the next level', async () => {
    const { page, leave } = await visit(stand, PHONE);
    const tab = (): Promise<string | null> => page.locator('#game').getAttribute('data-tab');
    expect(await tab()).toBe('tray');
    // More memory than is shown: the picture says so from the start.
    await page.getByRole('button', { name: 'Whole machine' }).waitFor({ state: 'attached' });
    await page.getByRole('button', { name: 'Power on' }).tap();
    // With the first tap the engine comes.
    await expect.poll(tab).toBe('goals');
    await page.locator('.tab[data-tab=tray]').tap();
    await tray(page, 'workload:clock').tap();
    const stage = (await page.locator('.stage').boundingBox())!;
    await page.touchscreen.tap(stage.x + stage.width / 2, stage.y + stage.height / 2);
    await page.getByRole('button', { name: 'Power on' }).tap();
    // The first level is about what a kernel prints.
    await expect.poll(tab).toBe('log');
    expect(await nameless(page)).toEqual([]);
    await page.locator('.tab[data-tab=tree]').tap();
    // The axis is laid out for the width that the panel has now.
    expect(await page.locator('.tick').count()).toBeGreaterThan(1);
    await page.getByRole('button', { name: 'Skip to result' }).first().tap();
    expect(await tab()).toBe('goals');
    expect(await page.locator('.verdict-note').textContent()).toContain('reference');
    expect(await nameless(page)).toEqual([]);
    await page.getByRole('button', { name: 'Next level' }).tap();
    await page.getByRole('heading', { level: 1, name: LEVELS[1]!.level.title }).waitFor();
    expect(await tab()).toBe('tray');
    await leave();
  });
});

test('a result and another level are read from the top', async () => {
  const { page, leave } = await visit(stand, { viewport: { width: 1366, height: 500 } });
  const panel = page.locator('.right');
  const scrolled = (): Promise<number> => panel.evaluate((element) => element.scrollTop);
  const toTheEnd = (): Promise<void> => panel.evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await openSolution(page, 'two-tenants');
  await page.locator('.tree-row.look-vm').first().click();
  // Often the last thing done before the power goes on.
  await page.locator('.right input[type=radio]').first().focus();
  await page.keyboard.press('p');
  await page.locator('.transport .play').waitFor();
  await toTheEnd();
  expect(await scrolled()).toBeGreaterThan(0);
  await page.keyboard.press('p');
  await page.locator('.banner .verdict').waitFor();
  expect(await scrolled()).toBe(0);
  await toTheEnd();
  await page.getByRole('button', { name: 'Next level' }).click();
  await expect.poll(scrolled).toBe(0);
  await leave();
});

/** Shows an instant of the run, as a share of its time, by the slider; returns what the clock says, s. */
async function scrubTo(page: Page, share: number): Promise<number> {
  await page.locator('.scrub').evaluate((input, value) => {
    (input as HTMLInputElement).value = String(value * 1000);
    input.dispatchEvent(new Event('input'));
  }, share);
  return Number.parseFloat((await page.locator('.clock').textContent())!);
}

const lines = (page: Page): Promise<string[]> => page.locator('.log-line').allTextContents();
const timeOf = (line: string): number => Number(/^\[ *([\d.]+)\] /.exec(line)![1]);

describe('the boot log', () => {
  test('is shown at once where the level is about it, up to the instant that is shown', async () => {
    const { page, leave } = await visit(stand);
    await tray(page, 'workload:clock').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.keyboard.press('p');
    await page.getByRole('log', { name: 'Boot log of Linux' }).waitFor();
    await page.getByRole('button', { name: 'Pause' }).click();
    const counts: number[] = [];
    for (const share of [0.9, 0.2, 0.55]) {
      const now = await scrubTo(page, share);
      const shown = await lines(page);
      counts.push(shown.length);
      // The clock shows tenths, rounded down.
      expect(shown.every((line) => timeOf(line) < now + 0.1)).toBe(true);
    }
    expect(counts[0]).toBeGreaterThan(counts[2]!);
    expect(counts[2]).toBeGreaterThan(counts[1]!);
    expect(counts[1]).toBeGreaterThan(0);
    // What was printed last is in view.
    expect(await page.locator('.log-line').last().isVisible()).toBe(true);
    await page.keyboard.press('t');
    expect(await page.getByRole('log').count()).toBe(0);
    expect(await page.getByRole('tree').count()).toBe(1);
    await leave();
  });

  test('is that of the kernel that is chosen, in the list or on the stage', async () => {
    const { page, leave } = await visit(stand);
    await openSolution(page, 'two-tenants');
    await page.keyboard.press('Control+Enter');
    expect(await page.getByRole('log').count()).toBe(0);
    await page.getByRole('button', { name: 'Boot log' }).click();
    await page.keyboard.press('Control+Enter');
    const first = await lines(page);
    expect(first[0]).toContain('UEFI');
    const picker = page.getByRole('combobox', { name: 'Boot log of' });
    await picker.selectOption('Linux 2');
    const second = await lines(page);
    expect(second[0]).toContain('Virtual firmware');
    await page.getByRole('log', { name: 'Boot log of Linux 2' }).waitFor();
    // Before the guest is there, it has printed nothing.
    await scrubTo(page, 0.1);
    expect(await lines(page)).toEqual([]);
    expect(await page.locator('.log-earlier').textContent()).toContain('first line comes at');
    await page.getByRole('button', { name: 'Timeline' }).click();
    await row(page, 'host').locator('.tree-name').click();
    await page.getByRole('button', { name: 'Boot log' }).click();
    expect(await picker.inputValue()).toBe('Linux');
    await leave();
  });
});
