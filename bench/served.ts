import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { chromium, type Browser, type BrowserContextOptions, type CDPSession, type Page } from 'playwright-core';
import { build, loadConfigFromFile } from 'vite';
import { BROWSER_FLAGS, needBrowser } from '../scripts/browser.mjs';
import { serveFolder } from '../scripts/serve.mjs';

/** The built page and a bare one of the same Phaser, served on this computer to a real browser. */

const ROOT = process.cwd();

export interface Served {
  readonly game: string;
  readonly bare: string;
  readonly browser: Browser;
  /** What came of an address as a server with Brotli sends it, bytes. */
  readonly sentBytes: (address: string) => number;
  readonly close: () => Promise<void>;
}

async function buildBoth(folder: string): Promise<void> {
  const configFile = join(ROOT, 'vite.config.ts');
  const shared = { emptyOutDir: true } as const;
  await build({ configFile, logLevel: 'error', build: { ...shared, outDir: join(folder, 'game') } });
  const config = (await loadConfigFromFile({ command: 'build', mode: 'production' }, configFile))!.config;
  await build({
    configFile: false,
    root: join(ROOT, 'bench/bare'),
    base: './',
    logLevel: 'error',
    resolve: config.resolve ?? {},
    define: config.define ?? {},
    build: {
      ...shared,
      outDir: join(folder, 'bare'),
      target: 'es2022',
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 900,
      rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'phaser', test: /node_modules[\\/]phaser/ }] } } },
    },
  });
}

export async function serve(): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), 'stackwright-bench-'));
  await buildBoth(folder);
  const { address, stop } = await serveFolder(folder);
  const browser = await chromium.launch({ executablePath: needBrowser(), args: BROWSER_FLAGS });
  return {
    game: `${address}game/`,
    bare: `${address}bare/`,
    browser,
    sentBytes: (asked) => {
      const path = new URL(asked).pathname;
      return brotliCompressSync(readFileSync(join(folder, path.endsWith('/') ? `${path}index.html` : path))).length;
    },
    close: async () => {
      await browser.close();
      stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export async function open(browser: Browser, options: BrowserContextOptions = {}): Promise<{ page: Page; cdp: CDPSession }> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, serviceWorkers: 'block', ...options });
  const page = await context.newPage();
  return { page, cdp: await context.newCDPSession(page) };
}
