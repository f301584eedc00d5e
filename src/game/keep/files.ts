import { METRIC_OF, RULES, type Level, type MetricKey, type RunReport, type Solution } from '../../sim/index.ts';
import { editsOf, type History } from '../table/history.ts';

/** A build with how it was made and what it came to, as one that others can check; without a report it claims nothing. */

export function solutionOf(level: Level, hash: string, history: History, report: RunReport | null): Solution {
  const claims: Partial<Record<MetricKey, number>> = {};
  for (const key of level.score) {
    const value = report?.metrics[METRIC_OF[key]] ?? null;
    if (value !== null) claims[METRIC_OF[key]] = value;
  }
  return { level: level.id, levelHash: hash, rules: RULES, build: history.build, edits: editsOf(history), claims };
}
