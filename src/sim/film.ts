import type { Run } from './run.ts';
import type { Phase } from './simulate/step.ts';
import type { Crowd, RateStep, TraceKind } from './simulate/trace.ts';
import type { StackNode } from './stack.ts';

/**
 * A recorded run to be looked at: what every node is doing at any instant, without simulating again.
 * Times are µs since power-on, memory is KiB.
 */

export type Doing = 'off' | 'starting' | 'ready' | 'done' | 'down';

/** One life of a node, from a start to a stop. */
export interface Life {
  readonly startUs: number;
  /** Null when it never became ready in this life. */
  readyUs: number | null;
  doneUs: number | null;
  /** Null when it ran to the end. */
  stopUs: number | null;
  readonly phases: { readonly phase: Phase; readonly startUs: number; readonly endUs: number }[];
}

export interface FilmRow {
  readonly node: StackNode;
  readonly lives: Life[];
  /** `[from, KiB held]`, times rising. */
  readonly memory: (readonly [number, number])[];
  /** `[from, requests served a second]`. */
  readonly rates: (readonly [number, number])[];
  /** The same with what it was asked to serve, and what it was short of. */
  readonly loads: RateStep[];
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
}

function follow(row: FilmRow, kind: TraceKind, atUs: number): void {
  const life = row.lives[row.lives.length - 1];
  if (kind === 'start') row.lives.push({ startUs: atUs, readyUs: null, doneUs: null, stopUs: null, phases: [] });
  else if (kind === 'ready') life!.readyUs = atUs;
  else if (kind === 'done') life!.doneUs = atUs;
  else if (kind === 'stop') life!.stopUs = atUs;
  else if (kind === 'compromised') row.compromisedUs ??= atUs;
}

/** The film of a run made with `record`; null when the build was refused or nothing was recorded. */
export function filmOf(run: Run, horizonMs: number): Film | null {
  const { world } = run;
  if (world === null || world.recording === null) return null;
  const rows: FilmRow[] = run.stack.nodes.map((node) => ({ node, lives: [], memory: [], rates: [], loads: [], compromisedUs: null }));
  const events: FilmEvent[] = [];
  let endUs = 0;
  const { trace } = world;
  for (let i = 0; i < trace.size; i += 1) {
    const row = rows[trace.nodeAt(i)]!;
    const kind = trace.kindAt(i);
    const atUs = trace.timeAt(i);
    follow(row, kind, atUs);
    events.push({ atUs, kind, node: row.node });
    endUs = atUs;
  }
  for (const { node, phase, startUs, endUs: phaseEnd } of world.recording.phases) {
    const { lives } = rows[node]!;
    const life = lives.find((candidate) => startUs >= candidate.startUs && (candidate.stopUs === null || startUs < candidate.stopUs));
    life?.phases.push({ phase, startUs, endUs: phaseEnd });
  }
  for (const { node, atUs, heldKiB } of world.recording.memory) {
    rows[node]!.memory.push([atUs, heldKiB]);
    if (atUs > endUs) endUs = atUs;
  }
  for (const step of world.recording.rates) {
    const row = rows[step.node]!;
    row.rates.push([step.atUs, step.perSecond]);
    row.loads.push(step);
  }
  return { rows, events, crowds: world.recording.crowds, horizonUs: horizonMs * 1000, endUs };
}

/** The last value of a list of steps at an instant; 0 before the first. */
function valueAt(steps: readonly (readonly [number, number])[], us: number): number {
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (steps[middle]![0] <= us) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? 0 : steps[low - 1]![1];
}

function lifeAt(lives: readonly Life[], us: number): Life | null {
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
  const heldKiB = valueAt(row.memory, us);
  const perSecond = valueAt(row.rates, us);
  const isCompromised = row.compromisedUs !== null && us >= row.compromisedUs;
  const rest = { heldKiB, perSecond, isCompromised };
  if (life === null) return { doing: 'off', progress: 0, phase: null, ...rest };
  if (life.stopUs !== null && us >= life.stopUs) return { doing: 'down', progress: 0, phase: null, ...rest };
  if (life.doneUs !== null && us >= life.doneUs) return { doing: 'done', progress: 1, phase: null, ...rest };
  if (life.readyUs !== null && us >= life.readyUs) return { doing: 'ready', progress: 1, phase: null, ...rest };
  const phase = life.phases.find((span) => us >= span.startUs && us < span.endUs)?.phase ?? null;
  const end = life.readyUs ?? life.stopUs;
  const progress = end === null || end === life.startUs ? 0 : (us - life.startUs) / (end - life.startUs);
  return { doing: 'starting', progress: Math.min(1, progress), phase, ...rest };
}
