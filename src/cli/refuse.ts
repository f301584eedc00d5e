import type { BudgetError } from '../sim/index.ts';
import { whole } from '../lang/index.ts';
import { isAboutPart, type InputError } from './input.ts';
import { short, text, type Terminal } from './terminal.ts';

/** Places are made of names in the file. */
const LONGEST_PLACE = 200;

/** Paths may be of any length; what tells files apart stands at both ends. */
const LONGEST_PATH = 300;

function shortPath(path: string): string {
  if (path === '') return '""';
  return path.length <= LONGEST_PATH ? path : `${path.slice(0, LONGEST_PATH / 3)}…${path.slice((-LONGEST_PATH * 2) / 3)}`;
}

/** What is wrong with a file, on one line. */
export function lineOf(error: InputError): string {
  const { line, column, place } = error;
  const file = shortPath(error.file);
  const isPlaced = line !== undefined && column !== undefined;
  if (isPlaced) return text.jsonError(file, line, column, error);
  return text.formatError(file, { ...error, place: short(place, LONGEST_PLACE) }) + text.formatHint(error, isAboutPart(error));
}

/** Says what is wrong with a file; there is nothing else to do with it. */
export function refuse(error: InputError, terminal: Terminal): 2 {
  terminal.err(lineOf(error));
  return 2;
}

/** A run that does not end within its budget, told like any other unusable file. */
export function overBudget(file: string, { budget }: BudgetError): InputError {
  return { file, place: '', expected: `a run of at most ${whole(budget)} pieces of work`, got: 'a longer one' };
}
