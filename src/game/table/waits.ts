import type { Build, BuildNode, Edit } from '../../sim/index.ts';

/** Who waits for whom before it starts. */
export interface Wait {
  readonly first: string;
  readonly waiter: string;
}

export function waitsOf(build: Build): Wait[] {
  return build.nodes.flatMap(({ id, after = [] }) => after.map((first) => ({ first, waiter: id })));
}

/** Has one wait for another too, or no longer. */
export function editsToWait(node: BuildNode, first: string, isWanted: boolean): Edit[] {
  const now = node.after ?? [];
  if (now.includes(first) === isWanted) return [];
  const after = isWanted ? [...now, first] : now.filter((other) => other !== first);
  return [{ edit: 'set', id: node.id, settings: { after: after.length === 0 ? null : after } }];
}
