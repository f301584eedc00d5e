import type { BuildNode } from './types.ts';

/** A build under construction: a list of nodes that is found by id and changed in place, so that a long list of edits costs its length. */

/** One node in the list, and the piece of the list that it is in. */
interface Entry {
  node: BuildNode;
  piece: Entry[];
}

/** The list is kept in pieces: to put something into the middle moves one piece only. */
const PIECE = 512;

export class Workpiece {
  private readonly pieces: Entry[][] = [];
  private size = 0;
  /** The first node of each id; a list from outside may have an id more than once, then later ones wait in order. */
  private readonly first = new Map<string, Entry>();
  private readonly later = new Map<string, Entry[]>();
  /** How many places of other nodes name an id. */
  private readonly named = new Map<string, number>();

  constructor(nodes: readonly BuildNode[]) {
    for (const node of nodes) this.insert(node, this.size);
  }

  find(id: string): BuildNode | undefined {
    return this.first.get(id)?.node;
  }

  /** Whether something else stands on the id or waits for it. */
  isNeeded(id: string): boolean {
    return (this.named.get(id) ?? 0) > 0;
  }

  insert(node: BuildNode, at: number): void {
    const entry: Entry = { node, piece: [] };
    const [piece, offset] = this.placeOf(Math.min(at, this.size));
    piece.splice(offset, 0, entry);
    entry.piece = piece;
    this.size += 1;
    if (piece.length > 2 * PIECE) this.split(piece);
    const { id } = node;
    if (!this.first.has(id)) this.first.set(id, entry);
    else if (this.later.has(id)) this.later.get(id)!.push(entry);
    else this.later.set(id, [entry]);
    this.count(node, 1);
  }

  /** Puts another node in the place of the first one of its id. */
  replace(node: BuildNode): void {
    const entry = this.first.get(node.id)!;
    this.count(entry.node, -1);
    entry.node = node;
    this.count(node, 1);
  }

  /** Takes the first node of an id out. */
  remove(id: string): void {
    const entry = this.first.get(id)!;
    const { piece } = entry;
    piece.splice(piece.indexOf(entry), 1);
    if (piece.length === 0) this.pieces.splice(this.pieces.indexOf(piece), 1);
    this.size -= 1;
    this.count(entry.node, -1);
    const next = this.later.get(id)?.shift();
    if (next === undefined) this.first.delete(id);
    else this.first.set(id, next);
  }

  nodes(): BuildNode[] {
    const nodes: BuildNode[] = [];
    for (const piece of this.pieces) for (const entry of piece) nodes.push(entry.node);
    return nodes;
  }

  /** The piece that holds a place in the list, and the place in it. */
  private placeOf(at: number): readonly [piece: Entry[], offset: number] {
    if (at === this.size && this.pieces.length > 0) {
      const last = this.pieces[this.pieces.length - 1]!;
      return [last, last.length];
    }
    let before = 0;
    for (const piece of this.pieces) {
      if (at <= before + piece.length) return [piece, at - before];
      before += piece.length;
    }
    const piece: Entry[] = [];
    this.pieces.push(piece);
    return [piece, 0];
  }

  private split(piece: Entry[]): void {
    const half = piece.splice(PIECE);
    for (const entry of half) entry.piece = half;
    this.pieces.splice(this.pieces.indexOf(piece) + 1, 0, half);
  }

  private count({ id: own, on, after }: BuildNode, step: 1 | -1): void {
    const name = (id: string): void => {
      if (id !== own) this.named.set(id, (this.named.get(id) ?? 0) + step);
    };
    if (on !== undefined) name(on);
    after?.forEach(name);
  }
}
