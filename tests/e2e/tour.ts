import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { solutionFile } from '../support/published.ts';

/** A walk past every screen and every state of the desk, for what has to hold on all of them. */

export const LAPTOP = { viewport: { width: 1366, height: 768 } };
export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** A build that is allowed and misses a goal: nobody waits for anybody. */
const MISSING = Buffer.from(readFileSync(solutionFile('rush-hour'), 'utf8').replace(/,\s*"after": \[[^\]]*\]/g, ''));

/** Trays there are on every desk, also under a room. */
export const SANDBOX_SIGN = '#game:not([inert]) [data-hand="part:machine.laptop"]';

export async function goTo(page: Page, fragment: string, sign: string): Promise<void> {
  await page.evaluate((hash) => (location.hash = hash), fragment);
  await page.locator(sign).first().waitFor();
}

/** What comes with the first sign of play is there afterwards. */
export async function openSolution(page: Page, name: string): Promise<void> {
  await open(page, readFileSync(solutionFile(name)));
  await page.locator('.stage-tools .sight').first().waitFor({ state: 'attached' });
}

async function open(page: Page, buffer: Buffer): Promise<void> {
  await page.locator('input[type=file]').setInputFiles({ name: 'solution.json', mimeType: 'application/json', buffer });
  await page.locator('.notice').waitFor();
  await page.keyboard.press('Escape');
}

/** By button, or on a narrow screen from the list. */
export async function openView(page: Page, value: string): Promise<void> {
  const list = page.locator('.run-view-list');
  if (await list.isVisible()) await list.selectOption(value);
  else await page.locator(`.run-views [data-view="${value}"]`).click();
}

/** Where one panel is shown at a time. */
export async function showTab(page: Page, tab: string): Promise<void> {
  const button = page.locator(`.tab[data-tab=${tab}]`);
  if (await button.isVisible()) await button.click();
}

export async function skipToResult(page: Page): Promise<void> {
  await page.keyboard.press('Control+Enter');
  await page.locator('.transport:not([hidden])').waitFor();
  await page.keyboard.press('Control+Enter');
  await page.locator('.banner .verdict').waitFor();
}

async function building(page: Page, look: (screen: string) => Promise<void>): Promise<void> {
  await look('a level at its start');
  await page.keyboard.press('?');
  await page.locator('dialog').waitFor();
  await look('keys');
  await page.keyboard.press('Escape');
  await page.locator('[data-hand="workload:clock"]').focus();
  await page.keyboard.press('Enter');
  await look('a part in hand');
  await page.keyboard.press('Escape');
  await page.locator('.power.primary').click();
  await page.locator('.remark.is-shown').waitFor();
  await look('a refusal');
  await showTab(page, 'goals');
  await look('the goals');
  await openSolution(page, 'rush-hour');
  await showTab(page, 'tree');
  await page.locator('.wait-chip').first().waitFor();
  await look('who waits for whom');
  await openSolution(page, 'two-tenants');
  await page.locator('.tab[data-tab=tree]').evaluate((tab) => (tab as HTMLElement).click());
  await page.locator('.tree-row.look-vm .tree-name').first().click();
  await look('a build with a selection');
  await showTab(page, 'inspector');
  await page.locator('.inspector [data-key]').first().waitFor();
  await look('its details');
  await page.keyboard.press('k');
  await page.getByRole('button', { name: 'Keep this build' }).click();
  await page.locator('.snapshots li').first().waitFor();
  await look('snapshots');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+a');
  await page.locator('.several-bar').waitFor({ state: 'attached' });
  await look('several selected');
  await page.keyboard.press('Escape');
}

async function running(page: Page, look: (screen: string) => Promise<void>): Promise<string> {
  await page.keyboard.press('p');
  await page.locator('.step-later').waitFor();
  await page.locator('.transport .play').click();
  for (const view of ['tree', 'log', 'memory', 'load', 'tables']) {
    await openView(page, view);
    await look(`a run, ${view}`);
  }
  await openView(page, 'tree');
  await page.keyboard.press('Control+Enter');
  await page.locator('.banner .verdict').waitFor();
  await look('a result, passed');
  const sides = await page
    .locator('.ways a')
    .last()
    .evaluate((link) => new URL((link as HTMLAnchorElement).href).hash);
  await open(page, MISSING);
  await skipToResult(page);
  await page.locator('.goal-missed .why-link').first().waitFor();
  await look('a result, missed');
  return sides;
}

async function rooms(page: Page, sides: string, look: (screen: string) => Promise<void>): Promise<void> {
  const see = async (fragment: string, sign: string, screen: string): Promise<void> => {
    await goTo(page, fragment, sign);
    await look(screen);
  };
  await see('#', '.room-title', 'title');
  await see('#levels', '.room-levels', 'levels');
  await see('#codex', '.room-codex', 'codex');
  await see('#codex/C39', '.entry-title', 'an entry of the codex');
  await see('#gallery', '.gallery .level-item', 'gallery');
  await page.locator('.gallery .level-item').first().click();
  await page.locator('.share .link-field').waitFor();
  await look('an exhibit');
  await page.getByRole('button', { name: 'Replay its building' }).click();
  await page.locator('.replay').waitFor();
  await look('a replay');
  await page.keyboard.press('Escape');
  await page.locator('.share .link-field').waitFor();
  await see(sides, '.compare-side', 'compare');
  await see('#settings', '.room-settings', 'settings');
  await see('#credits', '.room-credits', 'credits');
  await see('#level/sandbox', SANDBOX_SIGN, 'sandbox');
}

/** `look` is called on each screen with what it is called. */
export async function tour(page: Page, look: (screen: string) => Promise<void>): Promise<void> {
  await building(page, look);
  const sides = await running(page, look);
  await rooms(page, sides, look);
}
