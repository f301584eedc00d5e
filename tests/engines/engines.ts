import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';
import { launch } from 'puppeteer-core';
import { BROWSER_FLAGS, findBrowser } from '../../scripts/browser.mjs';

/** The JavaScript engines in which the corpus is replayed. */
export interface Engine {
  readonly name: string;
  /** What executes JavaScript in it. */
  readonly family: 'V8' | 'SpiderMonkey' | 'JavaScriptCore';
  /** Where it is installed; null when it is not. */
  readonly find: () => string | null;
  /** The Debian package that brings it. */
  readonly debian: string | null;
  /** Runs a script that leaves `stackwrightCorpus` behind, and that function; returns what it returns. */
  readonly replay: (program: string, script: string) => Promise<string>;
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The first of these names that is on the path. */
function onPath(...names: readonly string[]): string | null {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram) ?? null;
}

/** Runs the script as a file and reads what it prints. */
async function replayInShell(program: string, script: string, print: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'stackwright-engine-'));
  try {
    const file = join(folder, 'corpus.js');
    writeFileSync(file, `${script}\n${print}(globalThis.stackwrightCorpus());\n`);
    return await new Promise<string>((resolve, reject) => {
      const child = spawn(program, [file], { stdio: ['ignore', 'pipe', 'pipe'] });
      let [output, complaint] = ['', ''];
      child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
      child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
      child.on('error', reject);
      child.on('close', (code) =>
        code === 0 ? resolve(output.trim()) : reject(new Error(`${program} ended with ${code}: ${complaint.slice(0, 500)}`)),
      );
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const CALL = 'globalThis.stackwrightCorpus()';

async function replayInChromium(program: string, script: string): Promise<string> {
  const browser = await chromium.launch({ executablePath: program, args: BROWSER_FLAGS });
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ content: script });
    return await page.evaluate<string>(CALL);
  } finally {
    await browser.close();
  }
}

async function replayInFirefox(program: string, script: string): Promise<string> {
  const browser = await launch({ browser: 'firefox', executablePath: program, headless: true, protocolTimeout: 300_000 });
  try {
    const page = await browser.newPage();
    await page.evaluate(script);
    return (await page.evaluate(CALL)) as string;
  } finally {
    await browser.close();
  }
}

export const ENGINES: readonly Engine[] = [
  {
    name: 'Node',
    family: 'V8',
    find: () => process.execPath,
    debian: null,
    replay: (program, script) => replayInShell(program, script, 'console.log'),
  },
  { name: 'Chromium', family: 'V8', find: findBrowser, debian: 'chromium', replay: replayInChromium },
  { name: 'Firefox', family: 'SpiderMonkey', find: () => onPath('firefox-esr', 'firefox'), debian: 'firefox-esr', replay: replayInFirefox },
  {
    name: 'SpiderMonkey shell',
    family: 'SpiderMonkey',
    find: () => onPath('js102', 'js115', 'js128'),
    debian: 'libmozjs-102-dev',
    replay: (program, script) => replayInShell(program, script, 'print'),
  },
  {
    name: 'JavaScriptCore shell',
    family: 'JavaScriptCore',
    find: () => onPath('jsc'),
    debian: 'libjavascriptcoregtk-4.0-bin',
    replay: (program, script) => replayInShell(program, script, 'print'),
  },
];

function apt(parameters: readonly string[]): boolean {
  // Standard output is kept for results.
  const { status } = spawnSync('apt-get', parameters, {
    stdio: ['ignore', 2, 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  return status === 0;
}

/** Installs what is missing where that can be done without asking. */
export function installMissing(engines: readonly Engine[]): void {
  const packages = engines.flatMap(({ find, debian }) => (find() === null && debian !== null ? [debian] : []));
  const canInstall = process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/etc/debian_version');
  if (packages.length === 0 || !canInstall) return;
  console.error(`Installing ${packages.join(', ')} with apt-get …`);
  // One by one: a package that this Debian does not have must not keep the others away.
  if (apt(['update'])) for (const name of packages) apt(['install', '-y', '--no-install-recommends', name]);
}
