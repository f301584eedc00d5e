import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStand, visit, type Stand } from './browser.ts';
import { passFirst, placeClock, rowIds } from './keyboard.ts';

/** The rooms around the desk: the codex, the gallery, two solutions side by side, and what leaves and enters the page. */

let stand: Stand;

beforeAll(async () => {
  stand = await openStand();
});
afterAll(() => stand.close());

describe('the codex', () => {
  test('is found from a refusal, by pointer and by key, and the way back leads to the very same desk', async () => {
    const { page, leave } = await visit(stand);
    await page.locator('.power.primary').click();
    const why = page.locator('.remark.is-shown .why');
    await why.hover();
    await why.click();
    await page.locator('.entry-title').waitFor();
    expect(page.url()).toContain('#codex/C39');
    expect(await page.locator('.codex-link[aria-current]').count()).toBe(1);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('.room').count()).toBe(0);
    await page.keyboard.press('w');
    await page.locator('.entry-title').waitFor();
    await page.goBack();
    await expect.poll(() => page.locator('.room').count()).toBe(0);
    await leave();
  });

  test('is left for the title where the page was opened in it, also after a look at another room', async () => {
    const { page, leave } = await visit(stand, {}, undefined, '#codex');
    await page.locator('.room-codex .door', { hasText: 'Levels' }).click();
    await page.locator('.room-levels').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.room-codex').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.room-title').waitFor();
    await leave();
  });

  test('leaves a run at its instant', async () => {
    const { page, leave } = await visit(stand);
    await placeClock(page);
    await page.keyboard.press('p');
    await page.locator('.transport:not([hidden])').waitFor();
    await page.locator('.scrub').evaluate((input) => {
      (input as HTMLInputElement).value = '400';
      input.dispatchEvent(new Event('input'));
    });
    await page.keyboard.press(' ');
    const clock = await page.locator('.clock').textContent();
    await page.evaluate(() => (location.hash = '#codex/C03'));
    await page.locator('.entry-title').waitFor();
    await page.goBack();
    await expect.poll(() => page.locator('.room').count()).toBe(0);
    expect(await page.locator('.clock').textContent()).toBe(clock);
    await leave();
  });

  test('is searched, read by links alone, and marks what passed levels teach', async () => {
    const { page, leave } = await visit(stand);
    await passFirst(page);
    await page.evaluate(() => (location.hash = '#codex'));
    await page.locator('.codex-list input').fill('ballooning');
    expect(await page.locator('.codex-chapters .codex-link').allTextContents()).toEqual(['Held, used or not']);
    await page.locator('.codex-list input').fill('');
    expect(await page.locator('.codex-link.is-met').count()).toBeGreaterThan(0);
    await page.locator('.codex-link.is-met').first().focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.entry-title:focus').count()).toBe(1);
    const first = await page.locator('.entry-title').textContent();
    await page.locator('.entry .chips').last().locator('a').first().focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.entry-title').textContent()).not.toBe(first);
    await page.goBack();
    await expect.poll(() => page.locator('.entry-title').textContent()).toBe(first);
    expect(await page.locator('.entry .source').count()).toBeGreaterThan(0);
    await leave();
  });
});

const goTo = (page: Page, fragment: string) => page.evaluate((hash) => (location.hash = hash), fragment);
/** Opens the one build in the gallery. */
async function openExhibit(page: Page): Promise<void> {
  await goTo(page, '#gallery');
  await page.locator('.gallery .level-item').click();
  await page.locator('.share .link-field').waitFor();
}

