import type { Result } from '../result.ts';
import type { SearchState } from '../solve/index.ts';
import type { Build, Level } from '../types.ts';
import { RULES } from '../version.ts';
import { makeBuild, readBuild } from './build.ts';
import { levelHash } from './identity.ts';
import { asListOf, asRecord, asString, asWhole, checkFormat, reading, required, type FormatError } from './reader.ts';
import type { Json } from './canonical.ts';

/** Where a search for a frontier was stopped, to go on from there. */

export const SEARCH_FORMAT = 'stackwright/search@1';

/** A search that was stopped: of which level, under which rules, how far it came, and the best builds it had found. */
export interface StoppedSearch extends Omit<SearchState, 'front'> {
  readonly level: string;
  readonly levelHash: string;
  readonly rules: number;
  /** What they score is not in the file: it is found out anew. */
  readonly builds: readonly Build[];
}

const MOST = Number.MAX_SAFE_INTEGER;

function readSearch(value: unknown): StoppedSearch {
  const record = asRecord(value, '');
  checkFormat(record, SEARCH_FORMAT, '');
  const count = (key: string): number => required(record, key, '', (v, p) => asWhole(v, p, 0, MOST));
  return {
    level: required(record, 'level', '', asString),
    levelHash: required(record, 'levelHash', '', asString),
    rules: count('rules'),
    explored: count('explored'),
    simulated: count('simulated'),
    undecided: count('undecided'),
    path: required(record, 'path', '', (v, p) => asListOf(v, p, (way, place) => asWhole(way, place, -1, MOST))),
    builds: required(record, 'builds', '', (v, p) => asListOf(v, p, readBuild)),
  };
}

export function parseSearch(value: unknown): Result<StoppedSearch, FormatError> {
  return reading(() => readSearch(value));
}

export function makeSearch(level: Level, { front, ...state }: SearchState): Json {
  return {
    format: SEARCH_FORMAT,
    level: level.id,
    levelHash: levelHash(level),
    rules: RULES,
    ...state,
    path: [...state.path],
    builds: front.flatMap(({ builds }) => builds.map((build) => makeBuild(build) as Json)),
  };
}

/** Why a search cannot be taken up for a level; null when it can. */
export function misfitOfSearch({ levelHash: hash, rules }: StoppedSearch, level: Level): FormatError | null {
  if (rules !== RULES) return { place: '/rules', expected: String(RULES), got: String(rules) };
  const expected = levelHash(level);
  return hash === expected ? null : { place: '/levelHash', expected: `that of the level, ${expected}`, got: JSON.stringify(hash) };
}
