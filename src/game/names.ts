import type { Level, Stack, StackNode } from '../sim/index.ts';
import { GAME } from '../lang/game-en.ts';
import { partName } from '../lang/index.ts';

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
    nodes.forEach((node, index) => names.set(node.id, nodes.length === 1 ? base : `${base} ${index + 1}`));
  }
  for (const node of stack.nodes) {
    if (!node.hidden) continue;
    const owner = node.kind === 'vm' ? node.on : (node.on?.on ?? null);
    names.set(node.id, GAME.hiddenName(baseName(node, level), owner === null ? '' : (names.get(owner.id) ?? owner.id)));
  }
  return names;
}
