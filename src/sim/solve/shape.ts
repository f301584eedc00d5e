import type { Goal, Separation } from '../types.ts';
import { SEPARATIONS } from '../types.ts';
import { clash } from '../check/sharing.ts';
import type { Choice } from './choices.ts';
import { Ledger } from './ledger.ts';
import type { Footing, Space, Spot } from './spot.ts';

/**
 * What stands on what. Pieces are placed in preorder: all that stands on a piece comes before its next sibling. Of builds
 * that differ only in who is called what, exactly one is made: siblings come in falling order of their subtrees, compared
 * piece by piece.
 */

/** A piece and its place in the tree. */
export interface Piece {
  readonly spot: Spot;
  readonly choice: Choice;
  readonly parent: number;
  readonly depth: number;
  /** The sibling before it and the child that came last; -1 for none. */
  readonly before: number;
  last: number;
  /** How many of the given nodes on it have been placed. */
  givenDone: number;
  /** How many pieces its subtree has so far. */
  size: number;
  /** Where its subtree stopped being the beginning of that of its sibling before it; 0 while it still is. */
  untied: number;
  /** Positions of what it shares: hardware, container, process, kernel. -1 where it has none. */
  readonly hardware: number;
  readonly machine: number;
  readonly container: number;
  readonly process: number;
  readonly kernel: number;
  /** Position of the container whose files and address it sees, or of the kernel. */
  readonly view: number;
}

/** A way to go on: `choice` on top of the piece at `parent`, or on the ground. */
export interface Step {
  readonly parent: number;
  readonly choice: Choice;
}

/** Two workloads of which every pair of instances has to be kept apart. */
interface Apart {
  readonly a: number;
  readonly b: number;
  readonly atLeast: number;
}

export class Shape {
  readonly space: Space;
  readonly pieces: Piece[] = [];
  readonly ledger = new Ledger();
  /** How many of each workload are still to be placed, and how many of each part of the tray are left. */
  readonly wanted: number[];
  readonly left: number[];
  /** How many instances are still to be placed. */
  private remaining: number;
  /** Bit by workload that is still to be placed; of more workloads than bits, some share one. */
  private missing = 0;
  private readonly instances: number[] = [];
  private rootsDone = 0;
  private lastRoot = -1;
  private readonly aparts: readonly Apart[];
  private readonly avoided: ReadonlySet<string>;

  constructor(space: Space) {
    this.space = space;
    const { level } = space;
    this.wanted = level.workloads.map(({ count }) => count);
    this.remaining = level.workloads.reduce((sum, { count }) => sum + count, 0);
    this.left = [...space.choices.room];
    level.workloads.forEach(({ count }, index) => count > 0 && (this.missing |= 1 << index));
    const indexOf = (id: string | undefined): number => level.workloads.findIndex((workload) => workload.id === id);
    this.aparts = level.goals
      .filter(({ kind }) => kind === 'isolated')
      .map(({ a, b, atLeast }) => ({ a: indexOf(a), b: indexOf(b), atLeast: SEPARATIONS.indexOf(atLeast as Separation) }));
    this.avoided = new Set(level.goals.flatMap((goal: Goal) => (goal.kind === 'avoids' ? [goal.part!] : [])));
  }

  /** Whether every instance and every given node is placed, and nothing stands there for nothing. */
  get isComplete(): boolean {
    if (this.wanted.some((count) => count > 0) || this.isLastIdle) return false;
    if (this.rootsDone < this.space.choices.given.length || this.hasIdleNesting) return false;
    for (let at = this.pieces.length - 1; at >= 0; at = this.pieces[at]!.parent) if (this.hasGivenLeft(at)) return false;
    return true;
  }

  /** A part that was just placed has to carry something. */
  private get isLastIdle(): boolean {
    const last = this.pieces.at(-1);
    return last !== undefined && last.choice.workload < 0 && last.choice.given === null;
  }

  /** Extensions that are handed to a VM in which nothing could use them are as good as none. */
  private get hasIdleNesting(): boolean {
    return this.pieces.some(({ choice, size }, at) => {
      if (choice.draft.nested !== true || choice.given !== null) return false;
      return !this.pieces.slice(at, at + size).some(({ spot }) => spot.node.kind === 'hypervisor' || spot.node.kind === 'engine');
    });
  }

  private hasGivenLeft(at: number): boolean {
    const { choice, givenDone } = this.pieces[at]!;
    return choice.given !== null && givenDone < choice.given.children.length;
  }

