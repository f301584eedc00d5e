import type { Stack } from '../stack.ts';
import type { Level, Violation } from '../types.ts';

/** What a static rule looks at. */
export interface Subject {
  readonly stack: Stack;
  /** Null when a build is checked by itself: then everything is allowed. */
  readonly level: Level | null;
}

/** A family of static rules. Reports what it finds; never throws, never stops at the first. */
export type Rule = (subject: Subject, report: (violation: Violation) => void) => void;

/** A level may allow thousands of values, and thousands of nodes have none of them; more than these would help nobody. */
export const MOST_SHOWN = 20;

/** The first values that would do, each once. */
export function atMostShown<T>(values: readonly T[]): readonly T[] {
  return values.length < 2 ? values : [...new Set(values)].slice(0, MOST_SHOWN);
}
