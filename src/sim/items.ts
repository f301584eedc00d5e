import { awaitedBy, natureOf } from './likeness.ts';
import type { BuildNode } from './types.ts';

/** Given nodes and nodes of a build as one kind of thing, so that one can be found among the other. */

/** How one item is connected with another: it stands on it or carries it, waits for it or is waited for. */
export type Link = 'below' | 'above' | 'awaits' | 'waiters';

export class Item {
  readonly build: BuildNode;
  /** The id of what it stands on. */
  readonly on: string | undefined;
  below: Item | null = null;
  readonly above: Item[] = [];
  readonly awaits = new Set<Item>();
  readonly waiters: Item[] = [];
  /** What it is, what it stands on down to the ground, and what those are that it waits for: equal for equals. */
  kind = -1;
  /** Of those that are alike, the one with the lowest is taken first. */
  rank = 0;
  /** How much stands on it, it included. */
  size = 1;
  private readonly choices = new Map<Link, Choices>();

  constructor(build: BuildNode, on: string | undefined) {
    this.build = build;
    this.on = on;
  }

  /** Makes everything free to choose again. */
  forget(): void {
    this.choices.clear();
  }

  /** Those connected with it in a way, by what they are. */
  linked(link: Link): Choices {
    let choices = this.choices.get(link);
    if (choices === undefined) {
      const items = link === 'below' ? (this.below === null ? [] : [this.below]) : [...this[link]];
      this.choices.set(link, (choices = new Choices(items)));
    }
    return choices;
  }
}

/** Items that are alike, to choose from; none before `free` is free. */
export interface Choice {
  readonly items: readonly Item[];
  free: number;
}

export class Choices {
  private readonly byKind = new Map<number, { readonly items: Item[]; free: number }>();

  constructor(items: readonly Item[]) {
    for (const item of [...items].sort((a, b) => a.rank - b.rank)) {
      const choice = this.byKind.get(item.kind);
      if (choice === undefined) this.byKind.set(item.kind, { items: [item], free: 0 });
      else choice.items.push(item);
    }
  }

  forget(): void {
    for (const choice of this.byKind.values()) choice.free = 0;
  }

  of(kind: number): Choice {
    return this.byKind.get(kind) ?? NONE;
  }
}
const NONE: Choice = { items: [], free: 0 };

/** Numbers for texts, the same for the same. */
export class Numbers {
  private readonly numbers = new Map<string, number>();

  of(text: string): number {
    let number = this.numbers.get(text);
    if (number === undefined) this.numbers.set(text, (number = this.numbers.size));
    return number;
  }
}

/** Connects items by their names and says of each what it is. */
export function connect(items: readonly Item[], numbers: Numbers): void {
  const byId = new Map(items.map((item) => [item.build.id, item]));
  for (const item of items) {
    item.below = item.on === undefined ? null : (byId.get(item.on) ?? null);
    if (item.below !== null) item.below.above.push(item);
  }
  // From the ground up; the list grows while it is walked.
  const order = items.filter((item) => item.on === undefined);
  const standing = new Map<Item, number>();
  for (let i = 0; i < order.length; i += 1) {
    const item = order[i]!;
    standing.set(item, numbers.of(`${item.below === null ? '' : standing.get(item.below)!} ${natureOf(item.build)}`));
    for (const above of item.above) order.push(above);
  }
  for (let i = order.length - 1; i >= 0; i -= 1) if (order[i]!.below !== null) order[i]!.below!.size += order[i]!.size;
  for (const item of items) {
    const awaited: number[] = [];
    for (const id of awaitedBy(item.build)) {
      const other = byId.get(id);
      // What is not there is like nothing that is.
      awaited.push(other === undefined ? -1 : (standing.get(other) ?? -1));
      if (other === undefined) continue;
      item.awaits.add(other);
      other.waiters.push(item);
    }
    item.kind = numbers.of(`${standing.get(item) ?? ''}: ${awaited.sort((a, b) => a - b).join(' ')}`);
  }
}
