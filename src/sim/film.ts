import type { Phase } from './simulate/step.ts';
import type { Crowd, RateStep, Resource, TraceKind } from './simulate/trace.ts';
import type { StackNode } from './stack.ts';

/**
 * A recorded run to be looked at: what every node is doing at any instant, without simulating again.
 * Times are µs since power-on, memory is KiB.
 */

export type Doing = 'off' | 'starting' | 'ready' | 'done' | 'down';

/** `[from, amount]`: what holds from an instant on. */
export type Step = readonly [number, number];

/** A stretch of a life: what it works with (null while it only waits), and how long it takes when nobody else wants anything. */
export interface Stretch {
  readonly phase: Phase;
  readonly startUs: number;
  readonly endUs: number;
  readonly resource: Resource | null;
  readonly aloneUs: number;
}

/** One life of a node, from a start to a stop. */
export interface Life {
  readonly startUs: number;
  /** Null when it never became ready in this life. */
  readyUs: number | null;
  doneUs: number | null;
  /** Null when it ran to the end. */
  stopUs: number | null;
  readonly phases: Stretch[];
}

export interface FilmRow {
  readonly node: StackNode;
  readonly lives: Life[];
  /** `[from, KiB held]`, times rising. */
  readonly memory: Step[];
  /** `[from, requests served a second]`. */
  readonly rates: Step[];
  /** The same with what it was asked to serve, and what it was short of. */
  readonly loads: RateStep[];
  /**
   * What it takes of the machine under it, tolls of all layers included: cores, or parts of a device's time; a VM only for
   * being made and for its firmware. What works counts, not what is kept for it while it is held up by something scarcer.
   */
  readonly usage: Readonly<Record<Resource, Step[]>>;
  /** Since when it has been in strangers' hands; null while it is safe. */
  compromisedUs: number | null;
}

export interface FilmEvent {
  readonly atUs: number;
  readonly kind: TraceKind;
  readonly node: StackNode;
}

export interface Moment {
  readonly doing: Doing;
  /** How far its start has come, 0 to 1. */
  readonly progress: number;
  readonly phase: Phase | null;
  readonly heldKiB: number;
  readonly perSecond: number;
  readonly isCompromised: boolean;
}

export interface Film {
  readonly rows: readonly FilmRow[];
  readonly events: readonly FilmEvent[];
  /** When memory ran out or a limit was reached. */
  readonly crowds: readonly Crowd[];
  readonly horizonUs: number;
  /** The last instant at which anything changed, at most the horizon. */
  readonly endUs: number;
  /** Until then every change of usage is in the rows; a run with too many is looked at only now and then from there on. */
  readonly usageExactUs: number;
}

/** The last value of a list of steps at an instant; 0 before the first. */
export function valueAt(steps: readonly Step[], us: number): number {
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (steps[middle]![0] <= us) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? 0 : steps[low - 1]![1];
}

export function lifeAt(lives: readonly Life[], us: number): Life | null {
  let present: Life | null = null;
  for (const life of lives) {
    if (life.startUs > us) break;
    present = life;
  }
  return present;
}

/** What a node is doing at an instant. A view is a function of these. */
export function momentOf(row: FilmRow, us: number): Moment {
  const life = lifeAt(row.lives, us);
  let [doing, progress, phase]: [Moment['doing'], number, Moment['phase']] = ['off', 0, null];
  if (life !== null) {
    const { startUs, readyUs, doneUs, stopUs, phases } = life;
    if (stopUs !== null && us >= stopUs) doing = 'down';
    else if (doneUs !== null && us >= doneUs) [doing, progress] = ['done', 1];
    else if (readyUs !== null && us >= readyUs) [doing, progress] = ['ready', 1];
    else {
      doing = 'starting';
      phase = phases.find((span) => us >= span.startUs && us < span.endUs)?.phase ?? null;
      const end = readyUs ?? stopUs;
      progress = end === null || end === startUs ? 0 : Math.min(1, (us - startUs) / (end - startUs));
    }
  }
  const isCompromised = row.compromisedUs !== null && us >= row.compromisedUs;
  // In one piece: it is asked of every node at every frame.
  return { doing, progress, phase, heldKiB: valueAt(row.memory, us), perSecond: valueAt(row.rates, us), isCompromised };
}
