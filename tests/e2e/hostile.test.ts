import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { levelCalled } from '../game/levels.ts';
import { mutated } from '../support/mutated.ts';
import { makeSolution } from '../../src/sim/index.ts';
import { openStand, visit, type Stand } from './browser.ts';
import { passFirst } from './keyboard.ts';
import { kept } from './stored.ts';

/**
 * Links, files and files of everything kept as a stranger may have made them, two hundred of them, the same ones at every
 * run: nothing is ever thrown, nothing of them becomes a part of the page, and nothing that was kept is lost.
 */

let stand: Stand;

beforeAll(async () => {
  stand = await openStand();
});
afterAll(() => stand.close());

const EVIL = '<img src=x onerror="document.body.dataset.evil=1"><script>document.body.dataset.evil=1</script>';
const SEED = 20_3;

interface Twist {
  readonly place: number;
  readonly what: number;
  readonly isEvil: boolean;
  readonly at: number;
}

/** The same ways to spoil something at every run. */
function twists(count: number, seed: number): Twist[] {
  const twist = fc.record({
    place: fc.nat(),
    what: fc.nat(),
    isEvil: fc.boolean(),
    at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  });
  return fc.sample(twist, { numRuns: count, seed });
}

/** Some text in it says something wicked, and something in it may be wrong besides. */
function spoilt(json: unknown, { place, what, isEvil }: Twist): unknown {
  const copy = what % 3 === 0 && isEvil ? structuredClone(json) : mutated(json, place, what);
  if (!isEvil) return copy;
  const texts: (() => void)[] = [];
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, member] of Object.entries(value)) {
      if (typeof member === 'string') texts.push(() => ((value as Record<string, unknown>)[key] = EVIL));
      else walk(member);
    }
  };
  walk(copy);
  if (texts.length > 0) texts[place % texts.length]!();
  return copy;
}

const packed = (text: string): string => deflateRawSync(text).toString('base64url');

/** Letters of it are changed, or it is cut off, or something is put in between. */
function torn(text: string, { place, what, at }: Twist): string {
  const cut = Math.floor(at * text.length);
  const letter = 'Aa0_-%<"\u00e9'.charAt(place % 9);
  return what % 3 === 0 ? text.slice(0, cut) : text.slice(0, cut) + letter + text.slice(cut + (what % 2));
}

const { hash, reference } = levelCalled('first-light');
const SOLUTION = makeSolution(reference!);
const TRIAL = {
  format: 'stackwright/sandbox@1',
  rules: 6,
  scenario: 'crash',
  build: {
    format: 'stackwright/build@1',
    nodes: [
      { id: 'pc', part: 'machine.desktop' },
      { id: 'linux', part: 'kernel.linux', on: 'pc' },
      { id: 'web', workload: 'web', on: 'linux' },
    ],
  },
};

/** What the page says where it refuses something. */
const REFUSAL = /expected .+, got .+|another version|stand on nothing|too many to draw|does not hold|could not be read/;

async function isUnharmed(page: Page, about: unknown): Promise<void> {
  const found = await page.evaluate(() => ({
    strangers: document.querySelectorAll('img, iframe, object, embed, script:not([src]), [onerror]').length,
    evil: document.body.dataset['evil'] ?? null,
  }));
  expect({ ...found, about }).toEqual({ strangers: 0, evil: null, about });
}

/** What was said, taken away again. */
async function said(page: Page, about: string): Promise<string> {
  const notice = page.locator('.notice');
  await expect.poll(() => notice.count(), { message: about, timeout: 10_000 }).toBeGreaterThan(0);
  const text = (await notice.allTextContents()).join(' ');
  await page.evaluate(() => {
    for (const button of document.querySelectorAll<HTMLElement>('.notice .button')) button.click();
  });
  return text;
}

/** Passes the first level, and calls its build in the gallery "mine". */
async function begin(page: Page): Promise<Record<string, unknown>> {
  await passFirst(page);
  await page.evaluate(() => (location.hash = '#gallery'));
  await page.locator('.gallery .level-item').click();
  await page.locator('.exhibit-name input').fill('mine');
  await page.keyboard.press('Enter');
  await expect.poll(async () => JSON.stringify((await kept(page))['gallery'])).toContain('mine');
  await page.evaluate(() => (location.hash = '#level/first-light'));
  await expect.poll(() => page.locator('.room').count()).toBe(0);
  return kept(page);
}

/** What was kept at first is there still: the own best, the own build with its name. */
async function isKept(page: Page, before: Record<string, unknown>): Promise<void> {
  const now = await kept(page);
  expect(Object.keys(now).filter((key) => key.startsWith('aside/'))).toEqual([]);
  const own = (before['gallery'] as { exhibits: readonly { name: string }[] }).exhibits;
  expect((now['gallery'] as { exhibits: unknown[] }).exhibits).toEqual(expect.arrayContaining([...own]));
  const bests = (all: Record<string, unknown>): unknown =>
    (all['best'] as { levels: [string, unknown[]][] }).levels.find(([id]) => id === 'first-light')![1];
  expect(bests(now)).toEqual(expect.arrayContaining(bests(before) as unknown[]));
}

