import { METRIC_OF, RULES, type Level, type MetricKey, type RunReport, type Solution } from '../../sim/index.ts';
import { editsOf, type History } from '../table/history.ts';

/** A build with how it was made and what it came to, as one that others can check; without a report it claims nothing. */

export function solutionOf(level: Level, hash: string, history: History, report: RunReport | null): Solution {
  const claims = report === null ? {} : claimsOf(level, report);
  return { level: level.id, levelHash: hash, rules: RULES, build: history.build, edits: editsOf(history), claims };
}

/** What a run came to in what the level scores. */
export function claimsOf(level: Level, { metrics }: RunReport): Solution['claims'] {
  const claims: Partial<Record<MetricKey, number>> = {};
  for (const key of level.score.map((score) => METRIC_OF[score])) {
    const value = metrics[key];
    if (value !== null) claims[key] = value;
  }
  return claims;
}
