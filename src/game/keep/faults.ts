import { describeValue, memberAt, parseBuild, parseSolution, type FormatError } from '../../sim/index.ts';
import type { PublishedLevel } from '../levels.ts';
import { deskOf } from './desk.ts';
import { parseExhibit, parseGallery } from './gallery.ts';
import { isRecord, type JsonRecord } from './json.ts';
import { parseProgress } from './progress.ts';
import { parseSettings } from './settings.ts';
import { snapshotsOf } from './snapshots.ts';
import { parseStars } from './stars.ts';
import { isScenario } from './trial.ts';

/** What of a file of everything kept cannot be read: where, what should stand there, what does. */

/** More are not looked for. */
const MOST_TOLD = 100;

/** Solutions and builds say more closely what is wrong in them. */
function insideOf(value: unknown, place: string): FormatError | null {
  if (!isRecord(value)) return null;
  for (const [key, parse] of [
    ['solution', parseSolution],
    ['build', parseBuild],
  ] as const) {
    const parsed = key in value ? parse(value[key]) : null;
    if (parsed?.ok === false) return { ...parsed.error, place: `${memberAt(place, key)}${parsed.error.place}` };
  }
  return null;
}

class Search {
  readonly faults: FormatError[] = [];
  private readonly file: JsonRecord;

  constructor(file: JsonRecord) {
    this.file = file;
  }

  private say(place: string, expected: string, value: unknown): void {
    if (this.faults.length < MOST_TOLD) this.faults.push({ place, expected, got: describeValue(value) });
  }

  /** Says what is wrong with one thing, as closely as it can be told. */
  judge(value: unknown, place: string, expected: string, isRight: boolean): void {
    if (isRight || this.faults.length >= MOST_TOLD) return;
    const inside = insideOf(value, place);
    if (inside === null) this.say(place, expected, value);
    else this.faults.push(inside);
  }

  list(value: unknown, place: string, look: (value: unknown, place: string) => void): void {
    if (Array.isArray(value)) (value as unknown[]).forEach((entry, index) => look(entry, memberAt(place, index)));
    else this.say(place, 'a list', value);
  }

  /** A member that need not be there. */
  member(key: string, look: (value: unknown, place: string) => void): void {
    const value = this.file[key];
    if (value !== undefined && value !== null) look(value, memberAt('', key));
  }

  /** A format of its own with a list in it. */
  listing(key: string, members: string, parse: (value: unknown) => unknown, look: (value: unknown, place: string) => void): void {
    this.member(key, (value, place) => {
      const before = this.faults.length;
      if (isRecord(value) && Array.isArray(value[members])) this.list(value[members], memberAt(place, members), look);
      if (parse(value) === null && this.faults.length === before) this.say(place, `${key} as this page saves it`, value);
    });
  }

  /** What there is one of in each level, of which `read` could be read; a level that this page does not have is nothing wrong. */
  byLevel(
    key: string,
    levels: readonly PublishedLevel[],
    keyOf: (hash: string) => string,
    read: ReadonlyMap<string, unknown>,
    refused: ReadonlyMap<string, FormatError>,
  ): void {
    const known = new Map(levels.map(({ hash }) => [keyOf(hash), hash]));
    this.member(key, (all, of) =>
      this.list(all, of, (entry, place) => {
        const [name, value]: readonly unknown[] = Array.isArray(entry) ? entry : [];
        if (typeof name !== 'string') {
          this.say(place, 'a key with what is kept under it', entry);
          return;
        }
        const hash = known.get(name);
        if (hash === undefined) return;
        const why = refused.get(hash);
        if (why === undefined) this.judge(value, memberAt(place, 1), `${key} as this page saves it`, read.has(hash));
        else if (this.faults.length < MOST_TOLD) this.faults.push({ ...why, place: `${memberAt(place, 1)}${why.place}` });
      }),
    );
  }
}

function isBest(value: unknown): boolean {
  return isRecord(value) && isRecord(value['metrics']) && parseSolution(value['solution']).ok;
}

/** `read` is what came of it: a desk may be long, and is gone through once; `refused` says of some why they were not. */
export function faultsIn(
  file: JsonRecord,
  levels: readonly PublishedLevel[],
  read: Readonly<Record<'desks' | 'snapshots', ReadonlyMap<string, unknown>>>,
  refused: ReadonlyMap<string, FormatError>,
): readonly FormatError[] {
  const search = new Search(file);
  search.listing('progress', 'levels', parseProgress, (entry, place) => {
    const [id, bests]: readonly unknown[] = Array.isArray(entry) ? entry : [];
    if (typeof id !== 'string') search.judge(entry, place, 'a level with its bests', false);
    else search.list(bests, memberAt(place, 1), (best, at) => search.judge(best, at, 'a best', isBest(best)));
  });
  search.listing('stars', 'levels', parseStars, (id, place) => search.judge(id, place, 'the id of a level', typeof id === 'string'));
  search.listing('gallery', 'exhibits', parseGallery, (exhibit, place) =>
    search.judge(exhibit, place, 'a build with its name and its date', parseExhibit(exhibit) !== null),
  );
  search.member('settings', (value, place) =>
    search.judge(value, place, 'settings as this page saves them', parseSettings(value) !== null),
  );
  search.member('place', (value, place) => search.judge(value, place, 'the id of a level', typeof value === 'string'));
  search.member('scenario', (value, place) => search.judge(value, place, 'what goes wrong in the sandbox', isScenario(value)));
  search.byLevel('desks', levels, deskOf, read.desks, refused);
  search.byLevel('snapshots', levels, snapshotsOf, read.snapshots, new Map());
  return search.faults;
}
