import { makeNode } from './formats/build.ts';
import { canonicalJson, type Json } from './formats/canonical.ts';
import type { StackNode } from './stack.ts';
import type { BuildNode, Level } from './types.ts';

/** What a node is, its names left out. */
function nature(node: BuildNode): string {
  const { id: _id, on: _on, ...rest } = makeNode(node);
  return canonicalJson(rest as Json);
}

/** Whether `node` is what the level gave, standing where the level put it. */
function isAsGiven(node: StackNode, given: BuildNode, matched: ReadonlyMap<string, StackNode>): boolean {
  const below = given.on === undefined ? null : (matched.get(given.on) ?? null);
  if (node.on !== below || (given.on !== undefined && below === null)) return false;
  return nature(node.build) === nature(given);
}

/**
 * Recognises the given nodes and marks them: by id, else (ids are names only) the first that is the same and stands
 * on the same. A given node that is not found stays unmarked, which a check reports.
 */
export function matchGiven(level: Level, nodes: readonly StackNode[], byId: ReadonlyMap<string, StackNode>): void {
  const matched = new Map<string, StackNode>();
  const named = new Set(level.given.map((given) => given.id));
  for (const given of level.given) {
    const node = byId.get(given.id);
    const found =
      node !== undefined
        ? isAsGiven(node, given, matched)
          ? node
          : undefined
        : nodes.find((other) => other.givenId === null && !other.hidden && !named.has(other.id) && isAsGiven(other, given, matched));
    if (found === undefined) continue;
    found.givenId = given.id;
    matched.set(given.id, found);
  }
}
