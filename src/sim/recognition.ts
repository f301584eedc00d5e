import { Choices, connect, Item, Numbers, type Choice, type Link } from './items.ts';
import { isUnchanged } from './likeness.ts';
import { structuralPlaces } from './order.ts';
import type { StackNode } from './stack.ts';
import type { BuildNode } from './types.ts';

/** Finds the nodes that a level gave in a build in which they may have other names. */

/** A given node when its turn has come, and how it is connected with one whose turn was before. */
interface Step {
  readonly given: Item;
  readonly from: Item | null;
  /** What it is to the other. */
  readonly link: Link;
  /** Where to go on looking: the node of the same id first, then what there is to choose from. */
  next: number;
}
const SAME_ID = -1;

const OPPOSITE = { below: 'above', above: 'below', awaits: 'waiters', waiters: 'awaits' } as const satisfies Record<Link, Link>;

/** After so many looks the search for a perfect assignment is given up. */
const MOST_LOOKS = 3_000_000;

export class Recognition {
  private readonly given: readonly Item[];
  private readonly grounds: Choices;
  private readonly byId: ReadonlyMap<string, Item>;
  private readonly nodeOf = new Map<Item, StackNode>();
  private readonly found = new Map<Item, Item>();
  private readonly taken = new Set<Item>();
  /** Ids of given nodes. */
  private readonly names: ReadonlySet<string>;
  private looks = 0;

  constructor(given: readonly BuildNode[], nodes: readonly StackNode[]) {
    const numbers = new Numbers();
    this.given = given.map((node) => new Item(node, node.on));
    this.names = new Set(given.map(({ id }) => id));
    connect(this.given, numbers);
    const shown = nodes.filter((node) => !node.hidden);
    const items = shown.map((node) => new Item(node.build, node.on?.id));
    connect(items, numbers);
    items.forEach((item, index) => this.nodeOf.set(item, shown[index]!));
    this.byId = new Map(items.map((item) => [item.build.id, item]));
    const places = placesOf(nodes);
    for (const item of items) item.rank = places[this.nodeOf.get(item)!.index]!;
    // One that may have kept its id is the last that another is taken for.
    for (const other of this.given) {
      const same = this.byId.get(other.build.id);
      if (same !== undefined && same.kind === other.kind) same.rank += nodes.length;
    }
    this.grounds = new Choices(items.filter((item) => item.on === undefined));
  }

  /** Which node each given one is. When not all can be there at once, as many as are found from the ground up. */
  pairs(): readonly (readonly [given: BuildNode, node: StackNode])[] {
    if (!this.findAll()) this.findMost();
    return [...this.found].map(([given, item]) => [given.build, this.nodeOf.get(item)!]);
  }

  /** Depth first with steps back: whoever is connected with what has been found has little to choose from. */
  private findAll(): boolean {
    const steps = stepsOf(this.given);
    if (steps.length < this.given.length || !this.areEnough()) return false;
    let at = 0;
    while (at < steps.length) {
      if (this.advance(steps[at]!)) {
        at += 1;
        continue;
      }
      steps[at]!.next = SAME_ID;
      at -= 1;
      if (at < 0 || this.looks > MOST_LOOKS) return false;
      this.release(steps[at]!);
    }
    return true;
  }

  /** Whether there are as many of each kind as were given: where one is lost, no search will find it. */
  private areEnough(): boolean {
    const left = new Map<number, number>();
    for (const { kind } of this.nodeOf.keys()) left.set(kind, (left.get(kind) ?? 0) + 1);
    return this.given.every(({ kind }) => {
      const count = left.get(kind) ?? 0;
      left.set(kind, count - 1);
      return count > 0;
    });
  }

  /** Takes the next node that may be the given one; false when there is none. */
  private advance(step: Step): boolean {
    const { given } = step;
    const same = this.byId.get(given.build.id);
    if (step.next === SAME_ID) {
      step.next = 0;
      if (same !== undefined && holdsAsMuch(same, given) && this.take(given, same)) return true;
    }
    const choice = this.choiceFor(step);
    for (let i = Math.max(step.next, choice.free); i < choice.items.length; i += 1) {
      const item = choice.items[i]!;
      if (i === choice.free && this.taken.has(item)) choice.free += 1;
      if (item === same || !holdsAsMuch(item, given) || !this.take(given, item)) continue;
      step.next = i + 1;
      return true;
    }
    return false;
  }

  private choiceFor({ given, from, link }: Step): Choice {
    const choices = from === null ? this.grounds : this.found.get(from)!.linked(link);
    return choices.of(given.kind);
  }

