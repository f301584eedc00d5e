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
