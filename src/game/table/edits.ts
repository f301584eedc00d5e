import { CATALOG, resolve, type Build, type BuildNode, type Edit, type Level, type SettingKey, type TrayEntry } from '../../sim/index.ts';

export type TrayHand = { readonly kind: 'part'; readonly part: string } | { readonly kind: 'workload'; readonly workload: string };
/**
 * What the player holds: something from the tray, a node of the build (`others` with it) that is to stand elsewhere, or
 * copies of nodes, parents first.
 */
export type Hand =
  | TrayHand
  | { readonly kind: 'node'; readonly id: string; readonly others?: readonly string[] }
  | { readonly kind: 'copy'; readonly nodes: readonly BuildNode[] };

/** A name that no node has yet: "linux", "linux-2", … */
function freshId(taken: ReadonlySet<string>, stem: string): string {
  if (!taken.has(stem)) return stem;
  for (let number = 2; ; number += 1) if (!taken.has(`${stem}-${number}`)) return `${stem}-${number}`;
}

export function trayEntries(level: Level, part: string): TrayEntry[] {
  return level.tray.filter((entry) => entry.part === part);
}

const SIZES = ['ramMiB', 'cpus', 'diskMiB'] as const satisfies readonly SettingKey[];

/** The sizes a new VM begins with: the catalogue's where the level offers them, else the first that it offers. */
function firstSizes(entry: TrayEntry): Record<string, number> {
  const sizes: Record<string, number> = {};
  const spec = CATALOG.specs.get(entry.part);
  if (spec?.kind !== 'vm') return sizes;
  for (const key of SIZES) {
    const offered = entry[key];
    if (offered !== undefined && offered.length > 0) sizes[key] = offered.includes(spec.values[key]) ? spec.values[key] : offered[0]!;
  }
  return sizes;
}

/** The new nodes that placing can make, one for each entry of the tray; a machine stands on nothing. */
export function newNodes(build: Build, level: Level, hand: TrayHand, on: string | null): BuildNode[] {
  const under = on === null ? {} : { on };
  const taken = new Set(build.nodes.map((node) => node.id));
  if (hand.kind === 'workload') return [{ id: freshId(taken, hand.workload), workload: hand.workload, ...under }];
  const { part } = hand;
  const id = freshId(taken, part.slice(part.indexOf('.') + 1));
  const entries = trayEntries(level, part);
  // What the tray does not hold the engine refuses, wherever it is set down.
  return entries.length === 0 ? [{ id, part, ...under }] : entries.map((entry) => ({ id, part, ...under, ...firstSizes(entry) }));
}

/** What setting the hand down on a node (on the ground when null) can come to; nothing when it stands there already. */
export function waysToPlace(build: Build, level: Level, hand: Hand, on: string | null): Edit[][] {
  if (hand.kind === 'copy') return [editsToCopy(build, hand.nodes, () => on)];
  if (hand.kind !== 'node') return newNodes(build, level, hand, on).map((node) => [{ edit: 'place', node }]);
  const ids = idsOf(hand);
  const movable = build.nodes.filter((node) => ids.includes(node.id) && on !== null && node.on !== on);
  return [movable.map(({ id }) => ({ edit: 'move', id, on }))];
}

export function idsOf({ id, others = [] }: { readonly id: string; readonly others?: readonly string[] }): readonly string[] {
  return [id, ...others];
}

/** Of several nodes those that stand on none of the others, however far up. */
export function rootsOf(build: Build, ids: Iterable<string>): string[] {
  const all = new Set(ids);
  const carried = new Set([...all].flatMap((id) => towerOf(build, id).filter((other) => other !== id)));
  return build.nodes.map(({ id }) => id).filter((id) => all.has(id) && !carried.has(id));
}

