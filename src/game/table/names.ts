import type { Level, Stack, StackNode } from '../../sim/index.ts';
import { GAME } from '../../lang/en/game.ts';
import { partName } from '../../lang/index.ts';

/** How the page calls the nodes of a build: by what they are, numbered where there are several alike. */

export function workloadName(level: Level, id: string): string {
  return level.workloads.find((workload) => workload.id === id)?.title ?? id;
}

/** A part's name as it fits on the stage. */
export function shortName(part: string): string {
  return GAME.shortNames[part] ?? partName(part);
}

function baseName(node: StackNode, level: Level): string {
  const { workload, part } = node.build;
  return workload === undefined ? shortName(part ?? '') : workloadName(level, workload);
}

/** "blog" is the first of its kind, "blog-2" the second: see how ids are given in `edits.ts`. */
function numberOf(node: StackNode): number | null {
  const { workload, part, id } = node.build;
  const stem = workload ?? part?.slice(part.indexOf('.') + 1) ?? '';
  if (id === stem) return 1;
  const found = id.startsWith(`${stem}-`) ? /^[1-9]\d{0,5}$/.exec(id.slice(stem.length + 1)) : null;
  return found === null ? null : Number(found[0]);
}

/** Names of things that are called alike: each keeps its number while others come and go. */
function numbered(nodes: readonly StackNode[], base: string, isMany: boolean): (readonly [string, string])[] {
  const taken = new Set<number>();
  // What the level gives keeps its plain name; what is added is counted on from there.
  const given = nodes.filter((node) => node.givenId !== null);
  const plain = !isMany && given.length === 1 ? given[0] : undefined;
  // Given ids may be any; ids of what is added begin with the first number all the same.
  const first = new Map(given.filter((node) => numberOf(node) === null).map((node, index) => [node, index + 1]));
  const wanted = (node: StackNode): number | null => {
    if (node === plain) return 1;
    const own = first.get(node) ?? numberOf(node);
    return own === null || node.givenId !== null ? own : own + first.size;
  };
  const numbers = nodes.map((node) => {
    const number = wanted(node);
    if (number === null || taken.has(number)) return null;
    taken.add(number);
    return number;
  });
  let free = 1;
  const name = (number: number): string => (isMany || nodes.length > 1 || number > 1 ? `${base} ${number}` : base);
  return nodes.map((node, index) => {
    let number = numbers[index] ?? null;
    if (number === null) {
      while (taken.has(free)) free += 1;
      taken.add((number = free));
    }
    return [node.id, node === plain ? base : name(number)];
  });
}

export function namesOf(stack: Stack, level: Level): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const alike = new Map<string, StackNode[]>();
  for (const node of stack.nodes) {
    if (node.hidden) continue;
    const base = baseName(node, level);
    const list = alike.get(base);
    if (list === undefined) alike.set(base, [node]);
    else list.push(node);
  }
  for (const [base, nodes] of alike) {
    // Instances have numbers from the first on: there will be several.
    const isMany = nodes.some((node) => (node.workload?.count ?? 1) > 1);
    for (const [id, name] of numbered(nodes, base, isMany)) names.set(id, name);
  }
  for (const node of stack.nodes) {
    if (!node.hidden) continue;
    const owner = node.kind === 'vm' ? node.on : (node.on?.on ?? null);
    names.set(node.id, GAME.hiddenName(baseName(node, level), owner === null ? '' : (names.get(owner.id) ?? owner.id)));
  }
  return names;
}
