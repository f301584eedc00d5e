import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { build } from 'vite';
import { BROWSER_FLAGS, needBrowser } from './browser.mjs';
import { serveFolder } from './serve.mjs';

/** Takes a picture of every screen in every size, dark and light, to be looked at: `npm run pictures [name …]`. */

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PAGE = join(ROOT, 'dist', 'game');
const PICTURES = join(ROOT, '.cache', 'pictures');

const SIZES = {
  small: { viewport: { width: 1024, height: 768 }, deviceScaleFactor: 1 },
  laptop: { viewport: { width: 1366, height: 768 }, deviceScaleFactor: 1 },
  large: { viewport: { width: 2560, height: 1440 }, deviceScaleFactor: 1 },
  huge: { viewport: { width: 3840, height: 2160 }, deviceScaleFactor: 1 },
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true },
};

/** @typedef {import('playwright-core').Page} Page */

const LEVELS = join(ROOT, 'assets/levels');

/**
 * A level's solution, whatever its chapter and number.
 * @param {string} name
 */
function solutionFile(name) {
  const files = readdirSync(LEVELS, { recursive: true, encoding: 'utf8' });
  return join(LEVELS, files.find((file) => file.replace(/^.*[\\/]\d+-/, '') === `${name}.solution.json`) ?? name);
}

/**
 * Builds a solution in the page through its own file input.
 * @param {Page} page
 * @param {string} name
 */
async function openSolution(page, name) {
  await page.locator('input[type=file]').setInputFiles(solutionFile(name));
  await page.locator('.notice').waitFor();
  await page.locator('.notice .button').first().click();
}

/** @param {Page} page */
const powerOn = (page) => page.locator('.power.primary').click();

/** @param {Page} page */
const isPhone = (page) => (page.viewportSize()?.width ?? 0) < 900;

/**
 * @param {Page} page
 * @param {string} tab
 */
async function showTab(page, tab) {
  if (isPhone(page)) await page.locator(`[data-tab=${tab}].tab`).click();
}

/**
 * A run in the middle, at a share of its time.
 * @param {Page} page
 * @param {string} name
 * @param {number} share
 */
async function runTo(page, name, share) {
  await openSolution(page, name);
  await powerOn(page);
  await showTab(page, 'tree');
  await page.locator('.scrub').evaluate((input, value) => {
    /** @type {HTMLInputElement} */ (input).value = String(value * 1000);
    input.dispatchEvent(new Event('input'));
  }, share);
  await page.getByRole('button', { name: 'Pause' }).click();
}

/**
 * The same with the boot log in place of the timeline.
 * @param {Page} page
 * @param {string} name
 * @param {number} share
 */
async function logTo(page, name, share) {
  await runTo(page, name, share);
  await page.locator(isPhone(page) ? '.tab[data-tab=log]' : '.run-view[data-view=log]').click();
}

/**
 * Passes some levels, so that there is something in the gallery.
 * @param {Page} page
 * @param {string[]} names
 */
async function passAll(page, names) {
  for (const name of names) {
    await openSolution(page, name);
    await powerOn(page);
    await powerOn(page);
    await page.locator('.banner .verdict').waitFor();
  }
}

/**
 * @param {Page} page
 * @param {string} fragment
 */
async function goTo(page, fragment) {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, fragment);
  await page.locator('.room').waitFor();
}

/** @param {Page} page */
async function openExhibit(page) {
  await passAll(page, ['first-light', 'two-tenants']);
  await goTo(page, '#gallery');
  await page.locator('.level-item').first().click();
  await page.locator('.share').locator('.code, .link-field').first().waitFor();
}

/**
 * The same in another view of the run.
 * @param {Page} page
 * @param {string} name
 * @param {number} share
 * @param {string} view
 */
async function viewTo(page, name, share, view) {
  await runTo(page, name, share);
  if (isPhone(page)) await page.locator('.run-view-list').selectOption(view);
  else await page.locator(`.run-view[data-view=${view}]`).click();
}

/** Where a screen has an address of its own. */
/** @type {Record<string, string>} */
const ADDRESSES = {
  sandbox: '#level/sandbox',
  title: '#',
  levels: '#levels',
  codex: '#codex',
  'codex-entry': '#codex/C19',
  settings: '#settings',
  credits: '#credits',
};

