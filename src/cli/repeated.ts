import { Scanner } from './json-scanner.ts';
import { placeIn, type Place } from './text-place.ts';

/** A member whose name an earlier one in the same object has; only the last of them is read. */
export interface Repeated extends Place {
  readonly name: string;
}

/** Longer files were not written by hand. */
const MOST_CHARACTERS = 1024 * 1024;
const MOST_REPEATED = 100;

/** The members that stand several times, which whoever parses the text cannot see any more. */
export function repeatedIn(text: string): readonly Repeated[] {
  if (text.length > MOST_CHARACTERS) return [];
  const found: Repeated[] = [];
  const open: Set<string>[] = [];
  new Scanner(text, {
    opened: () => open.push(new Set()),
    closed: () => open.pop(),
    named: (start, end) => {
      const quoted = text.slice(start, end);
      const name = quoted.includes('\\') ? (JSON.parse(quoted) as string) : quoted.slice(1, -1);
      const names = open.at(-1)!;
      if (!names.has(name)) names.add(name);
      else if (found.length < MOST_REPEATED) found.push({ name, ...placeIn(text, start) });
    },
  }).run();
  return found;
}
