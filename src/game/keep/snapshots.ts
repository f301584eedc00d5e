import { CATALOG, makeBuild, parseBuild, replayEdits, resolve, type Build, type Level } from '../../sim/index.ts';
import { editsToBecome } from '../table/edits.ts';
import { isKnown } from './desk.ts';
import { isRecord, type JsonRecord } from './json.ts';
import type { Format } from './keeper.ts';
import type { Key } from './kinds.ts';

/** Builds of a level that were given a name. */
export interface Snapshot {
  readonly name: string;
  readonly build: Build;
}

const SNAPSHOTS = 'stackwright/snapshots@1';
export const MOST_SNAPSHOTS = 40;
export const LONGEST_NAME = 60;
/** More parts than that can be run, but not drawn so that anything is seen. */
export const MOST_DRAWN = 500;

/** As a desk: another version of the level has others. */
export function snapshotsOf(hash: string): Key {
  return `snapshots/${hash}`;
}

export function makeSnapshots(snapshots: readonly Snapshot[]): JsonRecord {
  return { format: SNAPSHOTS, snapshots: snapshots.map(({ name, build }) => ({ name, build: makeBuild(build) })) };
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value.length <= LONGEST_NAME && value.trim() === value && value !== '';
}

/** Whether it can be put on the stage of this level: all that the level gave is there too. */
export function fits(build: Build, level: Level): boolean {
  if (build.nodes.length > MOST_DRAWN || !build.nodes.every(isKnown)) return false;
  const { nodes, flawed } = resolve(build, level, CATALOG);
  if (flawed.length > 0 || nodes.filter(({ givenId }) => givenId !== null).length < level.given.length) return false;
  const start = { nodes: level.given };
  return replayEdits(start, editsToBecome(start, level, build)).error === null;
}

/** Null when any of it cannot be read. */
export function parseSnapshots(value: unknown, level: Level): readonly Snapshot[] | null {
  if (!isRecord(value) || value['format'] !== SNAPSHOTS || !Array.isArray(value['snapshots'])) return null;
  if (value['snapshots'].length > MOST_SNAPSHOTS) return null;
  const snapshots: Snapshot[] = [];
  for (const entry of value['snapshots'] as unknown[]) {
    if (!isRecord(entry) || !isName(entry['name'])) return null;
    const build = parseBuild(entry['build']);
    if (!build.ok || !fits(build.value, level) || snapshots.some(({ name }) => name === entry['name'])) return null;
    snapshots.push({ name: entry['name'], build: build.value });
  }
  return snapshots;
}

/** The snapshots of a level as they are kept. */
export function snapshotsIn(level: Level, hash: string): Format<readonly Snapshot[]> {
  return { key: snapshotsOf(hash), parse: (value) => parseSnapshots(value, level), isWhole: () => true, make: makeSnapshots };
}

export function isSameBuild(a: Build, b: Build): boolean {
  return JSON.stringify(makeBuild(a)) === JSON.stringify(makeBuild(b));
}

/** With these too: what is there already is not there twice, and what has no room is left out. */
export function withSnapshots(own: readonly Snapshot[], fresh: readonly Snapshot[]): readonly Snapshot[] {
  const list = [...own];
  for (const { name, build } of fresh) {
    if (list.length < MOST_SNAPSHOTS && !list.some((known) => isSameBuild(known.build, build)))
      list.push({ name: freeName(name, list), build });
  }
  return list;
}

/** A name as it can be kept, and that none of the others has. */
export function freeName(wanted: string, others: readonly Snapshot[]): string {
  const name = wanted.trim().slice(0, LONGEST_NAME).trim();
  const taken = new Set(others.map((snapshot) => snapshot.name));
  if (name !== '' && !taken.has(name)) return name;
  for (let number = 2; ; number += 1) {
    const tail = ` ${number}`;
    const next = `${name.slice(0, LONGEST_NAME - tail.length)}${tail}`.trim();
    if (!taken.has(next)) return next;
  }
}