/** @type {Record<string, (page: Page) => Promise<unknown>>} */
const SCREENS = {
  start: async () => {},
  title: (page) => page.waitForTimeout(3000),
  levels: async () => {},
  codex: async () => {},
  'codex-entry': async () => {},
  gallery: async (page) => {
    await passAll(page, ['first-light', 'rooms-to-let', 'two-tenants']);
    await goTo(page, '#gallery');
    await page.locator('.exhibit-line').nth(2).waitFor();
  },
  exhibit: openExhibit,
  replay: async (page) => {
    await openExhibit(page);
    await page.getByRole('button', { name: 'Replay its building' }).click();
    await page.locator('.replay').waitFor();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await showTab(page, 'tree');
  },
  compare: async (page) => {
    await openExhibit(page);
    await page.getByRole('button', { name: 'Compare', exact: true }).click();
    await page.locator('.compare-side').first().waitFor();
  },
  sandbox: async () => {},
  coach: async (page) => {
    await page.keyboard.press('Shift');
    await page.locator('.coach').waitFor();
  },
  'coach-power': async (page) => {
    await page.locator('.tray-item').first().click();
    const box = await page.locator('.stage').boundingBox();
    if (box !== null) await page.mouse.click(box.x + box.width * 0.4, box.y + box.height * 0.4);
    await showTab(page, 'tree');
  },
  settings: async () => {},
  credits: async () => {},
  keys: (page) => page.keyboard.press('?'),
  holding: async (page) => {
    await openSolution(page, 'two-tenants');
    await showTab(page, 'tray');
    await page.locator('.tray-item[data-hand^="part:vm"]').click();
    const box = await page.locator('.stage').boundingBox();
    if (box !== null) await page.mouse.move(box.x + box.width * 0.4, box.y + box.height * 0.5);
  },
  built: async (page) => {
    await openSolution(page, 'rooms-to-let');
    await showTab(page, 'tree');
    await page.locator('.tree-row').nth(3).click();
  },
  inspector: async (page) => {
    await openSolution(page, 'two-tenants');
    await showTab(page, 'tree');
    await page.locator('.tree-row.look-vm').first().click();
    await showTab(page, 'inspector');
  },
  sizes: async (page) => {
    await openSolution(page, 'rooms-to-let');
    await showTab(page, 'tree');
    await page.locator('.tree-row.look-vm .tree-text').last().click();
    await showTab(page, 'inspector');
    await page.locator('.size').first().scrollIntoViewIfNeeded();
  },
  booting: (page) => runTo(page, 'two-tenants', 0.335),
  running: (page) => runTo(page, 'rooms-to-let', 0.56),
  serving: async (page) => {
    await runTo(page, 'without-a-host', 0.93);
    await page.getByRole('button', { name: 'Play', exact: true }).click();
  },
  memory: (page) => viewTo(page, 'two-tenants', 0.5, 'memory'),
  load: (page) => viewTo(page, 'rush-hour', 0.5, 'load'),
  tables: (page) => viewTo(page, 'two-tenants', 0.8, 'tables'),
  why: async (page) => {
    await openSolution(page, 'rush-hour');
    await showTab(page, 'tree');
    // Nobody waits for anybody any more.
    for (const row of await page.locator('.tree-row.look-workload .tree-name').all()) {
      await showTab(page, 'tree');
      await row.click();
      await showTab(page, 'inspector');
      const waits = page.locator('[data-key^="after:"]:checked');
      while ((await waits.count()) > 0) await waits.first().press('Space');
    }
    await powerOn(page);
    await powerOn(page);
    await showTab(page, 'goals');
  },
  log: (page) => logTo(page, 'first-light', 0.6),
  'log-of-a-guest': async (page) => {
    await logTo(page, 'two-tenants', 0.8);
    await page.locator('.log-whose select').selectOption({ index: 1 });
  },
  failed: async (page) => {
    await openSolution(page, 'two-tenants');
    await showTab(page, 'tree');
    await page.locator('.tree-row.look-vm').first().click();
    await showTab(page, 'inspector');
    await page.locator('[data-key="ramMiB:2048"]').check({ force: true });
    await powerOn(page);
    await powerOn(page);
  },
  dragging: async (page) => {
    await openSolution(page, 'two-tenants');
    const stage = await page.locator('.stage').boundingBox();
    if (stage === null) return;
    await page.mouse.move(stage.x + stage.width * 0.2, stage.y + stage.height * 0.52);
    await page.mouse.down();
    await page.mouse.move(60, stage.y + stage.height * 0.5, { steps: 5 });
  },
  several: async (page) => {
    await openSolution(page, 'two-tenants');
    await showTab(page, 'tree');
    await page.waitForTimeout(500);
    await page.keyboard.press('Control+a');
    await showTab(page, 'inspector');
  },
  closer: async (page) => {
    await openSolution(page, 'rooms-to-let');
    await page.waitForTimeout(500);
    const box = await page.locator('.stage').boundingBox();
    if (box === null) return;
    await page.mouse.move(box.x + box.width * 0.25, box.y + box.height * 0.4);
    await page.mouse.wheel(0, -900);
  },
  order: async (page) => {
    await openSolution(page, 'rush-hour');
    await showTab(page, 'tree');
    await page.locator('.tree-row').last().click();
  },
  snapshots: async (page) => {
    await openSolution(page, 'rooms-to-let');
    await page.waitForTimeout(500);
    await page.keyboard.press('k');
    await page.getByRole('button', { name: 'Keep this build' }).click();
  },
  whole: async (page) => {
    await openSolution(page, 'two-tenants');
    await page.locator('.zoom').click();
  },
  result: async (page) => {
    await openSolution(page, 'rush-hour');
    await powerOn(page);
    await powerOn(page);
  },
  refused: async (page) => {
    await powerOn(page);
    await showTab(page, 'goals');
  },
};

