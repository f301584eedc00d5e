import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transform } from 'esbuild';
import type { Plugin } from 'vite';

/** What makes the built page something to install: a manifest, icons, and a worker that keeps every file of this build. */

const file = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

export const ICONS = [
  { src: 'icon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
  { src: 'icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
  { src: 'icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
  { src: 'icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
] as const;

const MANIFEST = {
  name: 'Stackwright',
  short_name: 'Stackwright',
  description: 'A puzzle trainer about what stands on what: machines, kernels, hypervisors, virtual machines and containers.',
  lang: 'en',
  start_url: './',
  scope: './',
  id: './',
  display: 'standalone',
  background_color: '#0a1120',
  theme_color: '#0d1526',
  categories: ['education', 'games'],
  icons: ICONS,
};

const WORKER = 'sw.js';
const PAGE = 'index.html';

function integrityOf(content: string | Uint8Array): string {
  return `sha256-${createHash('sha256').update(content).digest('base64')}`;
}

/** The worker as one script, with the list of what it keeps. */
async function makeWorker(files: readonly (readonly [string, string])[], version: string): Promise<string> {
  const { code } = await transform(readFileSync(file('src/game/worker/worker.ts'), 'utf8'), {
    loader: 'ts',
    format: 'iife',
    minify: true,
    target: 'es2022',
    define: { FILES: JSON.stringify(files), VERSION: JSON.stringify(version) },
  });
  return code;
}

export const offline: Plugin = {
  name: 'offline',
  apply: 'build',
  enforce: 'post',
  transformIndexHtml: () => [{ tag: 'link', attrs: { rel: 'manifest', href: './app.webmanifest' }, injectTo: 'head' }],
  generateBundle: {
    order: 'post',
    async handler(_options, bundle) {
      const emit = (fileName: string, source: string | Uint8Array): void => void this.emitFile({ type: 'asset', fileName, source });
      const made = new Map<string, string | Uint8Array>([['app.webmanifest', JSON.stringify(MANIFEST)]]);
      for (const { src } of ICONS) made.set(src, readFileSync(join(file('assets/icons'), src)));
      for (const [name, source] of made) emit(name, source);
      for (const output of Object.values(bundle)) made.set(output.fileName, output.type === 'chunk' ? output.code : output.source);
      const sums = [...made].map(([name, source]) => [name, integrityOf(source)] as const).sort(([a], [b]) => (a < b ? -1 : 1));
      // Of the page itself only that it changed is told: hosts may put something of theirs into it.
      const files = sums.filter(([name]) => name !== PAGE && !name.endsWith('.map'));
      const said = JSON.stringify([...sums, readFileSync(file('src/game/worker/worker.ts'), 'utf8')]);
      emit(WORKER, await makeWorker(files, integrityOf(said).slice(7, 19)));
    },
  },
};
