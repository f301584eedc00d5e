import { isNeutral } from '../likeness.ts';
import type { BuildNode, Curve, Level, SettingKey, TrayEntry, WorkloadSpec } from '../types.ts';
import { makeNode } from './build.ts';
import { canonicalJson, type Json } from './canonical.ts';
import { LEVEL_FORMAT } from './level.ts';
import { sha256 } from './sha256.ts';

/** Levels written down: in full, and as what identifies them. */

function libraryRecord(pairs: WorkloadSpec['libraries']): Record<string, string> {
  // Without a prototype, `__proto__` is a name like any other.
  const record = Object.create(null) as Record<string, string>;
  for (const [name, version] of pairs) record[name] = version;
  return record;
}

type JsonMembers = Record<string, Json>;

/** Without the lists of limits that are empty: what is not offered need not be said. */
function withoutEmptyLimits(members: JsonMembers): JsonMembers {
  const { cpuLimit, ramLimitMiB, ...rest } = members;
  const isOffered = (list: Json | undefined): boolean => Array.isArray(list) && list.length > 0;
  return { ...rest, ...(isOffered(cpuLimit) && { cpuLimit }), ...(isOffered(ramLimitMiB) && { ramLimitMiB }) };
}

/** Memory of 0 is as good as none. */
function makeMemory(curve: Curve): Json {
  return curve.length === 1 && curve[0]![0] === 0 && curve[0]![1] === 0 ? [] : curve;
}

function identityOfWorkload({ title: _title, libraries, ramMiB, ...rest }: WorkloadSpec): Json {
  return { ...withoutEmptyLimits(rest as unknown as JsonMembers), ramMiB: makeMemory(ramMiB), libraries: libraryRecord(libraries) };
}

/** A tray entry without what it does not offer. Empty lists of sizes say something: no size will do. */
function identityOfEntry(entry: TrayEntry): Json {
  const offered = Object.entries(withoutEmptyLimits(entry as unknown as JsonMembers));
  return Object.fromEntries(offered.filter(([, value]) => value !== false));
}

/** A given node without the settings that say nothing. */
function identityOfGiven(node: BuildNode): Json {
  const said = Object.entries(makeNode(node)).filter(([key, value]) => !isNeutral(key as SettingKey, value));
  return Object.fromEntries(said as [string, Json][]);
}

/** Everything of a level that can change a run, defaults filled in, as plain JSON. */
export function levelIdentity(level: Level): Json {
  return {
    format: LEVEL_FORMAT,
    id: level.id,
    tray: level.tray.map(identityOfEntry),
    given: level.given.map(identityOfGiven),
    workloads: level.workloads.map(identityOfWorkload),
    scenario: { horizonMs: level.horizonMs, events: level.events as unknown as Json },
    goals: level.goals as unknown as Json,
    score: [...level.score],
    order: level.delays.length > 0 ? { delayMs: [...level.delays] } : level.order,
  };
}

const hashes = new WeakMap<Level, string>();

/** SHA-256 of the RFC 8785 form of `levelIdentity`, lowercase hexadecimal. */
export function levelHash(level: Level): string {
  let hash = hashes.get(level);
  if (hash === undefined) {
    hash = sha256(canonicalJson(levelIdentity(level)));
    hashes.set(level, hash);
  }
  return hash;
}

/** The level as plain JSON with defaults filled in; `parseLevel` of it is the same level. */
export function makeLevel(level: Level): Json {
  return {
    ...(levelIdentity(level) as Record<string, Json>),
    title: level.title,
    brief: level.brief,
    ...(level.idea !== undefined && { idea: level.idea }),
    ...(level.surprise !== undefined && { surprise: level.surprise }),
    teaches: [...level.teaches],
    tray: level.tray as unknown as Json,
    given: level.given.map((node) => makeNode(node) as Json),
    workloads: level.workloads.map(({ libraries, ...rest }) => ({
      ...(rest as unknown as JsonMembers),
      libraries: libraryRecord(libraries),
    })),
    ...(level.certificate && { certificate: level.certificate as unknown as Json }),
  };
}
