import { LANGUAGES } from '../lang/index.ts';

/** What the command line says things with; made in `main.ts`. */
export interface Terminal {
  /** One line of results. */
  readonly out: (line: string) => void;
  /** One line about what went wrong. */
  readonly err: (line: string) => void;
  /** Text as it is: a JSON document. */
  readonly raw: (text: string) => void;
  /** Shows how far long work has come; nothing unless a person looks at it. */
  readonly progress: (total: number) => Progress;
}

export interface Progress {
  readonly advance: () => void;
  /** So much is done. */
  readonly reach: (value: number) => void;
  readonly stop: () => void;
}

/** 0: valid, goals met, claims true. 1: not so. 2: could not be looked at. */
export type Exit = 0 | 1 | 2;

export const text = LANGUAGES.en;

const LONGEST_NAME = 60;

/** An id as it stands in a table; ids come from outside and may be of any length. */
export function short(id: string, longest = LONGEST_NAME): string {
  return id.length <= longest ? id : `${id.slice(0, longest - 1)}…`;
}

/** An id as it stands in a sentence. */
export function quoted(id: string): string {
  return `"${short(id)}"`;
}

/** Control characters beyond those that JSON escapes, and characters that are not seen but move or turn what is. */
const HIDDEN = '\\u007f-\\u009f\\u061c\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff';
const UNSEEN = new RegExp(`[${HIDDEN}]`, 'g');
const UNPRINTABLE = new RegExp(`[\\u0000-\\u001f${HIDDEN}]`, 'g');

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Names from files could move the cursor, turn the writing round or fake a line; shown as escapes they cannot. */
export function printable(line: string): string {
  return line.replace(UNPRINTABLE, escaped);
}

/** Rows as lines whose columns stand below each other; the last column is left as it is. */
export function aligned(rows: readonly (readonly string[])[], indent = ''): string[] {
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, column) => (widths[column] = Math.max(widths[column] ?? 0, cell.length)));
  return rows.map(
    (row) => indent + row.map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column]! + 2))).join(''),
  );
}

/** A result that is longer than text can be: ids from outside are repeated in it. */
export class TooLongError extends Error {}

/** A JSON document that is safe to look at in a terminal: the escapes mean the same characters. */
export function asJson(value: unknown): string {
  try {
    return `${JSON.stringify(value, null, 2).replace(UNSEEN, escaped)}\n`;
  } catch (error) {
    throw error instanceof RangeError ? new TooLongError() : error;
  }
}
