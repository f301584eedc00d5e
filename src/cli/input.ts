import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import {
  checkLevel,
  CATALOG,
  err,
  LEVEL_FORMAT,
  memberAt,
  NO_JSON,
  ok,
  parseBuild,
  parseLevel,
  parseSearch,
  parseSolution,
  parseTrial,
  readJson,
  SOLUTION_FORMAT,
  TRIAL_FORMAT,
  type Build,
  type FormatError,
  type Level,
  type Result,
  type Solution,
  type StoppedSearch,
  type Trial,
} from '../sim/index.ts';
import { nearest } from '../lang/index.ts';
import { jsonFaultOf } from './json-fault.ts';
import { repeatedIn, type Repeated } from './repeated.ts';
import { isFolder, kindOf, readText, reasonOf } from './text-file.ts';
import type { Place } from './text-place.ts';
import { unreadOf, type Unread } from './unread.ts';

/** Builds, levels and solutions from files, and why a file is none. */

/** A file and what is wrong with it. */
export interface InputError extends FormatError, Partial<Place> {
  readonly file: string;
  /** The name that was meant, where what is missing stands there misspelt, or what stands there is unknown. */
  readonly meant?: string;
  /** The member that stands there in place of the one that is missing. */
  readonly instead?: string;
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

/** What stands there in place of a member that is missing, under a name that is near. */
function misspelt(value: unknown, { place, got }: FormatError, parse: (value: unknown) => unknown): Pick<InputError, 'meant' | 'instead'> {
  const slash = place.lastIndexOf('/');
  if (got !== 'nothing' || slash < 0) return {};
  const beside = unreadOf(value, parse).filter((member) => member.place === memberAt(place.slice(0, slash), member.name));
  const meant = place.slice(slash + 1);
  const instead = nearest(
    meant,
    beside.map(({ name }) => name),
  );
  return instead === null ? {} : { meant, instead };
}

/** Whether a problem is that a part is none of the catalogue's. */
export const isAboutPart = ({ place, got }: FormatError): boolean => place.endsWith('/part') && got.startsWith('"');

function partNear(error: FormatError): Pick<InputError, 'meant'> {
  const meant = isAboutPart(error) ? nearest(error.got.slice(1, -1), [...CATALOG.specs.keys()]) : null;
  return meant === null ? {} : { meant };
}

function read<T>(file: string, parse: (value: unknown) => Result<T, FormatError>): Result<Loaded<T>, InputError> {
  const content = readText(file);
  if (!content.ok) return err({ file, ...content.error });
  const json = readJson(content.value);
  if (!json.ok) return err({ file, ...json.error, ...(json.error === NO_JSON && jsonFaultOf(content.value)) });
  const parsed = parse(json.value);
  if (!parsed.ok) return err({ file, ...parsed.error, ...misspelt(json.value, parsed.error, parse) });
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

/** A build, or that of a solution or of the sandbox: what somebody saved from the page can be looked at as it is. */
export const readBuild = (file: string): Result<Loaded<Build>, InputError> => read(file, parseAnyBuild);

function formatOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'format' in value ? value.format : null;
}

function parseAnyBuild(value: unknown): Result<Build, FormatError> {
  const format = formatOf(value);
  if (format !== SOLUTION_FORMAT && format !== TRIAL_FORMAT) return parseBuild(value);
  const saved = format === SOLUTION_FORMAT ? parseSolution(value) : parseTrial(value);
  return saved.ok ? ok(saved.value.build) : saved;
}

/** What keeps a level from being played with the catalogue. */
function problemOf(file: string, level: Level): InputError | null {
  const problem = checkLevel(level);
  return problem === null ? null : { file, ...problem, ...partNear(problem) };
}

/** A level that can be played with the catalogue. */
export function readLevel(file: string): Result<Loaded<Level>, InputError> {
  const level = read(file, parseLevel);
  const problem = level.ok ? problemOf(file, level.value.value) : null;
  return problem === null ? level : err(problem);
}

export type BuildOrLevel =
  | { readonly kind: 'build'; readonly build: Build }
  | { readonly kind: 'level'; readonly level: Level }
  /** Of the sandbox: it says itself where it is run. */
  | { readonly kind: 'trial'; readonly trial: Trial };

function parseBuildOrLevel(value: unknown): Result<BuildOrLevel, FormatError> {
  const format = formatOf(value);
  if (format === LEVEL_FORMAT) {
    const level = parseLevel(value);
    return level.ok ? ok({ kind: 'level', level: level.value }) : level;
  }
  if (format === TRIAL_FORMAT) {
    const trial = parseTrial(value);
    return trial.ok ? ok({ kind: 'trial', trial: trial.value }) : trial;
  }
  const build = parseAnyBuild(value);
  return build.ok ? ok({ kind: 'build', build: build.value }) : build;
}

/** A build (or that of a solution), a build of the sandbox, or a level that can be played. */
export function readBuildOrLevel(file: string): Result<Loaded<BuildOrLevel>, InputError> {
  const found = read(file, parseBuildOrLevel);
  const problem = found.ok && found.value.value.kind === 'level' ? problemOf(file, found.value.value.level) : null;
  return problem === null ? found : err(problem);
}

export const readSearch = (file: string): Result<Loaded<StoppedSearch>, InputError> => read(file, parseSearch);

export const readSolution = (file: string): Result<Loaded<Solution>, InputError> => read(file, parseSolution);
