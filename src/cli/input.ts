import { statSync } from 'node:fs';
import { dirname } from 'node:path';
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
import { repeatedIn, type Repeated } from './repeated.ts';
import { isFolder, kindOf, readText, reasonOf } from './text-file.ts';
import type { Place } from './text-place.ts';
import { unreadOf, type Unread } from './unread.ts';

/** Builds, levels and solutions from files, and why a file is none. */

/** A file and what is wrong with it. */
export interface InputError extends FormatError, Partial<Place> {
  readonly file: string;
}

/** What a file holds. */
export interface Loaded<T> {
  readonly file: string;
  readonly value: T;
  /** The members that nothing reads; looked for only when somebody asks. */
  readonly unread: () => readonly Unread[];
  /** The members that stand several times in one object; the same. */
  readonly repeated: () => readonly Repeated[];
}

function read<T>(file: string, parse: (value: unknown) => Result<T, FormatError>): Result<Loaded<T>, InputError> {
  const content = readText(file);
  if (!content.ok) return err({ file, ...content.error });
  const json = readJson(content.value);
  if (!json.ok) return err({ file, ...json.error, ...(json.error === NO_JSON && jsonFaultOf(content.value)) });
  const parsed = parse(json.value);
  if (!parsed.ok) return err({ file, ...parsed.error });
  return ok({ file, value: parsed.value, unread: () => unreadOf(json.value, parse), repeated: () => repeatedIn(content.value) });
}

/** Why results must not be written to a file: it is one of those that were read, or no file at all; `null` when they may. */
export function whyNotWritten(target: string, inputs: readonly string[]): InputError | null {
  const refuse = (got: string): InputError => ({ file: target, place: '', expected: 'a regular file, or a new one, to write to', got });
  if (target === '') return refuse('an empty name');
  try {
    const found = statSync(target, { throwIfNoEntry: false });
    if (found === undefined) return isFolder(dirname(target)) ? null : refuse('a name in a folder that there is not');
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