test('eighty links', { timeout: 150_000 }, async () => {
  const { page, leave } = await visit(stand);
  const before = await begin(page);
  const links = twists(80, SEED).map((twist, index) => {
    const json = index % 2 === 0 ? SOLUTION : TRIAL;
    return index % 4 === 3 ? torn(packed(JSON.stringify(json)), twist) : packed(JSON.stringify(spoilt(json, twist)));
  });
  for (const link of links) {
    await page.evaluate((letters) => (location.hash = `#s=${letters}`), link);
    await page.waitForFunction(() => location.hash.startsWith('#level/'));
    expect(await said(page, link)).toMatch(new RegExp(`${REFUSAL.source}|was opened`));
    await isUnharmed(page, link);
  }
  await isKept(page, before);
  await leave();
});

test('sixty files', { timeout: 150_000 }, async () => {
  const { page, leave } = await visit(stand);
  const before = await begin(page);
  for (const [index, twist] of twists(60, SEED + 1).entries()) {
    const json = index % 2 === 0 ? SOLUTION : TRIAL;
    const text = index % 5 === 4 ? torn(JSON.stringify(json), twist) : JSON.stringify(spoilt(json, twist));
    await page.locator('.files input[type=file]').setInputFiles({ name: `${EVIL}.json`, mimeType: 'text/html', buffer: Buffer.from(text) });
    expect(await said(page, text)).toMatch(new RegExp(`${REFUSAL.source}|was opened`));
    await isUnharmed(page, text);
  }
  await isKept(page, before);
  await leave();
});

test('sixty files of everything kept', { timeout: 150_000 }, async () => {
  const { page, leave } = await visit(stand);
  const before = await begin(page);
  const whole = {
    format: 'stackwright/kept@1',
    progress: { format: 'stackwright/best@1', levels: [['first-light', [{ metrics: { cost: 1 }, solution: SOLUTION }]]] },
    stars: { format: 'stackwright/stars@1', levels: ['first-light', EVIL] },
    gallery: {
      format: 'stackwright/gallery@1',
      exhibits: [
        { name: EVIL, keptAtMs: 5, solution: SOLUTION },
        {
          name: '',
          keptAtMs: 6,
          scenario: 'crash',
          solution: { ...SOLUTION, level: 'sandbox', build: TRIAL.build, edits: [], claims: {} },
        },
      ],
    },
    settings: { format: 'stackwright/settings@1', theme: EVIL, volume: 1e9 },
    place: EVIL,
    scenario: 'crash',
    desks: [[`desk/${hash}`, { format: 'stackwright/desk@1', solution: { ...SOLUTION, claims: {} }, steps: [1], done: 1 }]],
    snapshots: [
      [`snapshots/${hash}`, { format: 'stackwright/snapshots@1', snapshots: [{ name: EVIL.slice(0, 60), build: SOLUTION['build'] }] }],
    ],
  };
  const desk = (await kept(page))[`desk/${hash}`];
  await page.evaluate(() => (location.hash = '#settings'));
  const place = page.locator('.luggage-said');
  await place.waitFor({ state: 'attached' });
  for (const [index, twist] of twists(60, SEED + 2).entries()) {
    const text = index % 6 === 5 ? torn(JSON.stringify(whole), twist) : JSON.stringify(spoilt(whole, twist));
    await place.evaluate((element) => (element.textContent = ''));
    await page.locator('.luggage input[type=file]').setInputFiles({ name: 'kept.json', mimeType: 'text/html', buffer: Buffer.from(text) });
    await expect.poll(() => place.textContent()).toMatch(/Brought in: |was here already|damaged\. .+expected .+, got .+/);
    await isUnharmed(page, text);
  }
  await isKept(page, before);
  expect((await kept(page))[`desk/${hash}`]).toEqual(desk);
  // What did come in is looked at in every room that shows it.
  for (const room of ['#gallery', '#levels', '#level/sandbox', '#level/first-light']) {
    await page.evaluate((fragment) => (location.hash = fragment), room);
    await page.waitForTimeout(300);
    await isUnharmed(page, room);
  }
  await page.evaluate(() => (location.hash = '#gallery'));
  for (let i = 0; i < (await page.locator('.gallery .level-item').count()); i += 1) {
    await page.locator('.gallery .level-item').nth(i).click();
    await page.locator('.share .link-field').waitFor();
    await isUnharmed(page, 'exhibit');
    await page.goBack();
  }
  await leave();
});
