/**
 * A binary heap, least key first. Keys stand beside the items, so that comparing them reads no far piece of memory.
 * Items do not know where they stand, which would cost a write at every move; see `Share` for how they leave.
 */
export class Heap<T> {
  protected readonly keys: number[] = [];
  protected readonly items: T[] = [];
  protected size = 0;

  /** The least key; infinite when there is none. */
  top(): number {
    return this.size === 0 ? Infinity : this.keys[0]!;
  }

  /** The item with the least key, when there is one. */
  first(): T {
    return this.items[0]!;
  }

  insert(key: number, item: T): void {
    const { keys, items } = this;
    let i = this.size;
    this.size += 1;
    while (i > 0) {
      const above = (i - 1) >> 1;
      const other = keys[above]!;
      if (other <= key) break;
      keys[i] = other;
      items[i] = items[above]!;
      i = above;
    }
    keys[i] = key;
    items[i] = item;
  }

  /** Takes the first item out. */
  drop(): void {
    const { keys, items } = this;
    this.size -= 1;
    const size = this.size;
    if (size === 0) return;
    const key = keys[size]!;
    const item = items[size]!;
    let i = 0;
    for (let child = 1; child < size; child = 2 * i + 1) {
      if (child + 1 < size && keys[child + 1]! < keys[child]!) child += 1;
      const other = keys[child]!;
      if (other >= key) break;
      keys[i] = other;
      items[i] = items[child]!;
      i = child;
    }
    keys[i] = key;
    items[i] = item;
  }
}