  /** All ways to go on that keep siblings in order and leave a place for everything that is missing; from the top of the build down. */
  steps(): Step[] {
    const found: Step[] = [];
    const { pieces, space } = this;
    const isBound = this.isLastIdle;
    let at = pieces.length - 1;
    for (; at >= 0; at = pieces[at]!.parent) {
      const piece = pieces[at]!;
      if (this.hasGivenLeft(at)) {
        found.push({ parent: at, choice: piece.choice.given!.children[piece.givenDone]! });
        break;
      }
      this.stepsOn(at, space.footingOf(piece.spot), piece.last, found);
      if (isBound) break;
    }
    if (at >= 0) return found;
    const { given } = space.choices;
    if (this.rootsDone < given.length) found.push({ parent: -1, choice: given[this.rootsDone]! });
    else this.stepsOn(-1, space.ground, this.lastRoot, found);
    return found.filter((step) => this.isReachable(step));
  }

  private stepsOn(parent: number, { allowed }: Footing, last: number, found: Step[]): void {
    if (allowed.length === 0) return;
    const most = last >= 0 && this.pieces[last]!.choice.given === null ? this.pieces[last]!.choice.code : Infinity;
    for (const choice of allowed) {
      if (choice.code > most) continue;
      const isLeft = choice.workload >= 0 ? this.wanted[choice.workload]! > 0 : this.remaining > 0 && this.left[choice.tray]! > 0;
      if (isLeft) found.push({ parent, choice });
    }
  }

  /** Whether all that is missing could still be placed somewhere, if this step were taken: what is above its parent is closed then. */
  private isReachable({ parent, choice }: Step): boolean {
    let need = this.missing;
    if (choice.workload >= 0) need &= ~(1 << choice.workload);
    const { pieces, space } = this;
    for (let at = parent; at >= 0; at = pieces[at]!.parent) need &= ~space.footingOf(pieces[at]!.spot).reach;
    if (need === 0) return true;
    // What has still to come from the ground can carry it.
    need &= ~space.ground.reach;
    if (need === 0) return true;
    return this.rootsDone < space.choices.given.length || choice.given !== null || this.isCarriedBy(parent, choice, need);
  }

  private isCarriedBy(parent: number, choice: Choice, need: number): boolean {
    const below = parent < 0 ? null : this.pieces[parent]!.spot;
    return (need & ~(this.space.footingOf(below).next.get(choice)?.reach ?? 0)) === 0;
  }

  /** Takes a step. Returns false, and does nothing, when what would come of it is not allowed, or made elsewhere. */
  push({ parent, choice }: Step): boolean {
    const { pieces, space } = this;
    const below = parent < 0 ? null : pieces[parent]!;
    if (choice.given === null && this.avoided.size > 0 && this.isAvoided(choice)) return false;
    const depth = below === null ? 0 : below.depth + 1;
    const before = below === null ? this.lastRoot : below.last;
    if (!this.isInOrder(parent, depth, choice)) return false;
    if (below !== null && this.isTaken(below, choice)) return false;
    const spot = space.spot(below === null ? null : below.spot, choice, choice.least);
    const piece = this.pieceOf(spot, choice, parent, depth, before);
    if (choice.workload >= 0 && !this.isWelcome(piece)) return false;
    const isSole = below !== null && space.isSole(below.spot, choice);
    if (!this.ledger.enter(spot, parent, choice.roomiest, isSole)) return false;
    this.add(piece, below);
    return true;
  }

  private pieceOf(spot: Spot, choice: Choice, parent: number, depth: number, before: number): Piece {
    const at = this.pieces.length;
    const below = parent < 0 ? null : this.pieces[parent]!;
    const { facts, node } = spot;
    const prior = before < 0 ? null : this.pieces[before]!;
    const isTied = prior !== null && prior.choice.code === choice.code && (prior.choice.given === null) === (choice.given === null);
    const kernel = node.kind === 'kernel' ? at : facts.isHardware ? -1 : (below?.kernel ?? -1);
    return {
      spot,
      choice,
      parent,
      depth,
      before,
      last: -1,
      givenDone: 0,
      size: 1,
      untied: isTied ? 0 : at + 1,
      hardware: facts.isHardware ? at : (below?.hardware ?? -1),
      machine: below === null ? at : below.machine,
      container: facts.isContainer ? at : node.container === null ? -1 : (below?.container ?? -1),
      process: facts.isProcess ? at : (below?.process ?? -1),
      kernel,
      view: facts.isInView ? kernel : node.container === node ? at : (below?.view ?? -1),
    };
  }

