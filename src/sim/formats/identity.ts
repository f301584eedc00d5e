import type { Level, WorkloadSpec } from '../types.ts';
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

function makeWorkload(workload: WorkloadSpec): Json {
  const { title: _title, libraries, ...rest } = workload;
  return { ...(rest as unknown as Record<string, Json>), libraries: libraryRecord(libraries) };
}

/** Everything of a level that can change a run, defaults filled in, as plain JSON. */
export function levelIdentity(level: Level): Json {
  return {
    format: LEVEL_FORMAT,
    id: level.id,
    tray: level.tray as unknown as Json,
    given: level.given.map((node) => makeNode(node) as Json),
    workloads: level.workloads.map(makeWorkload),
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
    teaches: [...level.teaches],
    workloads: level.workloads.map((workload) => ({
      ...(makeWorkload(workload) as Record<string, Json>),
      ...(workload.title !== undefined && { title: workload.title }),
    })),
    ...(level.certificate && { certificate: level.certificate as unknown as Json }),
  };
}
