import { CATALOG, checkBuild, METRIC_OF, runBuild, type Build, type Catalog, type Level, type MetricKey } from '../../src/sim/index.ts';
import { candidateOf, sizeOf, spaceOf } from './brute-space.ts';
import { must } from './stack.ts';

/** The scored metrics of a build, and nothing else. */
export type Point = Partial<Record<MetricKey, number>>;

export interface FrontPoint {
  readonly metrics: Point;
  /** The first build that came to these metrics. */
  readonly build: Build;
}

export interface BruteFront {
  /** No point of it is as good as another in everything; sorted by the metrics in the order of the score. */
  readonly front: readonly FrontPoint[];
  /** How many legal builds were run. */
  readonly builds: number;
}

/** Every legal build of a level, alike ones too. */
export function* legalBuilds(level: Level, catalog: Catalog = CATALOG): Generator<Build> {
  for (const board of spaceOf(level, catalog).boards) {
    const size = sizeOf(board);
    for (let number = 0; number < size; number += 1) {
      const build = candidateOf(level, board, number);
      if (checkBuild(build, level, catalog).length === 0) yield build;
    }
  }
}

/** The scored metrics of a legal build; null when it does not pass. */
export function pointOf(build: Build, level: Level, catalog: Catalog = CATALOG): Point | null {
  const run = must(runBuild(build, level, { catalog }));
  if (run.violations.length > 0 || run.metrics.readyMs === null || !run.goals.every(({ met }) => met)) return null;
  const point: Point = {};
  for (const key of level.score) {
    const value = run.metrics[METRIC_OF[key]];
    if (value === null) throw new Error(`a passed build without ${key}`);
    point[METRIC_OF[key]] = value;
  }
  return point;
}

/** Every passed build against every other: what is left when nothing is beaten or equalled. */
export function bruteFrontier(level: Level, catalog: Catalog = CATALOG): BruteFront {
  const keys = level.score.map((key) => METRIC_OF[key]);
  const isAtLeastAsGood = (a: Point, b: Point): boolean => keys.every((key) => a[key]! <= b[key]!);
  let front: FrontPoint[] = [];
  let builds = 0;
  for (const build of legalBuilds(level, catalog)) {
    builds += 1;
    const metrics = pointOf(build, level, catalog);
    if (metrics === null || front.some((point) => isAtLeastAsGood(point.metrics, metrics))) continue;
    front = front.filter((point) => !isAtLeastAsGood(metrics, point.metrics));
    front.push({ metrics, build });
  }
  const differing = (a: Point, b: Point): MetricKey | undefined => keys.find((key) => a[key] !== b[key]);
  front.sort((a, b) => {
    const key = differing(a.metrics, b.metrics);
    return key === undefined ? 0 : a.metrics[key]! - b.metrics[key]!;
  });
  return { front, builds };
}
