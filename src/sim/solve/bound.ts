import { METRIC_KEYS, METRIC_OF, type Goal, type Level, type MetricKey, type Metrics } from '../types.ts';
import type { Catalog } from '../catalog/index.ts';
import type { Vector } from './front.ts';
import type { Sums } from './ledger.ts';

/** Lower bounds of metrics, and what goals make of them. */

/** The five metrics as numbers, in the order of `METRIC_KEYS`. */
export type Bound = number[];

/** What the sums of times are allowed to be off by, µs: they are added up in another order than a run does. */
const ROUNDING_US = 1;

/** Reports round to the nearest ms. */
function toMs(us: number): number {
  return Math.max(0, Math.round((us - ROUNDING_US) / 1000));
}

/** When the first event comes that may take something down, ms. */
function firstBlowMs(level: Level): number {
  let first = Infinity;
  for (const { event, atMs, resource } of level.events) {
    const isHarmless = event === 'exploit' || event === 'write' || (event === 'runaway' && resource === 'cpu');
    if (!isHarmless) first = Math.min(first, atMs);
  }
  return first;
}

/** Whether everything is up at one instant in every build that passes: all has to be ready before anything goes down. */
function isUpTogether(level: Level): boolean {
  if (level.workloads.some(({ meddlesWithKernel, count }) => meddlesWithKernel && count > 0)) return false;
  const blowMs = firstBlowMs(level);
  if (blowMs === Infinity) return true;
  return level.goals.some(({ kind, workload, withinMs }) => kind === 'ready' && workload === undefined && withinMs! < blowMs);
}

/** The least memory of a machine that a build can have, KiB: where less is needed, no kernel has to kill anything. */
function smallestMachineKiB(level: Level, catalog: Catalog): number {
  let least = Infinity;
  for (const { part } of [...level.given, ...level.tray]) {
    const spec = catalog.specs.get(part ?? '');
    if (spec !== undefined && spec.kind === 'machine') least = Math.min(least, spec.values.ramMiB * 1024);
  }
  return least;
}

const LIMIT_OF = {
  cost: (goal: Goal) => (goal.kind === 'cost' ? goal.atMost! : Infinity),
  ramMiB: (goal: Goal) => (goal.kind === 'ram' && goal.machine === undefined ? goal.atMostMiB! : Infinity),
  readyMs: (goal: Goal) => (goal.kind === 'ready' && goal.workload === undefined ? goal.withinMs! : Infinity),
  diskMiB: (goal: Goal) => (goal.kind === 'disk' ? goal.atMostMiB! : Infinity),
  effortMin: (goal: Goal) => (goal.kind === 'effort' ? goal.atMostMin! : Infinity),
} satisfies Record<MetricKey, (goal: Goal) => number>;

export class Bounds {
  private readonly isUpTogether: boolean;
  private readonly smallestKiB: number;
  /** The most of each metric with which the goals can be met. */
  private readonly limits: readonly number[];
  /** By workload: until when it has to be ready, and its batch done, ms. */
  private readonly readyMs: readonly number[];
  private readonly doneMs: readonly number[];
  /** Places of the scored metrics. */
  private readonly scored: readonly number[];
  readonly values: Bound = [0, 0, 0, 0, 0];

  constructor(level: Level, catalog: Catalog) {
    this.isUpTogether = isUpTogether(level);
    this.smallestKiB = smallestMachineKiB(level, catalog);
    this.limits = METRIC_KEYS.map((key) => level.goals.reduce((least, goal) => Math.min(least, LIMIT_OF[key](goal)), Infinity));
    const within = (kind: 'ready' | 'done'): number[] =>
      level.workloads.map(({ id }) =>
        level.goals.reduce(
          (least, goal) => (goal.kind === kind && goal.workload === id ? Math.min(least, goal.withinMs!) : least),
          Infinity,
        ),
      );
    this.readyMs = within('ready');
    this.doneMs = within('done');
    this.scored = level.score.map((key) => METRIC_KEYS.indexOf(METRIC_OF[key]));
  }

  /** Takes the sums of a partial build as bounds of the metrics of all builds that have them. */
  take({ cost, ramKiB, largestKiB, allReadyUs, diskKiB, effortMin }: Sums): void {
    const heldKiB = Math.min(this.smallestKiB, this.isUpTogether ? Math.max(largestKiB, ramKiB) : largestKiB);
    const { values } = this;
    values[0] = Math.max(1, cost);
    values[1] = Math.ceil(heldKiB / 1024);
    values[2] = toMs(allReadyUs);
    values[3] = Math.ceil(diskKiB / 1024);
    values[4] = effortMin;
  }

  /** Raises the bound of readiness. */
  raise(allReadyUs: number): void {
    this.values[2] = Math.max(this.values[2]!, toMs(allReadyUs));
  }

  /** Whether no build within these bounds meets the goals. */
  get isBeyondGoals(): boolean {
    for (let i = 0; i < this.limits.length; i += 1) if (this.values[i]! > this.limits[i]!) return true;
    return false;
  }

  /** Whether an instance that can be ready then is too late for the goals. */
  isLate(workload: number, readyUs: number, batchUs: number): boolean {
    return toMs(readyUs) > this.readyMs[workload]! || toMs(readyUs + batchUs) > this.doneMs[workload]!;
  }

  /** The scored metrics. */
  vector(): Vector {
    return this.scored.map((index) => this.values[index]!);
  }
}

/** The scored metrics of a run that passed; all of them are known then. */
export function scoredOf(level: Level, metrics: Metrics): Vector {
  return level.score.map((key) => metrics[METRIC_OF[key]]!);
}

/** Whether nothing that runs is ever taken down, whatever is built: then it counts only once who waits for whom. */
export function isCalm(level: Level): boolean {
  if (firstBlowMs(level) !== Infinity) return false;
  return (
    level.workloads.every(({ meddlesWithKernel, ramLimitMiB }) => !meddlesWithKernel && ramLimitMiB === undefined) && !mayRunOut(level)
  );
}

/** Whether memory may run out somewhere: VMs may be made too small for what runs in them. */
function mayRunOut(level: Level): boolean {
  return (
    level.tray.some(({ ramLimitMiB }) => ramLimitMiB !== undefined) ||
    level.tray.some(({ part }) => part === 'vm' || part.startsWith('engine.docker-desktop'))
  );
}
