import type { Catalog } from '../catalog/index.ts';
import { checkStack } from '../check/index.ts';
import { checkStanding } from '../check/standing.ts';
import { checkSlots } from '../check/slots.ts';
import type { Rule } from '../check/rule.ts';
import { resolve } from '../resolve.ts';
import type { StackNode } from '../stack.ts';
import type { BuildNode, Level, Settings } from '../types.ts';
import { choicesOf, type Choice, type Choices } from './choices.ts';
import { factsOf, type Facts } from './facts.ts';

/**
 * Where things stand. A tower from a machine upwards is looked at once, by the engine itself: what may stand on it, what
 * it costs and how long it takes. So the search has no rules of its own that could differ from the engine's.
 */

/** What may stand on a tower, whatever its sizes; towers that end alike share it. */
export interface Footing {
  /** Highest code first. */
  readonly allowed: readonly Choice[];
  /** Bit by workload: what can come to stand on it or on what stands on it. */
  reach: number;
  readonly next: Map<Choice, Footing>;
  /** Whether two choices are in each other's way, by their codes. */
  readonly clashes: Map<number, boolean>;
  /** Settings that mean something here, by what they are of. */
  readonly options: Map<Choice, readonly Settings[]>;
}

/** The top of a tower, as the engine sees it. */
export class Spot {
  readonly below: Spot | null;
  readonly choice: Choice;
  readonly chain: readonly BuildNode[];
  readonly node: StackNode;
  readonly facts: Facts;
  readonly children = new Map<Choice, Map<Settings, Spot>>();
  footing: Footing | null = null;

  constructor(below: Spot | null, choice: Choice, chain: readonly BuildNode[], node: StackNode, facts: Facts) {
    this.below = below;
    this.choice = choice;
    this.chain = chain;
    this.node = node;
    this.facts = facts;
  }
}

/** More workloads than bits: then nothing is known of what can be reached. */
const MOST_BITS = 30;

/** Everything that a level allows, and all towers looked at so far. */
export class Space {
  readonly level: Level;
  readonly catalog: Catalog;
  readonly choices: Choices;
  /** What may stand on nothing. */
  readonly ground: Footing;
  /** The level without what is given: towers are looked at one by one. */
  private readonly bare: Level;
  private readonly roots = new Map<Choice, Map<Settings, Spot>>();
  private readonly footings = new Map<string, Footing>();

  constructor(level: Level, catalog: Catalog) {
    this.level = level;
    this.catalog = catalog;
    this.bare = { ...level, given: [] };
    this.choices = choicesOf(level, catalog);
    this.ground = this.makeFooting(null);
    this.spread();
  }

  /** The tower that has `choice`, set like this, on top of `below`. */
  spot(below: Spot | null, choice: Choice, settings: Settings): Spot {
    const children = below === null ? this.roots : below.children;
    let bySettings = children.get(choice);
    if (bySettings === undefined) children.set(choice, (bySettings = new Map()));
    let spot = bySettings.get(settings);
    if (spot === undefined) bySettings.set(settings, (spot = this.makeSpot(below, choice, settings)));
    return spot;
  }

  private makeSpot(below: Spot | null, choice: Choice, settings: Settings): Spot {
    const chain = [...(below === null ? [] : below.chain), draftOn(below === null ? 0 : below.chain.length, choice, settings)];
    const stack = resolve({ nodes: chain }, this.bare, this.catalog);
    const node = stack.byId.get(`${chain.length - 1}`)!;
    return new Spot(below, choice, chain, node, factsOf(node, stack));
  }

  /** What may stand on this tower. */
  footingOf(spot: Spot | null): Footing {
    if (spot === null) return this.ground;
    if (spot.footing !== null) return spot.footing;
    const key = signatureOf(spot.node);
    let footing = this.footings.get(key);
    if (footing === undefined) this.footings.set(key, (footing = this.makeFooting(spot)));
    return (spot.footing = footing);
  }

  private makeFooting(below: Spot | null): Footing {
    const allowed = this.choices.offered.filter((choice) => this.stands(below, choice));
    return { allowed, reach: 0, next: new Map(), clashes: new Map(), options: new Map() };
  }

  private breaks(rule: Rule, nodes: readonly BuildNode[]): boolean {
    const stack = resolve({ nodes }, this.bare, this.catalog);
    let isBroken = stack.flawed.length > 0;
    rule({ stack, level: this.bare }, () => (isBroken = true));
    return isBroken;
  }

  private stands(below: Spot | null, choice: Choice): boolean {
    if (below !== null && below.choice.workload >= 0) return false;
    // A VM has its host's instruction set without being told.
    if (choice.draft.isa !== undefined && below?.node.isa === choice.draft.isa) return false;
    const height = below === null ? 0 : below.chain.length;
    const nodes = [...(below === null ? [] : below.chain), draftOn(height, choice, choice.least)];
    if (below === null && nodes.length === 1 && this.breaks(isGround, nodes)) return false;
    return !this.breaks(checkStanding, nodes) && !this.isBadlySet(nodes, `${height}`);
  }

