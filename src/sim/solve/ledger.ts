import type { Settings } from '../types.ts';
import type { Spot } from './spot.ts';

/**
 * The sums over a partial build, piece by piece in preorder: what it costs and holds at least, and when the last of its
 * instances can be ready at the earliest. Adding a piece never lowers a sum, so each bounds every build that begins like this.
 */

/** What bounds the metrics of all builds that begin alike. */
export interface Sums {
  cost: number;
  effortMin: number;
  /** On machines' own disks and in machines' own memory, KiB. */
  diskKiB: number;
  ramKiB: number;
  /** In machines' own memory by the largest tower of an instance, KiB. */
  largestKiB: number;
  /** When all instances so far can be ready. */
  allReadyUs: number;
}

/** A piece of a partial build with the sums up to it. */
interface Entry extends Sums {
  spot: Spot;
  parent: number;
  /** Position of the nearest hardware that it is on; its own for hardware. */
  hardware: number;
  /** Position of the engine that keeps its image; -1 without one. */
  engine: number;
  /** In machines' own memory by the tower up to it, KiB. */
  towerKiB: number;
  /** What it holds in its machine's memory itself, KiB; what is given counts from the first instance on it on, which is at this position. */
  heldKiB: number;
  countedAt: number;
  /** Whether it may leave while others run. */
  isMortal: boolean;
  cpuUs: number;
  diskUs: number;
  /** When this piece can be ready, and when what stands on it can start. */
  readyUs: number;
  opensUs: number;
  /** Of hardware: how many threads it has at the most. */
  threads: number;
  /** Of hardware: position of what all else on it stands on, itself until there is such a thing. */
  sole: number;
  /** What has been added to the disk of its hardware. */
  storedKiB: number;
  /** Of hardware: set aside and stored on it so far, KiB. */
  reserved: number;
  stored: number;
  /** Of hardware: what it has room for, KiB. */
  roomKiB: number;
  roomDiskKiB: number;
}

function blank(): Entry {
  return {
    spot: null!,
    parent: -1,
    hardware: -1,
    engine: -1,
    cost: 0,
    effortMin: 0,
    diskKiB: 0,
    ramKiB: 0,
    towerKiB: 0,
    largestKiB: 0,
    heldKiB: 0,
    countedAt: -1,
    isMortal: false,
    cpuUs: 0,
    diskUs: 0,
    readyUs: 0,
    opensUs: 0,
    threads: 0,
    sole: -1,
    allReadyUs: 0,
    storedKiB: 0,
    reserved: 0,
    stored: 0,
    roomKiB: 0,
    roomDiskKiB: 0,
  };
}

const EMPTY: Entry = blank();

export class Ledger {
  private readonly entries: Entry[] = [];
  size = 0;

  at(position: number): Entry {
    return this.entries[position]!;
  }

  /** The sums over all pieces. */
  get total(): Entry {
    return this.size === 0 ? EMPTY : this.entries[this.size - 1]!;
  }

  /** Adds a piece on top of another. Returns false, and adds nothing, when there is no room for it. `least` of a VM: it may be given as much as `roomiest`. */
  enter(spot: Spot, parent: number, roomiest: Settings | null, isSole: boolean): boolean {
    const position = this.size;
    const before = this.total;
    const entry = (this.entries[position] ??= blank());
    const { facts, node } = spot;
    const below = parent < 0 ? null : this.entries[parent]!;
    const home = below === null ? -1 : below.hardware;
    if (home >= 0 && !this.fits(spot, this.entries[home]!)) return false;
    entry.spot = spot;
    entry.parent = parent;
    entry.hardware = facts.isHardware ? position : home;
    entry.engine = below === null ? -1 : node.kind === 'engine' ? position : below.engine;
    entry.roomKiB = Math.max(facts.ramKiB, (roomiest?.ramMiB ?? 0) * 1024);
    entry.roomDiskKiB = Math.max(facts.storeKiB, (roomiest?.diskMiB ?? 0) * 1024);
    entry.reserved = 0;
    entry.stored = 0;
    entry.cost = before.cost + facts.cost;
    entry.effortMin = before.effortMin + facts.effortMin;
    // Of what is given nobody knows whether anything will wait for it.
    const isAwaited = spot.choice.given === null && facts.opensUs === facts.aloneUs;
    const isCounted = isAwaited || spot.choice.workload >= 0;
    entry.cpuUs = before.cpuUs + (isCounted ? facts.cpuUs : 0);
    entry.diskUs = before.diskUs + (isCounted ? facts.diskUs : 0);
    entry.threads = Math.max(facts.threads, roomiest?.cpus ?? 0);
    entry.sole = position;
    const stored = facts.diskKiB + this.newLayers(entry, facts);
    if (home >= 0 && this.entries[home]!.stored + stored > this.entries[home]!.roomDiskKiB && this.entries[home]!.roomDiskKiB > 0)
      return false;
    entry.storedKiB = stored;
    entry.diskKiB = before.diskKiB + (facts.isOnMachine ? stored : 0);
    const heldKiB = facts.isOnMachine ? facts.heldKiB + facts.leastKiB : 0;
    entry.isMortal = (below !== null && below.isMortal) || facts.isMortal || (roomiest !== null && spot.choice.mayBeLimited);
    entry.heldKiB = entry.isMortal ? 0 : heldKiB;
    entry.countedAt = -1;
    // What is given may boot so long that it holds nothing before the end, unless something waits for it.
    const isHeld = spot.choice.given === null || spot.choice.workload >= 0;
    entry.ramKiB = before.ramKiB + (isHeld ? entry.heldKiB : 0) + (spot.choice.workload >= 0 ? this.countGiven(parent, position) : 0);
    entry.towerKiB = (below === null ? 0 : below.towerKiB) + heldKiB;
    entry.largestKiB = Math.max(before.largestKiB, spot.choice.workload >= 0 ? entry.towerKiB : 0);
    const startUs = below === null ? 0 : below.opensUs;
    entry.readyUs = startUs + facts.aloneUs;
    entry.opensUs = startUs + facts.opensUs;
    entry.allReadyUs = before.allReadyUs;
    this.size += 1;
    if (home >= 0) {
      this.entries[home]!.reserved += facts.reservedKiB;
      this.entries[home]!.stored += stored;
    }
    if (isSole) this.entries[home]!.sole = position;
    if (isCounted) this.bound(entry);
    return true;
  }

