import {
  makeSolution,
  METRIC_KEYS,
  parseSolution,
  replayEdits,
  RULES,
  type Edit,
  type Level,
  type MetricKey,
  type Metrics,
  type Solution,
} from '../../sim/index.ts';
import { Ahead } from './ahead.ts';
import { act, startHistory, undo, type History } from '../table/history.ts';
import { NO_TABS, type Tabs } from './tabs.ts';

/** What is kept between visits: the build of each level with its history, best solutions, and where the player was. */

/** Where things are kept; localforage in the page, a map in tests. */
export interface Store {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<void>;
}

export type Trouble = 'broken' | 'full' | 'spoilt';

const DESK = 'stackwright/desk@1';
const BEST = 'stackwright/best@1';
const PLACE = 'stackwright/place@1';

type JsonRecord = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The histories' edits in one list, with how long each step is and how many of them are done. */
export function makeDesk(level: Level, hash: string, history: History): JsonRecord {
  const steps = [...history.done, ...[...history.undone].reverse()];
  const solution: Solution = {
    level: level.id,
    levelHash: hash,
    rules: RULES,
    build: { nodes: level.given },
    edits: steps.flatMap((step) => step.edits),
    claims: {},
  };
  return { format: DESK, solution: makeSolution(solution), steps: steps.map((step) => step.edits.length), done: history.done.length };
}

function cutSteps(edits: readonly Edit[], lengths: readonly unknown[]): readonly (readonly Edit[])[] | null {
  const steps: (readonly Edit[])[] = [];
  let at = 0;
  for (const length of lengths) {
    if (!Number.isInteger(length) || (length as number) < 1) return null;
    steps.push(edits.slice(at, at + (length as number)));
    at += length as number;
  }
  return at === edits.length ? steps : null;
}

/** The history that was kept; null when it is of another version of the level, or cannot be read. */
export function parseDesk(value: unknown, level: Level, hash: string): History | null {
  if (!isRecord(value) || value['format'] !== DESK) return null;
  const { steps: lengths, done } = value;
  const solution = parseSolution(value['solution']);
  if (!solution.ok || solution.value.levelHash !== hash || !Array.isArray(lengths) || !Number.isInteger(done)) return null;
  const steps = cutSteps(solution.value.edits ?? [], lengths);
  const count = done as number;
  if (steps === null || count < 0 || count > steps.length) return null;
  const start = { nodes: level.given };
  if (replayEdits(start, steps.flat()).error !== null) return null;
  let history = startHistory(start);
  for (const step of steps) history = act(history, step);
  for (let i = steps.length; i > count; i -= 1) history = undo(history);
  return history;
}

/** A passed solution with the metrics it is said to have: `best.ts` looks whether that is true. */
export interface Passed {
  readonly metrics: Partial<Record<MetricKey, number>>;
  readonly solution: unknown;
}

/** Level id → solutions that no other one is better than in every respect. */
export type Progress = ReadonlyMap<string, readonly Passed[]>;

function isAtLeastAsGood(a: Passed, b: Passed): boolean {
  return METRIC_KEYS.every((key) => b.metrics[key] === undefined || (a.metrics[key] !== undefined && a.metrics[key] <= b.metrics[key]));
}

const MOST_KEPT = 30;

export function withPassed(
  progress: Progress,
  levelId: string,
  metrics: Metrics,
  scored: readonly MetricKey[],
  solution: Solution,
): Progress {
  const own: Partial<Record<MetricKey, number>> = {};
  for (const key of scored) if (metrics[key] !== null) own[key] = metrics[key];
  const entry: Passed = { metrics: own, solution: makeSolution(solution) };
  const others = progress.get(levelId) ?? [];
  if (others.some((other) => isAtLeastAsGood(other, entry))) return progress;
  const kept = [entry, ...others.filter((other) => !isAtLeastAsGood(entry, other))].slice(0, MOST_KEPT);
  return new Map(progress).set(levelId, kept);
}

/** The best that was reached in each metric; null when the level has not been passed. */
export function bestOf(progress: Progress, levelId: string): Partial<Record<MetricKey, number>> | null {
  const passed = progress.get(levelId)?.filter(({ metrics }) => Object.keys(metrics).length > 0);
  if (passed === undefined || passed.length === 0) return null;
  const best: Partial<Record<MetricKey, number>> = {};
  for (const { metrics } of passed) {
    for (const key of METRIC_KEYS) {
      const value = metrics[key];
      if (value !== undefined && (best[key] === undefined || value < best[key])) best[key] = value;
    }
  }
  return best;
}

export function makeProgress(progress: Progress): JsonRecord {
  return { format: BEST, levels: [...progress].map(([id, passed]) => [id, passed]) };
}

