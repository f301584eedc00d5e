import { closeSync, constants, fstatSync, openSync, readSync, statSync, type Stats } from 'node:fs';
import {
  checkLevel,
  err,
  NO_JSON,
  ok,
  parseBuild,
  parseLevel,
  parseSolution,
  readJson,
  SOLUTION_FORMAT,
  type Build,
  type FormatError,
  type Level,
  type Result,
  type Solution,
} from '../sim/index.ts';
import { jsonFaultOf } from './json-fault.ts';
import { unreadOf, type Unread } from './unread.ts';

/** Files from outside, read within a budget. Nothing here throws because of what a file holds or is. */

export const MOST_BYTES = 64 * 1024 * 1024;
/** What is read at once; used again for every file, because folders hold thousands of small ones. */
const CHUNK = new Uint8Array(1024 * 1024);

/** A file and what is wrong with it. */
export interface InputError extends FormatError {
  readonly file: string;
  /** Where, in text that is no JSON and has no other places, counted from 1. */
  readonly line?: number;
  readonly column?: number;
}

export const NO_SUCH_FILE = 'nothing of that name';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: NO_SUCH_FILE,
  ENOTDIR: NO_SUCH_FILE,
  EACCES: 'one that may not be read',
  EPERM: 'one that may not be read',
  ELOOP: 'links that lead in a ring',
  ENAMETOOLONG: 'a name that is too long',
  EISDIR: 'a folder',
};

/** Why the system refused, in words. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return REASONS[code] ?? (code === '' ? 'an unusable name' : `the error ${code}`);
}

function refused(expected: string, got: string): { readonly ok: false; readonly error: FormatError } {
  return err({ place: '', expected, got });
}

function kindOf(found: Stats): string {
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

function readText(file: string): Result<string, FormatError> {
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
    return refused('text in UTF-8', 'other bytes');
  }
}

/** What a file holds. */
export interface Loaded<T> {
  readonly file: string;
  readonly value: T;
  /** The members that nothing reads; looked for only when somebody asks. */
  readonly unread: () => readonly Unread[];
}

function read<T>(file: string, parse: (value: unknown) => Result<T, FormatError>): Result<Loaded<T>, InputError> {
  const content = readText(file);
  if (!content.ok) return err({ file, ...content.error });
  const json = readJson(content.value);
  if (!json.ok) return err({ file, ...json.error, ...(json.error === NO_JSON && jsonFaultOf(content.value)) });
  const parsed = parse(json.value);
  if (!parsed.ok) return err({ file, ...parsed.error });
  return ok({ file, value: parsed.value, unread: () => unreadOf(json.value, parse) });
}

/** Why results must not be written to a file: it is one of those that were read, or no file at all; `null` when they may. */
export function whyNotWritten(target: string, inputs: readonly string[]): InputError | null {
  const refuse = (got: string): InputError => ({ file: target, place: '', expected: 'a regular file, or a new one, to write to', got });
  try {
    const found = statSync(target, { throwIfNoEntry: false });
    if (found === undefined) return null;
    if (!found.isFile()) return refuse(found.isDirectory() ? 'a folder' : kindOf(found));
    // Of two names one may be a link to the other.
    const isInput = inputs.some((input) => {
      const other = statSync(input, { throwIfNoEntry: false });
      return other !== undefined && other.ino === found.ino && other.dev === found.dev;
    });
    return isInput ? refuse('a file that is read here') : null;
  } catch (error) {
    return refuse(reasonOf(error));
  }
}

/** A build, or that of a solution: what somebody saved from the page can be looked at as it is. */
export const readBuild = (file: string): Result<Loaded<Build>, InputError> => read(file, parseAnyBuild);

function parseAnyBuild(value: unknown): Result<Build, FormatError> {
  if (typeof value !== 'object' || value === null || !('format' in value) || value.format !== SOLUTION_FORMAT) return parseBuild(value);
  const solution = parseSolution(value);
  return solution.ok ? ok(solution.value.build) : solution;
}

/** A level that can be played with the catalogue. */
export function readLevel(file: string): Result<Loaded<Level>, InputError> {
  const level = read(file, parseLevel);
  const problem = level.ok ? checkLevel(level.value.value) : null;
  return problem === null ? level : err({ file, ...problem });
}

export const readSolution = (file: string): Result<Loaded<Solution>, InputError> => read(file, parseSolution);
