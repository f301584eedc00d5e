import type { StackNode } from '../../sim/index.ts';
import type { Bar } from './chart.ts';

/** Long charts fold by subtree: which rows are left, and what they show for those that are folded away. */

interface Ordered {
  readonly node: StackNode;
  readonly depth: number;
}

export interface FoldedRow extends Ordered {
  readonly isParent: boolean;
  /** The rows that are folded away with it. */
  readonly hidden: readonly StackNode[];
}

export function folded(order: readonly Ordered[], ids: ReadonlySet<string>): FoldedRow[] {
  const rows: FoldedRow[] = [];
  for (let i = 0; i < order.length; i += 1) {
    const { node, depth } = order[i]!;
    const after = order.slice(i + 1).findIndex((other) => other.depth <= depth);
    const end = after < 0 ? order.length : i + 1 + after;
    const isParent = end > i + 1;
    const isFolded = isParent && ids.has(node.id);
    rows.push({ node, depth, isParent, hidden: isFolded ? order.slice(i + 1, end).map((other) => other.node) : [] });
    if (isFolded) i = end - 1;
  }
  return rows;
}

/** Bars of one kind that touch or overlap are one. */
function united(bars: readonly Bar[], kind: Bar['kind']): Bar[] {
  const sorted = bars.filter((bar) => bar.kind === kind).sort((a, b) => a.from - b.from);
  const sums: Bar[] = [];
  for (const { from, to } of sorted) {
    const last = sums.at(-1);
    if (last !== undefined && from <= last.to) sums[sums.length - 1] = { ...last, to: Math.max(last.to, to) };
    else sums.push({ kind, phase: null, from, to });
  }
  return sums;
}

/** The bars of a row, with those that are folded away under it: when any of them runs, and when any of them starts. */
export function sumBars(rows: readonly (readonly Bar[])[]): Bar[] {
  if (rows.length === 1) return [...rows[0]!];
  const all = rows.flat();
  return [...united(all, 'runs'), ...united(all, 'waits'), ...united(all, 'phase')];
}
