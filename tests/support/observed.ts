import type { WorkloadSpec } from '../../src/sim/index.ts';

/** What a simulation is held against another by. Nodes are named by their index in the resolved stack. */
export interface Observed {
  readonly trace: { readonly us: number; readonly kind: string; readonly node: number }[];
  /** Every finished stretch of work. */
  readonly work: {
    readonly node: number;
    readonly phase: string;
    readonly resource: string;
    readonly fromUs: number;
    readonly toUs: number;
    readonly work: number;
    readonly threads: number;
  }[];
  /** Most memory held: by a machine all that is inside, by others their own. */
  readonly peakKiB: number[];
  totalPeakKiB: number;
  readonly awayUs: number[];
  readonly lostMiB: number[];
  writtenPeakMiB: number;
  /** Requests by workload. */
  readonly served: Map<string, number>;
  readonly offered: Map<string, number>;
  readonly notices: { readonly code: string; readonly event: number }[];
}

/** Requests that arrive from power-on to the horizon. */
export function levelOffered(load: NonNullable<WorkloadSpec['load']>, horizonMs: number): number {
  return load.requestsPerSecond.reduce((sum, [fromMs, perSecond], index, curve) => {
    const toMs = Math.min(curve[index + 1]?.[0] ?? horizonMs, horizonMs);
    return sum + (Math.max(0, toMs - fromMs) * perSecond) / 1000;
  }, 0);
}