  private release(step: Step): void {
    const item = this.found.get(step.given)!;
    this.found.delete(step.given);
    this.taken.delete(item);
    // In whatever list it is, it is free there again.
    for (const link of LINKS) for (const other of neighbours(item, link)) other.linked(OPPOSITE[link]).of(item.kind).free = 0;
    this.grounds.of(item.kind).free = 0;
  }

  /** Takes a node for a given one if it is free, alike, and connected as the given one is with what has been found. */
  private take(given: Item, item: Item): boolean {
    this.looks += 1;
    if (item.kind !== given.kind || this.taken.has(item)) return false;
    for (const link of LINKS) {
      for (const other of neighbours(given, link)) {
        this.looks += 1;
        const found = this.found.get(other);
        if (found !== undefined && !isLinked(item, found, link)) return false;
      }
    }
    this.settle(given, item);
    return true;
  }

  /** From the ground up, without steps back: those that kept their ids first, then the others. */
  private findMost(): void {
    this.taken.clear();
    this.found.clear();
    for (const item of this.nodeOf.keys()) item.forget();
    this.grounds.forget();
    const open: (Item | null)[] = [null];
    for (let at = 0; at < open.length; at += 1) {
      const below = open[at]!;
      const ground = below === null ? null : this.found.get(below)!;
      const above = below === null ? this.given.filter((given) => given.on === undefined) : below.above;
      for (const given of above) {
        const same = this.byId.get(given.build.id);
        // What it waits for may be lost, which is no change of its own.
        if (same?.below === ground && isUnchanged(same.build, given.build)) this.settle(given, same);
      }
      const choices = ground === null ? this.grounds : ground.linked('above');
      for (const given of above) if (this.found.has(given) || this.takeUnnamed(given, choices.of(given.kind))) open.push(given);
    }
  }

  /** Of those alike the first that nothing given is called after: one that is called so may be that, changed. */
  private takeUnnamed(given: Item, choice: Choice): boolean {
    if (this.byId.has(given.build.id)) return false;
    for (let i = choice.free; i < choice.items.length; i += 1) {
      const item = choice.items[i]!;
      const isUsed = this.taken.has(item) || this.names.has(item.build.id);
      if (isUsed && i === choice.free) choice.free += 1;
      if (!isUsed && this.take(given, item)) return true;
    }
    return false;
  }

  private settle(given: Item, item: Item): void {
    this.found.set(given, item);
    this.taken.add(item);
  }
}

/** Whether as much stands on it and waits for it at least: else it cannot be the given one while nothing is lost. */
function holdsAsMuch(item: Item, given: Item): boolean {
  return item.above.length >= given.above.length && item.waiters.length >= given.waiters.length;
}

const LINKS = ['below', 'above', 'awaits', 'waiters'] as const satisfies readonly Link[];

function neighbours(item: Item, link: Link): Iterable<Item> {
  return link === 'below' ? (item.below === null ? NOBODY : [item.below]) : item[link];
}
const NOBODY: readonly Item[] = [];

/** Whether `other` is that to `item`. */
function isLinked(item: Item, other: Item, link: Link): boolean {
  switch (link) {
    case 'below':
      return item.below === other;
    case 'above':
      return other.below === item;
    case 'awaits':
      return item.awaits.has(other);
    case 'waiters':
      return other.awaits.has(item);
  }
}

/** Every given node once, each connected with one before where it can be; what carries most, or holds up most, comes first, because it fits in fewest places. */
function stepsOf(given: readonly Item[]): Step[] {
  const bySize = (a: Item, b: Item): number => a.size - b.size || a.waiters.length - b.waiters.length;
  const steps: Step[] = [];
  const seen = new Set<Item>();
  const open: { readonly given: Item; readonly from: Item | null; readonly link: Link }[] = [];
  for (const ground of given.filter((item) => item.on === undefined).sort(bySize)) open.push({ given: ground, from: null, link: 'above' });
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next.given)) continue;
    seen.add(next.given);
    steps.push({ ...next, next: SAME_ID });
    for (const link of ['waiters', 'awaits', 'below', 'above'] as const) {
      const others = [...neighbours(next.given, link)].filter((other) => !seen.has(other)).sort(bySize);
      for (const other of others) open.push({ given: other, from: next.given, link });
    }
  }
  return steps;
}

/** The structural order before anything is known to be given. */
function placesOf(nodes: readonly StackNode[]): Int32Array {
  // Of a copy, because places and labels are kept, and what is given changes them.
  const places = structuralPlaces([...nodes]);
  for (const node of nodes) node.label = null;
  return places;
}
