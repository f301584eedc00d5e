import { err, ok, type Result } from '../result.ts';
import type { FormatError } from './reader.ts';

/** What a file may be at the most: characters, and brackets within brackets. */
export const JSON_BUDGET = { characters: 64 * 1024 * 1024, nesting: 64 } as const;

const QUOTE = 34;
const BACKSLASH = 92;

/** Where `text` first nests deeper than the budget; -1 when it never does. Looks only at brackets outside strings. */
function tooDeepAt(text: string): number {
  let depth = 0;
  for (let i = 0; i < text.length; i += 1) {
    const c = text.charCodeAt(i);
    if (c === QUOTE) {
      // Jump to the closing quote: one that an even number of backslashes precedes.
      for (;;) {
        i = text.indexOf('"', i + 1);
        if (i < 0) return -1;
        let before = i - 1;
        while (text.charCodeAt(before) === BACKSLASH) before -= 1;
        if ((i - before) % 2 === 1) break;
      }
    } else if (c === 91 || c === 123) {
      depth += 1;
      if (depth > JSON_BUDGET.nesting) return i;
    } else if (c === 93 || c === 125) {
      depth -= 1;
    }
  }
  return -1;
}

/** Parses text from outside within the budget. */
export function readJson(text: string): Result<unknown, FormatError> {
  if (text.length > JSON_BUDGET.characters) {
    return err({ place: '', expected: `at most ${JSON_BUDGET.characters} characters`, got: `${text.length}` });
  }
  const deep = tooDeepAt(text);
  if (deep >= 0) return err({ place: `character ${deep}`, expected: `brackets nested at most ${JSON_BUDGET.nesting} deep`, got: 'more' });
  try {
    return ok(JSON.parse(text) as unknown);
  } catch {
    // The engines word this differently, so only the fact goes on.
    return err({ place: '', expected: 'JSON', got: text.trim() === '' ? 'an empty file' : 'something else' });
  }
}