function parsePassed(value: unknown): Passed | null {
  if (!isRecord(value) || !isRecord(value['metrics']) || !parseSolution(value['solution']).ok) return null;
  const metrics: Partial<Record<MetricKey, number>> = {};
  for (const key of METRIC_KEYS) {
    const metric = value['metrics'][key];
    if (typeof metric === 'number' && Number.isFinite(metric)) metrics[key] = metric;
  }
  return { metrics, solution: value['solution'] };
}

export function parseProgress(value: unknown): Progress | null {
  if (!isRecord(value) || value['format'] !== BEST || !Array.isArray(value['levels'])) return null;
  const progress = new Map<string, readonly Passed[]>();
  for (const entry of value['levels'] as unknown[]) {
    if (!Array.isArray(entry) || typeof entry[0] !== 'string' || !Array.isArray(entry[1])) return null;
    progress.set(
      entry[0],
      (entry[1] as unknown[]).map(parsePassed).filter((passed) => passed !== null),
    );
  }
  return progress;
}

/** Whether nothing was left out when it was parsed. */
function isWhole(value: unknown, progress: Progress): boolean {
  const levels = (value as { readonly levels: readonly (readonly [string, readonly unknown[]])[] }).levels;
  return levels.every(([id, passed]) => progress.get(id)?.length === passed.length);
}

/** Two tabs may both have passed something: what either has is kept. */
export function merge(ours: Progress, theirs: Progress | null): Progress {
  const merged = new Map(ours);
  for (const [id, passed] of theirs ?? []) {
    const mine = merged.get(id) ?? [];
    const fresh = passed.filter((entry) => !mine.some((other) => isAtLeastAsGood(other, entry)));
    merged.set(id, [...mine.filter((entry) => !fresh.some((other) => isAtLeastAsGood(other, entry))), ...fresh].slice(0, MOST_KEPT));
  }
  return merged;
}

/** The level that was played last, and how the page looked. */
export interface Place {
  readonly level: string;
  readonly theme: string | null;
}

function parsePlace(value: unknown): Place | null {
  if (!isRecord(value) || value['format'] !== PLACE || typeof value['level'] !== 'string') return null;
  return { level: value['level'], theme: typeof value['theme'] === 'string' ? value['theme'] : null };
}

const NOTHING_AHEAD = new Ahead(() => {
  throw new Error('nowhere');
});

/** The key has the hash: another version of the level is another desk, and the old one is left alone. */
export function deskOf(hash: string): string {
  return `desk/${hash}`;
}

/** Keeps things, and tells what goes wrong; nothing that goes wrong stops the game. */
export class Keeper {
  private readonly store: Store;
  private readonly onTrouble: (trouble: Trouble) => void;
  private readonly tabs: Tabs;
  private readonly ahead: Ahead;
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

  private async read<T>(key: string, parse: (value: unknown) => T | null): Promise<T | null> {
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
  private async setAside(key: string, value: unknown): Promise<void> {
    const text = JSON.stringify(value);
    this.unsafe.add(key);
    for (let number = 1; ; number += 1) {
      const place = `aside/${key}/${number}`;
      const old = await this.store.get(place);
      if (old !== null && old !== undefined && JSON.stringify(old) !== text) continue;
      await this.store.set(place, value);
      this.unsafe.delete(key);
      return;
    }
  }

  private write(key: string, make: () => unknown, onKept: () => void = () => undefined): Promise<void> {
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

  async readProgress(): Promise<Progress> {
    return (await this.read('best', (value) => this.parseWhole(value))) ?? new Map<string, readonly Passed[]>();
  }

  /** What can be read of it; the rest is not forgotten. */
  private parseWhole(value: unknown): Progress | null {
    const progress = parseProgress(value);
    if (progress !== null && !isWhole(value, progress)) {
      this.onTrouble('spoilt');
      void this.enqueue(() => this.setAside('best', value));
    }
    return progress;
  }

  /** `recount` says what is true of what another tab has kept. */
  writeProgress(progress: Progress, recount: (theirs: Progress) => Progress): Promise<void> {
    return this.write('best', async () => {
      const kept = await this.store.get('best');
      const theirs = parseProgress(kept);
      if (kept !== null && kept !== undefined && (theirs === null || !isWhole(kept, theirs))) await this.setAside('best', kept);
      return makeProgress(merge(progress, theirs === null ? null : recount(theirs)));
    });
  }

  readPlace(): Promise<Place | null> {
    return this.read('place', parsePlace);
  }

  writePlace(place: Place): Promise<void> {
    return this.write('place', () => ({ format: PLACE, ...place }));
  }

  /** When all that was asked to be kept has been. */
  settled(): Promise<void> {
    return this.queue;
  }
}
