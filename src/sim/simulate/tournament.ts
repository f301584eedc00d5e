/**
 * Least of a few values that change all the time: a knockout tournament. A value that changes plays its way up to the
 * final again; no other match is touched.
 */
export class Tournament {
  /** Winners, the final's at 1; the values themselves from `size` on. */
  private tree: number[] = [Infinity, Infinity];
  private size = 1;
  private count = 0;
  /** Of the visit that goes on; a number that is handed on from call to call would cost a box each time. */
  private limit = Infinity;

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

  /** Visits the places of all values up to a limit; values may be set meanwhile. */
  visit(limit: number, visitor: (place: number) => void): void {
    if (this.tree[1]! > limit) return;
    this.limit = limit;
    this.visitFrom(1, visitor);
  }

  private visitFrom(at: number, visitor: (place: number) => void): void {
    if (at >= this.size) {
      visitor(at - this.size);
      return;
    }
    if (this.tree[2 * at]! <= this.limit) this.visitFrom(2 * at, visitor);
    if (this.tree[2 * at + 1]! <= this.limit) this.visitFrom(2 * at + 1, visitor);
  }

  private grow(): void {
    const values = this.tree.slice(this.size);
    this.size *= 2;
    this.tree = new Array<number>(this.size * 2).fill(Infinity);
    values.forEach((value, place) => this.set(place, value));
  }
}
