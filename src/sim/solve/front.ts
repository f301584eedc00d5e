import type { Build } from '../types.ts';

/** Values of the scored metrics, in the order in which the level scores them. */
export type Vector = readonly number[];

/** A point that no build is known to beat, and the builds that reach it. */
export interface Point {
  readonly values: Vector;
  readonly builds: Build[];
}

/** Whether `a` is nowhere worse than `b`. */
export function isAtLeastAsGood(a: Vector, b: Vector): boolean {
  for (let i = 0; i < a.length; i += 1) if (a[i]! > b[i]!) return false;
  return true;
}

function isEqual(a: Vector, b: Vector): boolean {
  for (let i = 0; i < a.length; i += 1) if (a[i] !== b[i]) return false;
  return true;
}

/** The Pareto frontier of all builds seen so far: all metrics are minimised. */
export class Front {
  private points: Point[] = [];
  /** Whether all builds of a point are kept, or one. */
  private readonly isKeepingAll: boolean;

  constructor(isKeepingAll: boolean) {
    this.isKeepingAll = isKeepingAll;
  }

  /** Whether nothing as bad as this, or worse, can add to it. */
  covers(bound: Vector): boolean {
    for (const { values } of this.points) {
      if (isAtLeastAsGood(values, bound) && !(this.isKeepingAll && isEqual(values, bound))) return true;
    }
    return false;
  }

  /** Takes a build in, unless a better one is there. Of several that reach a point, the first stays, or all do. */
  add(values: Vector, build: () => Build): void {
    const same = this.points.find((point) => isEqual(point.values, values));
    if (same !== undefined) {
      if (this.isKeepingAll) same.builds.push(build());
      return;
    }
    if (this.points.some((point) => isAtLeastAsGood(point.values, values))) return;
    this.points = this.points.filter((point) => !isAtLeastAsGood(values, point.values));
    this.points.push({ values, builds: [build()] });
  }

  /** In rising order of the first metric, then of the next. */
  sorted(): readonly Point[] {
    return [...this.points].sort((a, b) => {
      for (let i = 0; i < a.values.length; i += 1) if (a.values[i] !== b.values[i]) return a.values[i]! - b.values[i]!;
      return 0;
    });
  }
}

/** Keeps nothing, so that nothing is superfluous. */
export class NoFront extends Front {
  override covers(): boolean {
    return false;
  }

  override add(): void {
    // What passes is counted elsewhere.
  }
}
