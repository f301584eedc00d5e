import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BROWSER_FLAGS, needBrowser } from '../../scripts/browser.mjs';
import { HEADERS } from '../../scripts/policy.mjs';
import { serveFolder } from '../../scripts/serve.mjs';
import { buildGame } from './browser.ts';

/** The page where there is no network, where it has changed, and where there is no sound. */

const scratch = mkdtempSync(join(tmpdir(), 'stackwright-offline-'));
const built = join(scratch, 'first');
let browser: Browser;

beforeAll(async () => {
  await buildGame(built);
  browser = await chromium.launch({ executablePath: needBrowser(), args: BROWSER_FLAGS });
});
afterAll(async () => {
  await browser.close();
  rmSync(scratch, { recursive: true, force: true });
});

const serve = (folder: string) => serveFolder(folder, { headers: { 'Cache-Control': 'no-cache', ...HEADERS } });

interface Visitor {
  readonly page: Page;
  readonly mistakes: string[];
  readonly leave: () => Promise<void>;
}

async function visit(address: string): Promise<Visitor> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.setDefaultTimeout(8000);
  const mistakes: string[] = [];
  page.on('pageerror', (error) => mistakes.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') mistakes.push(message.text());
  });
  await page.goto(address);
  await page.locator('.stage canvas').waitFor();
  return { page, mistakes, leave: () => context.close() };
}

/** Until the worker has everything and answers. */
async function kept(page: Page): Promise<void> {
  await page.keyboard.press('Shift');
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
}

async function winFirstLevel(page: Page): Promise<void> {
  await page.locator('[data-hand="workload:clock"]').click();
  await page.locator('.tree-row[data-id="linux"]').click();
  await page.keyboard.press('p');
  await page.locator('.back:not([hidden])').waitFor();
  await page.keyboard.press('p');
  await page.locator('.banner .verdict', { hasText: 'All goals met' }).waitFor();
}

const LEVEL = '#level/first-light';

