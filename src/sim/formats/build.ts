import type { Result } from '../result.ts';
import type { Build, BuildNode, SettingKey } from '../types.ts';
import { asList, asListOf, asRecord, asString, at, checkFormat, fail, reading, type FormatError, type JsonRecord } from './reader.ts';

export const BUILD_FORMAT = 'stackwright/build@1';

/** Builds above this size are one violation and looked at no further. */
export const MOST_NODES = 100_000;

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** The JSON type of each setting; the order is the one in which a build is written. */
const SETTING_TYPES = {
  ramMiB: 'number',
  cpus: 'number',
  diskMiB: 'number',
  isa: 'string',
  nested: 'boolean',
  passthrough: 'boolean',
  cpuLimit: 'number',
  ramLimitMiB: 'number',
  volume: 'boolean',
  after: 'list',
  delayMs: 'number',
} as const satisfies Record<SettingKey, 'number' | 'string' | 'boolean' | 'list'>;

export const SETTING_KEYS = Object.keys(SETTING_TYPES) as readonly SettingKey[];
const TYPES: ReadonlyMap<string, 'number' | 'string' | 'boolean' | 'list'> = new Map(Object.entries(SETTING_TYPES));
const WORDS = { number: 'a number', string: 'a string', boolean: 'true or false', list: 'a list' } as const;

function placeOf(parent: string, index: number | undefined): string {
  return index === undefined ? parent : at(parent, index);
}

/**
 * Reads node `index` of the list at `parent` (or the node at `parent` itself); throws a fault. Only JSON types are checked: every problem of a value is
 * a violation. Places are put together only when something is wrong, because builds are read at every pointer move.
 */
export function readNode(value: unknown, parent: string, index?: number): BuildNode {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return fail(placeOf(parent, index), 'an object', value);
  const record = value as JsonRecord;
  const node: Mutable<BuildNode> = { id: '' };
  let unknown: string[] | undefined;
  let named = false;
  for (const key of Object.keys(record)) {
    const member = record[key];
    if (key === 'id' || key === 'part' || key === 'workload' || key === 'on') {
      if (typeof member !== 'string') fail(at(placeOf(parent, index), key), 'a string', member);
      node[key] = member;
      if (key === 'id') named = true;
      continue;
    }
    const type = TYPES.get(key);
    if (type === undefined) (unknown ??= []).push(key);
    else if (type === 'list') node.after = asListOf(member, at(placeOf(parent, index), key), asString);
    else if (typeof member === type) (node as Record<string, unknown>)[key] = member;
    else fail(at(placeOf(parent, index), key), WORDS[type], member);
  }
  if (!named) fail(at(placeOf(parent, index), 'id'), 'a string', undefined);
  if ((node.part === undefined) === (node.workload === undefined)) {
    fail(placeOf(parent, index), 'either part or workload', node.part === undefined ? 'neither' : 'both');
  }
  if (unknown !== undefined) node.unknown = unknown;
  return node;
}

/** Settings as an edit gives them: each of its JSON type, or `null` for the default. Names that are no settings are let pass; no edit uses them. */
export function readSettings(value: unknown, place: string): JsonRecord {
  const settings = asRecord(value, place);
  for (const key of SETTING_KEYS) {
    const type = SETTING_TYPES[key];
    const member = settings[key];
    if (member === undefined || member === null) continue;
    if (type === 'list') asListOf(member, at(place, key), asString);
    else if (typeof member !== type) fail(at(place, key), `${WORDS[type]} or null`, member);
  }
  return settings;
}

/** Reads a build without its frame (a solution holds one with a frame, a level's `given` is a bare list). */
export function readNodes(value: unknown, place: string): BuildNode[] {
  const list = asList(value, place);
  // Above the limit nothing is looked at but the number, which a violation reports.
  if (list.length > MOST_NODES) return Array.from({ length: list.length }, () => TOO_MANY);
  const nodes = new Array<BuildNode>(list.length);
  for (let i = 0; i < list.length; i += 1) nodes[i] = readNode(list[i], place, i);
  return nodes;
}
const TOO_MANY: BuildNode = { id: '', part: '' };

export function readBuild(value: unknown, place: string): Build {
  const record = asRecord(value, place);
  checkFormat(record, BUILD_FORMAT, place);
  return { nodes: readNodes(record['nodes'], at(place, 'nodes')) };
}

export function parseBuild(value: unknown): Result<Build, FormatError> {
  return reading(() => readBuild(value, ''));
}

/** A node as plain JSON, members in a fixed order. */
export function makeNode(node: BuildNode): Record<string, unknown> {
  const out: Record<string, unknown> = { id: node.id };
  if (node.part !== undefined) out['part'] = node.part;
  if (node.workload !== undefined) out['workload'] = node.workload;
  if (node.on !== undefined) out['on'] = node.on;
  for (const key of SETTING_KEYS) if (node[key] !== undefined) out[key] = node[key];
  return out;
}

/** The build as plain JSON, ready for `JSON.stringify`. Unknown properties are not carried over. */
export function makeBuild(build: Build): Record<string, unknown> {
  return { format: BUILD_FORMAT, nodes: build.nodes.map(makeNode) };
}
