/** A machine's resource as the heap sees it. */
interface Root {
  key: number;
  slot: number;
}

/**
 * Machines' resources by when something in them is due. There are few of them and they change at every instant, so each
 * knows its place and is moved, where `Heap` would fill up with what is out of date.
 */
export class RootHeap<T extends Root> {
  private readonly items: T[] = [];

  least(): number {
    return this.items.length === 0 ? Infinity : this.items[0]!.key;
  }

  /** Visits all that are due by then. Their keys stay as they are until they are updated. */
  visit(until: number, visitor: (root: T) => void): void {
    this.visitFrom(0, until, visitor);
  }

  private visitFrom(at: number, until: number, visitor: (root: T) => void): void {
    if (at >= this.items.length || this.items[at]!.key > until) return;
    visitor(this.items[at]!);
    this.visitFrom(2 * at + 1, until, visitor);
    this.visitFrom(2 * at + 2, until, visitor);
  }

  /** Puts a root in, or where its key now belongs. */
  update(root: T): void {
    if (root.slot < 0) {
      root.slot = this.items.length;
      this.items.push(root);
    }
    const above = (root.slot - 1) >> 1;
    if (root.slot > 0 && this.items[above]!.key > root.key) this.up(root);
    else this.down(root);
  }

  private put(root: T, slot: number): void {
    this.items[slot] = root;
    root.slot = slot;
  }

  private up(root: T): void {
    let i = root.slot;
    while (i > 0) {
      const above = (i - 1) >> 1;
      const other = this.items[above]!;
      if (other.key <= root.key) break;
      this.put(other, i);
      i = above;
    }
    this.put(root, i);
  }

  private down(root: T): void {
    const { items } = this;
    let i = root.slot;
    for (let child = 2 * i + 1; child < items.length; child = 2 * i + 1) {
      if (child + 1 < items.length && items[child + 1]!.key < items[child]!.key) child += 1;
      const other = items[child]!;
      if (other.key >= root.key) break;
      this.put(other, i);
      i = child;
    }
    this.put(root, i);
  }
}
