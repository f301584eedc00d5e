import { END, Scanner } from './json-scanner.ts';
import { placeIn, type Place } from './text-place.ts';

/** Where text stops being JSON (RFC 8259), what could stand there, and what does. */
export interface JsonFault extends Place {
  readonly expected: string;
  readonly got: string;
}

const LONGEST_SHOWN = 40;
/** Controls, and spaces that are none to JSON, as web pages are full of. */
const UNSEEN = /^[\p{C}\p{Z}]/u;

/** What stands at a place: a string, a word or number, or a single character. */
function shownAt(text: string, offset: number): string {
  if (offset >= text.length) return END;
  const rest = text.slice(offset, offset + LONGEST_SHOWN);
  const [line = ''] = rest.split(/[\n\r]/);
  if (line === '') return 'the end of the line';
  const [shown] = /^(?:"[^"]*"?|\\.?|[\p{L}\p{N}_$.+-]+|.)/su.exec(line)!;
  if (UNSEEN.test(shown)) return `the character U+${shown.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
  return shown.length === LONGEST_SHOWN ? `${shown}…` : shown;
}

/** Where text is not JSON; `null` when it is. */
export function jsonFaultOf(text: string): JsonFault | null {
  const found = new Scanner(text).run();
  return found && { ...placeIn(text, found.offset), expected: found.expected, got: shownAt(text, found.offset) };
}
