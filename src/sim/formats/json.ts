import { err, ok, type Result } from '../result.ts';
import type { FormatError } from './reader.ts';

/** What a file may be at the most: characters, brackets within brackets, values. Millions of values take minutes to parse. */
export const JSON_BUDGET = { characters: 64 * 1024 * 1024, nesting: 64, values: 1_500_000 } as const;

const QUOTE = 34;
const COMMA = 44;
const BACKSLASH = 92;

/** The closing quote of the string that opens at `from`: one that an even number of backslashes precedes; -1 without one. */
function endOfString(text: string, from: number): number {
  for (let end = text.indexOf('"', from + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let before = end - 1;
    while (text.charCodeAt(before) === BACKSLASH) before -= 1;
    if ((end - before) % 2 === 1) return end;
  }
  return -1;
}

/** Which bound text breaks, and where; looks only at brackets and commas outside strings. */
function breachOf(text: string): FormatError | null {
  let depth = 0;
  let values = 0;
  for (let i = 0; i < text.length; i += 1) {
    const c = text.charCodeAt(i);
    if (c === QUOTE) {
      i = endOfString(text, i);
      if (i < 0) return null;
    } else if (c === 91 || c === 123) {
      depth += 1;
      values += 1;
      if (depth > JSON_BUDGET.nesting)
        return { place: `character ${i}`, expected: `brackets nested at most ${JSON_BUDGET.nesting} deep`, got: 'more' };
    } else if (c === 93 || c === 125) {
      depth -= 1;
    } else if (c === COMMA) {
      values += 1;
      if (values > JSON_BUDGET.values) return { place: `character ${i}`, expected: `at most ${JSON_BUDGET.values} values`, got: 'more' };
    }
  }
  return null;
}

/** Parses text from outside within the budget. */
export function readJson(text: string): Result<unknown, FormatError> {
  if (text.length > JSON_BUDGET.characters) {
    return err({ place: '', expected: `at most ${JSON_BUDGET.characters} characters`, got: `${text.length}` });
  }
  const breach = breachOf(text);
  if (breach !== null) return err(breach);
  try {
    return ok(JSON.parse(text) as unknown);
  } catch {
    // The engines word this differently, so only the fact goes on.
    return err({ place: '', expected: 'JSON', got: text.trim() === '' ? 'an empty file' : 'something else' });
  }
}
