import type { Part } from '../../src/sim/index.ts';
import type { Experiment, OrderCheck, PublishedValue, ShapeCheck } from './experiment.ts';
import { Laboratory } from './laboratory.ts';

/** Compares what the engine gives with what was published. */

/** within and outside its tolerance; a miss that was declared; one that was declared and does not happen. */
export type Standing = 'within' | 'outside' | 'known-miss' | 'no-miss' | 'shown';

export interface ValueReport {
  readonly value: PublishedValue;
  readonly simulated: number;
  readonly ratio: number;
  readonly standing: Standing;
}

export interface CheckReport {
  readonly check: OrderCheck | ShapeCheck;
  readonly holds: boolean;
  /** What was compared, in order. */
  readonly simulated: readonly number[];
}

export interface ExperimentReport {
  readonly experiment: Experiment;
  readonly values: readonly ValueReport[];
  readonly checks: readonly CheckReport[];
}

/** What has no slope to speak of is flat: the largest is at most so much above the smallest. */
const FLAT = 0.05;
/** In a straight line every piece rises as steeply as the whole, give or take so much. */
const STRAIGHT = 0.1;

function standingOf({ role, tolerance, miss }: PublishedValue, ratio: number): Standing {
  if (role === 'shown') return 'shown';
  const isWithin = Math.abs(ratio - 1) <= tolerance;
  if (miss !== undefined) return isWithin ? 'no-miss' : 'known-miss';
  return isWithin ? 'within' : 'outside';
}

/** Whether values over rising sizes are flat, a straight line, or rise ever more steeply. */
export function hasShape(shape: ShapeCheck['shape'], sizes: readonly number[], values: readonly number[]): boolean {
  const largest = Math.max(...values);
  const smallest = Math.min(...values);
  const isFlat = largest <= smallest * (1 + FLAT);
  if (shape === 'flat') return isFlat;
  const slopes = values.slice(1).map((value, index) => (value - values[index]!) / (sizes[index + 1]! - sizes[index]!));
  const whole = (values[values.length - 1]! - values[0]!) / (sizes[sizes.length - 1]! - sizes[0]!);
  if (isFlat || whole <= 0) return false;
  if (shape === 'linear') return slopes.every((slope) => Math.abs(slope / whole - 1) <= STRAIGHT);
  return slopes.every((slope, index) => slope > 0 && (index === 0 || slope > slopes[index - 1]! * (1 + STRAIGHT)));
}

/** Carries an experiment out, with another catalogue when one is given. */
export function carryOut(experiment: Experiment, base?: readonly Part[]): ExperimentReport {
  const laboratory = new Laboratory(experiment, base);
  const values = experiment.values.map((value, index): ValueReport => {
    const simulated = laboratory.read(value.read, value, `/values/${index}/read`);
    const ratio = simulated / value.published;
    return { value, simulated, ratio, standing: standingOf(value, ratio) };
  });
  const byName = new Map(values.map((report) => [report.value.name, report.simulated]));
  const checks = experiment.checks.map((check, index): CheckReport => {
    if (check.kind === 'order') {
      const simulated = check.rising.map((name) => byName.get(name)!);
      return { check, simulated, holds: simulated.every((value, position) => position === 0 || value > simulated[position - 1]!) };
    }
    const simulated = check.sizes.map((size) =>
      laboratory.read(check.read, { ...check, with: { ...check.with, [check.argument]: size } }, `/checks/${index}/read`),
    );
    return { check, simulated, holds: hasShape(check.shape, check.sizes, simulated) };
  });
  return { experiment, values, checks };
}

/** Whether the experiment came out as it should: what is missed is said to be missed, and every order and shape holds. */
export function isGood({ values, checks }: ExperimentReport): boolean {
  return values.every(({ standing }) => standing !== 'outside' && standing !== 'no-miss') && checks.every(({ holds }) => holds);
}

export interface Summary {
  readonly experiments: number;
  /** How many of them have a value that is predicted. */
  readonly predicting: number;
  readonly calibrated: number;
  readonly predicted: number;
  readonly predictedWithin: number;
  readonly knownMisses: number;
  readonly checks: number;
  readonly checksHold: number;
  readonly isGood: boolean;
}

export function summarise(reports: readonly ExperimentReport[]): Summary {
  const values = reports.flatMap((report) => report.values);
  const predicted = values.filter(({ value }) => value.role === 'predicted');
  const checks = reports.flatMap((report) => report.checks);
  return {
    experiments: reports.length,
    predicting: reports.filter((report) => report.values.some(({ value }) => value.role === 'predicted')).length,
    calibrated: values.filter(({ value }) => value.role === 'calibrated').length,
    predicted: predicted.length,
    predictedWithin: predicted.filter(({ standing }) => standing === 'within').length,
    knownMisses: predicted.filter(({ standing }) => standing === 'known-miss').length,
    checks: checks.length,
    checksHold: checks.filter(({ holds }) => holds).length,
    isGood: reports.every(isGood),
  };
}
