import { err, ok, type Result } from '../result.ts';

/** Why a file could not be read: where, what should stand there, what does. Sentences are made elsewhere. */
export interface FormatError {
  /** JSON pointer (RFC 6901) into the file; empty for the whole. */
  readonly place: string;
  readonly expected: string;
  readonly got: string;
}

/** Thrown inside a parser, caught at its door; never leaves this folder. */
class Fault {
  readonly error: FormatError;
  constructor(error: FormatError) {
    this.error = error;
  }
}

export type JsonRecord = { readonly [key: string]: unknown };

/** What a value is, in a word or short literal. */
export function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  if (typeof value === 'string') return value.length > 40 ? `"${value.slice(0, 40)}…"` : JSON.stringify(value);
  if (typeof value === 'function' || typeof value === 'symbol') return `a ${typeof value}`;
  return String(value);
}

export function fail(place: string, expected: string, got: unknown): never {
  throw new Fault({ place, expected, got: describe(got) });
}

/** Runs a parser and turns its fault into a value. */
export function reading<T>(parse: () => T): Result<T, FormatError> {
  try {
    return ok(parse());
  } catch (fault) {
    if (fault instanceof Fault) return err(fault.error);
    throw fault;
  }
}

/** The pointer of a member: `~` and `/` in names are escaped. */
export function at(place: string, key: string | number): string {
  if (typeof key === 'number' || !(key.includes('~') || key.includes('/'))) return `${place}/${key}`;
  return `${place}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

export function asRecord(value: unknown, place: string): JsonRecord {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) fail(place, 'an object', value);
  return value as JsonRecord;
}

export function asList(value: unknown, place: string): readonly unknown[] {
  if (!Array.isArray(value)) fail(place, 'a list', value);
  return value as readonly unknown[];
}

export function asString(value: unknown, place: string): string {
  if (typeof value !== 'string') fail(place, 'a string', value);
  return value;
}

export function asBoolean(value: unknown, place: string): boolean {
  if (typeof value !== 'boolean') fail(place, 'true or false', value);
  return value;
}

export function asNumber(value: unknown, place: string): number {
  if (typeof value !== 'number') fail(place, 'a number', value);
  return value;
}

/** A whole number from `least` to `most`. */
export function asWhole(value: unknown, place: string, least: number, most: number): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most) {
    fail(place, `a whole number from ${least} to ${most}`, value);
  }
  return value;
}

export function asOneOf<T extends string>(value: unknown, place: string, allowed: readonly T[]): T {
  if (typeof value !== 'string' || !(allowed as readonly string[]).includes(value)) fail(place, `one of ${allowed.join(', ')}`, value);
  return value as T;
}

/** The member `key`, read by `read` when it is there. */
export function optional<T>(record: JsonRecord, key: string, place: string, read: (value: unknown, place: string) => T): T | undefined {
  const value = record[key];
  return value === undefined ? undefined : read(value, at(place, key));
}

export function required<T>(record: JsonRecord, key: string, place: string, read: (value: unknown, place: string) => T): T {
  return read(Object.hasOwn(record, key) ? record[key] : undefined, at(place, key));
}

export function asListOf<T>(value: unknown, place: string, read: (value: unknown, place: string) => T): T[] {
  // Array.from sees holes, which lists made in JavaScript may have.
  return Array.from(asList(value, place), (entry, index) => read(entry, at(place, index)));
}

/** Checks the `format` member against `stackwright/<kind>@1`. */
export function checkFormat(record: JsonRecord, format: string, place: string): void {
  if (record['format'] !== format) fail(at(place, 'format'), JSON.stringify(format), record['format']);
}
