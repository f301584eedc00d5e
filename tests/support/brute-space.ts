import { CATALOG, checkBuild, ISAS, type Build, type BuildNode, type Catalog, type Level, type TrayEntry } from '../../src/sim/index.ts';

/**
 * Every build that a level may allow, by plain enumeration, to hold a cleverer search against. It knows no bounds and no
 * symmetry: whatever the tray and the workloads list is tried everywhere, and only the engine says what cannot be.
 * Contract §1: nothing stands on a workload, so parts are placed first.
 */
export interface Space {
  readonly boards: readonly Board[];
  /** How many builds it has to try. */
  readonly size: number;
}

/** Parts placed in one way, and what each instance that is to be placed may be on them. */
export interface Board {
  readonly parts: readonly BuildNode[];
  readonly choices: readonly (readonly BuildNode[])[];
}

/** More boards or candidates than these are not tried. */
const MOST_CANDIDATES = 100_000;
/** A space has fewer boards than builds: when there are many, the end is not worth waiting for. */
const BUILDS_ON_A_BOARD = 4;
/** Of so many instances, each may wait for any of the others: that alone is too much. */
const MOST_INSTANCES = 12;

type Said = Readonly<Record<string, unknown>>;

/** One of each list, in every combination; `undefined` stands for a setting that is not said. */
function combinations(lists: Readonly<Record<string, readonly unknown[]>>): Said[] {
  let all: Said[] = [{}];
  for (const [key, values] of Object.entries(lists)) {
    all = all.flatMap((said) => [...new Set(values)].map((value) => (value === undefined ? said : { ...said, [key]: value })));
  }
  return all;
}

function listed(key: 'ramMiB' | 'cpus' | 'diskMiB', entry: TrayEntry, isSized: boolean): readonly (number | undefined)[] {
  const sizes = entry[key];
  if (!isSized) return [undefined, ...(sizes ?? [])];
  if (sizes === undefined) throw new Error(`not enumerable: ${entry.part} may have any ${key}`);
  return sizes;
}

/** All that an entry of the tray lets a node say. What means nothing where it stands the engine refuses. */
function saidByEntry(entry: TrayEntry, catalog: Catalog): Said[] {
  const part = catalog.parts.find(({ id }) => id === entry.part);
  const isVm = part?.kind === 'vm';
  const hasSizes = isVm || (part?.kind === 'engine' && part.hides !== undefined);
  const yes = (isOffered: boolean | undefined): readonly unknown[] => (isOffered === true ? [undefined, true] : [undefined]);
  return combinations({
    ramMiB: listed('ramMiB', entry, hasSizes),
    cpus: listed('cpus', entry, hasSizes),
    diskMiB: listed('diskMiB', entry, isVm),
    isa: [undefined, ...(entry.isa ?? (isVm ? ISAS : []))],
    nested: yes(entry.nested),
    passthrough: yes(entry.passthrough),
    cpuLimit: [undefined, ...(entry.cpuLimit ?? [])],
    ramLimitMiB: [undefined, ...(entry.ramLimitMiB ?? [])],
    volume: yes(entry.volume),
  });
}

/** A part of the tray: how many there are of it, and what each may be. */
interface Offer {
  readonly part: string;
  readonly most: number;
  /** By its text. */
  readonly said: ReadonlyMap<string, Said>;
}

function offersIn(level: Level, catalog: Catalog): Offer[] {
  return [...new Set(level.tray.map(({ part }) => part))].map((part) => {
    const entries = level.tray.filter((entry) => entry.part === part);
    // Which entry gives which node is for the engine to find out: here they are one heap.
    const said = new Map<string, Said>();
    let most = 0;
    for (const entry of entries) {
      if (entry.max === undefined) throw new Error(`not enumerable: any number of ${part}`);
      most += entry.max;
      for (const one of saidByEntry(entry, catalog)) said.set(JSON.stringify(one), one);
    }
    return { part, most, said };
  });
}

