import type { Phase } from './step.ts';
import type { Usage } from './usage.ts';

export const TRACE_KINDS = [
  'start',
  'ready',
  'done',
  'stop',
  'crash',
  'out-of-memory',
  'gave-up',
  'panic',
  'driver-fault',
  'compromised',
  'runaway',
  'written',
  'disk-full',
  'data-lost',
  'power-loss',
] as const;
/** What can happen to a node. */
export type TraceKind = (typeof TRACE_KINDS)[number];

/** Those that are somebody's misfortune and are reported as incidents. */
export const INCIDENT_KINDS = [
  'crash',
  'out-of-memory',
  'gave-up',
  'panic',
  'driver-fault',
  'compromised',
  'runaway',
  'disk-full',
  'data-lost',
  'power-loss',
] as const satisfies readonly TraceKind[];
export type IncidentKind = (typeof INCIDENT_KINDS)[number];

/** What happened, two numbers each: time in µs, then index of the node × `KINDS` + index into `TRACE_KINDS`. */
export class Trace {
  private entries: Float64Array;
  size = 0;

  constructor(capacity: number) {
    this.entries = new Float64Array(capacity * 2);
  }

  /** `kind` is an index into `TRACE_KINDS`. */
  add(time: number, kind: number, node: number): void {
    const at = this.size * 2;
    if (at === this.entries.length) this.grow();
    this.entries[at] = time;
    this.entries[at + 1] = node * KINDS + kind;
    this.size += 1;
  }

  timeAt(index: number): number {
    return this.entries[index * 2]!;
  }

  kindAt(index: number): TraceKind {
    return TRACE_KINDS[this.kindIndexAt(index)]!;
  }

  /** Index into `TRACE_KINDS`. */
  kindIndexAt(index: number): number {
    return (this.entries[index * 2 + 1]! | 0) & (KINDS - 1);
  }

  nodeAt(index: number): number {
    return (this.entries[index * 2 + 1]! | 0) >> KIND_BITS;
  }

  private grow(): void {
    const { entries } = this;
    this.entries = new Float64Array(entries.length * 2 + 32);
    this.entries.set(entries);
  }
}
const KIND_BITS = 4;
const KINDS = 1 << KIND_BITS;

/** Index of each kind. */
export const TRACE = Object.fromEntries(TRACE_KINDS.map((kind, index) => [kind, index])) as Readonly<Record<TraceKind, number>>;

/** A stretch of a node's start, for charts and the boot log; µs. */
export interface PhaseSpan {
  readonly node: number;
  readonly phase: Phase;
  readonly startUs: number;
  readonly endUs: number;
  /** What it works with; null while it only waits. */
  readonly resource: Resource | null;
  /** How long it takes when nobody else wants anything. */
  readonly aloneUs: number;
}

/** A change of the memory that a node holds, for charts; µs and KiB. */
export interface MemoryStep {
  readonly node: number;
  readonly atUs: number;
  readonly heldKiB: number;
}

/** An instant at which memory ran out or a limit was reached, before anybody was killed: what was held then; µs and KiB. */
export interface Crowd {
  readonly atUs: number;
  /** On all machines. */
  readonly totalKiB: number;
  /** On the hardware that was too small, or whose processes broke their limits. */
  readonly on: readonly { readonly node: number; readonly heldKiB: number }[];
}

/** What instances of one machine share. */
export const RESOURCES = ['cpu', 'disk', 'net'] as const;
export type Resource = (typeof RESOURCES)[number];

/** What a unit that carries load serves from that time on, and what keeps it from serving all that it is asked. */
export interface RateStep {
  readonly node: number;
  readonly atUs: number;
  readonly perSecond: number;
  readonly askedPerSecond: number;
  readonly scarce: Resource | null;
}

/** What is kept for looking at a run afterwards, besides what every run keeps. */
export interface Recording {
  readonly phases: PhaseSpan[];
  /** When the present step of each node began, µs. */
  readonly stepsUs: Map<number, number>;
  /** What the making of each VM cost on top because of its neighbours, µs of a core. */
  readonly moreUs: Map<number, number>;
  readonly memory: MemoryStep[];
  readonly crowds: Crowd[];
  readonly rates: RateStep[];
  readonly usage: Usage;
}
