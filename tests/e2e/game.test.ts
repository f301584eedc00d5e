import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { editsToBecome, towerOf } from '../../src/game/table/edits.ts';
import { isLegal } from '../../src/game/table/judge.ts';
import { Player } from '../../src/game/table/player.ts';
import { layoutOf } from '../../src/game/views/layout.ts';
import { expectedKiB } from '../../src/game/views/memory.ts';
import { pictureOf } from '../../src/game/views/picture.ts';
import { levelCalled, LEVELS } from '../game/levels.ts';
import { openStand, ROOT, sentBytes, visit, type Stand } from './browser.ts';
import { inTurn } from '../support/today.ts';
import { GROUND, placeByKeyboard, rowIds, tray } from './keyboard.ts';
import { solutionFile } from '../support/published.ts';

let stand: Stand;
const scratch = mkdtempSync(join(tmpdir(), 'stackwright-files-'));

beforeAll(async () => {
  stand = await openStand();
});
afterAll(async () => {
  await stand.close();
  rmSync(scratch, { recursive: true, force: true });
});

const banner = (page: Page) => page.locator('.banner .verdict');
/** Drags something over the stage and lets it fall where there is room for it. */
async function dragToStage(page: Page, hand: string): Promise<void> {
  const from = (await tray(page, hand).boundingBox())!;
  const stage = (await page.locator('.stage').boundingBox())!;
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(stage.x + stage.width * 0.3, stage.y + stage.height * 0.4, { steps: 6 });
  await page.mouse.up();
}

interface Point {
  readonly x: number;
  readonly y: number;
}

async function drag(page: Page, from: Point, to: Point): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 6 });
  await page.mouse.up();
}

/** Where the reference build of a level is drawn on the page, by the same functions that draw it. */
async function onStage(page: Page, id: string, isWhole = false): Promise<{ player: Player; at: (node: string) => Point }> {
  const { level, reference } = levelCalled(id);
  const player = new Player(level);
  player.do(editsToBecome(player.history.build, level, reference!.build));
  const layout = layoutOf(player.board.stack, expectedKiB);
  const stage = (await page.locator('.stage').boundingBox())!;
  const picture = pictureOf(layout, {
    width: stage.width,
    height: stage.height,
    unit: 1,
    isWhole,
    rows: layout.rows + 1,
    headroom: 40,
    leastKiB: [],
  });
  const at = (node: string): Point => {
    const shape = picture.byId.get(node)!;
    return { x: stage.x + shape.x + shape.w / 2, y: stage.y + shape.y + shape.h / 2 };
  };
  return { player, at };
}

