/**
 * Part of the naive reference: fair shares by filling up with water, recursively, for every single claim.
 */

/** Something that wants a part of a resource. */
export interface Claim {
  readonly group: Group;
  /** Shares it takes part with: its threads. */
  readonly weight: number;
  /** The most that each of its shares can use. */
  readonly cap: number;
  rate: number;
}

/** Those who share one thing: a machine's resource, what a VM gets of it, what a limited process gets of it. */
export class Group {
  readonly around: Group | null;
  readonly inner: Group[] = [];
  /** What it can use or give in all. */
  readonly most: number;
  /** With how many shares it takes part around at the most. */
  readonly mostShares: number;
  isPaused = false;
  claims: Claim[] = [];

  constructor(around: Group | null, most: number, mostShares: number) {
    this.around = around;
    this.most = most;
    this.mostShares = mostShares;
    around?.inner.push(this);
  }
}

interface Party {
  readonly shares: number;
  /** The most it can use in all. */
  readonly most: number;
  readonly take: (amount: number) => void;
}

function partiesIn(group: Group): Party[] {
  const parties: Party[] = group.claims.map((claim) => ({
    shares: claim.weight,
    most: claim.weight * claim.cap,
    take: (amount) => (claim.rate = amount),
  }));
  for (const inner of group.inner) {
    const inside = partiesIn(inner);
    const shares = inner.isPaused ? 0 : inside.reduce((sum, party) => sum + party.shares, 0);
    if (shares === 0) continue;
    const wanted = inside.reduce((sum, party) => sum + party.most, 0);
    parties.push({
      shares: Math.min(shares, inner.mostShares),
      most: Math.min(inner.most, wanted),
      take: (amount) => pour(inside, amount),
    });
  }
  return parties;
}

/** Every share gets the same, but whoever needs less gets that, and the rest is shared again. */
function pour(parties: readonly Party[], amount: number): void {
  let left = amount;
  let dry = [...parties];
  for (;;) {
    const shares = dry.reduce((sum, party) => sum + party.shares, 0);
    const level = shares === 0 ? 0 : left / shares;
    const full = dry.filter((party) => party.most <= level * party.shares);
    if (full.length === 0) {
      for (const party of dry) party.take(level * party.shares);
      return;
    }
    for (const party of full) {
      party.take(party.most);
      left -= party.most;
    }
    dry = dry.filter((party) => !full.includes(party));
  }
}

/** Sets the rate of every claim. */
export function shareOut(roots: readonly Group[], claims: readonly Claim[]): void {
  const empty = (group: Group): void => {
    group.claims = [];
    group.inner.forEach(empty);
  };
  roots.forEach(empty);
  for (const claim of claims) {
    claim.rate = 0;
    claim.group.claims.push(claim);
  }
  for (const root of roots) if (!root.isPaused) pour(partiesIn(root), root.most);
}
