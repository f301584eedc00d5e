/** Something that stands in a heap under a key. */
export interface Keyed {
  /** The key under which it stands now; an entry with another key is out of date. */
  key: number;
}

/**
 * A binary heap, least key first, that forgets lazily: an entry whose item has another key or another place by now is
 * dropped when it comes to the top. Items therefore need not know where they stand, which would cost a write to a far
 * piece of memory at every move.
 */
export abstract class Heap<T extends Keyed> {
  private readonly keys: number[] = [];
  private readonly items: T[] = [];
  private size = 0;
  /** How many entries are in date. */
  private live = 0;

  /** Whether an item still stands in this heap. */
  protected abstract holds(item: T): boolean;

  /** The least key that is in date; infinite when there is none. */
  least(): number {
    while (this.size > 0) {
      const key = this.keys[0]!;
      const item = this.items[0]!;
      if (item.key === key && this.holds(item)) return key;
      this.drop();
    }
    return Infinity;
  }

  /** The item with the least key; ask `least` first. */
  first(): T {
    return this.items[0]!;
  }

  /** Puts an item in under a key; an earlier entry of it goes out of date. */
  push(key: number, item: T): void {
    item.key = key;
    this.live += 1;
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
  pop(): void {
    this.live -= 1;
    this.drop();
  }

  /** To be told that one entry is no longer in date, so that the heap does not fill up with such. */
  outdate(): void {
    this.live -= 1;
    if (this.size > 64 && this.size > this.live * 4) this.sweep();
  }

  clear(): void {
    this.size = 0;
    this.live = 0;
  }

  private drop(): void {
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

  private sweep(): void {
    const { keys, items, size } = this;
    const kept: { key: number; item: T }[] = [];
    for (let i = 0; i < size; i += 1) {
      const entry = { key: keys[i]!, item: items[i]! };
      if (entry.item.key === entry.key && this.holds(entry.item)) kept.push(entry);
    }
    // A sorted list is a heap.
    kept.sort((a, b) => a.key - b.key);
    for (let i = 0; i < kept.length; i += 1) {
      keys[i] = kept[i]!.key;
      items[i] = kept[i]!.item;
    }
    this.size = kept.length;
  }
}