/** Places copies of nodes under new names; `onOf` says where each of those goes that stands on none of the others. */
export function editsToCopy(build: Build, nodes: readonly BuildNode[], onOf: (root: BuildNode) => string | null): Edit[] {
  const taken = new Set(build.nodes.map((node) => node.id));
  const names = new Map<string, string>();
  for (const { id, part, workload } of nodes) {
    const name = freshId(taken, workload ?? part?.slice(part.indexOf('.') + 1) ?? id);
    taken.add(name);
    names.set(id, name);
  }
  const places: Edit[] = [];
  const waits: Edit[] = [];
  for (const node of nodes) {
    const { on: _on, after, ...rest } = node;
    const id = names.get(node.id)!;
    const on = names.get(node.on ?? '') ?? onOf(node);
    // Whom it waits for may come later in the list, or be gone.
    const firsts = after?.map((other) => names.get(other) ?? other).filter((other) => taken.has(other)) ?? [];
    places.push({ edit: 'place', node: { ...rest, id, ...(on === null ? {} : { on }) } });
    if (firsts.length > 0) waits.push({ edit: 'set', id, settings: { after: firsts } });
  }
  return [...places, ...waits];
}

/** Nodes with all that stands on them, parents first: what a copy is made of. */
export function subtreesOf(build: Build, ids: Iterable<string>): BuildNode[] {
  const byId = new Map(build.nodes.map((node) => [node.id, node]));
  return rootsOf(build, ids).flatMap((root) => [...towerOf(build, root)].reverse().map((id) => byId.get(id)!));
}

/** A node and everything that stands on it, what stands highest first. */
export function towerOf(build: Build, id: string): string[] {
  const above = new Map<string, string[]>();
  for (const node of build.nodes) {
    if (node.on === undefined) continue;
    const list = above.get(node.on);
    if (list === undefined) above.set(node.on, [node.id]);
    else list.push(node.id);
  }
  const order = [id];
  const seen = new Set(order);
  for (let i = 0; i < order.length; i += 1) {
    for (const child of above.get(order[i]!) ?? []) {
      if (seen.has(child)) continue;
      seen.add(child);
      order.push(child);
    }
  }
  return order.reverse();
}

/** Takes nodes away; whoever waited for one of them no longer does. Given with what stands highest first. */
function editsToRemoveAll(build: Build, ids: readonly string[]): Edit[] {
  const gone = new Set(ids);
  const waiting: Edit[] = build.nodes
    .filter((node) => node.after?.some((other) => gone.has(other)) === true)
    .map((node) => {
      const after = node.after!.filter((other) => !gone.has(other));
      return { edit: 'set', id: node.id, settings: { after: after.length === 0 || gone.has(node.id) ? null : after } };
    });
  return [...waiting, ...ids.map((id): Edit => ({ edit: 'remove', id }))];
}

/** Takes nodes away with all that stands on them. */
export function editsToRemove(build: Build, ...ids: readonly string[]): Edit[] {
  return editsToRemoveAll(
    build,
    rootsOf(build, ids).flatMap((id) => towerOf(build, id)),
  );
}

/** Takes away all that the level did not give. */
export function editsToReset(build: Build, level: Level): Edit[] {
  const given = new Set(level.given.map((node) => node.id));
  const extra = new Set(build.nodes.map((node) => node.id).filter((id) => !given.has(id)));
  const order: string[] = [];
  for (const root of build.nodes) {
    if (!extra.has(root.id) || (root.on !== undefined && extra.has(root.on))) continue;
    order.push(...towerOf(build, root.id).filter((id) => extra.has(id)));
  }
  return editsToRemoveAll(build, order);
}

/** Builds what somebody else built in place of what stands there now. Ids are names only: the given nodes may be called otherwise there. */
export function editsToBecome(build: Build, level: Level, other: Build): Edit[] {
  const { byId } = resolve(other, level, CATALOG);
  const ours = (id: string): string => byId.get(id)?.givenId ?? id;
  const places = other.nodes
    .filter((node) => (byId.get(node.id)?.givenId ?? null) === null)
    .map((node): Edit => ({ edit: 'place', node: node.on === undefined ? node : { ...node, on: ours(node.on) } }));
  return [...editsToReset(build, level), ...places];
}
