import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStand, ROOT, visit, type Stand } from './browser.ts';

/** What axe-core finds on every screen, in every look. */

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const LAPTOP = { viewport: { width: 1366, height: 768 } };
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const LOOKS = {
  'dark, laptop': { ...LAPTOP, colorScheme: 'dark' },
  'light, laptop': { ...LAPTOP, colorScheme: 'light' },
  'high contrast, laptop': { ...LAPTOP, colorScheme: 'dark', contrast: 'more' },
  'light high contrast, phone': { ...PHONE, colorScheme: 'light', contrast: 'more' },
  'dark, phone': { ...PHONE, colorScheme: 'dark' },
} satisfies Record<string, BrowserContextOptions>;

const fileOf = (name: string): string => join(ROOT, `assets/levels/first/${name}.solution.json`);
/** A build that is allowed and misses a goal: nobody waits for anybody. */
const MISSING = Buffer.from(readFileSync(fileOf('10-rush-hour'), 'utf8').replace(/,\s*"after": \[[^\]]*\]/g, ''));

let stand: Stand;

beforeAll(async () => {
  stand = await openStand();
});
afterAll(() => stand.close());

/** What is serious or critical on a screen, one line a rule and place. */
async function findings(page: Page, screen: string): Promise<string[]> {
  // Evaluated from outside, which the policy of the page does not forbid.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  const { violations } = await page.evaluate(() =>
    (window as unknown as { axe: { run: (options: unknown) => Promise<AxeResults> } }).axe.run({ resultTypes: ['violations'] }),
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map((node) => `${screen}: ${id}: ${node.target.join(' ')}: ${node.failureSummary?.split('\n')[1]?.trim()}`),
    );
}

async function goTo(page: Page, fragment: string, sign: string): Promise<void> {
  await page.evaluate((hash) => (location.hash = hash), fragment);
  await page.locator(sign).first().waitFor();
}

async function openSolution(page: Page, name: string): Promise<void> {
  await open(page, readFileSync(fileOf(name)));
}

async function open(page: Page, buffer: Buffer): Promise<void> {
  await page.locator('input[type=file]').setInputFiles({ name: 'solution.json', mimeType: 'application/json', buffer });
  await page.locator('.notice').waitFor();
  await page.keyboard.press('Escape');
}

/** By button, or on a narrow screen from the list. */
async function openView(page: Page, value: string): Promise<void> {
  const list = page.locator('.run-view-list');
  if (await list.isVisible()) await list.selectOption(value);
  else await page.locator(`.run-views [data-view="${value}"]`).click();
}

async function skipToResult(page: Page): Promise<void> {
  await page.keyboard.press('Control+Enter');
  await page.locator('.transport:not([hidden])').waitFor();
  await page.keyboard.press('Control+Enter');
  await page.locator('.banner .verdict').waitFor();
}

async function tour(page: Page, look: (screen: string) => Promise<void>): Promise<void> {
  await look('a level at its start');
  await page.keyboard.press('?');
  await look('keys');
  await page.keyboard.press('Escape');
  await page.locator('[data-hand="workload:clock"]').focus();
  await page.keyboard.press('Enter');
  await look('a part in hand');
  await page.keyboard.press('Escape');
  await page.locator('.power.primary').click();
  await page.locator('.remark.is-shown').waitFor();
  await look('a refusal');
  await openSolution(page, '07-two-tenants');
  await page.locator('.tab[data-tab=tree]').evaluate((tab) => (tab as HTMLElement).click());
  await page.locator('.tree-row.look-vm .tree-name').first().click();
  await look('a build with a selection');
  await page.keyboard.press('p');
  await page.locator('.step-later').waitFor();
  await page.keyboard.press(' ');
  for (const view of ['tree', 'log', 'memory', 'load', 'tables']) {
    await openView(page, view);
    await look(`a run, ${view}`);
  }
  await openView(page, 'tree');
  await page.keyboard.press('Control+Enter');
  await page.locator('.banner .verdict').waitFor();
  await look('a result, passed');
  const sides = new URL(
    await page
      .locator('.ways a')
      .last()
      .evaluate((link) => (link as HTMLAnchorElement).href),
  ).hash;
  await open(page, MISSING);
  await skipToResult(page);
  await page.locator('.goal-missed .why-link').first().waitFor();
  await look('a result, missed');
  await goTo(page, '#', '.room-title');
  await look('title');
  await goTo(page, '#levels', '.room-levels');
  await look('levels');
  await goTo(page, '#codex', '.room-codex');
  await look('codex');
  await goTo(page, '#codex/C39', '.entry-title');
  await look('an entry of the codex');
  await goTo(page, '#gallery', '.gallery .level-item');
  await look('gallery');
  await page.locator('.gallery .level-item').first().click();
  await page.locator('.share .link-field').waitFor();
  await look('an exhibit');
  await goTo(page, sides, '.compare-side');
  await look('compare');
  await goTo(page, '#settings', '.room-settings');
  await look('settings');
  await goTo(page, '#credits', '.room-credits');
  await look('credits');
  await goTo(page, '#level/sandbox', '.tray-item');
  await look('sandbox');
}

describe('axe-core finds nothing serious', () => {
  test.each(Object.entries(LOOKS))(
    '%s',
    async (_name, options) => {
      const { page, leave } = await visit(stand, options);
      const found: string[] = [];
      await tour(page, async (screen) => {
        found.push(...(await findings(page, screen)));
      });
      expect([...new Set(found)]).toEqual([]);
      await leave();
    },
    180_000,
  );

  test('an empty gallery', async () => {
    const { page, leave } = await visit(stand);
    await goTo(page, '#gallery', '.room-gallery');
    expect(await findings(page, 'gallery')).toEqual([]);
    await leave();
  });
});
