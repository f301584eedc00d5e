import type { Result } from '../result.ts';
import { METRIC_KEYS, type Edit, type MetricKey, type Solution } from '../types.ts';
import { makeBuild, makeNode, readBuild, readNode, readSettings } from './build.ts';
import {
  asListOf,
  asNumber,
  asOneOf,
  asRecord,
  asString,
  asWhole,
  checkFormat,
  optional,
  reading,
  required,
  type FormatError,
} from './reader.ts';

export const SOLUTION_FORMAT = 'stackwright/solution@1';

const EDIT_KINDS = ['place', 'move', 'set', 'remove'] as const;

export function readEdit(value: unknown, place: string): Edit {
  const record = asRecord(value, place);
  const edit = required(record, 'edit', place, (v, p) => asOneOf(v, p, EDIT_KINDS));
  switch (edit) {
    case 'place': {
      const index = optional(record, 'at', place, (v, p) => asWhole(v, p, 0, 100_000));
      const node = required(record, 'node', place, (v, p) => readNode(v, p, undefined));
      return index === undefined ? { edit, node } : { edit, node, at: index };
    }
    case 'move':
      return {
        edit,
        id: required(record, 'id', place, asString),
        on: required(record, 'on', place, (v, p) => (v === null ? null : asString(v, p))),
      };
    case 'set':
      return { edit, id: required(record, 'id', place, asString), settings: required(record, 'settings', place, readSettings) };
    case 'remove':
      return { edit, id: required(record, 'id', place, asString) };
  }
}

function readClaims(value: unknown, place: string): Partial<Record<MetricKey, number>> {
  const record = asRecord(value, place);
  const claims: Partial<Record<MetricKey, number>> = {};
  for (const key of METRIC_KEYS) {
    const claim = optional(record, key, place, asNumber);
    if (claim !== undefined) claims[key] = claim;
  }
  return claims;
}

function readSolution(value: unknown): Solution {
  const record = asRecord(value, '');
  checkFormat(record, SOLUTION_FORMAT, '');
  const edits = optional(record, 'edits', '', (v, p) => asListOf(v, p, readEdit));
  const player = optional(record, 'player', '', asString);
  return {
    level: required(record, 'level', '', asString),
    levelHash: required(record, 'levelHash', '', asString),
    rules: required(record, 'rules', '', asNumber),
    build: required(record, 'build', '', readBuild),
    claims: required(record, 'claims', '', readClaims),
    ...(edits && { edits }),
    ...(player !== undefined && { player }),
  };
}

export function parseSolution(value: unknown): Result<Solution, FormatError> {
  return reading(() => readSolution(value));
}

function makeEdit(edit: Edit): Record<string, unknown> {
  return edit.edit === 'place' ? { ...edit, node: makeNode(edit.node) } : { ...edit };
}

/** The solution as plain JSON, members in a fixed order. */
export function makeSolution(solution: Solution): Record<string, unknown> {
  return {
    format: SOLUTION_FORMAT,
    level: solution.level,
    levelHash: solution.levelHash,
    rules: solution.rules,
    build: makeBuild(solution.build),
    ...(solution.edits && { edits: solution.edits.map(makeEdit) }),
    claims: { ...solution.claims },
    ...(solution.player !== undefined && { player: solution.player }),
  };
}
