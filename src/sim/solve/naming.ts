import type { Build, Level } from '../types.ts';

/** Gives the nodes of a build that was found names that a reader can follow: `vm-1`, `linux-2`, `web-1`. */
export function nameNodes({ nodes }: Build, level: Level): Build {
  const taken = new Set(level.given.map(({ id }) => id));
  const names = new Map<string, string>();
  const counts = new Map<string, number>();
  for (const { id, part, workload } of nodes) {
    if (taken.has(id)) {
      names.set(id, id);
      continue;
    }
    const stem = workload ?? part!.slice(part!.indexOf('.') + 1);
    let count = (counts.get(stem) ?? 0) + 1;
    while (taken.has(`${stem}-${count}`)) count += 1;
    counts.set(stem, count);
    names.set(id, `${stem}-${count}`);
  }
  const nameOf = (id: string): string => names.get(id)!;
  return {
    nodes: nodes.map(({ on, after, ...node }) => ({
      ...node,
      id: nameOf(node.id),
      ...(on !== undefined && { on: nameOf(on) }),
      ...(after !== undefined && { after: after.map(nameOf) }),
    })),
  };
}
