import { INCIDENT_KINDS, type FilmEvent, type TraceKind } from '../../sim/index.ts';

/** The instants of a run at which something happens, to step from one to the next. */

export interface Stop {
  readonly atUs: number;
  /** What matters most first. */
  readonly events: readonly FilmEvent[];
  readonly isIncident: boolean;
}

const INCIDENTS: readonly TraceKind[] = INCIDENT_KINDS;
/** What is an event for who watches, the most telling first; what a program writes is none. */
const TOLD: readonly TraceKind[] = [...INCIDENTS, 'ready', 'done', 'start', 'stop'];
/** Nearer to one another than that, events are of one instant: their times are rounded, µs. */
const ONE_INSTANT_US = 1;

export function stopsOf(events: readonly FilmEvent[], endUs: number): Stop[] {
  const groups: FilmEvent[][] = [];
  for (const event of events) {
    if (event.atUs > endUs || !TOLD.includes(event.kind)) continue;
    const last = groups.at(-1);
    if (last !== undefined && event.atUs - last[0]!.atUs <= ONE_INSTANT_US) last.push(event);
    else groups.push([event]);
  }
  return groups.map((group) => ({
    // The last of them, so that all have happened.
    atUs: group.at(-1)!.atUs,
    events: [...group].sort((a, b) => TOLD.indexOf(a.kind) - TOLD.indexOf(b.kind)),
    isIncident: group.some(({ kind }) => INCIDENTS.includes(kind)),
  }));
}

/** The next stop after an instant; null when there is none. */
export function stopAfter(stops: readonly Stop[], us: number): Stop | null {
  return stops.find(({ atUs }) => atUs > us) ?? null;
}

export function stopBefore(stops: readonly Stop[], us: number): Stop | null {
  return stops.findLast(({ atUs }) => atUs < us) ?? null;
}

/** The next incident; after the last comes the first again. */
export function nextIncident(stops: readonly Stop[], us: number): Stop | null {
  const incidents = stops.filter(({ isIncident }) => isIncident);
  return stopAfter(incidents, us) ?? incidents[0] ?? null;
}