  /** Takes the last piece off. */
  leave(): void {
    this.size -= 1;
    const { spot, parent, storedKiB } = this.entries[this.size]!;
    if (parent < 0) return;
    if (spot.choice.workload >= 0) this.discountGiven(parent, this.size);
    const home = this.entries[this.entries[parent]!.hardware]!;
    home.reserved -= spot.facts.reservedKiB;
    home.stored -= storedKiB;
    if (home.sole === this.size) home.sole = this.entries[parent]!.hardware;
  }

  /** What is given under an instance, as far as nothing stood on it so far: that much memory is held for it, KiB. */
  private countGiven(from: number, position: number): number {
    let kib = 0;
    for (let at = from; at >= 0; at = this.entries[at]!.parent) {
      const entry = this.entries[at]!;
      if (entry.spot.choice.given === null || entry.countedAt >= 0) continue;
      entry.countedAt = position;
      kib += entry.heldKiB;
    }
    return kib;
  }

  private discountGiven(from: number, position: number): void {
    for (let at = from; at >= 0; at = this.entries[at]!.parent)
      if (this.entries[at]!.countedAt === position) this.entries[at]!.countedAt = -1;
  }

  private fits({ facts, node }: Spot, home: Entry): boolean {
    // The hardware inside an engine has sizes of its own, which the engine checks.
    if (home.roomKiB === 0) return true;
    if (home.reserved + facts.reservedKiB > home.roomKiB) return false;
    if (facts.needsKiB > home.roomKiB && home.spot.node.kind === 'vm') return false;
    return node.kind !== 'vm' || node.threads <= home.spot.node.threads || home.spot.node.kind === 'vm';
  }

  /** Image layers that its engine does not store yet, KiB. */
  private newLayers({ engine }: Entry, { layers }: Spot['facts']): number {
    let kib = 0;
    for (let i = 0; i < layers.length; i += 1) {
      const { id, mib } = layers[i]!;
      if (!this.isStored(engine, id, mib)) kib += mib * 1024;
    }
    return kib;
  }

  private isStored(engine: number, id: string, mib: number): boolean {
    for (let i = engine + 1; i < this.size; i += 1) {
      const other = this.entries[i]!;
      if (other.engine !== engine) continue;
      for (const layer of other.spot.facts.layers) if (layer.id === id && layer.mib === mib) return true;
    }
    return false;
  }

  /** All that has to start on a piece of hardware shares its processor and its machine's disk: together their work takes that long. */
  private bound(entry: Entry): void {
    let least = Math.max(entry.allReadyUs, entry.readyUs);
    const { diskUs, cpuUs } = entry;
    for (let at = entry.hardware; at >= 0;) {
      const { sole, threads, parent } = this.entries[at]!;
      const from = this.entries[sole]!;
      if (threads > 0) least = Math.max(least, from.opensUs + (cpuUs - from.cpuUs) / threads);
      if (parent < 0) least = Math.max(least, from.opensUs + diskUs - from.diskUs);
      at = parent < 0 ? -1 : this.entries[parent]!.hardware;
    }
    entry.allReadyUs = least;
  }
}
