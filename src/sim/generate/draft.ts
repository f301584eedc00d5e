import type { ScoreKey } from '../types.ts';
import type { Chance } from './chance.ts';
import { some, type Json, type WorkId } from './works.ts';

/** What a level is about before anybody has looked how hard it is: its parts, its programs, what goes wrong, what is asked. */
export interface Draft {
  readonly given: readonly Json[];
  readonly tray: readonly Json[];
  readonly workloads: readonly Json[];
  readonly events: readonly Json[];
  readonly goals: readonly Json[];
  readonly score: readonly ScoreKey[];
  readonly order?: boolean;
  readonly horizonMs: number;
  /** The programs of its story, in the order in which the story names them. */
  readonly cast: readonly WorkId[];
}

/** Makes a draft; `size`, from 1 to 5, says how much of it there is. */
export type Theme = (chance: Chance, size: number) => Draft;

const HORIZON_MS = 180_000;
/** By then everything is up that comes up at all. */
export const LATE_MS = 100_000;

export const FRAME = { events: [], horizonMs: HORIZON_MS } as const;

export const HOSTS = ['desktop', 'laptop'] as const;
export const HYPERVISORS = ['hypervisor.virtualbox', 'hypervisor.kvm', 'hypervisor.vmware-workstation'] as const;
export const ENGINES = ['engine.docker', 'engine.lxc'] as const;

export function hypervisors(chance: Chance, size: number): Json[] {
  return chance
    .shuffled(HYPERVISORS)
    .slice(0, size > 3 ? 2 : 1)
    .map((part) => some(part));
}
