import { fileURLToPath } from 'node:url';
import { defineConfig, type HtmlTagDescriptor, type Plugin } from 'vite';
import { campaign } from './scripts/campaign.ts';
import { withoutNotes } from './scripts/notes.ts';
import { offline } from './scripts/offline.ts';
import { PAGE_POLICY } from './scripts/policy.mjs';

const file = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** What Phaser's own build sets. */
const PHASER = {
  'typeof WEBGL_RENDERER': 'true',
  'typeof CANVAS_RENDERER': 'true',
  'typeof WEBGL_DEBUG': 'false',
  'typeof EXPERIMENTAL': 'false',
  'typeof FEATURE_SOUND': 'false',
  'typeof PLUGIN_CAMERA3D': 'false',
  'typeof PLUGIN_FBINSTANT': 'false',
  global: 'globalThis',
};

/** The page forbids strangers by itself too: not every host sends headers. While it is changed, styles are inline. */
const policy: Plugin = {
  name: 'policy',
  apply: 'build',
  transformIndexHtml: () => [
    { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: PAGE_POLICY }, injectTo: 'head-prepend' },
  ],
};

/** How figures of the catalogue follow from their sources is told by the command line; no page asks, and it is much of what is sent first. */
const notes: Plugin = {
  name: 'notes',
  apply: 'build',
  enforce: 'pre',
  transform: (code, id) =>
    /\/src\/sim\/catalog\/[a-z]+\.ts$/.test(id.replaceAll('\\', '/')) ? { code: withoutNotes(code), map: null } : null,
};

/** What the picture needs is on its way while the page is being made, behind what the page itself needs; it is run later. */
const AHEAD = /^assets\/(phaser|stage|pictures|drawings)-.*\.js$/;
const FONT = /^assets\/inter-latin-wght-normal-.*\.woff2$/;

const ahead: Plugin = {
  name: 'ahead',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: (_html, { bundle = {} }) =>
      Object.keys(bundle).flatMap((name): HtmlTagDescriptor[] => {
        const more = FONT.test(name)
          ? { rel: 'preload', as: 'font', type: 'font/woff2' }
          : AHEAD.test(name)
            ? { rel: 'modulepreload', fetchpriority: 'low' }
            : null;
        return more === null ? [] : [{ tag: 'link', attrs: { ...more, crossorigin: '', href: `./${name}` }, injectTo: 'head' }];
      }),
  },
};

/** What is loaded at once and used by rooms too, which come later: in one piece it is smaller than in many. */
const FIRST = [
  'sim/(likeness|items|needs|refinement|order|recognition|given|offers|ranges|stack|resolve|result|types|memory|disk|film|edit|replay)',
  'sim/(check/[a-z]+|catalog/(figure|engines|hypervisors|kernels|machines|runtimes|index)|formats/(reader|build|solution))',
  'lang/(format|near|en/(game|game-log|words|goals|violations|parts))',
  'game/(table/(names|advice|judge|commands|history|edits|bets|sandbox|player)|views/(memory|layout|chart|dress|icons|palette|words|drawing|folding)|page/dom)',
  'game/(app|route|appearance|main|desk/(clock|game|frame|input|keys)|keep/(ahead|json|desk|elsewhere|files|progress|scores|settings|stars|tabs|keeper))',
  'game/page/(remark|goals|axis|transport|tree|below|live|run-views|top|tray|page)',
];

export default defineConfig({
  plugins: [policy, notes, ahead, campaign(file('assets/levels'), file('assets/sandbox/sandbox.level.json')), offline],
  root: file('.'),
  // Relative addresses, so that the built page also works from a folder of a site.
  base: './',
  resolve: {
    alias: {
      // The smaller entry of Phaser: no physics, no cameras in three dimensions, no sound. Its package hides it.
      phaser: file('node_modules/phaser/src/phaser-core.js'),
      phaser3spectorjs: file('src/game/look/nothing.ts'),
    },
  },
  define: PHASER,
  // What is bundled ahead for the developers' server is no part of the page: it has to be told by itself.
  optimizeDeps: { rolldownOptions: { transform: { define: PHASER } } },
  build: {
    outDir: process.env['STACKWRIGHT_PAGE'] ?? file('dist/game'),
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: {
      polyfill: false,
      // A list of all that any part of the page leads to would weigh more than it wins, but for the one that is large.
      resolveDependencies: (_file, files, { hostType }) =>
        hostType === 'html' ? files : files.filter((name) => /\.css$|phaser/.test(name)),
    },
    // The page's own policy takes fonts from files only, however small they are.
    assetsInlineLimit: 0,
    // Phaser is most of it, and a file of its own that stays in the browser's store when the game changes.
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      // Our modules do nothing by being loaded; so what only the engine needs goes with it.
      treeshake: { moduleSideEffects: (id) => !/\/src\/(sim|lang)\//.test(id.replaceAll('\\', '/')) },
      output: {
        codeSplitting: {
          groups: [
            {
              name: 'first',
              test: new RegExp(`/src/(${FIRST.join('|')})\\.ts$`.replaceAll('/', '[\\\\/]')),
              includeDependenciesRecursively: false,
            },
            { name: 'drawings', test: /assets[\\/]parts/ },
            { name: 'campaign', test: /virtual:campaign/ },
            { name: 'phaser', test: /node_modules[\\/]phaser/ },
            // What draws codes is asked for now and then only, and goes with who asks.
            { name: 'libraries', test: /node_modules[\\/](?!uqr)/ },
          ],
        },
      },
    },
  },
  server: { host: '127.0.0.1', port: 5173, fs: { allow: [file('.')] } },
});
