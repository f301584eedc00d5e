import { PHASES, SOURCES, type FormatError, type Phase, type Result, type SourceKey } from '../../src/sim/index.ts';
import * as reader from '../../src/sim/formats/reader.ts';
import type { JsonRecord } from '../../src/sim/formats/reader.ts';

/**
 * A published experiment as data: what was built, how often and how large, what is read off, and what was published.
 * `docs/experiments.md` describes the format for those who write one.
 */

export const EXPERIMENT_FORMAT = 'stackwright/experiment@1';

/** What was done with a published value: a figure was chosen by it, it is only compared with, or it is only shown. */
export const ROLES = ['calibrated', 'predicted', 'shown'] as const;
export type Role = (typeof ROLES)[number];

/** How far a simulated value may be from the published one, unless the experiment says otherwise. */
export const TOLERANCE = { calibrated: 0.05, predicted: 0.3, shown: 0 } as const satisfies Record<Role, number>;

export const SHAPES = ['flat', 'linear', 'super-linear'] as const;
export type Shape = (typeof SHAPES)[number];

/** What stands for a placeholder: a number or a word. */
export type Argument = string | number;
export type Arguments = Readonly<Record<string, Argument>>;

export interface LocalFigure {
  readonly value: number;
  readonly source: SourceKey;
  readonly note?: string;
}

/** A part of the experiment's own: like one of the catalogue but for some figures and traits. */
export interface LocalPart {
  readonly id: string;
  readonly like: string;
  /** Whether every figure that is not named here has no effect. */
  readonly isPlain: boolean;
  readonly figures: Readonly<Record<string, LocalFigure>>;
  readonly traits: JsonRecord;
}

/** A stack with placeholders and repetitions, as it stands in the file, and with what they are filled in unless a value says otherwise. */
export interface Setup {
  readonly defaults: Arguments;
  readonly nodes: readonly unknown[];
  readonly workloads: readonly unknown[];
  readonly scenario: unknown;
}

/** Which run something is read off: a setup and its arguments. */
export interface RunChoice {
  readonly run?: string;
  readonly with?: Arguments;
}

/** What is read off a run. Times come in ms, memory in MiB, rates by the second. `{name}` stands for an argument. */
export type Reading = RunChoice &
  (
    | { readonly kind: 'number'; readonly number: Argument }
    | { readonly kind: 'span'; readonly from: string; readonly to: string }
    | { readonly kind: 'batch'; readonly node: string }
    | { readonly kind: 'phases'; readonly phases: readonly Phase[]; readonly node: string }
    | { readonly kind: 'memory'; readonly node: string }
    | { readonly kind: 'rate'; readonly workload: string }
    | { readonly kind: 'smallest'; readonly argument: string; readonly least: number; readonly most: number }
    | { readonly kind: 'sum' | 'difference' | 'ratio'; readonly of: readonly Reading[] }
  );

export interface PublishedValue extends RunChoice {
  readonly name: string;
  readonly read: Reading;
  readonly published: number;
  readonly unit: string;
  readonly source: SourceKey;
  readonly role: Role;
  readonly tolerance: number;
  /** Why the model misses this value; only for one that it does miss. */
  readonly miss?: string;
}

export interface OrderCheck {
  readonly kind: 'order';
  readonly name: string;
  readonly source: SourceKey;
  /** Names of values, the smallest first. */
  readonly rising: readonly string[];
}

export interface ShapeCheck extends RunChoice {
  readonly kind: 'shape';
  readonly name: string;
  readonly source: SourceKey;
  readonly shape: Shape;
  readonly argument: string;
  readonly sizes: readonly number[];
  readonly read: Reading;
}

export interface Experiment {
  readonly id: string;
  /** Its number in the list of published experiments; empty when it has none there. */
  readonly number: string;
  readonly title: string;
  readonly about: string;
  readonly parts: readonly LocalPart[];
  readonly setups: Readonly<Record<string, Setup>>;
  readonly values: readonly PublishedValue[];
  readonly checks: readonly (OrderCheck | ShapeCheck)[];
}

