import { makeNode } from './formats/build.ts';
import { canonicalJson, type Json } from './formats/canonical.ts';
import type { StackNode } from './stack.ts';
import type { BuildNode, Level } from './types.ts';

/** What a node is, its names left out. */
function nature(node: BuildNode): string {
  const { id: _id, on: _on, ...rest } = makeNode(node);
  return canonicalJson(rest as Json);
}

/** What a node is and what it stands on, given as that node's place in the stack. */
function situation(node: BuildNode, below: StackNode | null): string {
  return `${below === null ? '' : below.index} ${nature(node)}`;
}

/** The player's nodes by situation, taken in turn. */
class Candidates {
  private readonly lists = new Map<string, StackNode[]>();

  constructor(nodes: readonly StackNode[], named: ReadonlySet<string>) {
    for (let i = nodes.length - 1; i >= 0; i -= 1) {
      const node = nodes[i]!;
      if (node.hidden || named.has(node.id)) continue;
      const key = situation(node.build, node.on);
      const list = this.lists.get(key);
      if (list === undefined) this.lists.set(key, [node]);
      else list.push(node);
    }
  }

  take(given: BuildNode, below: StackNode | null): StackNode | undefined {
    return this.lists.get(situation(given, below))?.pop();
  }
}

/** The given nodes, what stands on something after it; those that stand on nothing given are left out. */
function fromTheMachineUp(given: readonly BuildNode[]): BuildNode[] {
  const above = new Map<string, BuildNode[]>();
  const order = given.filter((node) => node.on === undefined);
  for (const node of given) {
    if (node.on === undefined) continue;
    const list = above.get(node.on);
    if (list === undefined) above.set(node.on, [node]);
    else list.push(node);
  }
  // The list grows while it is walked; each id is walked once.
  const walked = new Set<string>();
  for (let i = 0; i < order.length; i += 1) {
    const { id } = order[i]!;
    if (walked.has(id)) continue;
    walked.add(id);
    for (const node of above.get(id) ?? []) order.push(node);
  }
  return order;
}

/**
 * Recognises the given nodes and marks them: by id, else (ids are names only) the first that is the same and stands
 * on the same. A given node that is not found stays unmarked, which a check reports.
 */
export function matchGiven(level: Level, nodes: readonly StackNode[], byId: ReadonlyMap<string, StackNode>): void {
  const matched = new Map<string, StackNode>();
  let candidates: Candidates | null = null;
  for (const given of fromTheMachineUp(level.given)) {
    const below = given.on === undefined ? null : matched.get(given.on);
    if (below === undefined) continue;
    let found = byId.get(given.id);
    if (found === undefined) {
      candidates ??= new Candidates(nodes, new Set(level.given.map((other) => other.id)));
      found = candidates.take(given, below);
    } else if (found.flaw !== 'none' || found.on !== below || nature(found.build) !== nature(given)) {
      continue;
    }
    if (found === undefined) continue;
    found.givenId = given.id;
    matched.set(given.id, found);
  }
}
