import type { Level, TrayEntry, WorkloadSpec } from './types.ts';

/** What a level offers, looked up by name; made once a level. */
export interface Offers {
  readonly workloads: ReadonlyMap<string, WorkloadSpec>;
  /** Part id → its tray entries. */
  readonly tray: ReadonlyMap<string, readonly TrayEntry[]>;
  readonly delays: ReadonlySet<number>;
}

const made = new WeakMap<Level, Offers>();

export function offersOfLevel(level: Level): Offers {
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
