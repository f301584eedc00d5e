import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { levelHash, makeSolution, parseLevel, readJson, RULES, type BuildNode } from '../src/sim/index.ts';
import { scriptTimes, trace } from './frames.ts';
import { heldBy, restarts, type Held } from './heap.ts';
import { median } from './measure.ts';
import { open, serve, type Served } from './served.ts';

/** `npm run bench -- game`: the page in a real browser: work per frame, first playable frame, what is sent, growth of the heap. */

const SLOWER = 4;
const BOUND_MS = 8;
const LOADS = 7;
const BOUND_FIRST = 1.5;
const PATIENCE_MS = 30_000;
const RESTARTS = 50;
const FIRST_PLAYS = 10;
const WATCHED_MS = 6000;
/** A page that is played is played for a while: most of what runs in a frame has run many times. */
const WARM_MS = 20_000;

/** Sixty parts: twelve guests with a container engine and a container each, and what else there is room for. */
function sixty(): BuildNode[] {
  const nodes: BuildNode[] = [
    { id: 'server', part: 'machine.server' },
    { id: 'host', part: 'kernel.linux', on: 'server' },
    { id: 'kvm', part: 'hypervisor.kvm', on: 'host' },
  ];
  for (let i = 0; i < 12; i += 1) {
    nodes.push({ id: `vm${i}`, part: 'vm', on: 'kvm', ramMiB: 4096, cpus: 2 });
    nodes.push({ id: `linux${i}`, part: 'kernel.linux', on: `vm${i}` });
    nodes.push({ id: `docker${i}`, part: 'engine.docker', on: `linux${i}` });
    nodes.push({ id: `web${i}`, workload: 'web', on: `docker${i}` });
  }
  for (let i = 0; i < 9; i += 1) nodes.push({ id: `db${i}`, workload: 'db', on: `docker${i}` });
  return nodes;
}

/** A desk of the sandbox, as the page keeps one. */
function desk(): { key: string; text: string } {
  const json = readJson(readFileSync('assets/sandbox/sandbox.level.json', 'utf8'));
  const level = parseLevel(json.ok ? json.value : null);
  if (!level.ok) throw new Error('no sandbox');
  const hash = levelHash(level.value);
  const edits = sixty().map((node) => ({ edit: 'place' as const, node }));
  const solution = { level: level.value.id, levelHash: hash, rules: RULES, build: { nodes: [] }, edits, claims: {} };
  const kept = { format: 'stackwright/desk@1', solution: makeSolution(solution), steps: [edits.length], done: 1 };
  return { key: `ahead/desk/${hash}`, text: JSON.stringify(kept) };
}

function tell(what: string, times: readonly number[]): void {
  const at = (share: number): string => (times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? NaN).toFixed(2);
  const verdict = Number(at(0.95)) < BOUND_MS ? '' : '  TOO SLOW';
  console.log(
    `  ${what.padEnd(34)} p50 ${at(0.5)} · p95 ${at(0.95)} (bound ${BOUND_MS}) · max ${at(1)} ms, ${times.length} frames${verdict}`,
  );
}

async function drag(page: Page): Promise<void> {
  const part = page.locator('[data-hand="workload:script"]');
  await part.scrollIntoViewIfNeeded();
  const from = (await part.boundingBox())!;
  const stage = (await page.locator('.stage').boundingBox())!;
  await page.mouse.move(from.x + 30, from.y + from.height / 2);
  await page.mouse.down();
  const begun = performance.now();
  for (let i = 0; performance.now() - begun < WATCHED_MS; i += 1) {
    const turn = i / 25;
    await page.mouse.move(
      stage.x + stage.width * (0.5 + 0.45 * Math.sin(turn)),
      stage.y + stage.height * (0.5 + 0.4 * Math.sin(turn * 1.7)),
    );
  }
  if ((await page.locator('body.is-dragging').count()) === 0) throw new Error('nothing was dragged');
  await page.keyboard.press('Escape');
  await page.mouse.up();
}

/** What the same Phaser takes of a frame by itself, with sixty rectangles that never change. */
async function floor({ browser, bare }: Served): Promise<void> {
  const { page, cdp } = await open(browser);
  await page.goto(bare);
  await page.waitForTimeout(WARM_MS / 2);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  tell('a bare page of the same Phaser', scriptTimes(await trace(cdp, () => page.waitForTimeout(WATCHED_MS))));
  await page.context().close();
}

