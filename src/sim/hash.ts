import { sha256 } from './formats/sha256.ts';
import { labelOf } from './order.ts';
import type { World } from './simulate/world.ts';

/**
 * The identity of a run: SHA-256 of the JSON of its structural paths and of what happened on them.
 * A path is `[path below, label]`, so what is alike has the same path; paths are sorted, and so are events of one µs.
 * Ids and the order of nodes do not occur in it.
 */

interface Path {
  readonly below: Path | null;
  readonly label: string;
  readonly key: string;
  index: number;
}

function pathsOf(world: World): { sorted: Path[]; ofNode: Path[] } {
  const byKey = new Map<string, Path>();
  const ofNode: Path[] = [];
  for (const node of world.stack.nodes) {
    const below = node.parent === null ? null : ofNode[node.parent.index]!;
    const label = labelOf(node);
    const key = below === null ? label : `${below.key}\u0000${label}`;
    let path = byKey.get(key);
    if (path === undefined) byKey.set(key, (path = { below, label, key, index: 0 }));
    ofNode.push(path);
  }
  const sorted = [...byKey.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  for (let i = 0; i < sorted.length; i += 1) sorted[i]!.index = i;
  return { sorted, ofNode };
}

export function traceHash(world: World): string {
  const { sorted, ofNode } = pathsOf(world);
  const { trace } = world;
  const count = trace.size;
  const order = new Array<number>(count);
  const rounded = new Array<number>(count);
  const paths = new Array<number>(count);
  for (let i = 0; i < count; i += 1) {
    order[i] = i;
    rounded[i] = Math.round(trace.timeAt(i));
    paths[i] = ofNode[trace.nodeAt(i)]!.index;
  }
  order.sort((a, b) => rounded[a]! - rounded[b]! || trace.kindIndexAt(a) - trace.kindIndexAt(b) || paths[a]! - paths[b]!);
  let text = '[[';
  for (let i = 0; i < sorted.length; i += 1) {
    const { below, label } = sorted[i]!;
    text += `${i === 0 ? '' : ','}[${below === null ? 'null' : below.index},${JSON.stringify(label)}]`;
  }
  text += '],[';
  for (let i = 0; i < count; i += 1) {
    const at = order[i]!;
    text += `${i === 0 ? '' : ','}[${rounded[at]!},"${trace.kindAt(at)}",${paths[at]!}]`;
  }
  return sha256(`${text}]]`);
}
