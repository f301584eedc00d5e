import { err, ok, type Result } from '../result.ts';
import type { FormatError } from './reader.ts';

/** What a file may be at the most: characters, brackets within brackets, values. Millions of values take minutes to parse. */
export const JSON_BUDGET = { characters: 64 * 1024 * 1024, nesting: 64, values: 1_500_000 } as const;

const QUOTE = 34;
const COMMA = 44;
const BACKSLASH = 92;

/** Which bound text breaks, and where; looks only at brackets and commas outside strings. */
function breachOf(text: string): FormatError | null {
  let depth = 0;
  let values = 0;
  for (let i = 0; i < text.length; i += 1) {
    const c = text.charCodeAt(i);
    if (c === QUOTE) {
      // Strings are short as a rule, too short for `indexOf` to be quicker.
      i += 1;
      while (i < text.length && text.charCodeAt(i) !== QUOTE) i += text.charCodeAt(i) === BACKSLASH ? 2 : 1;
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

/** Text up to so many characters is parsed first and looked at afterwards, which is quicker; it cannot hold too many values. */
const SMALL = 1024 * 1024;

/** Whether a value nests deeper than so many levels below it. */
function isDeeper(value: object, levels: number): boolean {
  if (levels === 0) return true;
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i += 1) {
      const member: unknown = value[i];
      if (typeof member === 'object' && member !== null && isDeeper(member, levels - 1)) return true;
    }
    return false;
  }
  for (const key in value) {
    const member: unknown = value[key as keyof typeof value];
    if (typeof member === 'object' && member !== null && isDeeper(member, levels - 1)) return true;
  }
  return false;
}

/** What is said of text that is no JSON; the engines word the reason differently, so only the fact goes on. */
export const NO_JSON: FormatError = { place: '', expected: 'JSON', got: 'something else' };

function parse(text: string): Result<unknown, FormatError> {
  try {
    return ok(JSON.parse(text) as unknown);
  } catch {
    return err(text.trim() === '' ? { ...NO_JSON, got: 'an empty file' } : NO_JSON);
  }
}

/** Parses text from outside within the budget. */
export function readJson(text: string): Result<unknown, FormatError> {
  if (text.length > JSON_BUDGET.characters) {
    return err({ place: '', expected: `at most ${JSON_BUDGET.characters} characters`, got: `${text.length}` });
  }
  if (text.length <= SMALL) {
    const parsed = parse(text);
    const isFlat = parsed.ok && (typeof parsed.value !== 'object' || parsed.value === null || !isDeeper(parsed.value, JSON_BUDGET.nesting));
    if (isFlat) return parsed;
  }
  const breach = breachOf(text);
  return breach === null ? parse(text) : err(breach);
}