  private add(piece: Piece, below: Piece | null): void {
    const { pieces } = this;
    const at = pieces.length;
    for (let up = piece.parent; up >= 0; up = pieces[up]!.parent) {
      const ancestor = pieces[up]!;
      if (ancestor.untied === 0 && !this.equalsPrior(ancestor, up, piece)) ancestor.untied = at + 1;
      ancestor.size += 1;
    }
    const { choice } = piece;
    if (choice.workload >= 0) {
      this.instances.push(at);
      this.remaining -= 1;
      this.wanted[choice.workload]! -= 1;
      if (this.wanted[choice.workload] === 0) this.missing &= ~(1 << choice.workload);
    } else if (choice.tray >= 0) this.left[choice.tray]! -= 1;
    if (below === null) this.lastRoot = at;
    else below.last = at;
    if (choice.given !== null) {
      if (below === null) this.rootsDone += 1;
      else below.givenDone += 1;
    }
    pieces.push(piece);
  }

  /** Takes the last step back. */
  pop(): void {
    const { pieces } = this;
    const piece = pieces.pop()!;
    const at = pieces.length;
    this.ledger.leave();
    for (let up = piece.parent; up >= 0; up = pieces[up]!.parent) {
      const ancestor = pieces[up]!;
      if (ancestor.untied === at + 1) ancestor.untied = 0;
      ancestor.size -= 1;
    }
    const { choice, parent, before } = piece;
    if (choice.workload >= 0) {
      this.instances.pop();
      this.remaining += 1;
      this.wanted[choice.workload]! += 1;
      this.missing |= 1 << choice.workload;
    } else if (choice.tray >= 0) this.left[choice.tray]! += 1;
    if (parent < 0) this.lastRoot = before;
    else pieces[parent]!.last = before;
    if (choice.given !== null) {
      if (parent < 0) this.rootsDone -= 1;
      else pieces[parent]!.givenDone -= 1;
    }
  }

  /** Whether no subtree that is still the beginning of that of its sibling before it would come to exceed it. */
  private isInOrder(parent: number, depth: number, choice: Choice): boolean {
    const { pieces } = this;
    for (let up = parent; up >= 0; up = pieces[up]!.parent) {
      const ancestor = pieces[up]!;
      if (ancestor.untied !== 0) continue;
      const prior = pieces[ancestor.before]!;
      if (ancestor.size >= prior.size) return false;
      const twin = pieces[ancestor.before + ancestor.size]!;
      if (depth > twin.depth) return false;
      if (depth === twin.depth && rankOf(choice) > rankOf(twin.choice)) return false;
    }
    return true;
  }

  private equalsPrior(ancestor: Piece, at: number, piece: Piece): boolean {
    const twin = this.pieces[ancestor.before + (this.pieces.length - at)]!;
    return twin.depth === piece.depth && rankOf(twin.choice) === rankOf(piece.choice);
  }

  /** Whether something that stands on `below` is in the way. */
  private isTaken(below: Piece, choice: Choice): boolean {
    for (let at = below.last; at >= 0; at = this.pieces[at]!.before) {
      if (this.space.clash(below.spot, this.pieces[at]!.choice, choice)) return true;
    }
    return false;
  }

  private isAvoided({ draft }: Choice): boolean {
    const { part } = draft;
    if (part === undefined) return this.avoided.has('workload');
    return this.avoided.has(part) || this.avoided.has(this.space.catalog.specs.get(part)?.kind ?? '');
  }

  /** Whether an instance gets along with those that are there: shares no port or library, and is as far apart as the goals ask. */
  private isWelcome(piece: Piece): boolean {
    const { level } = this.space;
    const own = piece.choice.workload;
    for (const at of this.instances) {
      const other = this.pieces[at]!;
      if (piece.view >= 0 && piece.view === other.view && clash(level.workloads[own]!, level.workloads[other.choice.workload]!))
        return false;
      for (const { a, b, atLeast } of this.aparts) {
        const isAsked = (a === own && b === other.choice.workload) || (b === own && a === other.choice.workload);
        if (isAsked && apart(piece, other) < atLeast) return false;
      }
    }
    return true;
  }
}

/** Given nodes come before what is placed. */
function rankOf({ given, code }: Choice): number {
  return given === null ? code : code + GIVEN;
}
const GIVEN = 1 << 20;

/** What stands between two instances, as an index of `SEPARATIONS`. */
function apart(a: Piece, b: Piece): number {
  if (a.machine !== b.machine) return SEPARATIONS.indexOf('machine');
  if (a.hardware !== b.hardware) return SEPARATIONS.indexOf('vm');
  if (a.container === b.container) return SEPARATIONS.indexOf(a.process === b.process ? 'none' : 'process');
  return SEPARATIONS.indexOf(a.spot.facts.hasOwnVm || b.spot.facts.hasOwnVm ? 'vm' : 'container');
}
