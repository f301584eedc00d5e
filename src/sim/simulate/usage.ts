/**
 * What nodes take of the machines under them, in columns. Each change costs three numbers, and a look goes over all nodes,
 * so both are counted: a run with more changes than can be kept is looked at less often from then on.
 */

/** So much is looked at, and so many changes are kept, before the looks become rarer. */
const MOST_LOOKS = 2_000_000;
const MOST_CHANGES = 30_000;
/** The first gap is this part of the run; each further one is twice the last, so there are few. */
const FIRST_GAP = 8192;
/** Below this a change is rounding, relative. */
const ROUNDING = 1e-9;
const KINDS = 3;

export class Usage {
  /** Node × 3 + `SHARED` of the resource; µs; what is taken from then on, µs of the resource in a µs. */
  readonly keys: number[] = [];
  readonly times: number[] = [];
  readonly amounts: number[] = [];
  /** Up to here every change is kept; infinite when all are. */
  exactUs = Infinity;
  /** What is between two looks is left out, µs, unless it lasts as long. */
  private gapUs = 0;
  private lookedUs = 0;
  private looks = 0;
  private changes = 0;
  private readonly present: Float64Array;
  private readonly kept: Float64Array;

  /** For so many nodes. */
  constructor(size: number) {
    this.present = new Float64Array(size * KINDS);
    this.kept = new Float64Array(size * KINDS);
  }

  /** Whether what holds from `now` until `untilUs` is to be looked at; begins the look if so. */
  begin(now: number, untilUs: number): boolean {
    if (untilUs <= now) return false;
    if (now - this.lookedUs < this.gapUs && untilUs - now < this.gapUs) {
      if (this.exactUs === Infinity) this.exactUs = now;
      return false;
    }
    this.lookedUs = now;
    this.present.fill(0);
    return true;
  }

  take(node: number, resource: number, amount: number): void {
    this.present[node * KINDS + resource]! += amount;
  }

  /** Ends a look in a run of so many µs. */
  end(now: number, horizonUs: number): void {
    const { present, kept } = this;
    for (let key = 0; key < present.length; key += 1) {
      const amount = present[key]!;
      const before = kept[key]!;
      if (amount === before || Math.abs(amount - before) <= ROUNDING * Math.max(amount, before)) continue;
      kept[key] = amount;
      this.keys.push(key);
      this.times.push(now);
      this.amounts.push(amount);
      this.changes += 1;
    }
    this.looks += present.length;
    if (this.changes <= MOST_CHANGES && this.looks <= MOST_LOOKS) return;
    this.gapUs = this.gapUs === 0 ? horizonUs / FIRST_GAP : this.gapUs * 2;
    this.changes = 0;
    this.looks = 0;
  }
}