describe('the gallery', () => {
  test('keeps a build that passed over a reload, takes a name, and gives back what was deleted', async () => {
    const { page, leave } = await visit(stand);
    await passFirst(page);
    await openExhibit(page);
    expect(await page.locator('.exhibit-score').textContent()).toContain('13.575 s');
    await page.locator('.exhibit-name input').fill('<b>mine</b>');
    await page.keyboard.press('Tab');
    // The storage takes its time.
    await page.waitForTimeout(400);
    await page.reload();
    await page.locator('.exhibit .entry-title').waitFor();
    expect(await page.locator('.exhibit .entry-title').textContent()).toBe('<b>mine</b>');
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.locator('.gallery-undo').waitFor();
    expect(await page.locator('.gallery .level-item').count()).toBe(0);
    await page.locator('.gallery-undo .button').click();
    await page.locator('.gallery .level-item').waitFor();
    await leave();
  });

  test('replays a building on the desk and leaves the own build as it was', async () => {
    const { page, leave } = await visit(stand);
    await passFirst(page);
    await page.keyboard.press('b');
    await page.keyboard.press('Control+z');
    expect(await rowIds(page)).toEqual(['pc', 'linux']);
    await openExhibit(page);
    await page.getByRole('button', { name: 'Replay its building' }).click();
    await page.locator('.replay').waitFor();
    await page.keyboard.press('ArrowLeft');
    expect(await rowIds(page)).toEqual(['pc', 'linux']);
    await page.keyboard.press('ArrowRight');
    expect(await rowIds(page)).toEqual(['pc', 'linux', 'clock']);
    await page.locator('.replay .slider').click({ position: { x: 1, y: 20 } });
    expect(await rowIds(page)).toEqual(['pc', 'linux']);
    await page.locator('.replay').getByRole('button', { name: 'Step on' }).click();
    expect(await rowIds(page)).toEqual(['pc', 'linux', 'clock']);
    // The desk's own keys rest meanwhile.
    await page.keyboard.press('Delete');
    await page.keyboard.press('Control+z');
    expect(await rowIds(page)).toEqual(['pc', 'linux', 'clock']);
    await page.getByRole('button', { name: 'Power on' }).last().click();
    await page.locator('.transport:not([hidden])').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.exhibit').waitFor();
    await goTo(page, '#level/first-light');
    await expect.poll(() => page.locator('.room').count()).toBe(0);
    expect(await page.locator('.replay').count()).toBe(0);
    expect(await rowIds(page)).toEqual(['pc', 'linux']);
    await page.keyboard.press('Control+y');
    expect(await rowIds(page)).toEqual(['pc', 'linux', 'clock']);
    await page.reload();
    await page.locator('.stage canvas').waitFor();
    expect(await rowIds(page)).toEqual(['pc', 'linux', 'clock']);
    await leave();
  });
});

describe('a link', () => {
  test('is copied or selected, has a code, and brings its build to another desk', async () => {
    const { page, leave } = await visit(stand, { permissions: [] });
    await passFirst(page);
    await openExhibit(page);
    const link = await page.locator('.share .link-field').inputValue();
    expect(link.startsWith(`${stand.address}#s=`)).toBe(true);
    expect(await page.locator('.share .code path').getAttribute('d')).toMatch(/^M4 4h1v1h-1z/);
    // As on a page that has no clipboard.
    await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
    await page.getByRole('button', { name: 'Copy link' }).click();
    expect(await page.locator('.share [role=status]').textContent()).toContain('Ctrl + C');
    expect(await page.evaluate(() => getSelection()!.toString() || (document.activeElement as HTMLInputElement).value)).toBe(link);
    const { page: other, leave: leaveOther } = await visit(stand, {}, undefined, link.slice(stand.address.length));
    await other.locator('.tree-row[data-id="clock"]').waitFor({ state: 'attached' });
    expect(other.url()).toContain('#level/first-light');
    await leaveOther();
    await leave();
  });

  test('of a stranger is refused in words, and loses nothing', async () => {
    const { page, leave } = await visit(stand);
    await placeClock(page);
    const packed = (text: string): Promise<string> =>
      page.evaluate(async (letters) => {
        const stream = new Blob([letters]).stream().pipeThrough(new CompressionStream('deflate-raw'));
        const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
        return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
          .replaceAll('+', '-')
          .replaceAll('/', '_')
          .replace(/=+$/, '');
      }, text);
    const evil = '<img src=x onerror="document.body.dataset.evil=1">';
    const solution = { format: 'stackwright/solution@1', level: evil, rules: 6, levelHash: 'a'.repeat(64), claims: {} };
    const hostile = [
      ['garbage', /damaged/],
      ['%%%', /damaged/],
      ['', /damaged/],
      [await packed(' '.repeat(30_000_000)), /more than a solution/],
      [await packed(JSON.stringify(solution)), /not a solution/i],
      [
        await packed(JSON.stringify({ ...solution, build: { format: 'stackwright/build@1', nodes: [{ id: evil, part: evil }] } })),
        /level that this page does not have/,
      ],
      ['A'.repeat(70_000), /more than a solution/],
    ] as const;
    for (const [link, words] of hostile) {
      await goTo(page, `#s=${link}`);
      await expect
        .poll(() =>
          page
            .locator('.notice')
            .allTextContents()
            .then((texts) => texts.join(' ')),
        )
        .toMatch(words);
      await page.locator('.notice .button').first().click();
      expect(page.url()).toContain('#level/first-light');
    }
    expect(await rowIds(page)).toEqual(['pc', 'linux', 'clock']);
    expect(await page.evaluate(() => document.body.dataset['evil'])).toBeUndefined();
    await leave();
  });
});

