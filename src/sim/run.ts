import { CATALOG, type Catalog } from './catalog/index.ts';
import { checkStack } from './check/index.ts';
import { levelHash } from './formats/identity.ts';
import { judge, unjudged, type GoalReport } from './goals/index.ts';
import { Outcome, toMs } from './goals/rule.ts';
import { traceHash } from './hash.ts';
import { metricsOf } from './metrics.ts';
import { err, ok, type Result } from './result.ts';
import { certificateOf, efficiencyOf, frontierHash } from './score.ts';
import { newRecording } from './simulate/spending.ts';
import { MOST_TURNS, simulate, type Notice } from './simulate/timeline.ts';
import { INCIDENT_KINDS, TRACE_KINDS, type IncidentKind, type Recording } from './simulate/trace.ts';
import { World } from './simulate/world.ts';
import { resolve } from './resolve.ts';
import type { Stack, StackNode } from './stack.ts';
import type { Build, EventKind, Level, Metrics, Violation } from './types.ts';
import { RULES } from './version.ts';

/** A run that did not come to its end within the budget; it is neither passed nor failed. */
export interface BudgetError {
  readonly kind: 'turns';
  readonly budget: number;
}

/** How a node fared. Times are of its first start, `null` when it never came; memory is the most it held. */
export interface NodeReport {
  readonly id: string;
  readonly part?: string;
  readonly workload?: string;
  readonly on?: string;
  readonly startMs: number | null;
  readonly readyMs: number | null;
  readonly ramMiB: number;
}

export interface Incident {
  readonly atMs: number;
  readonly kind: IncidentKind;
  readonly node: string;
}

export interface NoticeReport extends Notice {
  readonly kind: EventKind;
  readonly atMs: number;
}

/** What a run came to; the shape of `run --json`. */
export interface RunReport {
  readonly valid: boolean;
  readonly violations: readonly Violation[];
  readonly passed: boolean;
  readonly goals: readonly GoalReport[];
  readonly metrics: Metrics;
  readonly efficiency: number | null;
  readonly onFrontier: boolean | null;
  readonly incidents: readonly Incident[];
  readonly notices: readonly NoticeReport[];
  readonly nodes: readonly NodeReport[];
  readonly rules: number;
  readonly levelHash: string;
  readonly frontierHash: string | null;
  readonly traceHash: string | null;
}

/** A run: how it came out, and what is needed to look at it. */
export interface Run {
  /** The shape of `run --json`; put together when first asked for. */
  readonly report: RunReport;
  readonly violations: readonly Violation[];
  readonly passed: boolean;
  readonly metrics: Metrics;
  readonly goals: readonly GoalReport[];
  readonly traceHash: string | null;
  readonly stack: Stack;
  /** All that happened, and the recording if one was asked for; null when the build is not legal. */
  readonly world: World | null;
}

export interface RunOptions {
  /** Keep phases, memory and rates for charts, logs and replays. */
  readonly record?: boolean;
  readonly catalog?: Catalog;
}

const NO_METRICS: Metrics = { cost: null, ramMiB: null, readyMs: null, diskMiB: null, effortMin: null };

function toMsOrNull(us: number): number | null {
  return us < 0 ? null : toMs(us);
}

function nodeReport(node: StackNode, world: World): NodeReport {
  const unit = world.unitOf(node);
  const { part, workload, on } = node.build;
  const ramKiB = node.kind === 'machine' ? unit.insidePeakKiB : unit.peakKiB;
  return {
    id: node.id,
    ...(part !== undefined && { part }),
    ...(workload !== undefined && { workload }),
    ...(node.on !== null && { on: on ?? node.on.id }),
    startMs: toMsOrNull(unit.firstStartUs),
    readyMs: toMsOrNull(unit.firstReadyUs),
    ramMiB: Math.ceil(ramKiB / 1024),
  };
}

const IS_INCIDENT = TRACE_KINDS.map((kind) => (INCIDENT_KINDS as readonly string[]).includes(kind));