const SOURCE_KEYS = Object.keys(SOURCES) as SourceKey[];
const asSource = (value: unknown, place: string): SourceKey => reader.asOneOf(value, place, SOURCE_KEYS);
const asStrings = (value: unknown, place: string): string[] => reader.asListOf(value, place, reader.asString);

function asFilled(value: unknown, place: string): string {
  const text = reader.asString(value, place);
  if (text.trim() === '') reader.fail(place, 'some text', '');
  return text;
}

function asArgument(value: unknown, place: string): Argument {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return value;
  return reader.fail(place, 'a number or a string', value);
}

function asArguments(value: unknown, place: string): Arguments {
  const record = reader.asRecord(value, place);
  return Object.fromEntries(Object.entries(record).map(([key, entry]) => [key, asArgument(entry, reader.at(place, key))]));
}

/** A misspelt member would silently mean something else. */
function onlyMembers(record: JsonRecord, place: string, allowed: readonly string[]): void {
  for (const key of Object.keys(record))
    if (!allowed.includes(key)) reader.fail(reader.at(place, key), `one of ${allowed.join(', ')}`, key);
}

// ---------------------------------------------------------------------------------------------------------- readings

/** Which member tells what kind of reading it is, and what further members that kind has. */
const READING_KINDS = {
  number: [],
  took: [],
  from: ['to'],
  batch: [],
  phases: ['of'],
  memory: [],
  rate: [],
  smallest: ['least', 'most'],
  sum: [],
  difference: [],
  ratio: [],
} as const satisfies Record<string, readonly string[]>;
type ReadingKey = keyof typeof READING_KINDS;

function readReading(value: unknown, place: string): Reading {
  if (typeof value === 'number') return { kind: 'number', number: value };
  const record = reader.asRecord(value, place);
  const key = (Object.keys(READING_KINDS) as ReadingKey[]).find((name) => Object.hasOwn(record, name));
  if (key === undefined)
    return reader.fail(place, `a reading: one of ${Object.keys(READING_KINDS).join(', ')}`, Object.keys(record).join(', '));
  onlyMembers(record, place, [key, ...READING_KINDS[key], 'run', 'with']);
  return { ...readChoice(record, place), ...readKind(key, record, place) };
}

function readKind(key: ReadingKey, record: JsonRecord, place: string): Reading {
  const text = (name: string): string => reader.required(record, name, place, reader.asString);
  switch (key) {
    case 'number':
      return { kind: 'number', number: reader.required(record, 'number', place, asArgument) };
    case 'took':
      return { kind: 'span', from: text('took'), to: text('took') };
    case 'from':
      return { kind: 'span', from: text('from'), to: text('to') };
    case 'batch':
      return { kind: 'batch', node: text('batch') };
    case 'phases':
      return {
        kind: 'phases',
        phases: reader.required(record, 'phases', place, (v, p) => reader.asListOf(v, p, (w, q) => reader.asOneOf(w, q, PHASES))),
        node: text('of'),
      };
    case 'memory':
      return { kind: 'memory', node: text('memory') };
    case 'rate':
      return { kind: 'rate', workload: text('rate') };
    case 'smallest': {
      const least = reader.required(record, 'least', place, (v, p) => reader.asWhole(v, p, 0, MOST_SIZE));
      return {
        kind: 'smallest',
        argument: text('smallest'),
        least,
        most: reader.required(record, 'most', place, (v, p) => reader.asWhole(v, p, least, MOST_SIZE)),
      };
    }
    default: {
      const of = reader.required(record, key, place, (v, p) => reader.asListOf(v, p, readReading));
      if (key === 'sum' ? of.length === 0 : of.length !== 2)
        reader.fail(reader.at(place, key), key === 'sum' ? 'readings' : 'two readings', `${of.length}`);
      return { kind: key, of };
    }
  }
}
const MOST_SIZE = 1_000_000;

function readChoice(record: JsonRecord, place: string): RunChoice {
  const run = reader.optional(record, 'run', place, reader.asString);
  const given = reader.optional(record, 'with', place, asArguments);
  return { ...(run !== undefined && { run }), ...(given && { with: given }) };
}

// ------------------------------------------------------------------------------------------------ parts and setups

