import { memberAt } from '../sim/index.ts';

/** A member of a file that its reader does not ask for, and the names that it asks for in that place. */
export interface Unread {
  /** JSON pointer to the member. */
  readonly place: string;
  readonly name: string;
  readonly known: readonly string[];
}

/** So many lists and objects of a file are watched; a file with more was not written by hand. */
const MOST_WATCHED = 100_000;
/** So many are named of one file; who has made more of them has made them all in one way. */
const MOST_UNREAD = 100;
/** Says which schema a file keeps; editors look for it at the top. */
const FOR_EDITORS = '$schema';

/**
 * Finds members that nothing reads by watching the reader itself, so that the names it knows are written down only once, in
 * the reader. It runs for people's sake beside the reading proper, which stays as quick as it is.
 */
export function unreadOf(value: unknown, parse: (value: unknown) => unknown): readonly Unread[] {
  const asked = new Map<object, Set<string>>();
  parse(watched(value, asked));
  const found: Unread[] = [];
  collect(value, '', asked, found);
  return found;
}

/** The same value, which notes down under which names something was looked for in each of its objects. */
function watched(value: unknown, asked: Map<object, Set<string>>): unknown {
  if (typeof value !== 'object' || value === null || asked.size >= MOST_WATCHED) return value;
  // Some members are looked at twice.
  const names = asked.get(value) ?? new Set();
  asked.set(value, names);
  return new Proxy(value, {
    get: (target, name): unknown => {
      const member: unknown = Reflect.get(target, name);
      if (typeof name === 'symbol') return member;
      names.add(name);
      return watched(member, asked);
    },
  });
}

/** In the order of the file. Nesting is shallow, as the budget for reading has it. */
function collect(value: unknown, place: string, asked: ReadonlyMap<object, ReadonlySet<string>>, found: Unread[]): void {
  const names = typeof value === 'object' && value !== null ? asked.get(value) : undefined;
  if (names === undefined) return;
  const record = value as Readonly<Record<string, unknown>>;
  for (const name of Object.keys(record)) {
    if (found.length >= MOST_UNREAD) return;
    const where = memberAt(place, name);
    if (names.has(name)) collect(record[name], where, asked, found);
    else if (!Array.isArray(value) && !(place === '' && name === FOR_EDITORS)) {
      found.push({ place: where, name, known: [...names] });
    }
  }
}
