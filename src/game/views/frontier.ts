import { METRIC_OF, type Level, type MetricKey } from '../../sim/index.ts';

/** What is proven about a level, beside what the player has reached of it. */

type Values = Partial<Record<MetricKey, number>>;

export interface FrontierView {
  /** Points of the proven frontier that one of the player's builds reaches, and those that none does. */
  readonly reached: readonly Values[];
  readonly open: readonly Values[];
  /** Metrics in which this build is the best that there can be. */
  readonly crowns: readonly MetricKey[];
}

/** Null where nothing is proven: then nothing is said of a frontier. */
export function frontierOf({ certificate, score }: Level, own: Values, earlier: readonly Values[]): FrontierView | null {
  if (certificate === undefined || certificate.proof !== 'exhaustive' || certificate.frontier.length === 0) return null;
  const keys = score.map((key) => METRIC_OF[key]);
  const points = certificate.frontier.map(({ metrics }) => metrics);
  const isReached = (point: Values): boolean => [own, ...earlier].some((values) => keys.every((key) => values[key] === point[key]));
  return {
    reached: points.filter(isReached),
    open: points.filter((point) => !isReached(point)),
    crowns: keys.filter((key) => points.every((point) => own[key]! <= point[key]!)),
  };
}
