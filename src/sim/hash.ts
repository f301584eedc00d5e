import { HashText } from './formats/sha256.ts';
import { labelOf } from './order.ts';
import { TRACE_KINDS, type Trace } from './simulate/trace.ts';
import type { World } from './simulate/world.ts';

/**
 * The identity of a run: SHA-256 of the JSON of its structural paths and of what happened on them.
 * A path is `[path below, label]`, so what is alike has the same path; paths are sorted, and so are events of one µs.
 * Ids and the order of nodes do not occur in it.
 */

/** A structural path: its last label, on the path below. */
interface Path {
  readonly label: string;
  readonly below: Path | null;
  above: Map<string, Path> | null;
  /** Its place when all are sorted by their labels from the machine up. */
  index: number;
}

/** The path `label` on `below`, made when it is new. */
function stepTo(roots: Map<string, Path>, below: Path | null, label: string): Path {
  const siblings = below === null ? roots : (below.above ??= new Map<string, Path>());
  let path = siblings.get(label);
  if (path === undefined) siblings.set(label, (path = { label, below, above: null, index: 0 }));
  return path;
}

/** All paths in order, without recursion: a stack may be as high as it has nodes. */
function sorted(roots: Map<string, Path>): Path[] {
  const order: Path[] = [];
  const waiting: Path[] = [];
  const push = (siblings: Map<string, Path>): void => {
    const list = [...siblings.values()];
    if (list.length > 1) list.sort((a, b) => (a.label < b.label ? 1 : -1));
    for (const path of list) waiting.push(path);
  };
  push(roots);
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    path.index = order.length;
    order.push(path);
    if (path.above !== null) push(path.above);
  }
  return order;
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

/** How each kind stands between time and path. */
const KIND_TEXTS = TRACE_KINDS.map((kind) => `,"${kind}",`);

export function traceHash(world: World): string {
  const { nodes } = world.stack;
  const roots = new Map<string, Path>();
  const pathOf: Path[] = [];
  for (let i = 0; i < nodes.length; i += 1) {
    const node = nodes[i]!;
    pathOf.push(stepTo(roots, node.parent === null ? null : pathOf[node.parent.index]!, labelOf(node)));
  }
  const all = sorted(roots);
  text.reset().text('[[');
  for (let i = 0; i < all.length; i += 1) {
    const { below, label } = all[i]!;
    text.text(i === 0 ? '[' : '],[');
    if (below === null) text.text('null,');
    else text.whole(below.index).text(',');
    text.quoted(label);
  }
  text.text(all.length === 0 ? '],[' : ']],[');
  writeEvents(world.trace, pathOf);
  return text.text(']]').digest();
}

function writeEvents(trace: Trace, pathOf: readonly Path[]): void {
  const count = trace.size;
  const times: number[] = [];
  const kinds: number[] = [];
  const paths: number[] = [];
  for (let i = 0; i < count; i += 1) {
    times.push(Math.round(trace.timeAt(i)));
    kinds.push(trace.kindIndexAt(i));
    paths.push(pathOf[trace.nodeAt(i)]!.index);
  }
  const inOrder = order(count, (a, b) => {
    if (times[a] !== times[b]) return times[a]! > times[b]!;
    return kinds[a] === kinds[b] ? paths[a]! > paths[b]! : kinds[a]! > kinds[b]!;
  });
  for (let i = 0; i < count; i += 1) {
    const at = inOrder[i]!;
    text
      .text(i === 0 ? '[' : '],[')
      .whole(times[at]!)
      .text(KIND_TEXTS[kinds[at]!]!)
      .whole(paths[at]!);
  }
  if (count > 0) text.text(']');
}
