import type { Resource, TraceKind } from '../sim/index.ts';
import { listed, milliseconds } from './format.ts';

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
  seconds,
  happened: (name: string, kind: TraceKind): string => `${name} ${HAPPENED[kind]}`,
  /** "Linux ready, Docker starts and 3 more, 11.3 s". */
  stop: (parts: readonly string[], more: number, ms: number): string => {
    const told = more === 0 ? parts.join(', ') : listed([...parts, `${more} more`], 'and');
    return `${told}, ${seconds(ms)}`;
  },
} as const;
