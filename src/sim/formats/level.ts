import type { Result } from '../result.ts';
import {
  EVENT_KINDS,
  FORM_KINDS,
  GOAL_KINDS,
  LAYERS,
  METRIC_KEYS,
  SCORE_KEYS,
  SEPARATIONS,
  type BuildNode,
  type Certificate,
  type Curve,
  type EventKind,
  type Form,
  type Goal,
  type GoalKind,
  type Layer,
  type Level,
  type MetricKey,
  type ScenarioEvent,
  type TrayEntry,
  type WorkloadSpec,
} from '../types.ts';
import { readNodes } from './build.ts';
import { checkNames } from './names.ts';
import {
  asBoolean,
  asList,
  asListOf,
  asOneOf,
  asRecord,
  asString,
  asWhole,
  at,
  checkFormat,
  fail,
  optional,
  reading,
  required,
  type FormatError,
  type JsonRecord,
} from './reader.ts';

export const LEVEL_FORMAT = 'stackwright/level@1';

/** Bounds of what a level may ask for, so that a run stays within what doubles count exactly. */
export const LEVEL_BOUNDS = {
  /** Latest instant, ms: eleven days. */
  timeMs: 1_000_000_000,
  memoryMiB: 1_073_741_824,
  amount: 1_000_000_000,
  entries: 10_000,
  /** Each goal looks at every instance. */
  goals: 1000,
  /** Each is compared with those that share its view. */
  libraries: 64,
} as const;

/** How long a run is watched when the level does not say, ms. */
export const DEFAULT_HORIZON_MS = 3_600_000;

type Read<T> = (value: unknown, place: string) => T;
const asTime: Read<number> = (value, place) => asWhole(value, place, 0, LEVEL_BOUNDS.timeMs);
const asMemory: Read<number> = (value, place) => asWhole(value, place, 0, LEVEL_BOUNDS.memoryMiB);
const asAmount: Read<number> = (value, place) => asWhole(value, place, 0, LEVEL_BOUNDS.amount);
const asFraction: Read<number> = (value, place) => asWhole(value, place, 0, 1000);
const asStrings: Read<string[]> = (value, place) => asBounded(value, place, asString);
const asAmounts: Read<number[]> = (value, place) => asBounded(value, place, asAmount);

function asBounded<T>(value: unknown, place: string, read: Read<T>, most: number = LEVEL_BOUNDS.entries): T[] {
  const list = asList(value, place);
  if (list.length > most) fail(place, `at most ${most} entries`, list.length);
  return asListOf(list, place, read);
}

/** A curve is a number or a list of `[fromMs, value]` with rising times. */
function curveOf(most: number): Read<Curve> {
  return (value, place) => {
    if (typeof value === 'number') return [[0, asWhole(value, place, 0, most)]];
    const steps = asBounded(value, place, (step, where): [number, number] => {
      const pair = asList(step, where);
      if (pair.length !== 2) fail(where, '[fromMs, value]', `${pair.length} entries`);
      return [asTime(pair[0], at(where, 0)), asWhole(pair[1], at(where, 1), 0, most)];
    });
    for (let i = 1; i < steps.length; i += 1) {
      if (steps[i]![0] <= steps[i - 1]![0]) fail(at(at(place, i), 0), `a time after ${steps[i - 1]![0]}`, steps[i]![0]);
    }
    return steps;
  };
}
const asMemoryCurve = curveOf(LEVEL_BOUNDS.memoryMiB);
const asRateCurve = curveOf(LEVEL_BOUNDS.amount);

// ------------------------------------------------------------------------------------------------------- workloads

function readForm(value: unknown, place: string): Form {
  const record = asRecord(value, place);
  const form = required(record, 'form', place, (v, p) => asOneOf(v, p, FORM_KINDS));
  // Asked for only where it counts, so that elsewhere it is known to count for nothing.
  const isa = (): readonly string[] => optional(record, 'isa', place, asStrings) ?? [];
  const diskMiB = (): number => optional(record, 'diskMiB', place, asMemory) ?? 0;
  switch (form) {
    case 'native':
      return { form, os: required(record, 'os', place, asString), isa: isa(), diskMiB: diskMiB() };
    case 'image': {
      const layers = optional(record, 'layers', place, (v, p) =>
        asBounded(v, p, (layer, where) => {
          const entry = asRecord(layer, where);
          return { id: required(entry, 'id', where, asString), mib: required(entry, 'mib', where, asMemory) };
        }),
      );
      return { form, os: required(record, 'os', place, asString), isa: isa(), layers: layers ?? [] };
    }
    case 'bytecode':
      return { form, runtime: required(record, 'runtime', place, asString), diskMiB: diskMiB() };
    case 'bare':
      return { form, isa: isa(), diskMiB: diskMiB() };
  }
}

