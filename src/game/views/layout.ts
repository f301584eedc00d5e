import type { Stack, StackNode } from '../../sim/index.ts';
import { heldOn, reservedKiB } from './memory.ts';

/**
 * Where everything stands: a flame graph of memory. Across in KiB from the machine's left edge, up in layers from the
 * machine's top. Knows nothing of pixels.
 */

export const LOOKS = ['machine', 'kernel', 'hypervisor', 'vm', 'engine', 'runtime', 'container', 'workload'] as const;
/** What a thing is drawn as. A workload in a container is a container. */
export type Look = (typeof LOOKS)[number];

export interface Box {
  readonly id: string;
  readonly node: StackNode;
  readonly look: Look;
  /** Place of its machine in `Layout.machines`. */
  readonly machine: number;
  /** Left edge and width, KiB. A machine is as wide as its RAM, a VM as what it holds below. */
  readonly x: number;
  readonly width: number;
  /** Its own share, at its left. */
  readonly own: number;
  /** Layers above the machine: 0 is what stands on the machine itself, −1 the machine. */
  readonly row: number;
  /** Layers from here to the top of what stands on it, itself not counted. */
  readonly above: number;
  /**
   * Machine and VM: where the memory it offers begins, how much that is, how much of it is kept for what stands there, and
   * how much is held: less, while something has not started. A VM itself holds nothing before it starts, either.
   */
  readonly offers: {
    readonly from: number;
    readonly size: number;
    readonly held: number;
    readonly inUse: number;
    readonly isHeld: boolean;
  } | null;
}

/** A thin line around what an engine keeps. */
export interface Group {
  readonly id: string;
  readonly machine: number;
  readonly x: number;
  readonly width: number;
  readonly row: number;
  readonly rows: number;
}

export interface Layout {
  readonly machines: readonly Box[];
  /** What stands on nothing yet comes last in its machine's place; parents before children. */
  readonly boxes: readonly Box[];
  readonly byId: ReadonlyMap<string, Box>;
  readonly groups: readonly Group[];
  /** Layers above the highest machine. */
  readonly rows: number;
}

/** How much a node holds by itself, KiB. */
export type OwnKiB = (node: StackNode) => number;

export function lookOf(node: StackNode): Look {
  if (node.kind === 'workload' || node.kind === 'unknown') return node.container === node ? 'container' : 'workload';
  return node.kind;
}

/** What is to the right of its parent's own share, or beside it: an engine is no layer. */
function isBeside(node: StackNode): boolean {
  return node.parent?.kind === 'engine';
}

interface Measure {
  own: number;
  /** Widths of what stands on it. */
  content: number;
  width: number;
  above: number;
  /** Where its next child begins, from its left edge. */
  next: number;
}

/** From the top down: how wide and how high everything is. */
function measureAll(nodes: readonly StackNode[], ownKiB: OwnKiB): Map<StackNode, Measure> {
  const measures = new Map<StackNode, Measure>();
  for (const node of nodes) measures.set(node, { own: ownKiB(node), content: 0, width: 0, above: 0, next: 0 });
  for (let i = nodes.length - 1; i >= 0; i -= 1) {
    const node = nodes[i]!;
    const measure = measures.get(node)!;
    measure.width = node.kind === 'machine' ? node.ramKiB : measure.own + (node.kind === 'vm' ? node.ramKiB : measure.content);
    measure.next = node.kind === 'machine' ? 0 : measure.own;
    const below = node.parent === null ? undefined : measures.get(node.parent);
    if (below === undefined) continue;
    below.content += measure.width;
    below.above = Math.max(below.above, measure.above + (isBeside(node) ? 0 : 1));
  }
  return measures;
}

function groupOf(box: Box, width: number): Group {
  return { id: box.id, machine: box.machine, x: box.x, width, row: box.row, rows: box.above + 1 };
}

export function layoutOf(stack: Stack, ownKiB: OwnKiB, heldKiB: OwnKiB = reservedKiB): Layout {
  const measures = measureAll(stack.nodes, ownKiB);
  const byNode = new Map<StackNode, Box>();
  const machines: Box[] = [];
  const groups: Group[] = [];
  let rows = 0;
  for (const node of stack.nodes) {
    const measure = measures.get(node)!;
    const below = node.parent === null ? undefined : byNode.get(node.parent);
    const under = node.parent === null ? undefined : measures.get(node.parent);
    const x = below === undefined ? 0 : below.x + under!.next;
    if (under !== undefined) under.next += measure.width;
    const isEngine = node.kind === 'engine';
    const isHardware = node.kind === 'machine' || node.kind === 'vm';
    const box: Box = {
      id: node.id,
      node,
      look: lookOf(node),
      machine: below === undefined ? machines.length : below.machine,
      x,
      // An engine's block is its own share; what it keeps stands beside it.
      width: isEngine ? measure.own : measure.width,
      own: measure.own,
      row: below === undefined ? -1 : isBeside(node) ? below.row : below.row + 1,
      above: measure.above,
      offers: isHardware
        ? {
            from: node.kind === 'vm' ? x + measure.own : x,
            size: node.ramKiB,
            held: measure.content,
            inUse: heldOn(node, stack.nodes, heldKiB),
            isHeld: node.kind === 'vm' && heldKiB(node) > 0,
          }
        : null,
    };
    byNode.set(node, box);
    if (below === undefined) machines.push(box);
    if (isEngine) groups.push(groupOf(box, measure.width));
    rows = Math.max(rows, box.row + 1);
  }
  const boxes = [...byNode.values()];
  return { machines, boxes, byId: new Map(boxes.map((box) => [box.id, box])), groups, rows };
}
