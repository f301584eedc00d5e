import { momentOf, valueAt, type Film, type IncidentKind, type NodeKind, type RunReport, type StackNode } from '../../sim/index.ts';
import type { Story } from '../run/engine.ts';

/** What is to be heard, and when: sound explains as motion does. Nothing here plays anything. */

export const SOUNDS = [
  'place',
  'lift',
  'refuse',
  'tick',
  'relay',
  'beep',
  'ready',
  'served',
  'angry',
  'crash',
  'memory',
  'panic',
  'break-in',
  'deadline',
  'missed',
  'success',
  'star',
  'hum',
] as const;
export type SoundName = (typeof SOUNDS)[number];

export interface Cue {
  readonly sound: SoundName;
  /** How much faster than it was made, and so how much higher. */
  readonly rate: number;
}

export const cue = (sound: SoundName, rate = 1): Cue => ({ sound, rate });

/** What comes first when there is too much to be heard, how loud it is, and how long the same is not heard again, ms. */
export const WEIGHTS = {
  place: { weight: 8, volume: 0.55, gapMs: 30 },
  lift: { weight: 8, volume: 0.35, gapMs: 30 },
  refuse: { weight: 9, volume: 0.5, gapMs: 120 },
  tick: { weight: 7, volume: 0.3, gapMs: 40 },
  relay: { weight: 9, volume: 0.6, gapMs: 100 },
  beep: { weight: 5, volume: 0.28, gapMs: 90 },
  ready: { weight: 4, volume: 0.4, gapMs: 50 },
  served: { weight: 1, volume: 0.12, gapMs: 650 },
  angry: { weight: 2, volume: 0.2, gapMs: 650 },
  crash: { weight: 6, volume: 0.5, gapMs: 150 },
  memory: { weight: 7, volume: 0.5, gapMs: 250 },
  panic: { weight: 8, volume: 0.6, gapMs: 250 },
  'break-in': { weight: 7, volume: 0.5, gapMs: 250 },
  deadline: { weight: 5, volume: 0.4, gapMs: 110 },
  missed: { weight: 9, volume: 0.55, gapMs: 400 },
  success: { weight: 9, volume: 0.7, gapMs: 400 },
  star: { weight: 9, volume: 0.4, gapMs: 400 },
  hum: { weight: 0, volume: 0.3, gapMs: 0 },
} as const satisfies Record<SoundName, { weight: number; volume: number; gapMs: number }>;

export const VOLUMES = Object.fromEntries(SOUNDS.map((name) => [name, WEIGHTS[name].volume])) as Record<SoundName, number>;

const MISHAPS = {
  crash: 'crash',
  'out-of-memory': 'memory',
  'gave-up': 'crash',
  panic: 'panic',
  'driver-fault': 'panic',
  compromised: 'break-in',
  runaway: 'crash',
  'disk-full': 'memory',
  'data-lost': 'crash',
  'power-loss': 'panic',
} as const satisfies Record<IncidentKind, SoundName>;

/** Steps of one chord, from the ground up: a tower that boots is a chord that is built. */
const STEPS = [1, 1.125, 1.25, 1.5, 1.6667, 2, 2.25, 2.5] as const;

/** How many layers are under a node; an engine is none. */
export function heightOf(node: StackNode): number {
  let height = 0;
  for (let below = node.parent; below !== null; below = below.parent) if (below.kind !== 'engine') height += 1;
  return height;
}

export function pitchOf(node: StackNode): number {
  return STEPS[Math.min(STEPS.length - 1, Math.max(0, heightOf(node) - 1))]!;
}

/** The heavier, the lower. */
export const CLICKS = {
  machine: 0.72,
  kernel: 0.86,
  hypervisor: 0.94,
  vm: 1,
  engine: 1.12,
  runtime: 1.2,
  workload: 1.3,
  unknown: 1.3,
} as const satisfies Record<NodeKind, number>;

function eventCue({ kind, node }: Film['events'][number]): Cue | null {
  if (kind === 'ready') return node.kind === 'machine' ? cue('beep') : cue('ready', pitchOf(node));
  return kind in MISHAPS ? cue(MISHAPS[kind as IncidentKind]) : null;
}

/** The first event after an instant. */
function firstAfter(events: Film['events'], us: number): number {
  let [low, high] = [0, events.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (events[middle]!.atUs <= us) low = middle + 1;
    else high = middle;
  }
  return low;
}

