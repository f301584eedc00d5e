import type { Goal, GoalKind, Level, Metrics, Separation } from '../types.ts';
import type { Stack } from '../stack.ts';
import type { World } from '../simulate/world.ts';
import type { Unit } from '../simulate/unit.ts';

/** What goals are judged by: the legal build, its run, its metrics. There may be a thousand goals, so nothing is looked up twice. */
export class Outcome {
  readonly level: Level;
  readonly stack: Stack;
  readonly world: World;
  readonly metrics: Metrics;
  private byWorkload: Map<string, Unit[]> | null = null;
  private readonly known = new Map<GoalKind, Map<string, unknown>>();

  constructor(level: Level, stack: Stack, world: World, metrics: Metrics) {
    this.level = level;
    this.stack = stack;
    this.world = world;
    this.metrics = metrics;
  }

  /** The instances of a workload. */
  unitsOf(workload: string): readonly Unit[] {
    this.byWorkload ??= this.sorted();
    return this.byWorkload.get(workload) ?? NOBODY;
  }

  private sorted(): Map<string, Unit[]> {
    const found = new Map<string, Unit[]>();
    for (const node of this.stack.instances) {
      const { id } = node.workload!;
      const units = found.get(id);
      const unit = this.world.unitOf(node);
      if (units === undefined) found.set(id, [unit]);
      else units.push(unit);
    }
    return found;
  }

  /** What goals of a kind measure of something, measured when it is first asked for. */
  once<T>(kind: GoalKind, subject: string, measure: () => T): T {
    let own = this.known.get(kind);
    if (own === undefined) this.known.set(kind, (own = new Map()));
    if (!own.has(subject)) own.set(subject, measure());
    return own.get(subject) as T;
  }
}
const NOBODY: readonly Unit[] = [];

/** How a goal came out. `actual` is `null` only where it is undefined. */
export interface Judgement {
  readonly met: boolean;
  readonly actual: number | Separation | null;
  readonly limit: number | Separation;
}

export type GoalRule = (goal: Goal, outcome: Outcome) => Judgement;

/** Met when the value is there and not above the limit. */
export function atMost(actual: number | null, limit: number): Judgement {
  return { met: actual !== null && actual <= limit, actual, limit };
}

/** What the instances of the goal's workload come to, held against a limit. */
export function measured(goal: Goal, outcome: Outcome, limit: number, measure: (units: readonly Unit[]) => number | null): Judgement {
  const workload = goal.workload!;
  return atMost(
    outcome.once(goal.kind, workload, () => measure(outcome.unitsOf(workload))),
    limit,
  );
}

/** The same of times, of which there are none without instances: then any limit is met. */
export function timed(goal: Goal, outcome: Outcome, limit: number, measure: (units: readonly Unit[]) => number | null): Judgement {
  if (outcome.unitsOf(goal.workload!).length === 0) return { met: true, actual: null, limit };
  return measured(goal, outcome, limit, measure);
}

/** Reports round once: to the nearest ms. */
export function toMs(us: number): number {
  return Math.round(us / 1000);
}

/** When the last instance of all was ready for the first time; `null` if one never was. */
export function readyMsOf(world: World): number | null {
  let latest = -1;
  const { units } = world;
  for (let i = 0; i < units.length; i += 1) {
    if (units[i]!.workload === null) continue;
    const us = units[i]!.firstReadyUs;
    if (us < 0) return null;
    if (us > latest) latest = us;
  }
  return latest < 0 ? null : toMs(latest);
}

/** The latest of some first times, ms; `null` when one of them never came. */
export function latestMs(units: readonly Unit[], timeOf: (unit: Unit) => number): number | null {
  let latest = 0;
  for (const unit of units) {
    const time = timeOf(unit);
    if (time < 0) return null;
    if (time > latest) latest = time;
  }
  return units.length === 0 ? null : toMs(latest);
}
