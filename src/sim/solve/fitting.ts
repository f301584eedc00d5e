import type { Settings } from '../types.ts';
import { Ledger, type Sums } from './ledger.ts';
import type { Piece, Shape } from './shape.ts';
import type { Space, Spot } from './spot.ts';

/**
 * Sizes and settings of a shape, chosen piece by piece. Subtrees of the same shape that stand side by side come in rising
 * order of what is chosen in them, so that of builds that differ only in names one is made.
 */
export class Fitting {
  readonly ledger = new Ledger();
  private readonly space: Space;
  private readonly pieces: readonly Piece[];
  /** The sums of the shape without sizes, to bound what is not chosen yet. */
  private readonly rough: Ledger;
  readonly spots: Spot[] = [];
  private readonly chosen: number[] = [];
  private readonly offers: (readonly Settings[])[];

  constructor({ space, pieces, ledger }: Shape) {
    this.space = space;
    this.pieces = pieces;
    this.rough = ledger;
    this.offers = pieces.map((piece) => this.offersFor(piece));
  }

  /** The settings that mean something on a piece where it stands. */
  private offersFor({ choice, parent }: Piece): readonly Settings[] {
    if (choice.options.length === 1 || parent < 0) return choice.options;
    return this.space.optionsOn(this.pieces[parent]!.spot, choice);
  }

  get isComplete(): boolean {
    return this.spots.length === this.pieces.length;
  }

  /** How many ways there are to set the next piece. */
  get width(): number {
    return this.offers[this.spots.length]!.length;
  }

  /** Sets the next piece in the way numbered `index`. Returns false, and does nothing, when there is no room or it is made elsewhere. */
  push(index: number): boolean {
    const at = this.spots.length;
    if (!this.isInOrder(at, index)) return false;
    const { parent, choice } = this.pieces[at]!;
    const below = parent < 0 ? null : this.spots[parent]!;
    const spot = this.space.spot(below, choice, this.offers[at]![index]!);
    const isSole = parent >= 0 && this.space.isSole(this.pieces[parent]!.spot, choice);
    if (!this.ledger.enter(spot, parent, null, isSole)) return false;
    this.spots.push(spot);
    this.chosen.push(index);
    return true;
  }

  pop(): void {
    this.spots.pop();
    this.chosen.pop();
    this.ledger.leave();
  }

  /** The number of what was chosen for a piece. */
  numberAt(position: number): number {
    return this.chosen[position]!;
  }

  /** The sums over what has been set, with the least of the rest. */
  bound(into: Sums): void {
    const at = this.spots.length - 1;
    const set = this.ledger.total;
    const rough = this.rough.at(at);
    const whole = this.rough.total;
    into.cost = set.cost + whole.cost - rough.cost;
    into.effortMin = set.effortMin + whole.effortMin - rough.effortMin;
    into.diskKiB = set.diskKiB + whole.diskKiB - rough.diskKiB;
    into.ramKiB = set.ramKiB + whole.ramKiB - rough.ramKiB;
    into.largestKiB = Math.max(set.largestKiB, whole.largestKiB);
    into.allReadyUs = Math.max(set.allReadyUs, whole.allReadyUs);
  }

  private isInOrder(at: number, index: number): boolean {
    const { pieces } = this;
    for (let up = at; up >= 0; up = pieces[up]!.parent) {
      const { before, size, untied } = pieces[up]!;
      if (untied !== 0 || before < 0 || pieces[before]!.size !== size) continue;
      const shift = up - before;
      if (index < this.chosen[at - shift]! && this.isTied(up, at, shift)) return false;
    }
    return true;
  }

  /** Whether all that has been chosen in a subtree before `at` is as in its twin. */
  private isTied(from: number, at: number, shift: number): boolean {
    for (let i = from; i < at; i += 1) if (this.chosen[i] !== this.chosen[i - shift]) return false;
    return true;
  }
}

/** Sums of which some are still rough. */
export function roughly(): Sums {
  return { cost: 0, effortMin: 0, diskKiB: 0, ramKiB: 0, largestKiB: 0, allReadyUs: 0 };
}