const TICKS = 5;
const SECOND_US = 1_000_000;
/** Of a film that runs fast the last moments are heard, not the last seconds: ticks are so far apart at least, real ms. */
const TICK_MS = 180;

/** Ticks before a deadline that is not met yet: from the first instant after `fromUs` up to `toUs`. */
function isTicking(report: RunReport, fromUs: number, toUs: number, speed: number): number | null {
  const apart = Math.max(SECOND_US, TICK_MS * 1000 * speed);
  for (const { kind, withinMs, met, actual } of report.goals) {
    if ((kind !== 'ready' && kind !== 'done') || withinMs === undefined || (met && actual === null)) continue;
    const dueUs = withinMs * 1000;
    const doneUs = met ? Number(actual) * 1000 : Infinity;
    for (let left = TICKS; left >= 1; left -= 1) {
      const atUs = dueUs - left * apart;
      if (atUs > fromUs && atUs <= toUs && atUs < doneUs) return left;
    }
  }
  return null;
}

const isHeavier = (a: Cue, b: Cue): number => WEIGHTS[b.sound].weight - WEIGHTS[a.sound].weight;

/** What happens in a film after one instant and up to another, what matters most first, nothing twice. */
export function soundsBetween({ film, report }: Pick<Story, 'film' | 'report'>, fromUs: number, toUs: number, speed: number): Cue[] {
  const cues = new Map<string, Cue>();
  for (let index = firstAfter(film.events, fromUs); index < film.events.length; index += 1) {
    const event = film.events[index]!;
    if (event.atUs > toUs) break;
    const found = eventCue(event);
    if (found !== null) cues.set(`${found.sound} ${found.rate}`, found);
  }
  const left = isTicking(report, fromUs, toUs, speed);
  if (left !== null) cues.set('deadline', cue('deadline', left === 1 ? 1.25 : 1));
  return [...cues.values()].sort(isHeavier);
}

const WINDOW_MS = 80;
const MOST_IN_WINDOW = 3;

/** Lets through so much that it can still be told apart. */
export class Sieve {
  private readonly passed: number[] = [];
  private readonly last = new Map<SoundName, number>();

  admit(cues: readonly Cue[], nowMs: number): Cue[] {
    while (this.passed.length > 0 && this.passed[0]! <= nowMs - WINDOW_MS) this.passed.shift();
    return [...cues].sort(isHeavier).filter(({ sound }) => {
      const before = this.last.get(sound);
      const isTooSoon = before !== undefined && nowMs - before < WEIGHTS[sound].gapMs;
      if (isTooSoon || this.passed.length >= MOST_IN_WINDOW) return false;
      this.passed.push(nowMs);
      this.last.set(sound, nowMs);
      return true;
    });
  }
}

// ------------------------------------------------------------------------------------------------------------ the hum

export interface Hum {
  /** 0 when nothing is switched on. */
  readonly volume: number;
  readonly rate: number;
}

export const SILENCE: Hum = { volume: 0, rate: 1 };

/** How the machines sound at an instant: the busier, the louder and the higher. */
export function humAt({ rows }: Film, us: number): Hum {
  let [threads, machines, cores, disk] = [0, 0, 0, 0];
  for (const row of rows) {
    if (row.node.kind === 'machine') {
      const { doing } = momentOf(row, us);
      if (doing === 'off' || doing === 'down') continue;
      threads += row.node.threads;
      machines += 1;
    }
    cores += valueAt(row.usage.cpu, us);
    disk += valueAt(row.usage.disk, us);
  }
  if (machines === 0) return SILENCE;
  const load = Math.min(1, Math.max(cores / Math.max(1, threads), 0.6 * (disk / machines)));
  return { volume: 0.35 + 0.65 * load, rate: 0.92 + 0.3 * load };
}

// -------------------------------------------------------------------------------------------------------- the callers

/** Of all requests that are asked at an instant, which part goes away unserved; null when nobody asks. */
export function angerAt({ rows }: Film, us: number): number | null {
  let [asked, served] = [0, 0];
  for (const { loads } of rows) {
    const step = loads.findLast(({ atUs }) => atUs <= us);
    asked += step?.askedPerSecond ?? 0;
    served += step?.perSecond ?? 0;
  }
  return asked <= 0 ? null : Math.min(1, Math.max(0, 1 - served / asked));
}
