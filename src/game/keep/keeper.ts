import type { Level } from '../../sim/index.ts';
import type { History } from '../table/history.ts';
import { Ahead } from './ahead.ts';
import { deskOf, makeDesk, parseDesk } from './desk.ts';
import { isRecord, type JsonRecord } from './json.ts';
import type { Key } from './kinds.ts';
import { isWhole, makeProgress, merge, parseProgress, type Passed, type Progress } from './progress.ts';
import { makeSettings, parseSettings, type Settings } from './settings.ts';
import { makeStars, parseStars } from './stars.ts';
import { NO_TABS, type Tabs } from './tabs.ts';

/** Where things are kept; localforage in the page, a map in tests. */
export interface Store {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<void>;
}

export type Trouble = 'broken' | 'full' | 'spoilt';

const PLACE = 'stackwright/place@1';

/** The level that was played last. */
export interface Place {
  readonly level: string;
}

function parsePlace(value: unknown): Place | null {
  if (!isRecord(value) || value['format'] !== PLACE || typeof value['level'] !== 'string') return null;
  return { level: value['level'] };
}

/** What is kept under a key, and how it is read. */
export interface Format<T> {
  readonly key: Key;
  /** Null when nothing of it can be read. */
  readonly parse: (value: unknown) => T | null;
  /** Whether nothing was left out when it was parsed. */
  readonly isWhole: (value: unknown, parsed: T) => boolean;
  readonly make: (value: T) => JsonRecord;
}

const BEST: Format<Progress> = { key: 'best', parse: parseProgress, isWhole, make: makeProgress };

const NOTHING_AHEAD = new Ahead(() => {
  throw new Error('nowhere');
});

/** Keeps things, and tells what goes wrong; nothing that goes wrong stops the game. */
export class Keeper {
  private readonly store: Store;
  private readonly onTrouble: (trouble: Trouble) => void;
  private readonly tabs: Tabs;
  readonly ahead: Ahead;
  /** Writes go one after another, so that the last one is the last. */
  private queue: Promise<void> = Promise.resolve();
  /** Keys of what cannot be read and has no copy. */
  private readonly unsafe = new Set<string>();

  constructor(store: Store, onTrouble: (trouble: Trouble) => void, tabs: Tabs = NO_TABS, ahead: Ahead = NOTHING_AHEAD) {
    this.store = store;
    this.onTrouble = onTrouble;
    this.tabs = tabs;
    this.ahead = ahead;
  }

  private async read<T>(key: Key, parse: (value: unknown) => T | null): Promise<T | null> {
    let value: unknown;
    try {
      value = await this.store.get(key);
    } catch {
      this.onTrouble('broken');
      return null;
    }
    if (value === null || value === undefined) return null;
    const parsed = parse(value);
    if (parsed === null) {
      this.onTrouble('spoilt');
      await this.enqueue(() => this.setAside(key, value));
    }
    return parsed;
  }

  /** A copy of what cannot be read, so that writing over it loses nothing: a later version of the page may read it. */
  private async setAside(key: Key, value: unknown): Promise<void> {
    const text = JSON.stringify(value);
    this.unsafe.add(key);
    for (let number = 1; ; number += 1) {
      const place: Key = `aside/${key}/${number}`;
      const old = await this.store.get(place);
      if (old !== null && old !== undefined && JSON.stringify(old) !== text) continue;
      await this.store.set(place, value);
      this.unsafe.delete(key);
      return;
    }
  }

  private write(key: Key, make: () => unknown, onKept: () => void = () => undefined): Promise<void> {
    return this.enqueue(async () => {
      await this.tabs.alone(key, async () => {
        const value = await make();
        // What could not be set aside is not written over.
        if (this.unsafe.has(key)) throw new Error(`unreadable: ${key}`);
        await this.store.set(key, value);
      });
      onKept();
      this.tabs.tell(key);
    });
  }

  private enqueue(act: () => Promise<void>): Promise<void> {
    this.queue = this.queue.then(async () => {
      try {
        await act();
      } catch (error) {
        this.onTrouble(error instanceof Error && error.name === 'QuotaExceededError' ? 'full' : 'broken');
      }
    });
    return this.queue;
  }

  /** As the storage has it: what another tab has kept. */
  readKeptDesk(level: Level, hash: string): Promise<History | null> {
    return this.read(deskOf(hash), (value) => parseDesk(value, level, hash));
  }

  /** With a change that was still on its way there when the page was left. */
  async readDesk(level: Level, hash: string): Promise<History | null> {
    const kept = await this.readKeptDesk(level, hash);
    const ahead = parseDesk(this.ahead.read(deskOf(hash)), level, hash);
    if (ahead !== null) void this.writeDesk(level, hash, ahead);
    return ahead ?? kept;
  }

  writeDesk(level: Level, hash: string, history: History): Promise<void> {
    const desk = makeDesk(level, hash, history);
    return this.write(deskOf(hash), () => desk, this.ahead.write(deskOf(hash), desk));
  }

  /** What can be read of it; the rest is not forgotten. */
  readKept<T>({ key, parse, isWhole }: Format<T>): Promise<T | null> {
    return this.read(key, (value) => {
      const parsed = parse(value);
      if (parsed !== null && !isWhole(value, parsed)) {
        this.onTrouble('spoilt');
        void this.enqueue(() => this.setAside(key, value));
      }
      return parsed;
    });
  }

  /** Makes what is to be kept from what is kept by now: another tab may have been there. */
  change<T>({ key, parse, isWhole, make }: Format<T>, act: (kept: T | null) => T, onKept?: () => void): Promise<void> {
    return this.write(
      key,
      async () => {
        const kept = await this.store.get(key);
        const there = parse(kept);
        if (kept !== null && kept !== undefined && (there === null || !isWhole(kept, there))) await this.setAside(key, kept);
        return make(act(there));
      },
      onKept,
    );
  }

  async readProgress(): Promise<Progress> {
    return (await this.readKept(BEST)) ?? new Map<string, readonly Passed[]>();
  }

  /** `recount` says what is true of what another tab has kept. */
  writeProgress(progress: Progress, recount: (theirs: Progress) => Progress): Promise<void> {
    return this.change(BEST, (theirs) => merge(progress, theirs === null ? null : recount(theirs)));
  }

  readPlace(): Promise<Place | null> {
    return this.read('place', parsePlace);
  }

  writePlace(place: Place): Promise<void> {
    return this.write('place', () => ({ format: PLACE, ...place }));
  }

  readSettings(): Promise<Settings | null> {
    return this.read('settings', parseSettings);
  }

  writeSettings(settings: Settings): Promise<void> {
    return this.write('settings', () => makeSettings(settings));
  }

  async readStars(): Promise<ReadonlySet<string>> {
    return (await this.read('stars', parseStars)) ?? new Set<string>();
  }

  /** With those that another tab has kept. */
  writeStars(stars: ReadonlySet<string>): Promise<void> {
    return this.write('stars', async () => makeStars(new Set([...(parseStars(await this.store.get('stars')) ?? []), ...stars])));
  }

  /** When all that was asked to be kept has been. */
  settled(): Promise<void> {
    return this.queue;
  }
}