/** A node that is placed, with the way down from it to what is given or to nothing. */
interface Piece {
  readonly node: BuildNode;
  readonly text: string;
  /** Itself and the placed nodes under it, the lowest first. */
  readonly stack: readonly BuildNode[];
  /** The same, as text. */
  readonly way: string;
}

/** Where a node may be tried: a piece, a given part, or nothing at all. */
type Place = Piece | string | null;

function placesOn({ given }: Level, pieces: readonly Piece[]): Place[] {
  return [null, ...given.flatMap(({ id, part }) => (part === undefined ? [] : [id])), ...pieces];
}

/** Where single nodes may stand, as the engine says. */
class Ground {
  private readonly known = new Map<string, boolean>();
  private readonly level: Level;
  private readonly catalog: Catalog;

  constructor(level: Level, catalog: Catalog) {
    this.level = level;
    this.catalog = catalog;
  }

  /** A node in a place; null where it, what is under it and what is given break a rule by themselves: then so does every build with them. */
  pieceOn(place: Place, own: BuildNode, said: Said, saidText: string): Piece | null {
    const below = place === null || typeof place === 'string' ? null : place;
    const on = place === null || typeof place === 'string' ? place : place.node.id;
    // No node has an empty name.
    const text = `${own.id} on ${on ?? ''} ${saidText}`;
    const way = below === null ? text : `${below.way}/${text}`;
    if (this.known.get(way) === false) return null;
    const node: BuildNode = { ...own, ...(on !== null && { on }), ...said };
    const piece = { node, text, way, stack: below === null ? [node] : [...below.stack, node] };
    if (!this.known.has(way)) this.known.set(way, this.isSound(piece.stack));
    return this.known.get(way)! ? piece : null;
  }

  /** Asked of a level that gives just these nodes, so that nothing but rules of standing is left to break. */
  private isSound(stack: readonly BuildNode[]): boolean {
    const { level } = this;
    const given = [...level.given, ...stack];
    const workloads = level.workloads.map((spec) => ({ ...spec, count: given.filter(({ workload }) => workload === spec.id).length }));
    return checkBuild({ nodes: given }, { ...level, tray: [], given, workloads }, this.catalog).length === 0;
  }
}

/** Every way to put one more part on a board. */
function* additions(level: Level, offers: readonly Offer[], board: readonly Piece[], ground: Ground): Generator<Piece> {
  const places = placesOn(level, board);
  for (const { part, most, said } of offers) {
    const placed = board.filter(({ node }) => node.part === part).length;
    if (placed >= most) continue;
    const own = { id: `${part}#${placed + 1}`, part };
    for (const [text, settings] of said) {
      for (const place of places) {
        const piece = ground.pieceOn(place, own, settings, text);
        if (piece !== null) yield piece;
      }
    }
  }
}

/** Every set of parts in every place, idle ones too; each list of nodes once. Null when there are more than `most`. */
function boardsOf(level: Level, offers: readonly Offer[], ground: Ground, most: number): (readonly Piece[])[] | null {
  const boards: (readonly Piece[])[] = [[]];
  const seen = new Set<string>();
  for (let at = 0; at < boards.length; at += 1) {
    for (const piece of additions(level, offers, boards[at]!, ground)) {
      const board = [...boards[at]!, piece].sort((a, b) => (a.node.id < b.node.id ? -1 : 1));
      const key = board.map(({ text }) => text).join('; ');
      if (seen.has(key)) continue;
      seen.add(key);
      boards.push(board);
      if (boards.length > most) return null;
    }
  }
  return boards;
}

interface Instance {
  readonly id: string;
  readonly workload: string;
}

/** The instances that are to be placed. */
function instancesOf(level: Level): Instance[] {
  return level.workloads.flatMap(({ id, count }) => {
    const left = count - level.given.filter(({ workload }) => workload === id).length;
    return Array.from({ length: Math.max(0, left) }, (_, index) => ({ id: `${id}#${index + 1}`, workload: id }));
  });
}

