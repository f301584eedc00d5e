import { dirname, join } from 'node:path';
import { err, levelHash, ok, type Level, type Result } from '../sim/index.ts';
import { LEVEL_ENDING } from './endings.ts';
import { filesIn } from './folders.ts';
import { counted } from '../lang/index.ts';
import { readLevel, type InputError, type Loaded } from './input.ts';
import { isFolder, NO_SUCH_FILE } from './text-file.ts';
import { PACKAGE } from './package.ts';

/** Levels and where to find them. */

export interface Published {
  readonly levels: readonly Loaded<Level>[];
  readonly errors: readonly InputError[];
}

/** All published levels in order of chapter and number, and those that are damaged. */
export function publishedLevels(root = PACKAGE): Published {
  const folder = join(root, 'assets', 'levels');
  if (!isFolder(folder)) return { levels: [], errors: [] };
  const { files, errors } = filesIn(folder, LEVEL_ENDING, 'below');
  const levels: Loaded<Level>[] = [];
  const damaged = [...errors];
  for (const file of files) {
    const level = readLevel(file);
    if (level.ok) levels.push({ ...level.value, file: file.slice(root.length) });
    else damaged.push(level.error);
  }
  return { levels, errors: damaged };
}

/** The level with that id among the published, or in that file. */
export function findLevel(idOrFile: string): Result<Loaded<Level>, InputError> {
  const isPath = /[\\/]|\.json$/.test(idOrFile);
  const published = isPath ? { levels: [], errors: [] } : publishedLevels();
  const found = published.levels.find(({ value }) => value.id === idOrFile);
  if (found !== undefined) return ok({ ...found, file: join(PACKAGE, found.file) });
  const read = readLevel(idOrFile);
  if (read.ok || isPath || read.error.got !== NO_SUCH_FILE) return read;
  // One of the damaged files may be the one that was meant.
  const { errors } = published;
  const damaged = errors.length === 0 ? '' : `; ${counted(errors.length, 'published level')} cannot be read, which "levels" explains`;
  return err({
    file: idOrFile,
    place: '',
    expected: 'the id of a published level (the command "levels" lists them) or a file',
    got: `neither${damaged}`,
  });
}

/** Where a level was found: among the published, beside the solution, in the folder of `--levels`. */
export type LevelFrom = 'published' | 'beside' | 'levels';

export interface FoundLevel {
  readonly level: Loaded<Level>;
  readonly from: LevelFrom;
}

/**
 * Looks levels up by hash: among the published, in a folder, beside a solution. In this order, because the hash leaves
 * out what cannot change a run: texts and the certificate are to be those of the published level.
 */
export class LevelShelf {
  private readonly folder: string | undefined;
  private readonly beside = new Map<string, ReadonlyMap<string, Loaded<Level>>>();
  private made: ReadonlyMap<string, Loaded<Level>> | undefined;
  private ids: ReadonlySet<string> | undefined;
  private inFolder: ReadonlyMap<string, Loaded<Level>> | undefined;

  constructor(folder: string | undefined) {
    this.folder = folder;
  }

  find(hash: string, solutionFile: string): FoundLevel | undefined {
    const places = {
      published: () => this.published(),
      levels: () => this.ofFolder(),
      beside: () => this.besideOf(dirname(solutionFile)),
    } as const satisfies Record<LevelFrom, () => ReadonlyMap<string, Loaded<Level>>>;
    for (const from of ['published', 'levels', 'beside'] as const) {
      const level = places[from]().get(hash);
      if (level !== undefined) return { level, from };
    }
    return undefined;
  }

  /** Whether a level goes by the name of a published one without being it. */
  isImpostor({ level, from }: FoundLevel): boolean {
    this.ids ??= new Set([...this.published().values()].map(({ value }) => value.id));
    return from !== 'published' && this.ids.has(level.value.id);
  }

  private besideOf(folder: string): ReadonlyMap<string, Loaded<Level>> {
    let levels = this.beside.get(folder);
    if (levels === undefined) this.beside.set(folder, (levels = byHash(levelsIn(folder, 'here'))));
    return levels;
  }

  private published(): ReadonlyMap<string, Loaded<Level>> {
    this.made ??= byHash(publishedLevels().levels);
    return this.made;
  }

  private ofFolder(): ReadonlyMap<string, Loaded<Level>> {
    this.inFolder ??= byHash(this.folder === undefined ? [] : levelsIn(this.folder, 'below'));
    return this.inFolder;
  }
}

function levelsIn(folder: string, reach: 'here' | 'below'): Loaded<Level>[] {
  const levels: Loaded<Level>[] = [];
  for (const file of filesIn(folder, LEVEL_ENDING, reach).files) {
    const level = readLevel(file);
    if (level.ok) levels.push(level.value);
  }
  return levels;
}

/** The first of each hash. */
function byHash(levels: readonly Loaded<Level>[]): ReadonlyMap<string, Loaded<Level>> {
  const found = new Map<string, Loaded<Level>>();
  for (const level of levels) {
    const hash = levelHash(level.value);
    if (!found.has(hash)) found.set(hash, level);
  }
  return found;
}
