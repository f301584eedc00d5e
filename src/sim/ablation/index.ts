import type { Catalog } from '../catalog/index.ts';
import type { Level } from '../types.ts';
import type { Ablated, Ablation } from './change.ts';
import { COMPUTER } from './computer.ts';
import { CONTAINERS } from './containers.ts';
import { VIRTUAL_MACHINES } from './machines.ts';
import { SOFTWARE } from './software.ts';

export type { Ablated, Ablation } from './change.ts';

/**
 * What a level teaches is told by switching it off: one rule at a time does not hold, and the best builds of the level are
 * looked for again. A rule is a figure or a trait of parts, or a fact of the level; nothing else can be switched.
 */
export const ABLATIONS = [...COMPUTER, ...VIRTUAL_MACHINES, ...CONTAINERS, ...SOFTWARE] as const;

/** A statement with a rule that can be switched off. */
export type Ruled = (typeof ABLATIONS)[number]['statement'];

/** Statements without a rule, and what is looked at in place of one; `OTHER_CHECKS` in `src/lang` says it in words. */
export const UNRULED = { C08: 'boot-log', C12: 'mixed-guests', C24: 'parts', C37: 'measurement' } as const;
export type Unruled = keyof typeof UNRULED;

const BY_STATEMENT: ReadonlyMap<string, Ablation> = new Map(ABLATIONS.map((entry) => [entry.statement, entry]));

/** The catalogue and the level with the rule of a statement switched off; `null` for a statement that has none. */
export function ablate(statement: string, level: Level, catalog: Catalog): Ablated | null {
  return BY_STATEMENT.get(statement)?.apply(catalog, level) ?? null;
}
