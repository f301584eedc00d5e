/** Something with a place in a heap, so that it can be moved or taken out from the middle. */
export interface Slotted {
  key: number;
  /** Index in the heap; -1 outside. */
  slot: number;
}

function up<T extends Slotted>(heap: T[], from: number, entry: T): void {
  let i = from;
  while (i > 0) {
    const above = (i - 1) >> 1;
    const other = heap[above]!;
    if (other.key <= entry.key) break;
    heap[i] = other;
    other.slot = i;
    i = above;
  }
  heap[i] = entry;
  entry.slot = i;
}

function down<T extends Slotted>(heap: T[], from: number, entry: T): void {
  const size = heap.length;
  let i = from;
  for (let child = 2 * i + 1; child < size; child = 2 * i + 1) {
    if (child + 1 < size && heap[child + 1]!.key < heap[child]!.key) child += 1;
    const other = heap[child]!;
    if (other.key >= entry.key) break;
    heap[i] = other;
    other.slot = i;
    i = child;
  }
  heap[i] = entry;
  entry.slot = i;
}

/** Puts an entry in; the least key is at index 0. */
export function heapPush<T extends Slotted>(heap: T[], entry: T): void {
  heap.push(entry);
  up(heap, heap.length - 1, entry);
}

/** Takes an entry out, wherever it is. */
export function heapRemove<T extends Slotted>(heap: T[], entry: T): void {
  const at = entry.slot;
  const last = heap.pop()!;
  entry.slot = -1;
  if (last === entry) return;
  if (at > 0 && heap[(at - 1) >> 1]!.key > last.key) up(heap, at, last);
  else down(heap, at, last);
}

/** Puts an entry right whose key has changed. */
export function heapMove<T extends Slotted>(heap: T[], entry: T): void {
  const at = entry.slot;
  if (at > 0 && heap[(at - 1) >> 1]!.key > entry.key) up(heap, at, entry);
  else down(heap, at, entry);
}
