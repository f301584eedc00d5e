import { isRecord, type JsonRecord } from './json.ts';

/** Levels in which the player once bet right on how a run would end. */

const FORMAT = 'stackwright/stars@1';
const MOST = 10_000;

export function makeStars(levels: ReadonlySet<string>): JsonRecord {
  return { format: FORMAT, levels: [...levels] };
}

export function parseStars(value: unknown): ReadonlySet<string> | null {
  if (!isRecord(value) || value['format'] !== FORMAT || !Array.isArray(value['levels'])) return null;
  return new Set((value['levels'] as unknown[]).filter((id): id is string => typeof id === 'string').slice(0, MOST));
}
