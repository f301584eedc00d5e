import { levelHash } from './formats/identity.ts';
import { canonicalJson } from './formats/canonical.ts';
import { sha256 } from './formats/sha256.ts';
import { METRIC_OF, type Certificate, type Level, type Metrics } from './types.ts';
import { RULES } from './version.ts';

/** How a passed build compares with the proven frontier. */
export interface Efficiency {
  /** Farrell's measure against the free-disposal hull, thousandths, rounded down; above 1000 disproves the certificate. */
  readonly thousandths: number;
  readonly onFrontier: boolean;
}

/** The level's certificate, when it is of this very level and these rules. */
export function certificateOf(level: Level): Certificate | null {
  const { certificate } = level;
  if (certificate === undefined || certificate.rules !== RULES || certificate.levelHash !== levelHash(level)) return null;
  return certificate;
}

/** SHA-256 of the canonical JSON of the frontier. */
export function frontierHash(certificate: Certificate): string {
  return sha256(canonicalJson(certificate.frontier));
}

/** By how much every metric of the build could shrink before it left the frontier's hull: over points, the best; in a point, the worst metric. */
export function efficiencyOf(level: Level, metrics: Metrics): Efficiency | null {
  const certificate = certificateOf(level);
  return certificate === null ? null : efficiencyAgainst(certificate.frontier, level, metrics);
}

/** The same against the points of any frontier of the level; null when there is nothing to compare. */
export function efficiencyAgainst(frontier: Certificate['frontier'], level: Level, metrics: Metrics): Efficiency | null {
  if (frontier.length === 0 || level.score.length === 0) return null;
  const keys = level.score.map((score) => METRIC_OF[score]);
  let best = Infinity;
  let onFrontier = false;
  for (const point of frontier) {
    let worst = 0;
    let isSame = true;
    for (const key of keys) {
      const actual = metrics[key];
      const proven = point.metrics[key];
      if (actual === null || proven === undefined) return null;
      isSame &&= actual === proven;
      worst = Math.max(worst, shrinkTo(proven, actual));
    }
    best = Math.min(best, worst);
    onFrontier ||= isSame;
  }
  return { thousandths: best, onFrontier };
}

/** A value that no build can shrink to: nothing is left of it. */
const BEYOND = 1_000_000_000;

/** To how many thousandths of itself a value could shrink. Above 1000 it is better than proven possible, and rounding must not hide that. */
function shrinkTo(proven: number, actual: number): number {
  // 0/0 counts as 1.
  if (actual === 0) return proven === 0 ? 1000 : BEYOND;
  const thousandths = (proven * 1000) / actual;
  return proven > actual ? Math.max(1001, Math.floor(thousandths)) : Math.floor(thousandths);
}
