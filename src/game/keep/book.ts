import {
  galleryOf,
  GALLERY_FORMAT,
  LONGEST_NAME,
  parseExhibit,
  renamed,
  storeExhibit,
  withExhibits,
  without,
  type Exhibit,
  type Gallery,
} from './gallery.ts';
import { isRecord, type JsonRecord } from './json.ts';
import type { Keeper } from './keeper.ts';
import type { Progress } from './progress.ts';

/**
 * The gallery as it is changed. Who renames a build and is gone in the next moment does not lose the name: a change is
 * written ahead at once, and what never came into the storage is done again at the next visit.
 */

export type GalleryChange =
  | { readonly change: 'add'; readonly exhibit: Exhibit }
  | { readonly change: 'rename'; readonly id: string; readonly name: string }
  | { readonly change: 'remove'; readonly id: string };

const AHEAD = 'gallery';

export function withChange(gallery: Gallery, change: GalleryChange): Gallery {
  switch (change.change) {
    case 'add':
      return withExhibits(gallery, [change.exhibit]);
    case 'rename':
      return renamed(gallery, change.id, change.name);
    case 'remove':
      return without(gallery, change.id);
  }
}

function makeChange(change: GalleryChange): JsonRecord {
  return change.change === 'add' ? { change: 'add', exhibit: storeExhibit(change.exhibit) } : { ...change };
}

function parseChange(value: unknown): GalleryChange | null {
  if (!isRecord(value)) return null;
  const { change, id, name } = value;
  if (change === 'add') {
    const exhibit = parseExhibit(value['exhibit']);
    return exhibit === null ? null : { change, exhibit };
  }
  if (typeof id !== 'string') return null;
  if (change === 'remove') return { change, id };
  return change === 'rename' && typeof name === 'string' ? { change, id, name: name.slice(0, LONGEST_NAME) } : null;
}

export class Book {
  private readonly keeper: Keeper;
  private readonly before: () => Progress;
  /** What the storage has not got yet. */
  private waiting: readonly GalleryChange[] = [];
  /** What was written ahead of it, as text: whatever else stands there is another tab's. */
  private copied: ReadonlySet<string> = new Set();

  /** `before` are the bests from before there was a gallery. */
  constructor(keeper: Keeper, before: () => Progress) {
    this.keeper = keeper;
    this.before = before;
    const left = this.readAhead();
    // From here on it is this tab's, also where the one that wrote it goes on.
    this.copied = new Set(left.map((value) => JSON.stringify(value)));
    for (const value of left) {
      const change = parseChange(value);
      if (change !== null) this.change(change);
    }
  }

  async read(): Promise<Gallery> {
    // What comes into the storage while it is read may not be in what was read.
    const { waiting } = this;
    const kept = (await this.keeper.readKept(GALLERY_FORMAT)) ?? galleryOf(this.before());
    return [...waiting, ...this.waiting.filter((change) => !waiting.includes(change))].reduce(withChange, kept);
  }

  change(change: GalleryChange): void {
    this.waiting = [...this.waiting, change];
    this.copy();
    const onKept = (): void => {
      this.waiting = this.waiting.filter((other) => other !== change);
      this.copy();
    };
    void this.keeper.change(GALLERY_FORMAT, (kept) => withChange(kept ?? galleryOf(this.before()), change), onKept);
  }

  private readAhead(): readonly unknown[] {
    const list = this.keeper.ahead.read(AHEAD);
    return Array.isArray(list) ? (list as unknown[]) : [];
  }

  /** All tabs have one place for this: what others have there stays. */
  private copy(): void {
    const { ahead } = this.keeper;
    const others = this.readAhead().filter((value) => !this.copied.has(JSON.stringify(value)));
    const own = this.waiting.map(makeChange);
    this.copied = new Set(own.map((value) => JSON.stringify(value)));
    const forget = ahead.write(AHEAD, [...others, ...own]);
    if (others.length + own.length === 0) forget();
    // Where there is no room for both, they were first.
    else if (others.length > 0 && ahead.read(AHEAD) === null) ahead.write(AHEAD, others);
  }
}

const BOOKS = new WeakMap<Keeper, Book>();

/** One for everybody who uses the same storage: the desk keeps what passed, a room shows it. */
export function bookOf(keeper: Keeper, before: () => Progress): Book {
  const known = BOOKS.get(keeper);
  if (known !== undefined) return known;
  const book = new Book(keeper, before);
  BOOKS.set(keeper, book);
  return book;
}
