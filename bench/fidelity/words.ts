import { SOURCES, type SourceKey } from '../../src/sim/index.ts';
import { counted, whole } from '../../src/lang/index.ts';
import type { PublishedValue, ShapeCheck } from './experiment.ts';
import type { CheckReport, ExperimentReport, Standing, Summary, ValueReport } from './judge.ts';

/** What a comparison says in words; the same for the terminal and for the page. */

const DIGITS = 4;

/** 301182 → "301,182", 0.44931 → "0.4493", 2 → "2". */
export function quantity(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const rounded = Math.abs(value) >= 10 ** (DIGITS - 1) ? Math.round(value) : Number(value.toPrecision(DIGITS));
  return whole(rounded);
}

export function withUnit(value: number, unit: string): string {
  return unit === '' ? quantity(value) : `${quantity(value)} ${unit}`;
}

export function ratio(value: number): string {
  return Number.isFinite(value) ? value.toFixed(2) : String(value);
}

export function percent(part: number): string {
  return `${quantity(part * 100)} %`;
}

const STANDINGS: Readonly<Record<Standing, (value: PublishedValue) => string>> = {
  within: ({ tolerance }) => `within ${percent(tolerance)}`,
  outside: ({ tolerance }) => `OUTSIDE ${percent(tolerance)}`,
  'known-miss': () => 'known miss',
  'no-miss': () => 'DECLARED A MISS, BUT WITHIN',
  shown: () => 'shown only',
};

export function standing(report: ValueReport): string {
  return STANDINGS[report.standing](report.value);
}

/** "E5 Booting a microVM" or the title alone. */
export function heading({ experiment }: ExperimentReport): string {
  return experiment.number === '' ? experiment.title : `${experiment.number} ${experiment.title}`;
}

const SHAPE_WORDS: Readonly<Record<ShapeCheck['shape'], string>> = {
  flat: 'is flat',
  linear: 'is a straight line',
  'super-linear': 'rises ever more steeply',
};

/** What was compared, with the values in order. */
export function checked({ check, simulated }: CheckReport): string {
  const values = simulated.map(quantity);
  if (check.kind === 'order') return `${check.name}: ${values.join(' < ')}`;
  return `${check.name} ${SHAPE_WORDS[check.shape]}: ${values.join('; ')} at ${check.argument} = ${check.sizes.map(quantity).join('; ')}`;
}

export function source(key: SourceKey): string {
  const { status } = SOURCES[key];
  return status === 'confirmed' ? key : `${key} (${status})`;
}

/** One comparison as the cells of a row. */
export function cellsOf(entry: ValueReport): string[] {
  const { value, simulated } = entry;
  return [
    value.name,
    withUnit(value.published, value.unit),
    withUnit(simulated, value.unit),
    value.role === 'shown' ? '' : ratio(entry.ratio),
    value.role,
    standing(entry),
    source(value.source),
  ];
}

export function summary(of: Summary): string[] {
  const missed = of.predicted - of.predictedWithin - of.knownMisses;
  return [
    `${counted(of.experiments, 'experiment')}, ${of.predicting} with predicted values.`,
    `${counted(of.calibrated, 'value')} calibrated on; ${of.predicted} predicted: ${of.predictedWithin} within, ${counted(of.knownMisses, 'known miss', 'known misses')}, ${missed} outside.`,
    `${of.checksHold} of ${of.checks} orders and shapes hold.`,
  ];
}
