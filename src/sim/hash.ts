import { HashText } from './formats/sha256.ts';
import { labelOf } from './order.ts';
import type { World } from './simulate/world.ts';
import type { StackNode } from './stack.ts';

/**
 * The identity of a run: SHA-256 of the JSON of its structural paths and of what happened on them.
 * A path is `[path below, label]`, so what is alike has the same path; paths are sorted, and so are events of one µs.
 * Ids and the order of nodes do not occur in it.
 */

/** The structural paths of a stack, sorted, and which of them each node has. */
interface Paths {
  readonly below: readonly number[];
  readonly labels: readonly string[];
  readonly ofNode: readonly number[];
}

/** Separates labels in keys; sorts before anything a label may hold but itself. */
const STEP = '\u0000';

function pathsOf(nodes: readonly StackNode[]): Paths {
  const keyOf: string[] = [];
  const first = new Map<string, StackNode>();
  for (let i = 0; i < nodes.length; i += 1) {
    const node = nodes[i]!;
    const label = labelOf(node);
    const key = node.parent === null ? label : keyOf[node.parent.index]! + STEP + label;
    keyOf.push(key);
    if (!first.has(key)) first.set(key, node);
  }
  const keys = [...first.keys()].sort();
  const indexOf = new Map<string, number>();
  for (let i = 0; i < keys.length; i += 1) indexOf.set(keys[i]!, i);
  const ofNode: number[] = [];
  for (let i = 0; i < nodes.length; i += 1) ofNode.push(indexOf.get(keyOf[i]!)!);
  const below: number[] = [];
  const labels: string[] = [];
  for (const key of keys) {
    const node = first.get(key)!;
    below.push(node.parent === null ? -1 : ofNode[node.parent.index]!);
    labels.push(labelOf(node));
  }
  return { below, labels, ofNode };
}

/** Sorts what is almost in order: events come by time, only those of one µs may have to change places. */
function order(count: number, isAfter: (a: number, b: number) => boolean): number[] {
  const sorted: number[] = [];
  if (count > MOST_BY_HAND) {
    for (let i = 0; i < count; i += 1) sorted.push(i);
    return sorted.sort((a, b) => (isAfter(a, b) ? 1 : isAfter(b, a) ? -1 : 0));
  }
  for (let i = 0; i < count; i += 1) {
    let at = i;
    while (at > 0 && isAfter(sorted[at - 1]!, i)) {
      sorted[at] = sorted[at - 1]!;
      at -= 1;
    }
    sorted[at] = i;
  }
  return sorted;
}

/** Above this many events, those of one instant can be many. */
const MOST_BY_HAND = 1000;

const text = new HashText();

export function traceHash(world: World): string {
  const { below, labels, ofNode } = pathsOf(world.stack.nodes);
  const { trace } = world;
  const count = trace.size;
  const times: number[] = [];
  const paths: number[] = [];
  for (let i = 0; i < count; i += 1) {
    times.push(Math.round(trace.timeAt(i)));
    paths.push(ofNode[trace.nodeAt(i)]!);
  }
  const sorted = order(count, (a, b) => {
    if (times[a] !== times[b]) return times[a]! > times[b]!;
    const [kindA, kindB] = [trace.kindIndexAt(a), trace.kindIndexAt(b)];
    return kindA === kindB ? paths[a]! > paths[b]! : kindA > kindB;
  });
  text.reset().text('[[');
  for (let i = 0; i < labels.length; i += 1) {
    text.text(i === 0 ? '[' : ',[');
    if (below[i]! < 0) text.text('null');
    else text.whole(below[i]!);
    text.text(',').text(JSON.stringify(labels[i])).text(']');
  }
  text.text('],[');
  for (let i = 0; i < count; i += 1) {
    const at = sorted[i]!;
    text
      .text(i === 0 ? '[' : ',[')
      .whole(times[at]!)
      .text(',"')
      .text(trace.kindAt(at))
      .text('",')
      .whole(paths[at]!)
      .text(']');
  }
  return text.text(']]').digest();
}
