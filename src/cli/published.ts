import { dirname, join } from 'node:path';
import { asBuilt, err, levelHash, ok, type Level, type Result, type Trial } from '../sim/index.ts';
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
  const { levels, errors } = levelsIn(folder, 'below');
  return { levels: levels.map((level) => ({ ...level, file: level.file.slice(root.length) })), errors };
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

/** The sandbox, as a build of it is run there. */
export function sandboxFor({ build, scenario }: Trial): Result<Loaded<Level>, InputError> {
  const sandbox = readLevel(join(PACKAGE, 'assets', 'sandbox', `sandbox${LEVEL_ENDING}`));
  return sandbox.ok ? ok({ ...sandbox.value, value: asBuilt(sandbox.value.value, build, scenario) }) : sandbox;
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
  private names: { readonly published: ReadonlySet<string>; readonly levels: ReadonlySet<string> } | undefined;
  private inFolder: ReadonlyMap<string, Loaded<Level>> | undefined;

  private readonly damagedByFile = new Map<string, InputError>();

  constructor(folder: string | undefined) {
    this.folder = folder;
  }

  /** The levels that could not be read where one was looked for so far. */
  get damaged(): readonly InputError[] {
    return [...this.damagedByFile.values()];
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

  /** Whether a level goes by the name of one that comes before it, published or in the folder, without being it. */
  isImpostor({ level, from }: FoundLevel): boolean {
    this.names ??= { published: idsOf(this.published()), levels: idsOf(this.ofFolder()) };
    const { id } = level.value;
    return (from !== 'published' && this.names.published.has(id)) || (from === 'beside' && this.names.levels.has(id));
  }

  private besideOf(folder: string): ReadonlyMap<string, Loaded<Level>> {
    let levels = this.beside.get(folder);
    if (levels === undefined) this.beside.set(folder, (levels = this.shelved(levelsIn(folder, 'here'))));
    return levels;
  }

  private published(): ReadonlyMap<string, Loaded<Level>> {
    this.made ??= this.shelved(publishedLevels());
    return this.made;
  }

  private ofFolder(): ReadonlyMap<string, Loaded<Level>> {
    this.inFolder ??= this.folder === undefined ? new Map() : this.shelved(levelsIn(this.folder, 'below'));
    return this.inFolder;
  }

  private shelved({ levels, errors }: Published): ReadonlyMap<string, Loaded<Level>> {
    for (const error of errors) this.damagedByFile.set(error.file, error);
    return byHash(levels);
  }
}

/** The levels in a folder in order of their names, and those that are damaged. */
function levelsIn(folder: string, reach: 'here' | 'below'): Published {
  const found = filesIn(folder, LEVEL_ENDING, reach);
  const levels: Loaded<Level>[] = [];
  const errors = [...found.errors];
  for (const file of found.files) {
    const level = readLevel(file);
    if (level.ok) levels.push(level.value);
    else errors.push(level.error);
  }
  return { levels, errors };
}

function idsOf(levels: ReadonlyMap<string, Loaded<Level>>): ReadonlySet<string> {
  return new Set([...levels.values()].map(({ value }) => value.id));
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
