import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { build, type Plugin } from 'vite';
import { expect } from 'vitest';
import { BROWSER_FLAGS, needBrowser } from '../../scripts/browser.mjs';
import { HEADERS } from '../../scripts/policy.mjs';
import { serveFolder } from '../../scripts/serve.mjs';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The built game, served on this computer. */
export interface Served {
  readonly address: string;
  readonly folder: string;
  readonly stop: () => void;
}

/** The same in a real browser. */
export interface Stand {
  readonly address: string;
  readonly folder: string;
  readonly browser: Browser;
  readonly close: () => Promise<void>;
}

export async function buildGame(folder: string, plugins: Plugin[] = []): Promise<void> {
  await build({ configFile: join(ROOT, 'vite.config.ts'), logLevel: 'error', plugins, build: { outDir: folder, emptyOutDir: true } });
}

export async function serveGame(host = '127.0.0.1'): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), 'stackwright-page-'));
  await buildGame(folder);
  const { address, stop: close } = await serveFolder(folder, { host, headers: HEADERS });
  const stop = (): void => {
    close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { address, folder, stop };
}

/** `flags` are told to the browser; `host` is the address of this computer that it is served on. */
export async function openStand(flags: readonly string[] = [], host?: string): Promise<Stand> {
  const { address, folder, stop } = await serveGame(host);
  const browser = await chromium.launch({ executablePath: needBrowser(), args: [...BROWSER_FLAGS, ...flags] });
  const close = async (): Promise<void> => {
    await browser.close();
    stop();
  };
  return { address, folder, browser, close };
}

/** A visitor whose page makes no mistakes: each error and each request to a stranger is remembered. */
export interface Visit {
  readonly page: Page;
  readonly leave: () => Promise<void>;
}

export async function visit(
  stand: Stand,
  options: BrowserContextOptions = {},
  before?: (page: Page) => Promise<unknown>,
  fragment = '#level/first-light',
): Promise<Visit> {
  const context = await stand.browser.newContext({ viewport: { width: 1366, height: 768 }, reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  const mistakes: string[] = [];
  page.on('pageerror', (error) => mistakes.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') mistakes.push(message.text());
  });
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith('http') && `${origin}/` !== stand.address) mistakes.push(`request to ${request.url()}`);
  });
  await before?.(page);
  await page.goto(`${stand.address}${fragment}`);
  await page.locator('.stage canvas').waitFor();
  const leave = async (): Promise<void> => {
    expect(mistakes).toEqual([]);
    await context.close();
  };
  return { page, leave };
}

/** What a file comes to as it is sent, bytes. */
export function sentBytes(folder: string, file: string): number {
  return brotliCompressSync(readFileSync(join(folder, file))).length;
}
