import { CATALOG, type Catalog } from '../catalog/index.ts';
import { checkStack } from '../check/index.ts';
import { resolve } from '../resolve.ts';
import { runStack } from '../run.ts';
import { METRIC_OF, type Build, type BuildNode, type Level, type MetricKey, type Metrics } from '../types.ts';
import { Bounds, isCalm, scoredOf } from './bound.ts';
import { Front, NoFront, type Vector } from './front.ts';
import { ShapeFrame, type Board, type Frame } from './frames.ts';
import { nameNodes } from './naming.ts';
import { Shape } from './shape.ts';
import { Space } from './spot.ts';

/**
 * How much is known of a frontier. `exhaustive`: every build was tried or shown to be no better. `bound`: the search was
 * cut short; what is left is no better than the bound. `best-known`: the level allows more than was looked at.
 */
export const PROOFS = ['exhaustive', 'bound', 'best-known'] as const;
export type Proof = (typeof PROOFS)[number];

export interface SolveOptions {
  readonly catalog?: Catalog;
  /** Keep every build that reaches a point of the frontier, and not only the first. */
  readonly isKeepingAll?: boolean;
  /** Count the builds that pass instead of looking for the best: no better build makes another superfluous. */
  readonly isCensus?: boolean;
}

/** A point of the frontier with the builds that were found to reach it. */
export interface FrontierPoint {
  readonly metrics: Partial<Record<MetricKey, number>>;
  readonly builds: readonly Build[];
}

export interface Solved {
  readonly proof: Proof;
  /** Ways to go on that were looked at, and builds that were run. */
  readonly explored: number;
  readonly simulated: number;
  /** The least of each scored metric, by itself. Nothing when no build passes. */
  readonly optima: Partial<Record<MetricKey, number>>;
  /** What no build gets below; equal to the optima when the proof is exhaustive, absent when nothing is known. */
  readonly bound?: Partial<Record<MetricKey, number>>;
  readonly front: readonly FrontierPoint[];
}

/** Where a search was, to go on from there. */
export interface SearchState {
  readonly explored: number;
  readonly simulated: number;
  readonly undecided: number;
  /** The way that was tried last at each decision. */
  readonly path: readonly number[];
  readonly front: readonly { readonly values: Vector; readonly builds: readonly Build[] }[];
}

/**
 * An exact search over all builds that a level allows, up to symmetry: what stands on what, how it is set, who waits for
 * whom. Goes on in steps, so that it can be shown, stopped and taken up again; the same steps give the same result.
 */
export class Search {
  private readonly options: SolveOptions;
  private readonly board: Board;
  private readonly frames: Frame[] = [];
  private explored = 0;
  private simulated = 0;
  /** Builds that passed; all there are only in a census. */
  passed = 0;
  /** Of each scored metric, the least and the most among them. */
  private least: Vector = [];
  private most: Vector = [];
  /** Builds whose runs did not come to an end: of these nothing is known. */
  private undecided = 0;

  constructor(level: Level, options: SolveOptions = {}) {
    this.options = options;
    const catalog = options.catalog ?? CATALOG;
    const space = new Space(level, catalog);
    this.board = {
      space,
      shape: new Shape(space),
      bounds: new Bounds(level, catalog),
      front: options.isCensus === true ? new NoFront(false) : new Front(options.isKeepingAll === true),
      isCalm: isCalm(level, catalog),
      fitting: null,
      orders: null,
    };
    this.frames.push(new ShapeFrame(this.board));
  }

  get isFinished(): boolean {
    return this.frames.length === 0;
  }

  /** How much of the search is done, from 0 to 1, taking all ways at a decision as equally long. Never falls. */
  get progress(): number {
    let done = 0;
    let part = 1;
    for (const { tried, width } of this.frames) {
      if (width === 0) break;
      done += (part * Math.max(0, tried - 1)) / width;
      part /= width;
    }
    return this.isFinished ? 1 : done;
  }

  /** Whether each scored metric differs between some of the builds that passed. */
  get isVaried(): boolean {
    return this.passed > 0 && this.least.every((value, index) => value < this.most[index]!);
  }

  /** How many ways to go on have been looked at. */
  get nodes(): number {
    return this.explored;
  }

  /** Looks at so many ways to go on at the most. Returns whether the search has come to its end. */
  step(most: number): boolean {
    const { frames } = this;
    const until = this.explored + most;
    while (this.explored < until) {
      const frame = frames.at(-1);
      if (frame === undefined) return true;
      const isOpen = frame.advance();
      if (isOpen === null) {
        frames.pop();
        continue;
      }
      this.explored += 1;
      if (!isOpen) continue;
      const next = frame.descend();
      if (next !== null) frames.push(next);
      else this.judge();
    }
    return this.isFinished;
  }

  /** Runs the build that is complete. */
  private judge(): void {
    const build = this.build();
    const { level } = this.board.space;
    if (this.take(build, () => nameNodes(build, level))) this.simulated += 1;
  }

  /** Runs a build if it is legal, and keeps it when nothing better is known. Returns whether it was run. */
  private take(build: Build, named: () => Build): boolean {
    const { space, front } = this.board;
    const stack = resolve(build, space.level, space.catalog);
    if (checkStack(stack, space.level).length > 0) return false;
    const ran = runStack(stack, space.level, null);
    if (!ran.ok) {
      this.undecided += 1;
      return true;
    }
    const { metrics, goals } = ran.value;
    if (metrics.readyMs === null || !goals.every(({ met }) => met)) return true;
    const values = scoredOf(space.level, metrics);
    this.least = this.passed === 0 ? values : values.map((value, index) => Math.min(value, this.least[index]!));
    this.most = this.passed === 0 ? values : values.map((value, index) => Math.max(value, this.most[index]!));
    this.passed += 1;
    front.add(values, named);
    return true;
  }

