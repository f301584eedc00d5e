import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStand, visit, type Stand } from './browser.ts';
import { LAPTOP, openSolution, openView, PHONE, showTab } from './tour.ts';

/** What somebody hears who does not see the picture: what is said, how often, and what the page calls its things. */

let stand: Stand;

beforeAll(async () => {
  stand = await openStand();
});
afterAll(() => stand.close());

interface Said {
  readonly text: string;
  readonly ms: number;
}

/** Writes down each change of what a screen reader is told. */
async function listen(page: Page): Promise<() => Promise<Said[]>> {
  await page.evaluate(() => {
    const heard: Said[] = [];
    (window as unknown as { heard: Said[] }).heard = heard;
    const live = document.querySelector('.live')!;
    new MutationObserver(() => heard.push({ text: live.textContent, ms: performance.now() })).observe(live, { childList: true });
  });
  return () => page.evaluate(() => (window as unknown as { heard: Said[] }).heard);
}

const lastOf = (said: readonly Said[]): string => said.at(-1)?.text ?? '';

async function quiet(heard: () => Promise<Said[]>, last: RegExp): Promise<Said[]> {
  await expect.poll(async () => lastOf(await heard()), { timeout: 20_000 }).toMatch(last);
  return heard();
}

/** A clock never rings early: from one announcement to the next it is a second at least. */
function expectPace(said: readonly Said[]): void {
  said.slice(1).forEach(({ ms, text }, index) => expect(ms - said[index]!.ms, text).toBeGreaterThan(990));
}

describe('what is said', () => {
  test('of a run of eleven parts at 100×: the worst first, and the verdict, in a few announcements', async () => {
    const { page, leave } = await visit(stand, LAPTOP);
    await openSolution(page, 'two-tenants');
    const heard = await listen(page);
    await page.keyboard.press('p');
    await page.locator('.transport .speed').selectOption('100');
    const said = await quiet(heard, /All goals met/);
    expectPace(said);
    expect(said.length).toBeLessThanOrEqual(4);
    const all = said.map(({ text }) => text).join(' ');
    expect(all).toContain('broken into');
    expect(all).toMatch(/Bank stays safe.*met/);
    await leave();
  });

  test('at 1×: who is ready, several at once, and no announcement within a second of another', async () => {
    const { page, leave } = await visit(stand, LAPTOP);
    await openSolution(page, 'two-tenants');
    await page.keyboard.press('p');
    await page.locator('.transport .play').click();
    await page.locator('.transport .speed').selectOption('1');
    // Where the containers start.
    await page.locator('.scrub').evaluate((input: HTMLInputElement) => {
      input.value = '400';
      input.dispatchEvent(new Event('input'));
    });
    const heard = await listen(page);
    await page.locator('.transport .play').click();
    await expect.poll(async () => (await heard()).filter(({ text }) => / ready/.test(text)).length, { timeout: 30_000 }).toBeGreaterThan(1);
    expectPace(await heard());
    await leave();
  });

  test('of edits in quick succession is how it ended', async () => {
    const { page, leave } = await visit(stand, LAPTOP);
    await openSolution(page, 'rooms-to-let');
    await page.locator('.tree-row.look-vm .tree-text').last().click();
    const slider = page.locator('[data-key="size:ramMiB"]');
    await slider.focus();
    const heard = await listen(page);
    await page.keyboard.press('Home');
    for (let i = 0; i < 10; i += 1) await page.keyboard.press(i % 2 === 0 ? 'ArrowRight' : 'ArrowLeft');
    await page.keyboard.press('End');
    const end = (await slider.getAttribute('aria-valuetext'))!;
    const said = await quiet(heard, new RegExp(end));
    expectPace(said);
    expect(said.length).toBeLessThan(8);
    for (const { text } of said) expect(text.match(/MiB/g)!.length, text).toBeLessThanOrEqual(1);
    await leave();
  });

  test('of a power-on that is refused again and again is the reason, once at a time', async () => {
    const { page, leave } = await visit(stand, LAPTOP);
    await page.keyboard.press('p');
    await page.locator('.remark.is-shown').waitFor();
    const heard = await listen(page);
    for (let i = 0; i < 6; i += 1) await page.keyboard.press('p');
    const said = await quiet(heard, /Power stays off/);
    for (const { text } of said) expect(text.match(/Power stays off/g)).toHaveLength(1);
    expectPace(said);
    await leave();
  });

  test('of the sound is whether it is off', async () => {
    const { page, leave } = await visit(stand, LAPTOP);
    const heard = await listen(page);
    await page.keyboard.press('s');
    await quiet(heard, /Sound off\./);
    await page.keyboard.press('s');
    await quiet(heard, /Sound on\./);
    await leave();
  });
});

