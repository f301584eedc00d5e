/** Nodes that the same places would take, by their indexes. */
export class Group {
  readonly places: readonly number[];
  /** How many of them are in each place. */
  readonly held: Int32Array;

  constructor(places: readonly number[], count: number) {
    this.places = places;
    this.held = new Int32Array(count);
  }
}

/**
 * Places with room for so many each, taken one after another. Whoever came first keeps a place, though it may be moved
 * on to another one that would take it too: so nobody is turned away for whom there is a way to make room.
 */
export class Assignment {
  private readonly room: number[];
  /** Full, and nobody in it can be moved on but to others of these: so it stays. */
  private readonly closed: Uint8Array;
  /** From each place to each: who may have been in the first and can be moved on to the second. */
  private readonly ways: (Group[] | undefined)[];

  constructor(room: readonly number[]) {
    this.room = [...room];
    this.closed = new Uint8Array(room.length);
    this.ways = new Array<Group[] | undefined>(room.length * room.length);
  }

  /** Finds a place for one of a group; false when there is none and never will be. */
  take(group: Group): boolean {
    for (const place of group.places) {
      if (this.room[place]! > 0) {
        this.room[place]! -= 1;
        this.hold(group, place);
        return true;
      }
    }
    return this.makeRoom(group);
  }

  /** How many the closed places take in all. */
  closedRoom(room: readonly number[]): number {
    return room.reduce((sum, most, place) => (this.closed[place] === 1 ? sum + most : sum), 0);
  }

  private hold(group: Group, place: number): void {
    group.held[place]! += 1;
    if (group.held[place]! > 1) return;
    for (const other of group.places) if (other !== place) (this.ways[place * this.room.length + other] ??= []).push(group);
  }

  /** Who is in one place and can be moved on to another. */
  private mover(from: number, to: number): Group | undefined {
    const movers = this.ways[from * this.room.length + to];
    while (movers !== undefined && movers.length > 0) {
      const last = movers[movers.length - 1]!;
      if (last.held[from]! > 0) return last;
      movers.pop();
    }
    return undefined;
  }

  private makeRoom(group: Group): boolean {
    const open = group.places.filter((place) => this.closed[place] === 0);
    const cameFrom = new Map<number, { readonly place: number; readonly mover: Group } | null>(open.map((place) => [place, null]));
    for (const place of open) {
      if (this.room[place]! > 0) {
        this.moveOn(group, place, cameFrom);
        return true;
      }
      for (let to = 0; to < this.room.length; to += 1) {
        if (this.closed[to] === 1 || cameFrom.has(to)) continue;
        const mover = this.mover(place, to);
        if (mover === undefined) continue;
        cameFrom.set(to, { place, mover });
        open.push(to);
      }
    }
    for (const place of open) this.closed[place] = 1;
    return false;
  }

  /** Everybody on the way to the free place goes one on. */
  private moveOn(
    group: Group,
    free: number,
    cameFrom: ReadonlyMap<number, { readonly place: number; readonly mover: Group } | null>,
  ): void {
    this.room[free]! -= 1;
    let place = free;
    for (let step = cameFrom.get(place)!; step !== null; step = cameFrom.get(place)!) {
      step.mover.held[step.place]! -= 1;
      this.hold(step.mover, place);
      place = step.place;
    }
    this.hold(group, place);
  }
}
