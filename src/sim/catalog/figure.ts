import type { SourceKey } from './sources.ts';

/**
 * One figure of the catalogue with where it comes from. The unit is in the name of the property that holds it.
 * `illustrative` is a source key of its own: a value chosen to be plausible, shown as such.
 */
export interface Figure {
  readonly value: number;
  readonly source: SourceKey;
  /** What was measured, or how the value follows from the source, when that is not plain. */
  readonly note?: string;
}

export function figure(value: number, source: SourceKey, note?: string): Figure {
  return note === undefined ? { value, source } : { value, source, note };
}

/** A value that follows from how the model is built, not from a measurement: zero, or a tax of exactly 1000. */
export function neutral(value: 0 | 1000): Figure {
  return { value, source: 'neutral' };
}

/** The same record with each figure reduced to its number. */
export type Values<T> = { readonly [K in keyof T]: number };

export function valuesOf<T extends Readonly<Record<string, Figure>>>(figures: T): Values<T> {
  const values: Record<string, number> = {};
  for (const [name, entry] of Object.entries(figures)) values[name] = entry.value;
  return values as Values<T>;
}