for (const name of [
  'first-light',
  'what-runs-where',
  'a-guest-in-the-house',
  'without-a-host',
  'same-door',
  'two-tenants',
  'foreign-tongue',
  'the-update',
  'rush-hour',
]) {
  SCREENS[`level-${name}`] = async (page) => {
    await openSolution(page, name);
    await powerOn(page);
    await powerOn(page);
    await showTab(page, 'tree');
  };
}

/**
 * @param {import('playwright-core').Browser} browser
 * @param {string} address
 * @param {string} screen
 * @param {keyof typeof SIZES} size
 * @param {'dark' | 'light'} colorScheme
 */
async function take(browser, address, screen, size, colorScheme) {
  const context = await browser.newContext({ ...SIZES[size], colorScheme });
  const page = await context.newPage();
  page.on('pageerror', (error) => console.error(`${screen}: ${error.message}`));
  page.on('console', (message) => message.type() === 'error' && console.error(`${screen}: ${message.text()}`));
  await page.goto(`${address}${ADDRESSES[screen] ?? '#level/first-light'}`);
  await page.locator('canvas').waitFor({ state: 'attached' });
  try {
    await SCREENS[screen]?.(page);
  } catch (error) {
    console.error(`${screen} ${size}: ${error instanceof Error ? error.message : error}`);
  }
  // What glides comes to rest.
  await page.waitForTimeout(900);
  const file = join(PICTURES, `${screen}-${size}-${colorScheme}.png`);
  await page.screenshot({ path: file });
  console.log(file);
  await context.close();
}

const wanted = process.argv.slice(2);
const isWanted = (/** @type {string[]} */ ...words) =>
  wanted.length === 0 || wanted.every((word) => words.some((other) => other.startsWith(word)));

await build({ configFile: join(ROOT, 'vite.config.ts'), logLevel: 'warn' });
mkdirSync(PICTURES, { recursive: true });
const { address, stop } = await serveFolder(PAGE);
const browser = await chromium.launch({ executablePath: needBrowser(), args: BROWSER_FLAGS });
for (const screen of Object.keys(SCREENS)) {
  for (const size of /** @type {(keyof typeof SIZES)[]} */ (Object.keys(SIZES))) {
    for (const scheme of /** @type {const} */ (['dark', 'light'])) {
      if (isWanted(screen, size, scheme)) await take(browser, address, screen, size, scheme);
    }
  }
}
await browser.close();
stop();
