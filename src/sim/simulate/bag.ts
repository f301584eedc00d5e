/** A list that is filled and emptied at every instant; keeps its storage, which `length = 0` would give back. */
export class Bag<T> {
  private readonly items: T[] = [];
  size = 0;

  add(item: T): void {
    this.items[this.size] = item;
    this.size += 1;
  }

  /** The entry at an index below `size`. */
  at(index: number): T {
    return this.items[index]!;
  }

  clear(): void {
    this.size = 0;
  }

  /** Sorts; what is equal keeps its order. */
  sort(order: (a: T, b: T) => number): void {
    if (this.size > MOST_BY_HAND) {
      this.items.length = this.size;
      this.items.sort(order);
      return;
    }
    const { items } = this;
    for (let i = 1; i < this.size; i += 1) {
      const item = items[i]!;
      let at = i;
      while (at > 0 && order(items[at - 1]!, item) > 0) {
        items[at] = items[at - 1]!;
        at -= 1;
      }
      items[at] = item;
    }
  }
}

/** Up to so many entries, moving them one by one is quicker. */
const MOST_BY_HAND = 16;
