import type { Proof } from '../../sim/index.ts';

/** How much is known of a frontier. */
export const PROOFS = {
  exhaustive: 'proven: every build was tried or shown to be no better',
  bound: 'stopped before the end: what was not looked at is no better than the bounds',
  'best-known': 'not proven: the level allows more builds than were looked at',
} as const satisfies Record<Proof, string>;
