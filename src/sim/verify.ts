import { makeNode } from './formats/build.ts';
import { levelHash } from './formats/level.ts';
import { replayEdits } from './edit.ts';
import { ok, type Result } from './result.ts';
import { runBuild, type BudgetError, type RunOptions, type RunReport } from './run.ts';
import { METRIC_KEYS, METRIC_OF, type Build, type Level, type MetricKey, type Solution } from './types.ts';
import { RULES } from './version.ts';

/** One number that a solution claims, beside what the engine finds. */
export interface ClaimReport {
  readonly metric: MetricKey;
  readonly claimed: number | null;
  readonly actual: number | null;
}

export const VERDICT_REASONS = ['ok', 'other-rules', 'other-level', 'invalid', 'goals-missed', 'claims-differ', 'edits-differ'] as const;
export type VerdictReason = (typeof VERDICT_REASONS)[number];

export interface Verdict {
  readonly ok: boolean;
  readonly reason: VerdictReason;
  readonly claims: readonly ClaimReport[];
  /** Null when the solution is of another level or other rules and was not run. */
  readonly report: RunReport | null;
}

function refuse(reason: VerdictReason): Verdict {
  return { ok: false, reason, claims: [], report: null };
}

/** Every scored metric must be claimed; what is claimed beyond them must be true as well. */
function claimsOf(solution: Solution, level: Level, report: RunReport): ClaimReport[] {
  const scored = new Set<MetricKey>(level.score.map((score) => METRIC_OF[score]));
  const claims: ClaimReport[] = [];
  for (const metric of METRIC_KEYS) {
    const claimed = solution.claims[metric];
    if (claimed !== undefined || scored.has(metric)) claims.push({ metric, claimed: claimed ?? null, actual: report.metrics[metric] });
  }
  return claims;
}

function contentOf(build: Build): string[] {
  return build.nodes.map((node) => JSON.stringify(makeNode(node))).sort();
}

/** Whether the edits, from what the level gives, lead to the build. */
function editsLeadTo(solution: Solution, level: Level): boolean {
  if (solution.edits === undefined) return true;
  const { build, error } = replayEdits({ nodes: level.given }, solution.edits);
  if (error !== null) return false;
  const [made, claimed] = [contentOf(build), contentOf(solution.build)];
  return made.length === claimed.length && made.every((node, index) => node === claimed[index]);
}

/** Holds a solution against its level: a score is a claim that anyone can check again. */
export function verifySolution(solution: Solution, level: Level, options: RunOptions = {}): Result<Verdict, BudgetError> {
  if (solution.levelHash !== levelHash(level)) return ok(refuse('other-level'));
  if (solution.rules !== RULES) return ok(refuse('other-rules'));
  if (!editsLeadTo(solution, level)) return ok(refuse('edits-differ'));
  const ran = runBuild(solution.build, level, options);
  if (!ran.ok) return ran;
  const { report } = ran.value;
  const claims = claimsOf(solution, level, report);
  const isTrue = claims.every((claim) => claim.claimed === claim.actual && claim.actual !== null);
  const reason = !report.valid ? 'invalid' : !report.passed ? 'goals-missed' : isTrue ? 'ok' : 'claims-differ';
  return ok({ ok: reason === 'ok', reason, claims, report });
}
