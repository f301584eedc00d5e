import type { Film, Level, ScenarioEvent, StackNode } from '../sim/index.ts';

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
  const exploits = level.events.filter(({ event }) => event === 'exploit');
  const isHit = ({ workload, givenId }: StackNode, event: ScenarioEvent): boolean =>
    event.node === undefined ? event.workload === workload?.id : event.node === givenId;
  const isEntry = (node: StackNode, atUs: number): boolean => exploits.some((event) => event.atMs * 1000 === atUs && isHit(node, event));
  const entries = film.rows
    .filter((row) => row.compromisedUs !== null && row.node.workload !== null && isEntry(row.node, row.compromisedUs))
    .filter((row) => rootOf(row.node, film) === root)
    .map((row) => row.node.id);
  return { root, entries };
}
