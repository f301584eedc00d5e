import type { Doing, Resource, TraceKind } from '../../sim/index.ts';
import { counted, listed, measured, mebibytes, milliseconds, whole } from '../format.ts';

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

/** What is queued for. */
const QUEUES: Readonly<Record<Resource, string>> = { cpu: 'the processor', disk: 'the disk', net: 'the network' };
const MOST_BEHIND = 2;

const STATUS: Readonly<Record<Doing, (time: string) => string>> = {
  off: () => 'Created',
  starting: (time) => `Starting ${time}`,
  ready: (time) => `Up ${time}`,
  done: (time) => `Exited (0) ${time} ago`,
  down: (time) => `Exited (137) ${time} ago`,
};

export const WATCH = {
  /** Key to the marks on the stage. */
  marks: { starting: 'starting up', call: 'system call', disk: 'disk', net: 'network' },
  /** Ready so much later than the run before; negative is sooner. */
  thanBefore: (ms: number): string => `Ready ${measured(Math.abs(ms))} ${ms < 0 ? 'sooner' : 'later'} than the run before.`,
  asBefore: 'Exactly as the run before: the build has not changed.',
  against: 'Again: the thin grey bars of the timeline are the run before.',
  again: 'Again',
  againHint: 'Run it again, against this run (R)',
  nextLevel: 'Next level',
  lastLevel: 'That was the last level.',
  asReference: 'As good as the reference solution.',
  beatsReference: (names: readonly string[]): string => `You beat the reference solution: less ${listed(names, 'and')}.`,
  tradesReference: (less: readonly string[], more: readonly string[]): string =>
    `Less ${listed(less, 'and')} than the reference solution, but more ${listed(more, 'and')}.`,
  behindReference: (values: readonly string[]): string =>
    `It works. The reference solution gets by with ${listed(values, 'and')}: can you?`,
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

  /** "VM 1, VM 2 and 3 more ready". */
  news: (names: readonly string[], more: number, kind: TraceKind): string =>
    `${listed(more === 0 ? names : [...names, `${more} more`], 'and')} ${HAPPENED[kind]}`,
  newsAt: (parts: readonly string[], ms: number): string => `By ${seconds(ms)}: ${parts.join('; ')}.`,

  memory: 'Memory held over time',
  load: 'Processor, disk and network over time',
  unused: 'held, not used',
  limit: (amount: string): string => `${amount} in all`,
  limitAbove: (amount: string): string => `↑ ${amount} in all`,
  asked: (amount: string): string => `goal: at most ${amount}`,
  peak: (amount: string, ms: number): string => `most ${amount}, at ${seconds(ms)}`,
  who: 'Who',
  atPeak: (ms: number): string => `When most was taken, at ${seconds(ms)}`,
  atInstant: (ms: number): string => `At ${seconds(ms)}`,
  inAll: (limit: string): string => `All of them, of ${limit}`,
  idle: 'not used in this run',
  full: (ms: number): string => `full at ${seconds(ms)}, before somebody was killed`,
  threads: (cores: number): string => counted(Math.round(cores * 10) / 10, 'thread'),
  ofTime: (part: number): string => `${Math.round(part * 100)} %`,
  measures: { cpu: 'Processor', disk: 'Disk', net: 'Network' } as Readonly<Record<Resource, string>>,

  // Why a goal was missed, in parts.
  waits: (name: string, resource: Resource | null, behind: readonly string[]): string => {
    const queue = resource === null ? 'its turn' : QUEUES[resource];
    const others = behind.length > MOST_BEHIND ? [...behind.slice(0, MOST_BEHIND), `${behind.length - MOST_BEHIND} more`] : behind;
    return `${name} waiting for ${queue}${others.length === 0 ? '' : ` behind ${listed(others, 'and')}`}`;
  },
  links: {
    delay: (name: string): string => `delay set for ${name}`,
    lost: (name: string): string => `a start of ${name} that failed`,
    down: (name: string): string => `${name} down`,
    away: (name: string): string => `${name} away`,
    rest: (): string => 'all the rest',
  },
  tooLate: (over: string, sum: string, limit: string): string => `${over} too long: ${sum}, where ${limit} are allowed`,
  tooMuch: (over: string, sum: string, limit: string): string => `${over} too much: ${sum}, where ${limit} are allowed`,
  wanted: (limit: string): string => `${limit} are asked for`,

  path: (name: string, ms: number): string => `the way to ${name}, ready at ${seconds(ms)}: each began when the one before it was there`,
  span: (name: string, ms: number, waits: string | null): string => `${name}: ${seconds(ms)}${waits === null ? '' : `, of it ${waits}`}`,

  // The result among others.
  points: { now: 'this build', earlier: 'your other builds', reference: 'reference', frontier: 'proven frontier' },
  crown: (metric: string): string => `${metric}: the least there can be`,
  askFrontier: (count: number): string => `Show ${count === 1 ? 'the best result' : `the ${count} best results`} you have not reached`,
  frontier: 'Proven: no build is better than these in everything. Not reached yet:',
  better: '↙ better',
  efficiency: (thousandths: number, isOn: boolean): string =>
    `Efficiency ${whole(thousandths / 10)} %${isOn ? ': on the proven frontier' : ' of what is proven possible'}`,

  // Tables.
  tables: 'Processes, containers and memory of the moment',
  columns: {
    ps: [
      { text: 'PID', isNumber: true },
      { text: 'Name' },
      { text: 'State' },
      { text: '% CPU', isNumber: true },
      { text: 'MiB', isNumber: true },
      { text: 'Started', isNumber: true },
    ],
    docker: [{ text: 'Container' }, { text: 'Image' }, { text: 'Status' }],
    free: [
      { text: 'MiB' },
      { text: 'Total', isNumber: true },
      { text: 'Used', isNumber: true },
      { text: 'Free', isNumber: true },
      { text: 'Of host', isNumber: true },
    ],
  },
  toolOn: (name: string): string => `# ${name}`,
  whose: { ps: 'Processes of', docker: 'Containers of' },
  isOff: 'not booted yet',
  noLines: { ps: 'nothing runs', docker: 'no containers yet' },
  percent: (cores: number): string => whole(Math.round(cores * 100)),
  mib: (kib: number): string => whole(Math.ceil(kib / 1024)),
  status: (doing: Doing, ms: number): string => STATUS[doing](`${whole(Math.floor(Math.max(0, ms) / 1000))} s`),
} as const;
