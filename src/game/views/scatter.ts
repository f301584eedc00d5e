import type { MetricKey } from '../../sim/index.ts';

/** Builds of a level as points: the lower and the further left, the better. */

type Values = Partial<Record<MetricKey, number>>;

export interface Point {
  readonly kind: 'frontier' | 'earlier' | 'reference' | 'now';
  readonly values: Values;
}

export interface Placed extends Point {
  /** From the left and from below, 0 to 1. */
  readonly x: number;
  readonly y: number;
}

export interface Scatter {
  readonly across: MetricKey;
  readonly up: MetricKey;
  readonly points: readonly Placed[];
}

const same = (a: Values, b: Values, keys: readonly MetricKey[]): boolean => keys.every((key) => a[key] === b[key]);

function spreadOf(points: readonly Point[], key: MetricKey): number {
  const values = points.map(({ values: { [key]: value } }) => value!);
  const most = Math.max(...values);
  return most === 0 ? 0 : (most - Math.min(...values)) / most;
}

/** Where a value is among all; in the middle when they are all one. */
function shareOf(points: readonly Point[], key: MetricKey, value: number): number {
  const values = points.map(({ values: { [key]: each } }) => each!);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return most === least ? 0.5 : (value - least) / (most - least);
}

/** The two metrics in which the builds differ most; null where there is nothing to compare. */
export function scatterOf(keys: readonly MetricKey[], all: readonly Point[]): Scatter | null {
  const points = all.filter(({ values }) => keys.every((key) => values[key] !== undefined));
  // The same metrics again are the same point; the one that matters most is drawn last.
  const distinct = points.filter(
    ({ kind, values }) => kind !== 'earlier' || !points.some((other) => other.kind === 'now' && same(other.values, values, keys)),
  );
  if (distinct.length < 2 || keys.length < 2) return null;
  const spread = keys.map((key, index) => ({ key, index, spread: spreadOf(distinct, key) })).sort((a, b) => b.spread - a.spread);
  const [across, up] = spread.slice(0, 2).sort((a, b) => a.index - b.index);
  const order: readonly Point['kind'][] = ['frontier', 'reference', 'earlier', 'now'];
  return {
    across: across!.key,
    up: up!.key,
    points: [...distinct]
      .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
      .map((point) => ({
        ...point,
        x: shareOf(distinct, across!.key, point.values[across!.key]!),
        y: shareOf(distinct, up!.key, point.values[up!.key]!),
      })),
  };
}
