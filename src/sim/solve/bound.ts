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

/** Memory of each machine that a build can have, KiB. */
function machinesKiB(level: Level, catalog: Catalog): number[] {
  return [...level.given, ...level.tray].flatMap(({ part }) => {
    const spec = catalog.specs.get(part ?? '');
    return spec !== undefined && spec.kind === 'machine' ? [spec.values.ramMiB * 1024] : [];
  });
}

/** Where less than this is needed, KiB, no kernel has to kill anything. */
function smallestMachineKiB(level: Level, catalog: Catalog): number {
  return Math.min(...machinesKiB(level, catalog));
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
export function isCalm(level: Level, catalog: Catalog): boolean {
  if (firstBlowMs(level) !== Infinity) return false;
  if (level.tray.some(({ ramLimitMiB }) => ramLimitMiB !== undefined)) return false;
  if (level.workloads.some(({ meddlesWithKernel, ramLimitMiB }) => meddlesWithKernel || ramLimitMiB !== undefined)) return false;
  return mostKiB(level, catalog) <= smallestMachineKiB(level, catalog);
}

const KIB_PER_GIB = 1024 * 1024;

/** More than all that a level allows can ever hold together, KiB; of VMs, which may be made too small, nothing is known. */
function mostKiB(level: Level, catalog: Catalog): number {
  const largestKiB = Math.max(0, ...machinesKiB(level, catalog));
  const instances = level.workloads.reduce((sum, { count }) => sum + count, 0);
  const used = level.workloads.reduce((sum, { count, ramMiB }) => sum + count * Math.max(0, ...ramMiB.map(([, mib]) => mib)), 0);
  const held = (part: string | undefined): number => {
    const spec = catalog.specs.get(part ?? '');
    if (spec === undefined || spec.kind === 'machine') return 0;
    if (spec.kind === 'vm' || (spec.kind === 'engine' && spec.hidden !== undefined)) return Infinity;
    const { baseKiB } = spec.values;
    if (spec.kind === 'engine') return baseKiB + spec.values.containerKiB * instances;
    if (spec.kind !== 'kernel') return baseKiB;
    const { manageKiBPerGiB, largeKiB, servicesKiB } = spec.values;
    return baseKiB + largeKiB + servicesKiB + Math.ceil((manageKiBPerGiB * largestKiB) / KIB_PER_GIB);
  };
  const given = level.given.reduce((sum, { part }) => sum + held(part), 0);
  const placed = level.tray.reduce((sum, { part, max = instances }) => sum + (max === 0 ? 0 : max * held(part)), 0);
  return used * 1024 + given + placed;
}
