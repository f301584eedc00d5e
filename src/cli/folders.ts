import { readdirSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { reasonOf, type InputError } from './input.ts';

export interface Found {
  readonly files: readonly string[];
  /** Folders that could not be looked into. */
  readonly errors: readonly InputError[];
}

/** All files under a folder, or only those right in it, whose names end so, in order of their names. Links are followed; nothing is visited twice. */
export function filesIn(folder: string, ending: string, reach: 'here' | 'below'): Found {
  const files: string[] = [];
  const errors: InputError[] = [];
  const seen = new Set<string>();
  // A list instead of recursion: folders may be nested as deep as a file system allows. Last in, first out, so names go in backwards.
  const open = [folder];
  while (open.length > 0) {
    const path = open.pop()!;
    try {
      const real = realpathSync(path);
      if (seen.has(real)) continue;
      seen.add(real);
      if (!statSync(real).isDirectory()) {
        files.push(path);
        continue;
      }
      const entries = readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? 1 : -1));
      for (const entry of entries) {
        const inside = join(path, entry.name);
        const isInner = entry.isDirectory() || (entry.isSymbolicLink() && isFolder(inside));
        if (isInner ? reach === 'below' : entry.name.endsWith(ending)) open.push(inside);
      }
    } catch (error) {
      errors.push({ file: path, place: '', expected: path === folder ? 'a folder' : 'something that can be read', got: reasonOf(error) });
    }
  }
  return { files, errors };
}

export function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
