import { dirname, join } from 'node:path';
import { existsSync } from 'node:fs';
import { err, levelHash, ok, type Level, type Result } from '../sim/index.ts';
import { filesIn, isFolder } from './folders.ts';
import { readLevel, type InputError } from './input.ts';
import { PACKAGE } from './package.ts';

/** Levels and where to find them. */

const PUBLISHED = join(PACKAGE, 'assets', 'levels');
const LEVEL_ENDING = '.level.json';

export interface PublishedLevel {
  readonly file: string;
  readonly level: Level;
}

/** All published levels in order of chapter and number, and those that are damaged. */
export function publishedLevels(): { readonly levels: readonly PublishedLevel[]; readonly errors: readonly InputError[] } {
  if (!isFolder(PUBLISHED)) return { levels: [], errors: [] };
  const { files, errors } = filesIn(PUBLISHED, LEVEL_ENDING, 'below');
  const levels: PublishedLevel[] = [];
  const damaged = [...errors];
  for (const file of files) {
    const level = readLevel(file);
    if (level.ok) levels.push({ file: file.slice(PACKAGE.length), level: level.value });
    else damaged.push(level.error);
  }
  return { levels, errors: damaged };
}

/** The level with that id among the published, or in that file. */
export function findLevel(idOrFile: string): Result<Level, InputError> {
  const isPath = /[\\/]|\.json$/.test(idOrFile);
  if (!isPath) {
    const published = publishedLevels().levels.find(({ level }) => level.id === idOrFile);
    if (published !== undefined) return ok(published.level);
    if (!existsSync(idOrFile)) {
      return err({
        file: idOrFile,
        place: '',
        expected: 'the id of a published level (the command "levels" lists them) or a file',
        got: 'neither',
      });
    }
  }
  return readLevel(idOrFile);
}

/** Looks levels up by hash: beside a solution, in a folder, among the published. */
export class LevelShelf {
  private readonly folder: string | undefined;
  private readonly beside = new Map<string, ReadonlyMap<string, Level>>();
  private common: ReadonlyMap<string, Level> | undefined;

  constructor(folder: string | undefined) {
    this.folder = folder;
  }

  find(hash: string, solutionFile: string): Level | undefined {
    return this.besideOf(dirname(solutionFile)).get(hash) ?? this.commonLevels().get(hash);
  }

  private besideOf(folder: string): ReadonlyMap<string, Level> {
    let levels = this.beside.get(folder);
    if (levels === undefined) this.beside.set(folder, (levels = byHash(levelsIn(folder, 'here'))));
    return levels;
  }

  private commonLevels(): ReadonlyMap<string, Level> {
    this.common ??= byHash([
      ...(this.folder === undefined ? [] : levelsIn(this.folder, 'below')),
      ...publishedLevels().levels.map(({ level }) => level),
    ]);
    return this.common;
  }
}

function levelsIn(folder: string, reach: 'here' | 'below'): Level[] {
  const levels: Level[] = [];
  for (const file of filesIn(folder, LEVEL_ENDING, reach).files) {
    const level = readLevel(file);
    if (level.ok) levels.push(level.value);
  }
  return levels;
}

function byHash(levels: readonly Level[]): ReadonlyMap<string, Level> {
  return new Map(levels.map((level) => [levelHash(level), level]));
}
