import { makeSolution, METRIC_KEYS, parseSolution, type MetricKey, type Metrics, type Solution } from '../../sim/index.ts';
import { isRecord, type JsonRecord } from './json.ts';

/** The best solutions of each level. */

const BEST = 'stackwright/best@1';

/** A passed solution with the metrics it is said to have: `best.ts` looks whether that is true. */
export interface Passed {
  readonly metrics: Partial<Record<MetricKey, number>>;
  readonly solution: unknown;
}

/** Level id → solutions that no other one is better than in every respect. */
export type Progress = ReadonlyMap<string, readonly Passed[]>;

function isAtLeastAsGood(a: Passed, b: Passed): boolean {
  return METRIC_KEYS.every((key) => b.metrics[key] === undefined || (a.metrics[key] !== undefined && a.metrics[key] <= b.metrics[key]));
}

const MOST_KEPT = 30;

export function withPassed(
  progress: Progress,
  levelId: string,
  metrics: Metrics,
  scored: readonly MetricKey[],
  solution: Solution,
): Progress {
  const own: Partial<Record<MetricKey, number>> = {};
  for (const key of scored) if (metrics[key] !== null) own[key] = metrics[key];
  const entry: Passed = { metrics: own, solution: makeSolution(solution) };
  const others = progress.get(levelId) ?? [];
  if (others.some((other) => isAtLeastAsGood(other, entry))) return progress;
  const kept = [entry, ...others.filter((other) => !isAtLeastAsGood(entry, other))].slice(0, MOST_KEPT);
  return new Map(progress).set(levelId, kept);
}

/** The best that was reached in each metric; null when the level has not been passed. */
export function bestOf(progress: Progress, levelId: string): Partial<Record<MetricKey, number>> | null {
  const passed = progress.get(levelId)?.filter(({ metrics }) => Object.keys(metrics).length > 0);
  if (passed === undefined || passed.length === 0) return null;
  const best: Partial<Record<MetricKey, number>> = {};
  for (const { metrics } of passed) {
    for (const key of METRIC_KEYS) {
      const value = metrics[key];
      if (value !== undefined && (best[key] === undefined || value < best[key])) best[key] = value;
    }
  }
  return best;
}

export function makeProgress(progress: Progress): JsonRecord {
  return { format: BEST, levels: [...progress].map(([id, passed]) => [id, passed]) };
}

function parsePassed(value: unknown): Passed | null {
  if (!isRecord(value) || !isRecord(value['metrics']) || !parseSolution(value['solution']).ok) return null;
  const metrics: Partial<Record<MetricKey, number>> = {};
  for (const key of METRIC_KEYS) {
    const metric = value['metrics'][key];
    if (typeof metric === 'number' && Number.isFinite(metric)) metrics[key] = metric;
  }
  return { metrics, solution: value['solution'] };
}

export function parseProgress(value: unknown): Progress | null {
  if (!isRecord(value) || value['format'] !== BEST || !Array.isArray(value['levels'])) return null;
  const progress = new Map<string, readonly Passed[]>();
  for (const entry of value['levels'] as unknown[]) {
    if (!Array.isArray(entry) || typeof entry[0] !== 'string' || !Array.isArray(entry[1])) return null;
    progress.set(
      entry[0],
      (entry[1] as unknown[]).map(parsePassed).filter((passed) => passed !== null),
    );
  }
  return progress;
}

/** Whether nothing was left out when it was parsed. */
export function isWhole(value: unknown, progress: Progress): boolean {
  const levels = (value as { readonly levels: readonly (readonly [string, readonly unknown[]])[] }).levels;
  return levels.every(([id, passed]) => progress.get(id)?.length === passed.length);
}

/** Two tabs may both have passed something: what either has is kept. */
export function merge(ours: Progress, theirs: Progress | null): Progress {
  const merged = new Map(ours);
  for (const [id, passed] of theirs ?? []) {
    const mine = merged.get(id) ?? [];
    const fresh = passed.filter((entry) => !mine.some((other) => isAtLeastAsGood(other, entry)));
    merged.set(id, [...mine.filter((entry) => !fresh.some((other) => isAtLeastAsGood(other, entry))), ...fresh].slice(0, MOST_KEPT));
  }
  return merged;
}
