import { whole } from '../lang/index.ts';
import { err, ok, type Result } from '../sim/index.ts';
import type { InputError } from './input.ts';

/** A whole number from the command line. */
export function wholeOf(name: string, said: string | undefined, least: number, most: number): Result<number, InputError> {
  const value = Number(said);
  if (said !== undefined && /^\d{1,16}$/.test(said) && value >= least && value <= most) return ok(value);
  const got = said === undefined ? 'nothing' : JSON.stringify(said);
  return err({ file: 'command line', place: `--${name}`, expected: `a whole number from ${whole(least)} to ${whole(most)}`, got });
}
