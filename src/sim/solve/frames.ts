import { type Bounds } from './bound.ts';
import { Fitting, roughly } from './fitting.ts';
import type { Front } from './front.ts';
import { Orders } from './orders.ts';
import { type Shape, type Step } from './shape.ts';
import type { Space } from './spot.ts';

/** What frames share. */
export interface Board {
  readonly space: Space;
  readonly shape: Shape;
  readonly bounds: Bounds;
  readonly front: Front;
  /** Whether nothing that runs is ever taken down, whatever is built. */
  readonly isCalm: boolean;
  fitting: Fitting | null;
  orders: Orders | null;
}

/** One decision of the search: its ways to go on are tried one after another. */
export interface Frame {
  /** How many ways have been tried. */
  tried: number;
  /** Whether it is about settings, from the smallest size to the largest. */
  readonly isOfSizes: boolean;
  /** How many there are. */
  readonly width: number;
  /** Takes back the way that was tried last, and takes the next. Null when there is none left, false when it leads nowhere. */
  advance(): boolean | null;
  /** Takes the way numbered `index` without asking whether it is worth it: to come back to where a search was. */
  jump(index: number): boolean;
  /** Takes back the way that was taken. */
  takeBack(): void;
  /** The decision after this one; null when the build is complete. */
  descend(): Frame | null;
}

abstract class Ways implements Frame {
  tried = 0;
  readonly isOfSizes: boolean = false;
  private isTaken = false;
  protected readonly board: Board;

  constructor(board: Board) {
    this.board = board;
  }

  abstract get width(): number;
  protected abstract push(index: number): boolean;
  protected abstract pop(): void;
  protected abstract isHopeless(): boolean;
  abstract descend(): Frame | null;

  advance(): boolean | null {
    this.takeBack();
    if (this.tried === this.width) return null;
    this.tried += 1;
    this.isTaken = this.push(this.tried - 1);
    if (!this.isTaken) return false;
    return !this.isHopeless();
  }

  jump(index: number): boolean {
    if (!Number.isInteger(index) || index < 0 || index >= this.width) return false;
    this.tried = index + 1;
    this.isTaken = this.push(index);
    return this.isTaken;
  }

  takeBack(): void {
    if (this.isTaken) this.pop();
    this.isTaken = false;
  }
}

/** Whether the bounds that have just been taken leave nothing to be found. */
function isBeaten({ bounds, front }: Board): boolean {
  return bounds.isBeyondGoals || front.covers(bounds.vector());
}

/** What stands next. */
export class ShapeFrame extends Ways {
  private readonly steps: readonly Step[];

  constructor(board: Board) {
    super(board);
    this.steps = board.shape.steps();
  }

  get width(): number {
    return this.steps.length;
  }

  protected push(index: number): boolean {
    return this.board.shape.push(this.steps[index]!);
  }

  protected pop(): void {
    this.board.shape.pop();
  }

  protected isHopeless(): boolean {
    const { shape, bounds } = this.board;
    const { total } = shape.ledger;
    const { workload } = total.spot.choice;
    if (workload >= 0 && bounds.isLate(workload, total.readyUs, total.spot.facts.batchUs)) return true;
    bounds.take(total);
    return isBeaten(this.board);
  }

  descend(): Frame | null {
    if (!this.board.shape.isComplete) return new ShapeFrame(this.board);
    this.board.fitting = new Fitting(this.board.shape);
    return new FittingFrame(this.board);
  }
}

/** How the next piece is set. */
class FittingFrame extends Ways {
  override readonly isOfSizes = true;
  private readonly sums = roughly();

  get width(): number {
    return this.board.fitting!.width;
  }

  protected push(index: number): boolean {
    return this.board.fitting!.push(index);
  }

  protected pop(): void {
    this.board.fitting!.pop();
  }

  protected isHopeless(): boolean {
    const { bounds, fitting } = this.board;
    const { total } = fitting!.ledger;
    const { workload } = total.spot.choice;
    if (workload >= 0 && bounds.isLate(workload, total.readyUs, total.spot.facts.batchUs)) return true;
    fitting!.bound(this.sums);
    bounds.take(this.sums);
    return isBeaten(this.board);
  }

  descend(): Frame | null {
    const { fitting, space, shape, isCalm } = this.board;
    if (!fitting!.isComplete) return new FittingFrame(this.board);
    this.board.orders = null;
    const { level } = space;
    if (!level.order && level.delays.length === 0) return null;
    this.board.orders = new Orders(level, shape.pieces, fitting!, isCalm);
    return this.board.orders.isComplete ? null : new OrderFrame(this.board);
  }
}

/** What the next instance waits for. */
class OrderFrame extends Ways {
  private readonly sums = roughly();

  get width(): number {
    return this.board.orders!.width;
  }

  protected push(index: number): boolean {
    return this.board.orders!.push(index, this.board.shape.pieces);
  }

  protected pop(): void {
    this.board.orders!.pop();
  }

  protected isHopeless(): boolean {
    const { bounds, fitting, orders } = this.board;
    fitting!.bound(this.sums);
    bounds.take(this.sums);
    bounds.raise(orders!.leastUs(fitting!));
    return isBeaten(this.board);
  }

  descend(): Frame | null {
    return this.board.orders!.isComplete ? null : new OrderFrame(this.board);
  }
}
