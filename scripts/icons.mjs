import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { BROWSER_FLAGS, needBrowser } from './browser.mjs';

/** Draws the icons of the installed page, all from one drawing, with a browser. */

const FOLDER = fileURLToPath(new URL('../assets/icons/', import.meta.url));
const DRAWING = readFileSync(`${FOLDER}icon.svg`, 'utf8');
/** Systems cut a maskable one to their own shape: its ground goes to the edge, and the rest keeps away from it. */
const MASKABLE = DRAWING.replace(' rx="96" fill="#0d1526" />', ' fill="#0d1526" /><g transform="translate(76.8 76.8) scale(0.7)">').replace(
  '</svg>',
  '</g></svg>',
);

const browser = await chromium.launch({ executablePath: needBrowser(), args: BROWSER_FLAGS });
for (const { name, size, drawing } of [
  { name: 'icon-192', size: 192, drawing: DRAWING },
  { name: 'icon-512', size: 512, drawing: DRAWING },
  { name: 'icon-maskable-512', size: 512, drawing: MASKABLE },
]) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<style>body{margin:0}svg{display:block;width:100vw;height:100vh}</style>${drawing}`);
  writeFileSync(`${FOLDER}${name}.png`, await page.screenshot({ omitBackground: true }));
  await page.close();
}
await browser.close();
