import type { Level, TrayEntry, WorkloadSpec } from './types.ts';

/** What a level offers, looked up by name; made once a level. */
export interface Offers {
  readonly workloads: ReadonlyMap<string, WorkloadSpec>;
  /** Part id → its tray entries. */
  readonly tray: ReadonlyMap<string, readonly TrayEntry[]>;
  readonly delays: ReadonlySet<number>;
}

const made = new WeakMap<Level, Offers>();
/** The level asked for last: it is asked for many times in a row. */
let last: { readonly level: Level; readonly offers: Offers } | null = null;

export function offersOfLevel(level: Level): Offers {
  if (last !== null && last.level === level) return last.offers;
  const offers = make(level);
  last = { level, offers };
  return offers;
}

function make(level: Level): Offers {
  let offers = made.get(level);
  if (offers === undefined) {
    const tray = new Map<string, TrayEntry[]>();
    for (const entry of level.tray) {
      const entries = tray.get(entry.part);
      if (entries === undefined) tray.set(entry.part, [entry]);
      else entries.push(entry);
    }
    offers = { workloads: new Map(level.workloads.map((workload) => [workload.id, workload])), tray, delays: new Set(level.delays) };
    made.set(level, offers);
  }
  return offers;
}