const DEFAULT_IO_KIB = 64;
const asIoKiB: Read<number> = (value, place) => asWhole(value, place, 1, LEVEL_BOUNDS.amount);
const asThreads: Read<number> = (value, place) => asWhole(value, place, 1, 4096);

function readStart(value: unknown, place: string): WorkloadSpec['start'] {
  const record = value === undefined ? {} : asRecord(value, place);
  return {
    cpuMs: optional(record, 'cpuMs', place, asTime) ?? 0,
    readMiB: optional(record, 'readMiB', place, asMemory) ?? 0,
    ioKiB: optional(record, 'ioKiB', place, asIoKiB) ?? DEFAULT_IO_KIB,
    syscalls: optional(record, 'syscalls', place, asAmount) ?? 0,
  };
}

function readLoad(value: unknown, place: string): NonNullable<WorkloadSpec['load']> {
  const record = asRecord(value, place);
  const netKiB = optional(record, 'netKiB', place, asAmount) ?? 0;
  return {
    requestsPerSecond: required(record, 'requestsPerSecond', place, asRateCurve),
    cpuUs: optional(record, 'cpuUs', place, asAmount) ?? 0,
    syscalls: optional(record, 'syscalls', place, asAmount) ?? 0,
    readKiB: optional(record, 'readKiB', place, asAmount) ?? 0,
    netKiB,
    netOps: optional(record, 'netOps', place, asAmount) ?? (netKiB > 0 ? 1 : 0),
    ioKiB: optional(record, 'ioKiB', place, asIoKiB) ?? DEFAULT_IO_KIB,
    threads: optional(record, 'threads', place, asThreads) ?? 1,
  };
}

function readBatch(value: unknown, place: string): NonNullable<WorkloadSpec['batch']> {
  const record = asRecord(value, place);
  return {
    cpuMs: required(record, 'cpuMs', place, asTime),
    threads: optional(record, 'threads', place, asThreads) ?? 1,
    syscalls: optional(record, 'syscalls', place, asAmount) ?? 0,
    readMiB: optional(record, 'readMiB', place, asMemory) ?? 0,
    ioKiB: optional(record, 'ioKiB', place, asIoKiB) ?? DEFAULT_IO_KIB,
  };
}

function readLibraries(value: unknown, place: string): [string, string][] {
  const record = asRecord(value, place);
  const names = Object.keys(record).sort();
  if (names.length > LEVEL_BOUNDS.libraries) fail(place, `at most ${LEVEL_BOUNDS.libraries} libraries`, names.length);
  return names.map((name) => [name, asString(record[name], at(place, name))]);
}

function readWorkload(value: unknown, place: string): WorkloadSpec {
  const record = asRecord(value, place);
  const load = optional(record, 'load', place, readLoad);
  const batch = optional(record, 'batch', place, readBatch);
  if (load !== undefined && batch !== undefined) fail(place, 'load or batch', 'both');
  const title = optional(record, 'title', place, asString);
  const port = optional(record, 'port', place, (v, p) => asWhole(v, p, 1, 65535));
  const cpuLimit = optional(record, 'cpuLimit', place, asAmounts);
  const ramLimitMiB = optional(record, 'ramLimitMiB', place, asAmounts);
  return {
    id: required(record, 'id', place, asString),
    count: optional(record, 'count', place, asAmount) ?? 1,
    forms: required(record, 'forms', place, (v, p) => asBounded(v, p, readForm)),
    ramMiB: optional(record, 'ramMiB', place, asMemoryCurve) ?? [],
    start: readStart(record['start'], at(place, 'start')),
    libraries: optional(record, 'libraries', place, readLibraries) ?? [],
    meddlesWithKernel: optional(record, 'meddlesWithKernel', place, asBoolean) ?? false,
    volume: optional(record, 'volume', place, asBoolean) ?? false,
    ...(title !== undefined && { title }),
    ...(load && { load }),
    ...(batch && { batch }),
    ...(port !== undefined && { port }),
    ...(cpuLimit && { cpuLimit }),
    ...(ramLimitMiB && { ramLimitMiB }),
  };
}

