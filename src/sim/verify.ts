import { levelHash } from './formats/identity.ts';
import { replayEdits } from './edit.ts';
import { awaitedBy, natureOf } from './likeness.ts';
import { ok, type Result } from './result.ts';
import { runBuild, type BudgetError, type Run, type RunOptions, type RunReport } from './run.ts';
import { METRIC_KEYS, METRIC_OF, type Build, type BuildNode, type Level, type MetricKey, type Solution } from './types.ts';
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
  readonly run: Run | null;
  /** The run's report, put together when first asked for. */
  readonly report: RunReport | null;
}

class Judged implements Verdict {
  readonly reason: VerdictReason;
  readonly claims: readonly ClaimReport[];
  readonly run: Run | null;

  constructor(reason: VerdictReason, claims: readonly ClaimReport[], run: Run | null) {
    this.reason = reason;
    this.claims = claims;
    this.run = run;
  }

  get ok(): boolean {
    return this.reason === 'ok';
  }

  get report(): RunReport | null {
    return this.run === null ? null : this.run.report;
  }
}

/** Every scored metric must be claimed; what is claimed beyond them must be true as well. */
function claimsOf(solution: Solution, level: Level, run: Run): ClaimReport[] {
  const scored: readonly MetricKey[] = level.score.map((score) => METRIC_OF[score]);
  const claims: ClaimReport[] = [];
  for (const metric of METRIC_KEYS) {
    const claimed = solution.claims[metric];
    if (claimed !== undefined || scored.includes(metric)) claims.push({ metric, claimed: claimed ?? null, actual: run.metrics[metric] });
  }
  return claims;
}

/** What a build says, in any order; settings that say nothing are as good as left out. */
function contentOf(build: Build): string[] {
  const said = (node: BuildNode): unknown[] => [node.id, node.on ?? null, [...awaitedBy(node)].sort(), natureOf(node), node.unknown ?? []];
  return build.nodes.map((node) => JSON.stringify(said(node))).sort();
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
  // The hash finds the level; a file that names another one claims what is not so.
  if (solution.levelHash !== levelHash(level) || solution.level !== level.id) return ok(new Judged('other-level', [], null));
  if (solution.rules !== RULES) return ok(new Judged('other-rules', [], null));
  if (!editsLeadTo(solution, level)) return ok(new Judged('edits-differ', [], null));
  const ran = runBuild(solution.build, level, options);
  if (!ran.ok) return ran;
  const run = ran.value;
  const claims = claimsOf(solution, level, run);
  const isTrue = claims.every((claim) => claim.claimed === claim.actual && claim.actual !== null);
  const reason = run.violations.length > 0 ? 'invalid' : !run.passed ? 'goals-missed' : isTrue ? 'ok' : 'claims-differ';
  return ok(new Judged(reason, claims, run));
}
