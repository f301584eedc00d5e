import { closeSync, constants, fstatSync, openSync, readSync, statSync, type Stats } from 'node:fs';
import { err, ok, type FormatError, type Result } from '../sim/index.ts';
import { placeIn, type Place } from './text-place.ts';

/** Files from outside, read within a budget. Nothing here throws because of what a file holds or is. */

const MOST_BYTES = 64 * 1024 * 1024;
/** What is read at once; used again for every file, because folders hold thousands of small ones. */
const CHUNK = new Uint8Array(1024 * 1024);

export const NO_SUCH_FILE = 'nothing of that name';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: NO_SUCH_FILE,
  ENOTDIR: NO_SUCH_FILE,
  EACCES: 'no permission',
  EPERM: 'no permission',
  EROFS: 'a disk that only can be read',
  ENOSPC: 'a full disk',
  ELOOP: 'links that lead in a ring',
  ENAMETOOLONG: 'a name that is too long',
  EISDIR: 'a folder',
};

/** Why the system refused, in words. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return REASONS[code] ?? (code === '' ? 'an unusable name' : `the error ${code}`);
}

export function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

function refused(expected: string, got: string): { readonly ok: false; readonly error: FormatError } {
  return err({ place: '', expected, got });
}

export function kindOf(found: Stats): string {
  return found.isFIFO() ? 'a pipe' : found.isSocket() ? 'a socket' : 'a device';
}

function readBytes(file: string): Result<Uint8Array, FormatError> {
  // Looked at before it is opened: opening a pipe that nobody writes to would wait for ever.
  const found = statSync(file);
  if (found.isDirectory()) return refused('a file', 'a folder');
  if (!found.isFile()) return refused('a regular file', kindOf(found));
  const descriptor = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    if (fstatSync(descriptor).size > MOST_BYTES) return refused(`at most ${MOST_BYTES} bytes`, 'more');
    const chunks: Uint8Array[] = [];
    let total = 0;
    // The size that was told may be wrong, so the bytes themselves are counted.
    for (;;) {
      const count = readSync(descriptor, CHUNK);
      if (count === 0) break;
      total += count;
      if (total > MOST_BYTES) return refused(`at most ${MOST_BYTES} bytes`, 'more');
      chunks.push(CHUNK.slice(0, count));
    }
    return ok(Buffer.concat(chunks, total));
  } finally {
    closeSync(descriptor);
  }
}

const UTF_16_MARKS = ['fffe', 'feff'];

/** Why bytes are no text, and where they stop being it. */
function noText(bytes: Uint8Array): FormatError & Partial<Place> {
  const expected = 'text in UTF-8';
  if (UTF_16_MARKS.includes(Buffer.from(bytes.subarray(0, 2)).toString('hex'))) return { place: '', expected, got: 'UTF-16' };
  // What cannot be decoded stands as the sign for that, which nobody writes.
  const text = new TextDecoder('utf-8').decode(bytes);
  return { place: '', expected, got: 'other bytes', ...placeIn(text, Math.max(text.indexOf('\ufffd'), 0)) };
}

/** The text of a file, a byte order mark at the start taken off. */
export function readText(file: string): Result<string, FormatError & Partial<Place>> {
  if (file === '') return refused('the name of a file', 'an empty one');
  let bytes: Result<Uint8Array, FormatError>;
  try {
    bytes = readBytes(file);
  } catch (error) {
    return refused('a file that can be read', reasonOf(error));
  }
  if (!bytes.ok) return bytes;
  try {
    // A byte order mark at the start is taken off by the decoder.
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(bytes.value));
  } catch {
    return err(noText(bytes.value));
  }
}