function readFigure(value: unknown, place: string): LocalFigure {
  const record = reader.asRecord(value, place);
  onlyMembers(record, place, ['value', 'source', 'note']);
  const figure = reader.required(record, 'value', place, reader.asNumber);
  if (!Number.isFinite(figure) || figure < 0) reader.fail(reader.at(place, 'value'), 'a number from 0', figure);
  const note = reader.optional(record, 'note', place, asFilled);
  return { value: figure, source: reader.required(record, 'source', place, asSource), ...(note !== undefined && { note }) };
}

function readPart(value: unknown, place: string): LocalPart {
  const record = reader.asRecord(value, place);
  onlyMembers(record, place, ['id', 'like', 'otherwise', 'figures', 'traits']);
  return {
    id: reader.required(record, 'id', place, asFilled),
    like: reader.required(record, 'like', place, reader.asString),
    isPlain: reader.optional(record, 'otherwise', place, (v, p) => reader.asOneOf(v, p, ['neutral', 'catalogue'] as const)) === 'neutral',
    figures:
      reader.optional(record, 'figures', place, (v, p) =>
        Object.fromEntries(Object.entries(reader.asRecord(v, p)).map(([key, figure]) => [key, readFigure(figure, reader.at(p, key))])),
      ) ?? {},
    traits: reader.optional(record, 'traits', place, reader.asRecord) ?? {},
  };
}

function readSetup(value: unknown, place: string): Setup {
  const record = reader.asRecord(value, place);
  onlyMembers(record, place, ['with', 'nodes', 'workloads', 'scenario']);
  return {
    defaults: reader.optional(record, 'with', place, asArguments) ?? {},
    nodes: reader.required(record, 'nodes', place, (v, p) => reader.asListOf(v, p, reader.asRecord)),
    workloads: reader.optional(record, 'workloads', place, (v, p) => reader.asListOf(v, p, reader.asRecord)) ?? [],
    scenario: record['scenario'] ?? {},
  };
}

// ------------------------------------------------------------------------------------------------ values and checks

function readValue(value: unknown, place: string): PublishedValue {
  const record = reader.asRecord(value, place);
  onlyMembers(record, place, ['name', 'run', 'with', 'read', 'published', 'unit', 'source', 'role', 'tolerance', 'miss']);
  const role = reader.required(record, 'role', place, (v, p) => reader.asOneOf(v, p, ROLES));
  const published = reader.required(record, 'published', place, reader.asNumber);
  if (!Number.isFinite(published) || published <= 0) reader.fail(reader.at(place, 'published'), 'a number above 0', published);
  const tolerance = reader.optional(record, 'tolerance', place, reader.asNumber) ?? TOLERANCE[role];
  if (!(tolerance >= 0 && tolerance <= 1)) reader.fail(reader.at(place, 'tolerance'), 'a number from 0 to 1', tolerance);
  const miss = reader.optional(record, 'miss', place, asFilled);
  if (miss !== undefined && role !== 'predicted') reader.fail(reader.at(place, 'miss'), 'only for a predicted value', role);
  return {
    ...readChoice(record, place),
    name: reader.required(record, 'name', place, asFilled),
    read: reader.required(record, 'read', place, readReading),
    published,
    unit: reader.optional(record, 'unit', place, reader.asString) ?? '',
    source: reader.required(record, 'source', place, asSource),
    role,
    tolerance,
    ...(miss !== undefined && { miss }),
  };
}

