/**
 * Least of a few values that change all the time: a knockout tournament. A value that changes plays its way up to the
 * final again; no other match is touched.
 */
export class Tournament {
  /** Winners, the final's at 1; the values themselves from `size` on. */
  private tree: number[] = [Infinity, Infinity];
  private size = 1;
  private count = 0;

  /** Takes part with an infinite value; returns the place under which it is known. */
  enter(): number {
    if (this.count === this.size) this.grow();
    this.count += 1;
    return this.count - 1;
  }

  set(place: number, value: number): void {
    const { tree } = this;
    let i = this.size + place;
    tree[i] = value;
    while (i > 1) {
      const other = tree[i ^ 1]!;
      const mine = tree[i]!;
      i >>= 1;
      tree[i] = mine < other ? mine : other;
    }
  }

  least(): number {
    return this.tree[1]!;
  }

  /** The first place whose value is at most a limit; -1 when there is none. */
  first(limit: number): number {
    return this.tree[1]! <= limit ? this.leftmost(1, limit) : -1;
  }

  /** The next such place after one; values may have been set since. */
  after(place: number, limit: number): number {
    const { tree } = this;
    for (let i = this.size + place; i > 1; i >>= 1) {
      if ((i & 1) === 0 && tree[i + 1]! <= limit) return this.leftmost(i + 1, limit);
    }
    return -1;
  }

  private leftmost(from: number, limit: number): number {
    const { tree, size } = this;
    let i = from;
    while (i < size) i = tree[2 * i]! <= limit ? 2 * i : 2 * i + 1;
    return i - size;
  }

  private grow(): void {
    const values = this.tree.slice(this.size);
    this.size *= 2;
    this.tree = new Array<number>(this.size * 2).fill(Infinity);
    values.forEach((value, place) => this.set(place, value));
  }
}
