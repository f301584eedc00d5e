import type { FormatError, LogLine, Verdict } from '../../sim/index.ts';
import { capitalised, whole } from '../format.ts';
import type { NameOf } from './violations.ts';

type Words = Readonly<Record<string, unknown>>;
type Sentence = (about: Words, name: NameOf) => string;

const text = (value: unknown): string => (typeof value === 'number' ? whole(value) : typeof value === 'string' ? value : '');
const node = (about: Words, name: NameOf): string => (typeof about['node'] === 'string' ? name(about['node']) : 'a node');

/** What went wrong during a run. */
export const INCIDENTS: Readonly<Record<string, Sentence>> = {
  'out-of-memory': (about, name) => `memory ran out; ${node(about, name)} was killed`,
  panic: (about, name) => `${node(about, name)} panicked and stopped, with all that stood on it`,
  crash: (about, name) => `${node(about, name)} crashed`,
  'driver-fault': (about, name) => `a driver of ${node(about, name)} failed`,
  exploit: (about, name) => `${node(about, name)} was exploited`,
  compromised: (about, name) => `${node(about, name)} was compromised`,
  'power-loss': (about, name) => `${node(about, name)} lost power`,
};

/** Things of a scenario that had no effect, and why. */
export const NOTICES: Readonly<Record<string, Sentence>> = {
  'no-target': (about) => `the event "${text(about['event'])}" has no target in this build`,
  'past-horizon': (about) => `the event "${text(about['event'])}" lies past the end of the run`,
};

function known(table: Readonly<Record<string, Sentence>>, kind: string, about: Words, name: NameOf): string {
  // What this language has no sentence for yet is still shown, by its code.
  return Object.hasOwn(table, kind)
    ? table[kind]!(about, name)
    : `${kind}${typeof about['node'] === 'string' ? `: ${name(about['node'])}` : ''}`;
}

export function incident(about: { readonly kind: string }, name: NameOf): string {
  return capitalised(known(INCIDENTS, about.kind, about as unknown as Words, name));
}

export function notice(about: { readonly kind: string }, name: NameOf): string {
  return capitalised(known(NOTICES, about.kind, about as unknown as Words, name));
}

export const VERDICTS = {
  ok: 'true',
  'other-rules': 'made under other rules',
  'other-level': 'made for another level, or another version of it',
  invalid: 'the build breaks a rule',
  'goals-missed': 'a goal is missed',
  'claims-differ': 'claims differ from what was measured',
  'edits-differ': 'its edits do not lead to its build',
} as const satisfies Record<Verdict['reason'], string>;

/** Lines of the boot log, by code. */
export const LOG: Readonly<Record<string, (data: LogLine['data']) => string>> = {};

export function logLine(line: LogLine): string {
  if (Object.hasOwn(LOG, line.code)) return LOG[line.code]!(line.data);
  const data = Object.entries(line.data).map(([key, value]) => `${key}=${text(value)}`);
  return [line.code, ...data].join(' ');
}

/** Why a file cannot be used, on one line. */
export function formatError(file: string, { place, expected, got }: FormatError): string {
  return `${file}: ${place === '' ? 'whole file' : place}: expected ${expected}, got ${got}`;
}
