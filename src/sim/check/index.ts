import { CATALOG, type Catalog } from '../catalog/index.ts';
import { MOST_NODES } from '../formats/build.ts';
import { resolve } from '../resolve.ts';
import type { Stack } from '../stack.ts';
import type { Build, Level, Violation } from '../types.ts';
import { checkCapacity } from './capacity.ts';
import { checkGivens } from './givens.ts';
import { checkNames } from './names.ts';
import type { Rule } from './rule.ts';
import { checkSettings } from './settings.ts';
import { checkSharing } from './sharing.ts';
import { checkSlots } from './slots.ts';
import { checkStanding } from './standing.ts';
import { checkTray } from './tray.ts';
import { checkTree } from './tree.ts';
import { checkWaiting } from './waiting.ts';

/** Every static rule, in the order in which its violations are reported. */
const RULES: readonly Rule[] = [
  checkNames,
  checkTree,
  checkStanding,
  checkSlots,
  checkCapacity,
  checkSettings,
  checkWaiting,
  checkGivens,
  checkTray,
  checkSharing,
];

/** All static violations of a resolved build, none when it is legal. */
export function checkStack(stack: Stack, level: Level | null): Violation[] {
  if (stack.size > MOST_NODES) return [{ code: 'too-large', node: null, expected: MOST_NODES, got: stack.size }];
  const found: Violation[] = [];
  const subject = { stack, level };
  for (const rule of RULES) rule(subject, (violation) => found.push(violation));
  return found;
}

/** All static violations of a build; with a level, also against what the level allows. */
export function checkBuild(build: Build, level: Level | null, catalog: Catalog = CATALOG): Violation[] {
  return checkStack(resolve(build, level, catalog), level);
}