// ------------------------------------------------------------------------------------------------ tray and scenario

function readTrayEntry(value: unknown, place: string): TrayEntry {
  const record = asRecord(value, place);
  const entry: { -readonly [K in keyof TrayEntry]: TrayEntry[K] } = { part: required(record, 'part', place, asString) };
  const max = optional(record, 'max', place, asAmount);
  if (max !== undefined) entry.max = max;
  for (const key of ['ramMiB', 'cpus', 'diskMiB', 'cpuLimit', 'ramLimitMiB'] as const) {
    const sizes = optional(record, key, place, asAmounts);
    if (sizes !== undefined) entry[key] = sizes;
  }
  const isa = optional(record, 'isa', place, asStrings);
  if (isa !== undefined) entry.isa = isa;
  for (const key of ['nested', 'passthrough', 'volume'] as const) {
    const offered = optional(record, key, place, asBoolean);
    if (offered !== undefined) entry[key] = offered;
  }
  return entry;
}

/** Which layer an event may hit; the first is what it hits when the level does not say. */
const EVENT_LAYERS = {
  restart: LAYERS,
  replace: ['self'],
  crash: ['self'],
  'driver-fault': ['kernel'],
  exploit: ['self'],
  runaway: ['self'],
  write: ['self'],
  'power-loss': ['machine'],
} as const satisfies Record<EventKind, readonly Layer[]>;

function readEvent(value: unknown, place: string): ScenarioEvent {
  const record = asRecord(value, place);
  const event = required(record, 'event', place, (v, p) => asOneOf(v, p, EVENT_KINDS));
  const node = optional(record, 'node', place, asString);
  const workload = optional(record, 'workload', place, asString);
  if ((node === undefined) === (workload === undefined)) fail(place, 'either node or workload', node === undefined ? 'neither' : 'both');
  const layers: readonly Layer[] = EVENT_LAYERS[event];
  const layer = node !== undefined ? 'self' : (optional(record, 'layer', place, (v, p) => asOneOf(v, p, layers)) ?? layers[0]!);
  return {
    atMs: required(record, 'atMs', place, asTime),
    event,
    layer,
    ...(node !== undefined && { node }),
    ...(workload !== undefined && { workload }),
    ...(event === 'runaway' && {
      resource: required(record, 'resource', place, (v, p) => asOneOf(v, p, ['cpu', 'ram'] as const)),
      forMs: required(record, 'forMs', place, asTime),
    }),
    ...(event === 'write' && { mib: required(record, 'mib', place, asMemory) }),
    ...(event === 'power-loss' && { offMs: required(record, 'offMs', place, asTime) }),
  };
}

// ------------------------------------------------------------------------------------------------------------ goals

const asSeparation: Read<NonNullable<Goal['atLeast']>> = (value, place) => asOneOf(value, place, SEPARATIONS);

/** Which members each goal has; a `?` marks one that may be left out. */
const GOAL_MEMBERS = {
  ready: { 'workload?': asString, withinMs: asTime },
  ram: { 'machine?': asString, atMostMiB: asMemory },
  disk: { atMostMiB: asMemory },
  cost: { atMost: asAmount },
  effort: { atMostMin: asAmount },
  throughput: { workload: asString, atLeast: asFraction },
  done: { workload: asString, withinMs: asTime },
  downtime: { workload: asString, atMostMs: asTime },
  isolated: { a: asString, b: asString, atLeast: asSeparation },
  safe: { workload: asString },
  keeps: { workload: asString },
  uses: { part: asString },
  avoids: { part: asString },
} as const satisfies Record<GoalKind, Readonly<Record<string, Read<unknown>>>>;

function readGoal(value: unknown, place: string): Goal {
  const record = asRecord(value, place);
  const kind = required(record, 'kind', place, (v, p) => asOneOf(v, p, GOAL_KINDS));
  const goal: Record<string, unknown> = { kind };
  for (const [name, read] of Object.entries(GOAL_MEMBERS[kind]) as [string, Read<unknown>][]) {
    const key = name.endsWith('?') ? name.slice(0, -1) : name;
    const member = key === name ? required(record, key, place, read) : optional(record, key, place, read);
    if (member !== undefined) goal[key] = member;
  }
  return goal as unknown as Goal;
}