interface Item {
  readonly id: string;
  readonly level: number;
  readonly size: number;
  readonly place: number;
  readonly expanded: string | null;
  readonly selected: string | null;
  readonly name: string;
  readonly tab: number;
}

const itemsOf = (page: Page): Promise<Item[]> =>
  page.locator('[role=tree] [role=treeitem]').evaluateAll((rows) =>
    (rows as HTMLElement[]).map((row) => ({
      id: row.dataset['id']!,
      level: Number(row.ariaLevel),
      size: Number(row.ariaSetSize),
      place: Number(row.ariaPosInSet),
      expanded: row.ariaExpanded,
      selected: row.ariaSelected,
      name: row.querySelector('.tree-name')!.textContent,
      tab: row.tabIndex,
    })),
  );

describe('the tree', () => {
  test('says of each part what it is, where it stands, how many are beside it and what it holds', async () => {
    const { page, leave } = await visit(stand, LAPTOP);
    await openSolution(page, 'two-tenants');
    const items = await itemsOf(page);
    expect(await page.locator('[role=tree]').getAttribute('aria-multiselectable')).toBe('true');
    expect(items.length).toBeGreaterThan(10);
    const open: Item[] = [];
    const sets = new Map<string, Item[]>();
    for (const item of items) {
      while (open.length > 0 && open.at(-1)!.level >= item.level) open.pop();
      const parent = open.at(-1) ?? null;
      expect(item.level).toBe((parent?.level ?? 0) + 1);
      const key = parent?.id ?? '';
      sets.set(key, [...(sets.get(key) ?? []), item]);
      // Its name says on what it stands.
      if (parent !== null) expect(item.name).toContain(`on ${/^[^,]+/.exec(parent.name)![0]}`);
      expect(item.name).toMatch(/, (machine|kernel|hypervisor|virtual machine|container engine|container)\b.*MiB/);
      open.push(item);
    }
    for (const set of sets.values()) set.forEach(({ size, place }, index) => expect([size, place]).toEqual([set.length, index + 1]));
    for (const { id, expanded } of items) expect(expanded).toBe(sets.has(id) ? 'true' : null);
    await leave();
  });

  test('is one stop of the Tab key, folds, and says what is selected', async () => {
    const { page, leave } = await visit(stand, LAPTOP);
    await openSolution(page, 'two-tenants');
    const stops = async (): Promise<number> => (await itemsOf(page)).filter(({ tab }) => tab === 0).length;
    expect(await stops()).toBe(1);
    const all = await itemsOf(page);
    const vm = page.locator('.tree-row.look-vm');
    await vm.focus();
    await page.keyboard.press('ArrowLeft');
    const fewer = await itemsOf(page);
    expect(fewer.length).toBeLessThan(all.length);
    const folded = fewer.find(({ expanded }) => expanded === 'false')!;
    expect(folded.name).toMatch(/^VM\D*\d/);
    expect(await stops()).toBe(1);
    await page.keyboard.press('ArrowRight');
    expect(await itemsOf(page)).toHaveLength(all.length);
    await page.keyboard.press('Control+a');
    const selected = (await itemsOf(page)).filter((item) => item.selected === 'true');
    expect(selected.length).toBeGreaterThan(5);
    expect((await itemsOf(page)).every((item) => item.selected !== null)).toBe(true);
    expect(await stops()).toBe(1);
    await page.keyboard.press('p');
    expect((await itemsOf(page)).every(({ name }) => /waits|firmware|starts|starting|ready|%/.test(name))).toBe(true);
    await leave();
  });

  test('lights the row that a part is folded away with, when that part is pointed at', async () => {
    const { page, leave } = await visit(stand, LAPTOP);
    await openSolution(page, 'two-tenants');
    await page.locator('.tree-row.look-vm').focus();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('p');
    await openView(page, 'tables');
    await page.keyboard.press('Control+Enter');
    await page.locator('.banner .verdict').waitFor();
    await page.locator('.tables select').first().selectOption('Linux 2');
    await page.locator('.tool tr[data-node]', { hasText: 'Forum 1' }).first().hover();
    await page.locator('.tree-row.look-vm.is-hovered').waitFor({ state: 'attached' });
    await leave();
  });
});

