import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { InputError } from './input.ts';
import { isFolder, reasonOf } from './text-file.ts';

export interface Found {
  readonly files: readonly string[];
  /** Folders that could not be looked into. */
  readonly errors: readonly InputError[];
  /** Links to folders; they are not followed, because they may lead anywhere. */
  readonly links: readonly string[];
}

/** So many names are looked at in all; a folder with more is a whole disk, named by mistake. */
const MOST_ENTRIES = 200_000;

/**
 * All files under a folder, or only those right in it, whose names end so, in order of their names. Links to files are
 * followed, links to folders are not, but for the folder itself.
 */
export function filesIn(folder: string, ending: string, reach: 'here' | 'below'): Found {
  const files: string[] = [];
  const errors: InputError[] = [];
  const links: string[] = [];
  let seen = 0;
  // A list instead of recursion: folders may be nested as deep as a file system allows. Last in, first out, so names go in backwards.
  const open = [folder];
  while (open.length > 0) {
    const path = open.pop()!;
    try {
      if (!statSync(path).isDirectory()) {
        files.push(path);
        continue;
      }
      const entries = readdirSync(path, { withFileTypes: true });
      seen += entries.length;
      if (seen > MOST_ENTRIES) {
        errors.push({ file: folder, place: '', expected: `a folder with at most ${MOST_ENTRIES} files and folders in it`, got: 'more' });
        break;
      }
      entries.sort((a, b) => (a.name < b.name ? 1 : -1));
      for (const entry of entries) {
        const inside = join(path, entry.name);
        if (entry.isSymbolicLink() && isFolder(inside)) links.push(inside);
        else if (entry.isDirectory() ? reach === 'below' : entry.name.endsWith(ending)) open.push(inside);
      }
    } catch (error) {
      const got = path.includes('\ufffd') ? 'a name that is not in UTF-8' : reasonOf(error);
      errors.push({ file: path, place: '', expected: path === folder ? 'a folder' : 'something that can be read', got });
    }
  }
  return { files, errors, links: links.sort() };
}