  /**
   * The first build that passes for who takes at each decision, from nothing, what is nearest at hand and of every size the
   * largest, and goes back where that leads nowhere. Its metrics; null when none is found within so many ways to go on. Of
   * no further use afterwards.
   */
  greedy(most: number): Metrics | null {
    const dive = (frame: Frame | null): Metrics | null => {
      if (frame === null) return this.passing(this.build());
      const open: number[] = [];
      for (let isOpen = frame.advance(); isOpen !== null; isOpen = frame.advance()) {
        this.explored += 1;
        if (isOpen) open.push(frame.tried - 1);
      }
      if (frame.isOfSizes) open.reverse();
      for (const index of open) {
        if (this.explored > most || !frame.jump(index)) return null;
        const metrics = dive(frame.descend());
        if (metrics !== null) return metrics;
        frame.takeBack();
      }
      return null;
    };
    return dive(this.frames[0]!);
  }

  /** The metrics of a build that is legal and passes; else null. */
  private passing(build: Build): Metrics | null {
    const { level, catalog } = this.board.space;
    const stack = resolve(build, level, catalog);
    if (checkStack(stack, level).length > 0) return null;
    const ran = runStack(stack, level, null);
    if (!ran.ok || ran.value.metrics.readyMs === null || !ran.value.goals.every(({ met }) => met)) return null;
    return ran.value.metrics;
  }

  /** The build under way; nodes are called by their positions. */
  private build(): Build {
    const { shape, fitting, orders } = this.board;
    const idOf = (at: number): string => shape.pieces[at]!.choice.given?.node.id ?? `+${at}`;
    const nodes: BuildNode[] = shape.pieces.map(({ parent, choice }, at) => {
      if (choice.given !== null) return choice.given.node;
      const { chain } = fitting!.spots[at]!;
      const { on: _on, ...own } = chain.at(-1)!;
      return { ...own, id: idOf(at), ...(parent >= 0 && { on: idOf(parent) }) };
    });
    if (orders === null) return { nodes };
    orders.waits.forEach(({ after, delayMs }, own) => {
      const at = orders.instances[own]!;
      const awaited = orders.instances.filter((_, other) => (after & (1 << other)) !== 0).map(idOf);
      nodes[at] = { ...nodes[at]!, ...(awaited.length > 0 && { after: awaited }), ...(delayMs > 0 && { delayMs }) };
    });
    return { nodes };
  }

  /** Where the search is. */
  state(): SearchState {
    const { explored, simulated, undecided } = this;
    const path = this.frames.map(({ tried }) => tried - 1);
    return { explored, simulated, undecided, path, front: this.board.front.sorted() };
  }

  /**
   * Takes up a search where it was, with what it had found; each build is run again. Returns false, and is of no further
   * use, when the path is none in this level.
   */
  resume(state: Omit<SearchState, 'front'>, builds: readonly Build[]): boolean {
    this.explored = state.explored;
    this.simulated = state.simulated;
    this.undecided = state.undecided;
    for (const build of builds) this.take(build, () => build);
    if (state.path.length === 0) {
      this.frames.pop();
      return true;
    }
    for (const [index, tried] of state.path.entries()) {
      const frame = this.frames.at(-1)!;
      // The last one may not have taken anything yet, or something that leads nowhere.
      const isLast = index === state.path.length - 1;
      if (tried < 0) return isLast;
      if (!frame.jump(tried)) return isLast;
      if (isLast) return true;
      const next = frame.descend();
      if (next === null) return false;
      this.frames.push(next);
    }
    return true;
  }

  /** What has been found, and how sure it is. */
  result(): Solved {
    const { space, front } = this.board;
    const keys = space.level.score.map((key) => METRIC_OF[key]);
    const named = (values: Vector): Partial<Record<MetricKey, number>> =>
      Object.fromEntries(keys.map((key, index) => [key, values[index]!]));
    const points = front.sorted();
    const optima = points.length === 0 ? {} : named(keys.map((_, index) => Math.min(...points.map(({ values }) => values[index]!))));
    const { explored, simulated } = this;
    const found = { explored, simulated, optima, front: points.map(({ values, builds }) => ({ metrics: named(values), builds })) };
    if (!space.choices.isBounded || this.undecided > 0) return { proof: 'best-known', ...found };
    if (this.isFinished) return { proof: 'exhaustive', ...found, bound: optima };
    return { proof: 'bound', ...found, bound: named(this.open(points.map(({ values }) => values))) };
  }

  /** What no build that is still to be looked at, nor any found, gets below. */
  private open(found: readonly Vector[]): Vector {
    const rest = new Search(this.board.space.level, this.options);
    const { front, ...state } = this.state();
    rest.resume(state, []);
    for (const { values, builds } of front) for (const build of builds) rest.board.front.add(values, () => build);
    const least = this.board.space.level.score.map((_, index) => Math.min(Infinity, ...found.map((values) => values[index]!)));
    while (!rest.isFinished) {
      const isOpen = rest.frames.at(-1)!.advance();
      if (isOpen === null) rest.frames.pop();
      else if (isOpen) rest.board.bounds.vector().forEach((value, index) => (least[index] = Math.min(least[index]!, value)));
    }
    return least;
  }
}

/** Solves a level to the end. Levels of more than a few hundred thousand nodes are better searched in steps. */
export function solve(level: Level, options: SolveOptions = {}): Solved {
  const search = new Search(level, options);
  search.step(Infinity);
  return search.result();
}