async function tabTo(page: Page, selector: string): Promise<void> {
  for (let i = 0; i < 40; i += 1) {
    if ((await page.locator(`${selector}:focus`).count()) > 0) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never came to ${selector}`);
}

/** Saves the solution by the page's own button; returns the file. */
async function saveSolution(page: Page): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save as a file' }).click()]);
  const file = join(scratch, download.suggestedFilename());
  await download.saveAs(file);
  return file;
}

function verify(file: string): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(ROOT, 'node_modules/tsx/dist/cli.mjs'), join(ROOT, 'src/cli/main.ts'), 'verify', file],
    { encoding: 'utf8', cwd: ROOT },
  );
  return { status, said: stdout + stderr };
}

describe('the first level', () => {
  test('is won by one drag, and its solution holds for the command line', async () => {
    const { page, leave } = await visit(stand);
    await dragToStage(page, 'workload:clock');
    expect(await rowIds(page)).toEqual(['pc', 'linux', 'clock']);
    await page.getByRole('button', { name: 'Power on' }).click();
    expect(await banner(page).isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Skip to result' }).first().click();
    expect(await banner(page).textContent()).toBe('All goals met');
    expect(await page.locator('.goal-met').count()).toBe(1);

    const file = await saveSolution(page);
    expect(file).toMatch(/first-light-\d+-\d+-\d+-[0-9a-f]{6}\.solution\.json$/);
    const checked = verify(file);
    expect(checked.said).toContain('first-light');
    expect(checked.status).toBe(0);

    await page.getByRole('button', { name: 'Next level' }).click();
    await page.getByRole('heading', { level: 1, name: LEVELS[1]!.level.title }).waitFor();
    await leave();
  });

  test('is won by clicking here and there', async () => {
    const { page, leave } = await visit(stand);
    await tray(page, 'workload:clock').click();
    const stage = (await page.locator('.stage').boundingBox())!;
    await page.mouse.click(stage.x + stage.width / 2, stage.y + stage.height / 3);
    expect(await rowIds(page)).toEqual(['pc', 'linux', 'clock']);
    await leave();
  });

  test('is won by keyboard alone, and the next one is one key away', async () => {
    const { page, leave } = await visit(stand);
    await tabTo(page, '[data-hand="workload:clock"]');
    await page.keyboard.press('Enter');
    expect(await page.locator('.tree-row:focus').getAttribute('data-id')).toBe('linux');
    await page.keyboard.press('Enter');
    expect(await page.locator('.tree-row:focus').getAttribute('data-id')).toBe('clock');
    await page.keyboard.press('p');
    await page.keyboard.press('p');
    expect(await banner(page).textContent()).toBe('All goals met');
    await page.locator('[role=status]').filter({ hasText: 'All goals met' }).first().waitFor({ state: 'attached' });
    await page.keyboard.press('n');
    await page.getByRole('heading', { level: 1, name: LEVELS[1]!.level.title }).waitFor();
    await leave();
  });

  test('says why it cannot run while the clock is not placed, and why a place refuses it', async () => {
    const { page, leave } = await visit(stand);
    await page.getByRole('button', { name: 'Power on' }).click();
    await page.locator('.remark.is-shown').waitFor();
    expect(await page.locator('.remark').textContent()).toContain('Power stays off');
    expect(await page.locator('.right').textContent()).not.toContain('Power stays off');
    await tray(page, 'workload:clock').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Alt+ArrowUp');
    const row = page.locator('.tree-row:focus');
    expect(await row.getAttribute('data-id')).toBe('pc');
    expect(await row.textContent()).toContain('cannot stand on Laptop');
    await page.keyboard.press('Enter');
    expect(await rowIds(page)).toEqual(['pc', 'linux']);
    await page.keyboard.press('Escape');
    expect(await tray(page, 'workload:clock').evaluate((item) => item === document.activeElement)).toBe(true);
    await leave();
  });
});

describe('every level', () => {
  // All of them take longer than one run has: each day others.
  test.each(inTurn(LEVELS, 6).map(({ level, reference }) => [level.title, level, reference!] as const))(
    '%s: its reference solution is built by keyboard, passes, and scores what the engine says',
    async (_title, level, reference) => {
      const { page, leave } = await visit(stand);
      await page.keyboard.press('l');
      await page.locator(`.level-item[data-level="${level.id}"]`).click();
      await page.locator('.room').waitFor({ state: 'detached' });
      const ids = new Map(level.given.map((node) => [node.id, node.id]));
      // What others stand on, or wait for, comes before them.
      const waiting = reference.build.nodes.filter((node) => !ids.has(node.id));
      while (waiting.length > 0) {
        const index = waiting.findIndex(
          (node) => (node.on === undefined || ids.has(node.on)) && (node.after ?? []).every((other) => ids.has(other)),
        );
        const [node] = waiting.splice(index, 1);
        ids.set(node!.id, await placeByKeyboard(page, node!, node!.on === undefined ? GROUND : ids.get(node!.on)!, ids));
      }
      await page.keyboard.press('Control+Enter');
      await page.keyboard.press('Control+Enter');
      expect(await banner(page).textContent()).toBe('All goals met');
      const file = await saveSolution(page);
      const saved = JSON.parse(readFileSync(file, 'utf8')) as { claims: unknown };
      expect(saved.claims).toEqual(reference.claims);
      await leave();
    },
  );
});

describe('what was built', () => {
  test('is there again after a reload in the middle of it, with its history', async () => {
    const { page, leave } = await visit(stand);
    await page.keyboard.press('l');
    await page.locator('.level-item').nth(2).click();
    await page.getByRole('heading', { level: 1, name: LEVELS[2]!.level.title }).waitFor();
    const { level, reference } = LEVELS[2]!;
    const ids = new Map(level.given.map((node) => [node.id, node.id]));
    const first = reference!.build.nodes.find((node) => !ids.has(node.id) && ids.has(node.on!))!;
    await placeByKeyboard(page, first, first.on!, ids);
    const built = await rowIds(page);
    expect(built.length).toBe(level.given.length + 1);
    // In the middle of holding the next part.
    await page.locator('.tray-item:not(.is-gone)').first().click();
    await page.reload();
    await page.getByRole('heading', { level: 1, name: LEVELS[2]!.level.title }).waitFor();
    expect(await rowIds(page)).toEqual(built);
    await page.keyboard.press('Control+z');
    expect((await rowIds(page)).length).toBe(built.length - 1);
    await page.keyboard.press('Control+y');
    expect(await rowIds(page)).toEqual(built);
    await leave();
  });

  test('is moved by dragging, and taken off by dragging it off the stage', async () => {
    const { page, leave } = await visit(stand);
    await page.locator('input[type=file]').setInputFiles(solutionFile('two-tenants'));
    await page.locator('.notice').waitFor();
    const { player, at } = await onStage(page, 'two-tenants');
    const id = player.board.stack.nodes.findLast((node) => node.kind === 'workload')!.id;
    player.take({ kind: 'node', id });
    const target = player.places.find(isLegal)!.on!;
    await drag(page, at(id), at(target));
    const on = player.board.names.get(target)!;
    expect(await page.locator(`.tree-row[data-id="${id}"]`).textContent()).toContain(`, on ${on},`);
    await page.keyboard.press('Control+z');

    const before = await rowIds(page);
    const vm = player.board.stack.nodes.find((node) => node.kind === 'vm')!;
    await drag(page, at(vm.id), { x: 60, y: 500 });
    const gone = before.length - (await rowIds(page)).length;
    expect(gone).toBe(towerOf(player.board.build, vm.id).length);
    await page.getByRole('button', { name: 'Undo' }).click();
    expect(await rowIds(page)).toEqual(before);
    await leave();
  });

  test('says its name when it is tapped, where there is no room to write it', async () => {
    const { page, leave } = await visit(stand, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    await page.locator('input[type=file]').setInputFiles(solutionFile('rooms-to-let'));
    await page.locator('.notice').waitFor();
    const { player, at } = await onStage(page, 'rooms-to-let', true);
    await page.getByRole('button', { name: 'Whole machine' }).tap();
    const kernel = player.board.stack.nodes.find(({ id }) => player.board.names.get(id) === 'Linux 2')!;
    const { x, y } = at(kernel.id);
    await page.touchscreen.tap(x, y);
    expect(await page.locator('.ghost.is-shown strong').textContent()).toBe('Linux 2');
    // Nothing is drawn in the corner.
    const stage = (await page.locator('.stage').boundingBox())!;
    await page.touchscreen.tap(stage.x + 4, stage.y + 4);
    expect(await page.locator('.ghost.is-shown').count()).toBe(0);
    await leave();
  });

  test('goes by key, and comes back', async () => {
    const { page, leave } = await visit(stand);
    await dragToStage(page, 'workload:clock');
    await page.locator('.tree-row[data-id="clock"]').focus();
    await page.keyboard.press('Delete');
    expect(await rowIds(page)).toEqual(['pc', 'linux']);
    await page.getByRole('button', { name: 'Undo' }).click();
    expect(await rowIds(page)).toEqual(['pc', 'linux', 'clock']);
    await page.getByRole('button', { name: 'Reset' }).click();
    expect(await rowIds(page)).toEqual(['pc', 'linux']);
    await leave();
  });

  test('is told about when it cannot be kept, and the game goes on', async () => {
    const { page, leave } = await visit(stand, {}, (fresh) =>
      fresh.addInitScript(() => {
        for (const name of ['indexedDB', 'localStorage']) {
          Object.defineProperty(window, name, {
            get: () => {
              throw new DOMException('forbidden', 'SecurityError');
            },
          });
        }
      }),
    );
    await page.locator('.notice-alarm').waitFor();
    expect(await page.locator('.notice-alarm').first().textContent()).toContain('does not let the page keep anything');
    await dragToStage(page, 'workload:clock');
    expect(await rowIds(page)).toEqual(['pc', 'linux', 'clock']);
    await leave();
  });

  test('by a stranger is only ever text', async () => {
    const { page, leave } = await visit(stand);
    const [{ level, hash }] = [LEVELS[0]!];
    const wicked = '<img src=x onerror="document.body.dataset.hit=1">';
    const nodes = [...level.given, { id: wicked, workload: 'clock', on: 'linux' }];
    const file = join(scratch, 'wicked.solution.json');
    const solution = {
      format: 'stackwright/solution@1',
      level: wicked,
      levelHash: hash,
      rules: 1,
      build: { format: 'stackwright/build@1', nodes },
      claims: {},
      player: wicked,
    };
    writeFileSync(file, JSON.stringify(solution));
    await page.locator('input[type=file]').setInputFiles(file);
    await page.locator('.notice').first().waitFor();
    expect((await rowIds(page)).at(-1)).toBe(wicked);
    writeFileSync(file, JSON.stringify({ format: wicked }));
    await page.locator('input[type=file]').setInputFiles(file);
    await page.locator('.notice-alarm').waitFor();
    expect(await page.locator('.notice').count()).toBe(1);
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.locator('body').getAttribute('data-hit')).toBeNull();
    await leave();
  });
});

const SCREENS = [
  { name: 'a small laptop', viewport: { width: 1366, height: 768 } },
  { name: 'a very large screen', viewport: { width: 3840, height: 2160 } },
  { name: 'a phone', viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
];

describe('the page', () => {
  test.each(SCREENS)('has room for everything on $name', async ({ name: _name, ...options }) => {
    const { page, leave } = await visit(stand, options);
    const problems = await page.evaluate(() => {
      const found: string[] = [];
      const { scrollWidth, scrollHeight, clientWidth, clientHeight } = document.documentElement;
      if (scrollWidth > clientWidth || scrollHeight > clientHeight) found.push('the page scrolls');
      for (const element of document.querySelectorAll<HTMLElement>('button, h1, h2, p, dd, dt, label')) {
        const box = element.getBoundingClientRect();
        if (box.width === 0 || getComputedStyle(element).clipPath !== 'none') continue;
        const words = element.textContent.slice(0, 30);
        if (box.left < -1 || box.right > clientWidth + 1) found.push(`off the page: ${words}`);
        if (Number.parseFloat(getComputedStyle(element).fontSize) < 14) found.push(`too small: ${words}`);
        if (element.matches('.button, .tray-item, .tab') && box.height < 44) found.push(`too low to touch: ${words}`);
      }
      return found;
    });
    expect(problems).toEqual([]);
    await leave();
  });

  test('forbids by itself, without a header, all that is not its own', () => {
    const [, content] = /<meta http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(
      readFileSync(join(stand.folder, 'index.html'), 'utf8'),
    )!;
    expect(content!.replaceAll('&#39;', "'")).toContain("default-src 'none'");
    expect(content).not.toMatch(/unsafe|https?:|\*/);
  });

  test('sends at most 70 kB of its own to who looks at it for the first time, and the engine to who plays', async () => {
    const asked = new Set<string>();
    const { page, leave } = await visit(stand, {}, (fresh) => {
      fresh.on('request', (request) => asked.add(new URL(request.url()).pathname.slice(1) || 'index.html'));
      return Promise.resolve();
    });
    await page.waitForLoadState('networkidle');
    const own = [...asked].filter((file) => /\.(html|js|css)$/.test(file) && !/\/(phaser|libraries|campaign|drawings)-/.test(file));
    expect(own.length).toBeGreaterThan(3);
    expect(own.some((file) => file.includes('/stage-'))).toBe(true);
    expect(own.reduce((sum, file) => sum + sentBytes(stand.folder, file), 0)).toBeLessThanOrEqual(70_000);
    expect(own.filter((file) => file.includes('/engine-'))).toEqual([]);
    const [engine] = await Promise.all([page.waitForRequest(/\/engine-/), page.keyboard.press('Tab')]);
    expect(sentBytes(stand.folder, new URL(engine.url()).pathname.slice(1))).toBeLessThanOrEqual(20_000);
    await leave();
  });
});