// ------------------------------------------------------------------------------------------------------------ level

function readMetrics(value: unknown, place: string): Partial<Record<MetricKey, number>> {
  const metrics = asRecord(value, place);
  const values: Partial<Record<MetricKey, number>> = {};
  for (const key of METRIC_KEYS) {
    const metric = optional(metrics, key, place, asAmount);
    if (metric !== undefined) values[key] = metric;
  }
  return values;
}

function readDifficulty(value: unknown, place: string): NonNullable<Certificate['difficulty']> {
  const record = asRecord(value, place);
  return {
    solutions: required(record, 'solutions', place, asAmount),
    isMore: optional(record, 'isMore', place, asBoolean) ?? false,
    greedy: required(record, 'greedy', place, (v, p) => (v === null ? null : asAmount(v, p))),
  };
}

function readCertificate(value: unknown, place: string): Certificate {
  const record = asRecord(value, place);
  const optima = optional(record, 'optima', place, readMetrics);
  const explored = optional(record, 'explored', place, asAmount);
  const difficulty = optional(record, 'difficulty', place, readDifficulty);
  return {
    ...(optima && { optima }),
    ...(explored !== undefined && { explored }),
    ...(difficulty && { difficulty }),
    levelHash: required(record, 'levelHash', place, asString),
    rules: required(record, 'rules', place, asAmount),
    proof: optional(record, 'proof', place, asString) ?? 'best-known',
    frontier: required(record, 'frontier', place, (v, p) =>
      asBounded(v, p, (point, where) => {
        return { metrics: required(asRecord(point, where), 'metrics', where, readMetrics) };
      }),
    ),
  };
}

function readOrder(value: unknown, place: string): { order: boolean; delays: number[] } {
  if (value === undefined) return { order: false, delays: [] };
  if (typeof value === 'boolean') return { order: value, delays: [] };
  return { order: true, delays: required(asRecord(value, place), 'delayMs', place, (v, p) => asBounded(v, p, asTime)) };
}

function readLevel(value: unknown): Level {
  const record = asRecord(value, '');
  checkFormat(record, LEVEL_FORMAT, '');
  const scenario: JsonRecord = record['scenario'] === undefined ? {} : asRecord(record['scenario'], '/scenario');
  const certificate = optional(record, 'certificate', '', readCertificate);
  const idea = optional(record, 'idea', '', asString);
  const surprise = optional(record, 'surprise', '', asString);
  const level: Level = {
    ...(idea !== undefined && { idea }),
    ...(surprise !== undefined && { surprise }),
    id: required(record, 'id', '', asString),
    title: optional(record, 'title', '', asString) ?? '',
    brief: optional(record, 'brief', '', asString) ?? '',
    teaches: optional(record, 'teaches', '', asStrings) ?? [],
    tray: optional(record, 'tray', '', (v, p) => asBounded(v, p, readTrayEntry)) ?? [],
    given: optional(record, 'given', '', readNodes) ?? ([] as BuildNode[]),
    workloads: optional(record, 'workloads', '', (v, p) => asBounded(v, p, readWorkload)) ?? [],
    horizonMs: optional(scenario, 'horizonMs', '/scenario', (v, p) => asWhole(v, p, 1, LEVEL_BOUNDS.timeMs)) ?? DEFAULT_HORIZON_MS,
    events: optional(scenario, 'events', '/scenario', (v, p) => asBounded(v, p, readEvent)) ?? [],
    goals: optional(record, 'goals', '', (v, p) => asBounded(v, p, readGoal, LEVEL_BOUNDS.goals)) ?? [],
    score: optional(record, 'score', '', (v, p) => asBounded(v, p, (s, w) => asOneOf(s, w, SCORE_KEYS))) ?? [],
    ...readOrder(record['order'], '/order'),
    ...(certificate && { certificate }),
  };
  checkNames(level);
  return level;
}

export function parseLevel(value: unknown): Result<Level, FormatError> {
  return reading(() => readLevel(value));
}
