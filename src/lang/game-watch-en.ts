import type { Resource, TraceKind } from '../sim/index.ts';
import { counted, listed, mebibytes, milliseconds } from './format.ts';

/** English for watching a run: its steps, its charts, its tables. */

/** To the tenth: what moves is not compared. */
const seconds = (ms: number): string => milliseconds(Math.round(ms / 100) * 100);

/** What has happened to somebody, after its name. */
const HAPPENED: Readonly<Record<TraceKind, string>> = {
  start: 'starts',
  ready: 'ready',
  done: 'done',
  stop: 'stopped',
  crash: 'crashed',
  'out-of-memory': 'killed for want of memory',
  'gave-up': 'given up',
  panic: 'panicked',
  'driver-fault': 'lost a driver',
  compromised: 'broken into',
  runaway: 'ran away',
  written: 'has written',
  'disk-full': 'found the disk full',
  'data-lost': 'lost data',
  'power-loss': 'lost power',
};

const RESOURCES: Readonly<Record<Resource, string>> = { cpu: 'processor', disk: 'disk', net: 'network' };

export const WATCH = {
  earlier: 'Previous event',
  later: 'Next event',
  incident: 'Next incident',
  noIncident: 'Nothing went wrong in this run',
  isFirst: 'No event before this instant',
  isLast: 'No event after this instant',
  hint: (name: string, key: string): string => `${name} (${key})`,
  resources: RESOURCES,
  amount: (kib: number): string => mebibytes(Math.ceil(kib / 1024)),
  seconds,
  happened: (name: string, kind: TraceKind): string => `${name} ${HAPPENED[kind]}`,
  /** "Linux ready, Docker starts and 3 more, 11.3 s". */
  stop: (parts: readonly string[], more: number, ms: number): string => {
    const told = more === 0 ? parts.join(', ') : listed([...parts, `${more} more`], 'and');
    return `${told}, ${seconds(ms)}`;
  },

  memory: 'Memory held over time',
  load: 'Processor, disk and network over time',
  unused: 'held, not used',
  limit: (amount: string): string => `${amount} in all`,
  limitAbove: (amount: string): string => `↑ ${amount} in all`,
  asked: (amount: string): string => `goal: at most ${amount}`,
  peak: (amount: string, ms: number): string => `most ${amount}, at ${seconds(ms)}`,
  peakOf: (name: string, amount: string, limit: string, ms: number, by: readonly string[]): string =>
    `${name}: most was ${amount} of ${limit}, at ${seconds(ms)}: ${listed(by, 'and')}.`,
  by: (name: string, amount: string): string => `${name} ${amount}`,
  idle: 'not used in this run',
  full: (ms: number): string => `full at ${seconds(ms)}, before somebody was killed`,
  threads: (cores: number): string => counted(Math.round(cores * 10) / 10, 'thread'),
  ofTime: (part: number): string => `${Math.round(part * 100)} %`,
  measures: { cpu: 'Processor', disk: 'Disk', net: 'Network' } as Readonly<Record<Resource, string>>,
} as const;