function incidentsOf(world: World): Incident[] {
  const incidents: Incident[] = [];
  const { trace } = world;
  for (let i = 0; i < trace.size; i += 1) {
    if (!IS_INCIDENT[trace.kindIndexAt(i)]!) continue;
    incidents.push({ atMs: toMs(trace.timeAt(i)), kind: trace.kindAt(i) as IncidentKind, node: world.stack.nodes[trace.nodeAt(i)]!.id });
  }
  return incidents;
}

/** What running a legal stack gives. */
export interface Ran {
  readonly world: World;
  readonly metrics: Metrics;
  readonly goals: GoalReport[];
  readonly notices: Notice[];
}

/** Runs a resolved legal stack: boot, scenario, goals and metrics, without identity. */
export function runStack(stack: Stack, level: Level, recording: Recording | null): Result<Ran, BudgetError> {
  const world = new World(stack, level, recording);
  const { notices, isOverBudget } = simulate(world);
  if (isOverBudget) return err({ kind: 'turns', budget: MOST_TURNS });
  const metrics = metricsOf(stack, world);
  const outcome = new Outcome(level, stack, world, metrics);
  const goals = level.goals.map((goal) => judge(goal, outcome));
  return ok({ world, metrics, goals, notices });
}

class FinishedRun implements Run {
  readonly level: Level;
  readonly stack: Stack;
  readonly violations: readonly Violation[];
  readonly world: World | null;
  readonly passed: boolean;
  readonly metrics: Metrics;
  readonly goals: readonly GoalReport[];
  readonly traceHash: string | null;
  private readonly notices: readonly Notice[];
  private made: RunReport | null = null;

  constructor(level: Level, stack: Stack, violations: readonly Violation[], ran: Ran | null) {
    this.level = level;
    this.stack = stack;
    this.violations = violations;
    this.world = ran === null ? null : ran.world;
    this.metrics = ran === null ? NO_METRICS : ran.metrics;
    this.goals = ran === null ? level.goals.map(unjudged) : ran.goals;
    this.notices = ran === null ? [] : ran.notices;
    this.passed = ran !== null && ran.metrics.readyMs !== null && ran.goals.every((goal) => goal.met);
    this.traceHash = ran === null ? null : traceHash(ran.world);
  }

  get report(): RunReport {
    return (this.made ??= this.makeReport());
  }

  private makeReport(): RunReport {
    const { level, stack, world } = this;
    const certificate = certificateOf(level);
    const efficiency = this.passed ? efficiencyOf(level, this.metrics) : null;
    return {
      valid: this.violations.length === 0,
      violations: this.violations,
      passed: this.passed,
      goals: this.goals,
      metrics: this.metrics,
      efficiency: efficiency === null ? null : efficiency.thousandths,
      onFrontier: efficiency === null ? null : efficiency.onFrontier,
      incidents: world === null ? [] : incidentsOf(world),
      notices: this.notices.map((notice) => ({
        ...notice,
        kind: level.events[notice.event]!.event,
        atMs: level.events[notice.event]!.atMs,
      })),
      nodes: world === null ? [] : stack.nodes.map((node) => nodeReport(node, world)),
      rules: RULES,
      levelHash: levelHash(level),
      frontierHash: certificate === null ? null : frontierHash(certificate),
      traceHash: this.traceHash,
    };
  }
}

/** Checks, boots and runs a build against a level. Deterministic to the bit; ids and the order of nodes change nothing but names. */
export function runBuild(build: Build, level: Level, options: RunOptions = {}): Result<Run, BudgetError> {
  const stack = resolve(build, level, options.catalog ?? CATALOG);
  const violations = checkStack(stack, level);
  if (violations.length > 0) return ok(new FinishedRun(level, stack, violations, null));
  const ran = runStack(stack, level, options.record === true ? newRecording(stack.nodes.length) : null);
  return ran.ok ? ok(new FinishedRun(level, stack, violations, ran.value)) : ran;
}
