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

  sort(order: (a: T, b: T) => number): void {
    this.items.length = this.size;
    this.items.sort(order);
  }
}