describe('values', () => {
  test('of sliders and their buttons have units', async () => {
    const { page, leave } = await visit(stand, LAPTOP);
    await openSolution(page, 'rooms-to-let');
    await page.locator('.tree-row.look-vm .tree-text').last().click();
    const slider = page.locator('[data-key="size:ramMiB"]');
    expect(await slider.getAttribute('aria-label')).toMatch(/memory/i);
    expect(await slider.getAttribute('aria-valuetext')).toBe('1,024 MiB');
    for (const [key, way] of [
      ['less', /^Less: memory/i],
      ['more', /^More: memory/i],
    ] as const)
      expect(await page.locator(`[data-key="${key}:ramMiB"]`).textContent()).toMatch(way);
    await page.keyboard.press('p');
    expect(await page.locator('.scrub').getAttribute('aria-valuetext')).toMatch(/^[\d.,]+ s of [\d.,]+ s$/);
    await page.locator('.step-later').waitFor();
    await leave();
  });

  test('of charts are a table: who took how much when most was taken, and at the instant that is shown', async () => {
    const { page, leave } = await visit(stand, LAPTOP);
    await openSolution(page, 'two-tenants');
    await page.keyboard.press('Control+Enter');
    await page.locator('.transport:not([hidden])').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.locator('.banner .verdict').waitFor();
    for (const view of ['memory', 'load']) {
      await openView(page, view);
      const table = page.locator(`.charts-${view} table`).first();
      const rows = await table
        .locator('tbody tr')
        .evaluateAll((lines) => lines.map((line) => [...line.children].map((cell) => cell.textContent)));
      expect(rows.length).toBeGreaterThan(3);
      expect(await table.locator('caption').textContent()).not.toBe('');
      expect(await table.locator('th[scope=col]').allTextContents()).toEqual([
        'Who',
        expect.stringMatching(/^When most was taken, at [\d.]+ s$/),
        'At 60 s',
      ]);
      const numbers = rows.map(([, most]) => Number.parseFloat(most!.replaceAll(',', '')));
      // The last row is all of them.
      const sum = numbers.slice(0, -1).reduce((total, each) => total + each, 0);
      expect(Math.abs(sum - numbers.at(-1)!)).toBeLessThanOrEqual(view === 'memory' ? rows.length : 1);
      for (const [who, most, now] of rows) {
        expect(who).not.toBe('');
        expect(`${most} ${now}`).toMatch(/MiB|thread/);
      }
    }
    await leave();
  });
});

describe('small things', () => {
  test('on a phone a step shows what happened', async () => {
    const { page, leave } = await visit(stand, PHONE);
    await openSolution(page, 'two-tenants');
    await page.keyboard.press('p');
    await page.locator('.step-later').tap();
    const told = page.locator('.told');
    await told.waitFor();
    expect(await told.textContent()).toMatch(/starts|ready/);
    expect((await told.boundingBox())!.width).toBeGreaterThan(250);
    await leave();
  });

  test('what is still to be placed leads to its entry of the codex', async () => {
    const { page, leave } = await visit(stand, PHONE);
    // That it is not finished is told when the power is asked for.
    await page.keyboard.press('Shift');
    await showTab(page, 'goals');
    await page.locator('[data-key=bet]').waitFor({ state: 'attached' });
    expect(await page.locator('.missing').count()).toBe(0);
    await page.keyboard.press('p');
    await page.locator('.missing .why').tap();
    await page.locator('.entry-title').waitFor();
    await leave();
  });

  test('three alarms leave it to be seen that there is a newer page', async () => {
    const { page, leave } = await visit(stand, LAPTOP);
    await page.locator('.notices').evaluate((notices) => {
      for (const kind of ['update', 'alarm', 'alarm', 'alarm']) {
        const notice = document.createElement('div');
        notice.className = `notice notice-${kind}`;
        notices.append(notice);
      }
    });
    await page.locator('input[type=file]').setInputFiles({ name: 'a.json', mimeType: 'application/json', buffer: Buffer.from('{') });
    await page.locator('.notice', { hasText: 'could not' }).or(page.locator('.notice[data-about]')).first().waitFor();
    expect(await page.locator('.notice-update').count()).toBe(1);
    expect(await page.locator('.notice').count()).toBe(3);
    await leave();
  });

  test('where nothing is to move, a word says that something takes its time', async () => {
    const { page, leave } = await visit(stand, LAPTOP);
    await page.locator('.loading').evaluate((bar) => bar.classList.add('is-on', 'is-heavy'));
    const seen = await page.locator('.loading').evaluate((bar) => getComputedStyle(bar, '::before').content);
    expect(seen).toContain('Loading');
    await leave();
  });
});