function readCheck(value: unknown, place: string): OrderCheck | ShapeCheck {
  const record = reader.asRecord(value, place);
  const name = reader.required(record, 'name', place, asFilled);
  const source = reader.required(record, 'source', place, asSource);
  if (Object.hasOwn(record, 'rising')) {
    onlyMembers(record, place, ['name', 'source', 'rising']);
    const rising = reader.required(record, 'rising', place, asStrings);
    if (rising.length < 2) reader.fail(reader.at(place, 'rising'), 'at least two values', rising.length);
    return { kind: 'order', name, source, rising };
  }
  onlyMembers(record, place, ['name', 'source', 'shape', 'over', 'run', 'with', 'read']);
  const shape = reader.required(record, 'shape', place, (v, p) => reader.asOneOf(v, p, SHAPES));
  const over = reader.required(record, 'over', place, reader.asRecord);
  const [argument] = Object.keys(over);
  if (argument === undefined || Object.keys(over).length !== 1)
    return reader.fail(reader.at(place, 'over'), 'one argument with its sizes', Object.keys(over).join(', '));
  const sizes = reader.asListOf(over[argument], reader.at(reader.at(place, 'over'), argument), reader.asNumber);
  if (sizes.length < 3) reader.fail(reader.at(reader.at(place, 'over'), argument), 'at least three sizes', sizes.length);
  for (let i = 1; i < sizes.length; i += 1) {
    if (sizes[i]! <= sizes[i - 1]!)
      reader.fail(reader.at(reader.at(reader.at(place, 'over'), argument), i), `a size above ${sizes[i - 1]!}`, sizes[i]);
  }
  return {
    ...readChoice(record, place),
    kind: 'shape',
    name,
    source,
    shape,
    argument,
    sizes,
    read: reader.required(record, 'read', place, readReading),
  };
}

/** Names that an experiment uses must be ones that it declares. */
function checkNames(experiment: Experiment): void {
  const byName = new Map<string, PublishedValue>();
  experiment.values.forEach((value, index) => {
    if (byName.has(value.name)) reader.fail(`/values/${index}/name`, 'a name of its own', value.name);
    byName.set(value.name, value);
    checkRuns(value.read, value, experiment, `/values/${index}`);
  });
  experiment.checks.forEach((check, index) => {
    if (check.kind === 'shape') {
      checkRuns(check.read, check, experiment, `/checks/${index}`);
      return;
    }
    check.rising.forEach((name, position) => {
      const place = `/checks/${index}/rising/${position}`;
      if (!byName.has(name)) reader.fail(place, "the name of one of the experiment's values", name);
      const before = position === 0 ? null : byName.get(check.rising[position - 1]!)!;
      if (before !== null && before.published >= byName.get(name)!.published)
        reader.fail(place, 'a value that was published as the larger one', name);
    });
  });
}

function checkRuns(read: Reading, outer: RunChoice, experiment: Experiment, place: string): void {
  const run = read.run ?? outer.run;
  if (read.kind === 'sum' || read.kind === 'difference' || read.kind === 'ratio') {
    for (const part of read.of) checkRuns(part, { ...outer, ...(run !== undefined && { run }) }, experiment, place);
    return;
  }
  if (read.kind !== 'number' && (run === undefined || !Object.hasOwn(experiment.setups, run))) {
    reader.fail(reader.at(place, 'run'), `one of ${Object.keys(experiment.setups).join(', ')}`, run);
  }
}

/** Reads an experiment; what is wrong comes back as place, expected, got. */
export function parseExperiment(value: unknown): Result<Experiment, FormatError> {
  return reader.reading(() => {
    const record = reader.asRecord(value, '');
    reader.checkFormat(record, EXPERIMENT_FORMAT, '');
    onlyMembers(record, '', ['format', 'id', 'number', 'title', 'about', 'parts', 'setups', 'values', 'checks']);
    const experiment: Experiment = {
      id: reader.required(record, 'id', '', asFilled),
      number: reader.optional(record, 'number', '', reader.asString) ?? '',
      title: reader.required(record, 'title', '', asFilled),
      about: reader.required(record, 'about', '', asFilled),
      parts: reader.optional(record, 'parts', '', (v, p) => reader.asListOf(v, p, readPart)) ?? [],
      setups: reader.required(record, 'setups', '', (v, p) =>
        Object.fromEntries(Object.entries(reader.asRecord(v, p)).map(([key, setup]) => [key, readSetup(setup, reader.at(p, key))])),
      ),
      values: reader.required(record, 'values', '', (v, p) => reader.asListOf(v, p, readValue)),
      checks: reader.optional(record, 'checks', '', (v, p) => reader.asListOf(v, p, readCheck)) ?? [],
    };
    checkNames(experiment);
    return experiment;
  });
}
