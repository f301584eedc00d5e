import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { publishedLevels, type PublishedLevel } from '../../src/game/levels.ts';

const FOLDER = fileURLToPath(new URL('../../assets/levels/first/', import.meta.url));

function read(ending: string): Record<string, unknown> {
  const names = readdirSync(FOLDER).filter((name) => name.endsWith(ending));
  return Object.fromEntries(names.map((name) => [`${FOLDER}${name}`, JSON.parse(readFileSync(FOLDER + name, 'utf8')) as unknown]));
}

/** The levels as the page has them. */
export const LEVELS: readonly PublishedLevel[] = publishedLevels(read('.level.json'), read('.solution.json')).levels;

export function levelCalled(id: string): PublishedLevel {
  const found = LEVELS.find(({ level }) => level.id === id);
  if (found === undefined) throw new Error(`no level ${id}`);
  return found;
}
