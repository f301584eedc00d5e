import { launch, type Browser, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENGINES } from '../engines/engines.ts';
import { serveGame, type Served } from './browser.ts';

/** The page in Firefox, where one is installed: the first level to its end by keyboard, and the rooms. */

const FIREFOX = ENGINES.find(({ name }) => name === 'Firefox')!;
const program = FIREFOX.find();
const PATIENCE_MS = 20_000;

let served: Served | null = null;
let browser: Browser | null = null;

beforeAll(async () => {
  if (program === null) return;
  served = await serveGame();
  browser = await launch({ browser: 'firefox', executablePath: program, headless: true });
});
afterAll(async () => {
  await browser?.close();
  served?.stop();
});

const goTo = (page: Page, fragment: string) => page.evaluate((hash) => void (location.hash = hash), fragment);
const texts = (page: Page, selector: string): Promise<string[]> =>
  page.$$eval(selector, (elements) => elements.map((element) => element.textContent));

async function press(page: Page, ...keys: Parameters<Page['keyboard']['press']>[0][]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

async function place(page: Page, hand: string): Promise<void> {
  await page.focus(`[data-hand="${hand}"]`);
  await press(page, 'Enter', 'Enter');
}

async function playAll(page: Page, address: string): Promise<void> {
  await page.goto(`${address}#level/first-light`);
  await page.waitForSelector('.stage canvas');
  await place(page, 'workload:clock');
  await press(page, 'p');
  await page.waitForSelector('.transport:not([hidden])');
  await press(page, 'p');
  await page.waitForSelector('.banner .verdict');
  expect(await texts(page, '.banner .verdict')).toEqual(['All goals met']);
  await goTo(page, '#gallery');
  await page.waitForSelector('.gallery .level-item');
  await page.focus('.gallery .level-item');
  await press(page, 'Enter');
  await page.waitForSelector('.exhibit-score table');
  await page.waitForSelector('.share .link-field');
  await goTo(page, '#codex');
  await page.waitForSelector('.room-codex .codex-link');
  expect((await texts(page, '.room-codex .codex-chapters .codex-link')).length).toBeGreaterThanOrEqual(40);
  await goTo(page, '#level/sandbox');
  await page.waitForSelector('[data-hand="part:machine.laptop"]');
  await place(page, 'part:machine.laptop');
  await page.waitForSelector('.ways:not([hidden])');
  expect(await texts(page, '.tree-row')).toHaveLength(1);
  // What was won is there after a reload.
  await goTo(page, '#levels');
  await page.reload();
  await page.waitForFunction(() => document.querySelector('.level-item')?.textContent.includes('passed ·') === true);
}

describe('Firefox', () => {
  test(
    program === null
      ? `is not installed here, so nothing was played in it (Debian: ${FIREFOX.debian})`
      : 'plays the first level to its end by keyboard, opens gallery, codex and sandbox, and has nothing to complain of',
    async () => {
      if (browser === null || served === null) return;
      const page = await browser.newPage();
      page.setDefaultTimeout(PATIENCE_MS);
      await page.setViewport({ width: 1366, height: 768 });
      const mistakes: string[] = [];
      page.on('pageerror', (error) => mistakes.push(String(error)));
      page.on('console', (message) => {
        if (message.type() === 'error') mistakes.push(message.text());
      });
      await playAll(page, served.address);
      expect(mistakes).toEqual([]);
    },
  );
});