function subsetsOf<T>(list: readonly T[]): T[][] {
  return list.reduce<T[][]>((sets, one) => [...sets, ...sets.map((set) => [...set, one])], [[]]);
}

/** What an instance may say besides where it stands: limits by itself, and whom it waits for and how long. */
function saidByInstance(
  { id, workload }: Instance,
  all: readonly string[],
  level: Level,
): { readonly limits: Said[]; readonly waits: Said[] } {
  const spec = level.workloads.find((candidate) => candidate.id === workload)!;
  const sets = level.order ? subsetsOf(all.filter((other) => other !== id)) : [[]];
  return {
    limits: combinations({
      cpuLimit: [undefined, ...(spec.cpuLimit ?? [])],
      ramLimitMiB: [undefined, ...(spec.ramLimitMiB ?? [])],
      volume: spec.volume ? [undefined, true] : [undefined],
    }),
    waits: combinations({
      after: sets.map((after) => (after.length === 0 ? undefined : after)),
      delayMs: [undefined, ...level.delays.filter((delay) => delay !== 0)],
    }),
  };
}

/** What is placed is named by what it is, and two of one name would never be legal. */
function checkNames({ given, tray, workloads }: Level): void {
  if (given.some(({ id }) => id.includes('#'))) throw new Error('not enumerable: a given node has a name with #');
  if (workloads.some(({ id }) => tray.some(({ part }) => part === id))) throw new Error('not enumerable: a workload is named like a part');
}

/** All builds of a level to try, without making them; null when there are more than `most`, or many boards. */
export function spaceWithin(most: number, level: Level, catalog: Catalog = CATALOG): Space | null {
  checkNames(level);
  const offers = offersIn(level, catalog);
  const wanted = level.workloads.reduce((sum, { count }) => sum + count, 0);
  if (wanted > MOST_INSTANCES) return null;
  const placed = instancesOf(level);
  const all = [...placed, ...level.given.filter(({ workload }) => workload !== undefined)].map(({ id }) => id);
  const instances = placed.map((node) => ({ node, ...saidByInstance(node, all, level) }));
  const ground = new Ground(level, catalog);
  const boards: Board[] = [];
  let size = 0;
  for (const pieces of boardsOf(level, offers, ground, most / BUILDS_ON_A_BOARD) ?? []) {
    const places = placesOn(level, pieces);
    const choices = instances.map(({ node, limits, waits }) => {
      const standing = limits.flatMap((said) => places.map((place) => ground.pieceOn(place, node, said, JSON.stringify(said))));
      return standing.flatMap((piece) => (piece === null ? [] : waits.map((said): BuildNode => ({ ...piece.node, ...said }))));
    });
    const parts = pieces.map(({ node }) => node);
    boards.push({ parts, choices });
    size += sizeOf({ parts, choices });
    if (size > most) return null;
  }
  return boards.length === 0 ? null : { boards, size };
}

/** All builds of a level to try. Throws when that cannot be said, or they are too many. */
export function spaceOf(level: Level, catalog: Catalog = CATALOG): Space {
  const space = spaceWithin(MOST_CANDIDATES, level, catalog);
  if (space === null) throw new Error(`too large to enumerate: more than ${MOST_CANDIDATES} candidates`);
  return space;
}

/** How many builds there are on a board. */
export function sizeOf({ choices }: Board): number {
  return choices.reduce((product, choice) => product * choice.length, 1);
}

/** One build of a board, by its number. */
export function candidateOf(level: Level, { parts, choices }: Board, number: number): Build {
  const nodes = [...level.given, ...parts];
  let rest = number;
  for (const choice of choices) {
    nodes.push(choice[rest % choice.length]!);
    rest = Math.floor(rest / choice.length);
  }
  return { nodes };
}
