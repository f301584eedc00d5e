import { targetsOf, type Film, type Level, type StackNode } from '../../sim/index.ts';

/** How strangers got at a node: through whom they came in, and which kernel let them reach others. */
export interface BreakIn {
  /** The lowest that was taken over; what stands on it went with it. */
  readonly root: StackNode;
  /** The instances that were broken into, as the level has it. */
  readonly entries: readonly string[];
}

/** The lowest under a node that was taken over, or the node itself. */
export function rootOf(node: StackNode, film: Film): StackNode {
  let root = node;
  while (root.parent !== null && film.rows[root.parent.index]!.compromisedUs !== null) root = root.parent;
  return root;
}

/** Of a node that was taken over. */
export function breakInOf(node: StackNode, film: Film, level: Level): BreakIn {
  const root = rootOf(node, film);
  const nodes = film.rows.map((row) => row.node);
  const entries = new Set<StackNode>();
  for (const event of level.events.filter((candidate) => candidate.event === 'exploit')) {
    for (const target of targetsOf(nodes, event)) {
      const { compromisedUs } = film.rows[target.index]!;
      if (compromisedUs === event.atMs * 1000 && rootOf(target, film) === root) entries.add(target);
    }
  }
  return { root, entries: nodes.filter((candidate) => entries.has(candidate)).map(({ id }) => id) };
}