describe('a part of the page that cannot be had', () => {
  test.each([
    ['_virtual_sandbox', '#level/sandbox'],
    ['compare', '#compare/a/b'],
  ])('is told of, and the desk goes on: %s', async (name, fragment) => {
    const { page } = await visit(stand, {}, (fresh) => fresh.route(new RegExp(`/${name}-[^/]*\\.js$`), (route) => route.abort()));
    const thrown: string[] = [];
    page.on('pageerror', ({ message }) => thrown.push(message));
    await goTo(page, fragment);
    await page.locator('.notice-alarm', { hasText: 'could not be loaded' }).waitFor();
    await passFirst(page);
    expect(thrown).toEqual([]);
    await page.context().close();
  });
});

describe('where what runs builds cannot be had', () => {
  const noEngine = (page: Page): Promise<unknown> => page.route(/\/engine-[^/]*\.js$/, (route) => route.abort());

  test('two builds say so instead of being measured for ever', async () => {
    const { page } = await visit(stand, {}, noEngine);
    await goTo(page, '#compare/a/b');
    await page.locator('.compare .alarm', { hasText: 'could not be loaded' }).waitFor();
    await page.context().close();
  });

  test('a file of everything kept is not taken, and that is said', async () => {
    const { page } = await visit(stand, {}, noEngine, '#settings');
    const thrown: string[] = [];
    page.on('pageerror', ({ message }) => thrown.push(message));
    const buffer = Buffer.from('{"format":"stackwright/kept@1"}');
    await page.locator('.luggage input[type=file]').setInputFiles({ name: 'kept.json', mimeType: 'application/json', buffer });
    await page.locator('.notice-alarm', { hasText: 'could not be loaded' }).waitFor();
    expect(thrown).toEqual([]);
    await page.context().close();
  });
});

describe('two builds', () => {
  test('run side by side on one clock, and tables say where they differ', async () => {
    const { page, leave } = await visit(stand);
    await passFirst(page);
    await page.locator('.ways a').last().focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.compare-side').count(), { timeout: 10_000 }).toBe(2);
    expect(page.url()).toContain('#compare/');
    expect(await page.locator('.compare-tables td').last().textContent()).toBe('the same');
    expect(await page.locator('.compare table').last().locator('tr').count()).toBe(4);
    const slider = page.locator('.compare-clock .slider');
    await slider.click();
    expect(await page.locator('.compare-clock .clock').textContent()).not.toMatch(/^(\S+) s of \1 s$/);
    await page.keyboard.press('Home');
    expect(await page.locator('.compare-clock .clock').textContent()).toContain('0.0 s of');
    await goTo(page, '#compare/nothing/at-all');
    await expect.poll(() => page.locator('.compare .alarm').count()).toBe(1);
    await leave();
  });
});