describe('without a network', () => {
  test('all of it is there after the first visit: title, a level to its end, the rooms, the sounds', async () => {
    const host = await serve(built);
    const { page, mistakes, leave } = await visit(`${host.address}${LEVEL}`);
    await kept(page);
    const list = readdirSync(join(built, 'assets'));
    const held = await page.evaluate(async () => {
      const [name] = await caches.keys();
      return (await (await caches.open(name!)).keys()).map(({ url }) => url);
    });
    for (const file of list)
      expect(
        held.some((url) => url.endsWith(`/assets/${file}`)),
        file,
      ).toBe(true);
    host.stop();
    await page.context().setOffline(true);
    // Never opened before: these parts were not in the page yet.
    await page.goto(`${host.address}#codex`);
    await page.locator('.room-codex h1').waitFor();
    await page.goto('about:blank');
    await page.goto(host.address);
    await page.locator('.room-title h1').waitFor();
    await page.getByRole('button', { name: 'Play' }).click();
    await page.locator('.stage canvas').waitFor();
    await winFirstLevel(page);
    const sounds = list.filter((file) => file.endsWith('.wav'));
    expect(sounds.length).toBeGreaterThan(10);
    const status = await page.evaluate(async (files) => {
      const answers = await Promise.all(files.map((file) => fetch(`./assets/${file}`)));
      return answers.map((answer) => answer.status);
    }, sounds);
    expect(new Set(status)).toEqual(new Set([200]));
    await page.keyboard.press('l');
    await page.locator('.level-item').first().waitFor();
    await page.locator('.door', { hasText: 'Settings' }).click();
    await page.locator('[data-key=offline]', { hasText: 'opens without a network' }).waitFor();
    expect(mistakes).toEqual([]);
    await leave();
  });

  test('it can be installed: a manifest with icons that are there', async () => {
    const manifest = JSON.parse(readFileSync(join(built, 'app.webmanifest'), 'utf8')) as { icons: { src: string; sizes: string }[] };
    expect(readFileSync(join(built, 'index.html'), 'utf8')).toContain('app.webmanifest');
    for (const { src, sizes } of manifest.icons) {
      const bytes = readFileSync(join(built, src));
      // The width and height of a PNG stand behind its first chunk's name.
      if (src.endsWith('.png')) expect(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`).toBe(sizes);
    }
  });
});

const NEXT = 'Save it as a file, as the next version says';

/** The game as it is built after some of its texts have changed; also one of the parts that the first build has is another one then. */
async function buildNext(): Promise<{ folder: string; lost: string }> {
  const folder = join(scratch, 'next');
  const changed: string[] = [];
  const edit = (id: string, code: string, from: string, to: string): string => {
    expect(code).toContain(from);
    changed.push(id);
    return code.replace(from, to);
  };
  await buildGame(folder, [
    {
      name: 'next',
      enforce: 'pre',
      transform(code, id) {
        if (id.endsWith('/lang/en/game.ts')) return edit(id, code, "'Save as a file'", `'${NEXT}'`);
        if (id.endsWith('/lang/en/codex-room.ts')) return edit(id, code, "title: 'Codex'", "title: 'Codex of the next version'");
        return null;
      },
    },
  ]);
  expect(changed).toHaveLength(2);
  const later = new Set(readdirSync(join(folder, 'assets')));
  const lost = readdirSync(join(built, 'assets')).find((file) => /^codex-.*\.js$/.test(file) && !later.has(file))!;
  return { folder, lost };
}

test('a new version waits until it is asked for, and the old one stays whole', async () => {
  const host = await serve(built);
  const { page, mistakes, leave } = await visit(`${host.address}${LEVEL}`);
  await kept(page);
  const { folder, lost } = await buildNext();
  host.turn(folder);
  await page.reload();
  await page.locator('.stage canvas').waitFor();
  await page.keyboard.press('Shift');
  const notice = page.locator('.notice-update');
  await notice.waitFor();
  // The old one is on the screen and goes on, with a part that the server has no longer.
  expect(await page.getByRole('button', { name: 'Save as a file' }).count()).toBe(1);
  expect((await page.request.get(`${host.address}assets/${lost}`)).status()).toBe(404);
  await winFirstLevel(page);
  await page.goto(`${host.address}#codex`);
  await page.locator('.room-codex h1').waitFor();
  await page.goBack();
  await notice.getByRole('button').click();
  await page.getByRole('button', { name: NEXT }).waitFor({ state: 'attached' });
  await page.locator('.stage canvas').waitFor();
  // What was built is still there.
  await page.locator('.tree-row[data-id="clock"]').waitFor();
  expect(await page.evaluate(async () => (await caches.keys()).length)).toBe(1);
  expect(mistakes).toEqual([]);
  await leave();
  host.stop();
});

describe('sound', () => {
  test('asks for nothing before something is done, plays afterwards, and stays off when it is put off', async () => {
    const host = await serve(built);
    const { page, mistakes, leave } = await visit(`${host.address}${LEVEL}`);
    await page.waitForLoadState('networkidle');
    expect(await page.evaluate(() => 'Howler' in window)).toBe(false);
    await page.locator('[data-hand="workload:clock"]').click();
    await page.waitForFunction(() => 'Howler' in window);
    const running = () => (window as unknown as { Howler: { ctx: AudioContext | null } }).Howler.ctx?.state === 'running';
    await page.waitForFunction(running);
    await page.keyboard.press('Escape');
    const button = page.locator('.tools').getByRole('button', { name: 'Sound' });
    expect(await button.getAttribute('aria-pressed')).toBe('true');
    await page.keyboard.press('s');
    expect(await button.getAttribute('aria-pressed')).toBe('false');
    await page.waitForTimeout(300);
    await page.reload();
    await page.locator('.stage canvas').waitFor();
    expect(await button.getAttribute('aria-pressed')).toBe('false');
    await winFirstLevel(page);
    // Nobody who wants no sound is sent any.
    expect(await page.evaluate(() => 'Howler' in window)).toBe(false);
    expect(mistakes).toEqual([]);
    await leave();
    host.stop();
  });

  test('is missing where a browser has none, and nothing else is', async () => {
    const host = await serve(built);
    const context = await browser.newContext({ reducedMotion: 'reduce' });
    const page = await context.newPage();
    const mistakes: string[] = [];
    page.on('pageerror', (error) => mistakes.push(error.message));
    await page.addInitScript(() => {
      for (const name of ['AudioContext', 'webkitAudioContext', 'Audio']) Reflect.deleteProperty(window, name);
    });
    await page.goto(`${host.address}${LEVEL}`);
    await page.locator('.stage canvas').waitFor();
    await winFirstLevel(page);
    expect(mistakes).toEqual([]);
    await context.close();
    host.stop();
  });
});