async function frames(served: Served): Promise<void> {
  const { browser, game } = served;
  const { page, cdp } = await open(browser);
  await page.addInitScript(({ key, text }) => localStorage.setItem(key, text), desk());
  await page.goto(`${game}#level/sandbox`);
  await page.locator('.stage canvas').waitFor();
  await page.locator('.tree-row').nth(59).waitFor({ state: 'attached' });
  console.log(`Script time per frame with 60 parts on the stage, processor slowed ${SLOWER}×`);
  // Once unmeasured: what is loaded and translated with the first gesture is no part of a frame.
  await drag(page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  tell('dragging over the stage', scriptTimes(await trace(cdp, () => drag(page))));
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  await page.keyboard.press('p');
  await page.locator('.transport:not([hidden])').waitFor();
  // At a speed at which it lasts until all is measured.
  await page.locator('select.speed').selectOption('2');
  await page.waitForTimeout(WARM_MS);
  await page.locator('.axis input[type=range]').fill('0');
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  tell('replaying', scriptTimes(await trace(cdp, () => page.waitForTimeout(WARM_MS))));
  for (const view of ['memory', 'load', 'log', 'tables']) {
    await page.locator(`.run-views [data-view="${view}"]`).click();
    await page.waitForTimeout(1000);
    tell(`replaying, ${view}`, scriptTimes(await trace(cdp, () => page.waitForTimeout(WATCHED_MS / 2))));
  }
  await page.context().close();
  await floor(served);
}

/** Ms from the beginning of the visit to the frame with which it can be played; and what was asked for until then, and after. */
async function firstFrame(served: Served, address: string, isReady: string): Promise<{ ms: number; asked: string[]; all: string[] }> {
  const { page } = await open(served.browser);
  const all: string[] = [];
  page.on('pageerror', (error) => console.log(`  ${address}: ${error.message}`));
  page.on('request', (request) => request.url().startsWith('http') && all.push(request.url()));
  await page.addInitScript((selector) => {
    const mark = (): void => {
      if (document.querySelector(selector) === null || performance.getEntriesByName('drawn').length > 0) return;
      performance.mark('drawn');
      requestAnimationFrame(() => setTimeout(() => performance.mark('first')));
    };
    for (const kind of [WebGLRenderingContext, WebGL2RenderingContext]) {
      for (const name of ['drawElements', 'drawArrays'] as const) {
        const draw = kind.prototype[name] as (...words: unknown[]) => void;
        Object.assign(kind.prototype, {
          [name](this: unknown, ...words: unknown[]) {
            draw.apply(this, words);
            mark();
          },
        });
      }
    }
  }, isReady);
  await page.goto(address);
  // The policy of the page forbids what would wait inside of it.
  const begun = performance.now();
  while (await page.evaluate(() => performance.getEntriesByName('first').length === 0)) {
    if (performance.now() - begun > PATIENCE_MS) throw new Error(`nothing was drawn on ${address}`);
    await page.waitForTimeout(50);
  }
  const ms = await page.evaluate(() => performance.getEntriesByName('first')[0]!.startTime);
  const asked = await page.evaluate(
    (end) => performance.getEntriesByType('resource').flatMap(({ name, startTime }) => (startTime < end ? [name] : [])),
    ms,
  );
  await page.waitForTimeout(500);
  await page.context().close();
  return { ms, asked: [address.split('#')[0]!, ...asked.filter((url) => url.startsWith('http'))], all };
}

async function first(served: Served): Promise<void> {
  const contestants = { game: [`${served.game}#level/first-light`, '.tray-item'], bare: [served.bare, 'canvas'] } as const;
  const times = { game: [] as number[], bare: [] as number[] };
  const sent: string[] = [];
  for (let round = -1; round < LOADS; round += 1)
    for (const name of ['game', 'bare'] as const) {
      const [address, isReady] = contestants[name];
      const { ms, asked, all } = await firstFrame(served, address, isReady);
      if (round >= 0) times[name].push(ms);
      const bytes = (urls: readonly string[]): string =>
        `${urls.length} requests, ${(urls.reduce((sum, url) => sum + served.sentBytes(url), 0) / 1000).toFixed(1)} kB as Brotli`;
      if (round === 0) sent.push(`  ${name}: ${bytes(asked)} until then; ${bytes(all)} in all`);
    }
  const ratio = median(times.game.map((ms, index) => ms / times.bare[index]!));
  console.log(`First playable frame, beside a bare page of the same Phaser, in turn, ${LOADS} times`);
  console.log(
    `  game ${median(times.game).toFixed(0)} ms · bare ${median(times.bare).toFixed(0)} ms · median ratio ${ratio.toFixed(2)}× (bound ${BOUND_FIRST}×)`,
  );
  for (const line of sent) console.log(line);
}

async function heap({ browser, game }: Served): Promise<void> {
  const { page, cdp } = await open(browser, { reducedMotion: 'reduce' });
  await page.goto(`${game}#level/first-light`);
  await page.locator('.stage canvas').waitFor();
  const play = await restarts(page);
  for (let i = 0; i < FIRST_PLAYS; i += 1) await play();
  const before = await heldBy(cdp);
  for (let i = 0; i < RESTARTS; i += 1) await play();
  const after = await heldBy(cdp);
  const more = (part: keyof Held): string => `${((after[part] - before[part]) / 1024).toFixed(0)} KiB`;
  console.log(`Heap after ${RESTARTS} restarts of a level, beyond ${(before.own / 1e6).toFixed(2)} MB of the page's own objects`);
  console.log(`  own objects ${more('own')} more · translated code and the browser's own notes ${more('added')} more`);
  await page.context().close();
}

const PARTS = { frames, heap, first };

export async function game(asked: string | undefined): Promise<void> {
  const served = await serve();
  try {
    for (const [name, part] of Object.entries(PARTS)) if (asked === undefined || asked === name) await part(served);
  } finally {
    await served.close();
  }
}
