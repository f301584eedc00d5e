import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { levelHash, parseLevel, parseSolution, readJson } from '../src/sim/index.ts';
import { briefOf } from '../src/lang/index.ts';
import type { PublishedLevel } from '../src/game/levels.ts';

/** Reads the levels that go into the page: once, when it is built, so that no visitor's browser has to. */

const LEVEL = '.level.json';
const SOLUTION = '.solution.json';
const CHAPTER = 'chapter.json';

function contentOf(file: string): unknown {
  const json = readJson(readFileSync(file, 'utf8'));
  if (!json.ok) throw new Error(`${file}: ${json.error.place}: expected ${json.error.expected}, got ${json.error.got}`);
  return json.value;
}

/** The title in a chapter's file. Throws when there is none. */
function chapterTitle(folder: string): string {
  const file = join(folder, CHAPTER);
  const content = contentOf(file);
  if (typeof content === 'object' && content !== null && 'title' in content && typeof content.title === 'string') return content.title;
  throw new Error(`${file}: title: expected text`);
}

/** All levels under a folder, in the order of their files. Throws, naming file and place, when one cannot be read. */
export function readCampaign(root: string): PublishedLevel[] {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith(LEVEL));
  return files.sort().map((name): PublishedLevel => {
    const file = join(root, name);
    const level = parseLevel(contentOf(file));
    if (!level.ok) throw new Error(`${file}: ${level.error.place}: expected ${level.error.expected}, got ${level.error.got}`);
    const hash = levelHash(level.value);
    const solution = parseSolution(contentOf(join(dirname(file), `${basename(file, LEVEL)}${SOLUTION}`)));
    // The checks before a build say what is wrong with a solution; here it is just not one.
    const isFor = solution.ok && solution.value.levelHash === hash;
    return {
      level: { ...level.value, brief: briefOf(level.value) },
      hash,
      chapter: chapterTitle(dirname(file)),
      reference: isFor ? solution.value : null,
    };
  });
}

const CAMPAIGN = 'virtual:campaign';
const SANDBOX = 'virtual:sandbox';
const resolved = (name: string): string => `\0${name}`;

/** Of Vite's plugins as much as is needed here. */
interface Plugin {
  readonly name: string;
  readonly resolveId: (id: string) => string | null;
  readonly load: (this: { addWatchFile: (file: string) => void }, id: string) => string | null;
}

/** The level in which everything may be tried. Throws like `readCampaign`. */
export function readSandbox(file: string): PublishedLevel {
  const level = parseLevel(contentOf(file));
  if (!level.ok) throw new Error(`${file}: ${level.error.place}: expected ${level.error.expected}, got ${level.error.got}`);
  return { level: level.value, hash: levelHash(level.value), chapter: '', reference: null };
}

function asText(value: unknown): string {
  return `JSON.parse(${JSON.stringify(JSON.stringify(value))})`;
}

/** Gives the page its levels as modules of data. */
export function campaign(root: string, sandbox: string): Plugin {
  return {
    name: 'campaign',
    resolveId: (id) => (id === CAMPAIGN || id === SANDBOX ? resolved(id) : null),
    load(id) {
      if (id === resolved(SANDBOX)) {
        this.addWatchFile(sandbox);
        return `export const SANDBOX = ${asText(readSandbox(sandbox))};`;
      }
      if (id !== resolved(CAMPAIGN)) return null;
      for (const file of readdirSync(root, { recursive: true, encoding: 'utf8' })) this.addWatchFile(join(root, file));
      return `export const LEVELS = ${asText(readCampaign(root))};`;
    },
  };
}
