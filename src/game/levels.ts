import { levelHash, parseLevel, parseSolution, type Level, type Solution } from '../sim/index.ts';

/** The levels built into the page, in the order of their files. */

export interface PublishedLevel {
  readonly level: Level;
  readonly hash: string;
  /** A solution that works; nobody claims that it is the best. */
  readonly reference: Solution | null;
}

export interface Published {
  readonly levels: readonly PublishedLevel[];
  /** Files that cannot be read. */
  readonly broken: readonly string[];
}

const LEVEL_FILES = import.meta.glob('../../assets/levels/**/*.level.json', { eager: true, import: 'default' });
const SOLUTION_FILES = import.meta.glob('../../assets/levels/**/*.solution.json', { eager: true, import: 'default' });

function stem(path: string, kind: 'level' | 'solution'): string {
  return path.slice(0, path.length - `.${kind}.json`.length);
}

export function publishedLevels(
  levelFiles: Readonly<Record<string, unknown>> = LEVEL_FILES,
  solutionFiles: Readonly<Record<string, unknown>> = SOLUTION_FILES,
): Published {
  const references = new Map(Object.entries(solutionFiles).map(([path, value]) => [stem(path, 'solution'), parseSolution(value)]));
  const levels: PublishedLevel[] = [];
  const broken: string[] = [];
  for (const path of Object.keys(levelFiles).sort()) {
    const level = parseLevel(levelFiles[path]);
    if (!level.ok) {
      broken.push(path.slice(path.lastIndexOf('/') + 1));
      continue;
    }
    const hash = levelHash(level.value);
    const reference = references.get(stem(path, 'level'));
    const isFor = reference?.ok === true && reference.value.levelHash === hash;
    levels.push({ level: level.value, hash, reference: isFor ? reference.value : null });
  }
  return { levels, broken };
}
