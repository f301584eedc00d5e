import { isUnchanged } from './likeness.ts';
import { Recognition } from './recognition.ts';
import type { StackNode } from './stack.ts';
import type { Level } from './types.ts';

/**
 * Finds what the level gave and marks it. Ids are names only: what is alike, stands on the same and waits for the same
 * is the same. Where several are alike, one that still has its id is taken, otherwise the first in structural order,
 * which depends on what the player put on them. What is not found stays unmarked, which a check reports.
 */
export function matchGiven(level: Level, nodes: readonly StackNode[], byId: ReadonlyMap<string, StackNode>): void {
  if (areAllNamed(level, byId)) {
    for (const { id } of level.given) byId.get(id)!.givenId = id;
    return;
  }
  for (const [given, node] of new Recognition(level.given, nodes).pairs()) node.givenId = given.id;
}

/** Whether everything has kept its name and is as it was: so it is in nearly every build. */
function areAllNamed(level: Level, byId: ReadonlyMap<string, StackNode>): boolean {
  for (const given of level.given) {
    const found = byId.get(given.id);
    if (found === undefined || found.flaw !== 'none' || found.on?.id !== given.on || !isUnchanged(found.build, given)) return false;
  }
  return true;
}
