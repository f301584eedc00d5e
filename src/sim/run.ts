import { CATALOG, type Catalog } from './catalog/index.ts';
import { checkStack } from './check/index.ts';
import { levelHash } from './formats/level.ts';
import { judge, unjudged, type GoalReport } from './goals/index.ts';
import { toMs } from './goals/rule.ts';
import { traceHash } from './hash.ts';
import { metricsOf } from './metrics.ts';
import { err, ok, type Result } from './result.ts';
import { certificateOf, efficiencyOf, frontierHash } from './score.ts';
import { MOST_TURNS, simulate, type Notice } from './simulate/timeline.ts';
import { INCIDENT_KINDS, TRACE_KINDS, type IncidentKind, type Recording } from './simulate/trace.ts';
import { World } from './simulate/world.ts';
import { resolve, type Stack, type StackNode } from './stack.ts';
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

/** A report with what is needed to look at the run: the stack, all that happened, and the recording if one was asked for. */
export interface Run {
  readonly report: RunReport;
  readonly stack: Stack;
  /** Null when the build is not legal. */
  readonly world: World | null;
}

export interface RunOptions {
  /** Keep phases, memory and rates for charts, logs and replays. */
  readonly record?: boolean;
  readonly catalog?: Catalog;
}

const NO_METRICS: Metrics = { cost: null, ramMiB: null, readyMs: null, diskMiB: null, effortMin: null };

/** All static violations of a build; with a level, also against what the level allows. */
export function checkBuild(build: Build, level: Level | null, catalog: Catalog = CATALOG): Violation[] {
  return checkStack(resolve(build, level, catalog), level);
}

function toMsOrNull(us: number): number | null {
  return us < 0 ? null : toMs(us);
}

function nodeReport(node: StackNode, world: World | null): NodeReport {
  const unit = world === null ? null : world.unitOf(node);
  const { part, workload, on } = node.build;
  const ramKiB = unit === null ? 0 : node.kind === 'machine' ? unit.hardware!.insidePeakKiB : unit.peakKiB;
  return {
    id: node.id,
    ...(part !== undefined && { part }),
    ...(workload !== undefined && { workload }),
    ...(node.on !== null && { on: on ?? node.on.id }),
    startMs: unit === null ? null : toMsOrNull(unit.firstStartUs),
    readyMs: unit === null ? null : toMsOrNull(unit.firstReadyUs),
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

function refused(level: Level, violations: readonly Violation[]): RunReport {
  const certificate = certificateOf(level);
  return {
    valid: false,
    violations,
    passed: false,
    goals: level.goals.map(unjudged),
    metrics: NO_METRICS,
    efficiency: null,
    onFrontier: null,
    incidents: [],
    notices: [],
    nodes: [],
    rules: RULES,
    levelHash: levelHash(level),
    frontierHash: certificate === null ? null : frontierHash(certificate),
    traceHash: null,
  };
}

/** Runs a resolved legal stack: boot, scenario, goals and metrics, without identity. */
export function runStack(stack: Stack, level: Level, recording: Recording | null): Result<{ world: World; metrics: Metrics; goals: GoalReport[]; notices: Notice[] }, BudgetError> {
  const world = new World(stack, level, recording);
  const { notices, isOverBudget } = simulate(world);
  if (isOverBudget) return err({ kind: 'turns', budget: MOST_TURNS });
  const metrics = metricsOf(stack, world);
  const goals = level.goals.map((goal) => judge(goal, { level, stack, world, metrics }));
  return ok({ world, metrics, goals, notices });
}

/** Checks, boots and runs a build against a level. Deterministic to the bit; ids and the order of nodes change nothing but names. */
export function runBuild(build: Build, level: Level, options: RunOptions = {}): Result<Run, BudgetError> {
  const stack = resolve(build, level, options.catalog ?? CATALOG);
  const violations = checkStack(stack, level);
  if (violations.length > 0) return ok({ report: refused(level, violations), stack, world: null });
  const ran = runStack(stack, level, options.record === true ? { phases: [], memory: [], rates: [] } : null);
  if (!ran.ok) return ran;
  const { world, metrics, goals, notices } = ran.value;
  const passed = metrics.readyMs !== null && goals.every((goal) => goal.met);
  const certificate = certificateOf(level);
  const efficiency = passed ? efficiencyOf(level, metrics) : null;
  const report: RunReport = {
    valid: true,
    violations: [],
    passed,
    goals,
    metrics,
    efficiency: efficiency === null ? null : efficiency.thousandths,
    onFrontier: efficiency === null ? null : efficiency.onFrontier,
    incidents: incidentsOf(world),
    notices: notices.map((notice) => ({ ...notice, kind: level.events[notice.event]!.event, atMs: level.events[notice.event]!.atMs })),
    nodes: stack.nodes.map((node) => nodeReport(node, world)),
    rules: RULES,
    levelHash: levelHash(level),
    frontierHash: certificate === null ? null : frontierHash(certificate),
    traceHash: traceHash(world),
  };
  return ok({ report, stack, world });
}