  /** Whether its shape is offered, but means nothing here. */
  private isBadlySet(nodes: readonly BuildNode[], id: string): boolean {
    const { isa, nested } = nodes.at(-1)!;
    if (isa === undefined && nested === undefined) return false;
    const violations = checkStack(resolve({ nodes }, null, this.catalog), null);
    return violations.some(
      ({ code, node, setting }) => code === 'bad-setting' && node === id && (setting === 'isa' || setting === 'nested'),
    );
  }

  /** The settings of a choice that mean something on top of this tower. */
  optionsOn(below: Spot, choice: Choice): readonly Settings[] {
    const { options } = this.footingOf(below);
    let found = options.get(choice);
    if (found === undefined) options.set(choice, (found = choice.options.filter((settings) => this.isSettable(below, choice, settings))));
    return found;
  }

  private isSettable(below: Spot, choice: Choice, settings: Settings): boolean {
    const height = below.chain.length;
    const nodes = [...below.chain, draftOn(height, choice, settings)];
    const violations = checkStack(resolve({ nodes }, this.bare, this.catalog), null);
    return !violations.some(({ code, node }) => code === 'bad-setting' && node === `${height}`);
  }

  /** Whether two choices cannot both stand right on `below`. */
  clash(below: Spot, a: Choice, b: Choice): boolean {
    const { clashes } = this.footingOf(below);
    const key = keyOf(a) * CODES + keyOf(b);
    let isClash = clashes.get(key);
    if (isClash === undefined) {
      const height = below.chain.length;
      const nodes = [...below.chain, draftOn(height, a, a.least), { ...draftOn(height, b, b.least), id: 'b' }];
      clashes.set(key, (isClash = this.breaks(checkSlots, nodes)));
    }
    return isClash;
  }

  /** Whether all else on a piece of hardware has to stand on `choice`, once that stands there. */
  isSole(below: Spot, choice: Choice): boolean {
    const { kind } = below.node;
    if (kind !== 'machine' && kind !== 'vm') return false;
    return this.footingOf(below).allowed.every((other) => this.clash(below, choice, other));
  }

  /** Finds what each footing can come to carry: from what stands on it directly, until nothing new is found. */
  private spread(): void {
    const mask = (index: number): number => (this.level.workloads.length > MOST_BITS ? -1 : 1 << index);
    const open: { spot: Spot | null; footing: Footing }[] = [{ spot: null, footing: this.ground }];
    const seen = new Set<Footing>([this.ground]);
    const visit = (spot: Spot): Footing => {
      const footing = this.footingOf(spot);
      if (!seen.has(footing)) {
        seen.add(footing);
        open.push({ spot, footing });
      }
      return footing;
    };
    const visitGiven = (below: Spot | null, choice: Choice): void => {
      const spot = this.spot(below, choice, choice.least);
      visit(spot);
      for (const child of choice.given!.children) visitGiven(spot, child);
    };
    for (const choice of this.choices.given) visitGiven(null, choice);
    for (let i = 0; i < open.length; i += 1) {
      const { spot, footing } = open[i]!;
      for (const choice of footing.allowed) footing.next.set(choice, visit(this.spot(spot, choice, choice.least)));
    }
    for (let isNew = true; isNew;) {
      isNew = false;
      for (const footing of seen) {
        let { reach } = footing;
        for (const [choice, next] of footing.next) reach |= choice.workload >= 0 ? mask(choice.workload) : next.reach;
        isNew ||= reach !== footing.reach;
        footing.reach = reach;
      }
    }
  }
}

const CODES = 1 << 20;

/** Codes of given nodes and of what is offered overlap. */
function keyOf({ code, given }: Choice): number {
  return given === null ? code : CODES / 2 + code;
}

function draftOn(height: number, { draft }: Choice, settings: Settings): BuildNode {
  const { after: _after, ...own } = draft;
  return { ...own, ...settings, id: `${height}`, ...(height > 0 && { on: `${height - 1}` }) };
}

/** What, of a tower, decides what may stand on it. */
function signatureOf(node: StackNode): string {
  const { hardware, kernel, hiddenKernel, engine } = node;
  const { part, workload } = node.build;
  const under = (hiddenKernel ?? kernel)?.build.part;
  const { nested } = node.build;
  return JSON.stringify([
    part,
    workload,
    node.isa,
    hardware?.kind,
    hardware?.build.part,
    hardware?.extensions,
    under,
    engine?.build.part,
    nested,
  ]);
}

/** Only a machine stands on nothing. */
const isGround: Rule = ({ stack }, report) => {
  const [node] = stack.nodes;
  if (node === undefined || node.kind !== 'machine') report({ code: 'missing-parent', node: '0' });
};
