import type { Goal, Level, Metrics, Separation } from '../types.ts';
import type { Stack, StackNode } from '../stack.ts';
import type { World } from '../simulate/world.ts';
import type { Unit } from '../simulate/unit.ts';

/** What a goal is judged by: the legal build, its run, its metrics. */
export interface Outcome {
  readonly level: Level;
  readonly stack: Stack;
  readonly world: World;
  readonly metrics: Metrics;
}

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

/** The nodes that are instances of a workload; of every workload when none is named. */
export function instancesOf(outcome: Outcome, workload: string | undefined): StackNode[] {
  return outcome.stack.nodes.filter((node) => node.workload !== null && (workload === undefined || node.workload.id === workload));
}

export function unitsOf(outcome: Outcome, workload: string | undefined): Unit[] {
  return instancesOf(outcome, workload).map((node) => outcome.world.unitOf(node));
}

/** Reports round once: to the nearest ms. */
export function toMs(us: number): number {
  return Math.round(us / 1000);
}

/** When the last instance of a workload (of every one, when it is null) was ready for the first time; `null` if one never was. */
export function readyMsOf(world: World, workload: string | null): number | null {
  let latest = -1;
  const { units } = world;
  for (let i = 0; i < units.length; i += 1) {
    const own = units[i]!.workload;
    if (own === null || (workload !== null && own.id !== workload)) continue;
    const us = units[i]!.firstReadyUs;
    if (us < 0) return null;
    if (us > latest) latest = us;
  }
  return latest < 0 ? null : toMs(latest);
}

/** The latest of some first times, ms; `null` when one of them never came. */
export function latestMs(times: readonly number[]): number | null {
  let latest = 0;
  for (const time of times) {
    if (time < 0) return null;
    if (time > latest) latest = time;
  }
  return times.length === 0 ? null : toMs(latest);
}
