import {
  CATALOG,
  checkBuild,
  resolve,
  type BudgetError,
  type Build,
  type Edit,
  type Level,
  type RunReport,
  type Stack,
  type Violation,
} from '../../sim/index.ts';
import type { Engine, Story } from '../run/engine.ts';
import { Bets } from './bets.ts';
import { editsToRemove, editsToReset, idsOf, rootsOf, type Hand } from './edits.ts';
import { act, amend, redo, startHistory, undo, type History, type Step } from './history.ts';
import { SANDBOX, type Scenario } from './sandbox.ts';
import { isLegal, isUnfinished, judge, placesFor, seenFrom, standing, type Judgement, type Place } from './judge.ts';
import { namesOf } from './names.ts';
import type { Why } from '../page/why.ts';
import type { Telling } from '../run/telling.ts';

/** What the player has on the table: a level, a build with its history, something in hand, a run that is looked at. No page, no Phaser. */

export const SPEEDS = [1, 2, 4, 10, 20, 50, 100] as const;
export type Speed = (typeof SPEEDS)[number];

/** The build and all that follows from it. */
export interface Board {
  readonly build: Build;
  readonly stack: Stack;
  /** All that the engine has against it. */
  readonly violations: readonly Violation[];
  /** The same without what only says that the build is not finished. */
  readonly wrongs: readonly Violation[];
  readonly names: ReadonlyMap<string, string>;
}

/** What changed: everything about the build, the hand, the place in the film, just the passing of its time, or only what is pointed at. */
export type Change = 'level' | 'build' | 'hand' | 'selection' | 'show' | 'time' | 'hover';

/** How long a film should last at the most when it is first shown, ms. */
const COMFORTABLE_MS = 9000;

function boardOf(build: Build, level: Level, isFree: boolean): Board {
  const stack = resolve(build, level, CATALOG);
  const violations = checkBuild(build, level).filter((violation) => !isFree || !isUnfinished(violation));
  return {
    build,
    stack,
    violations,
    wrongs: violations.filter((violation) => !isUnfinished(violation)).map((violation) => seenFrom(violation, build, null)),
    names: namesOf(stack, level),
  };
}

export class Player {
  level: Level;
  history: History;
  board: Board;
  /** What is selected, the last one last. */
  selection: ReadonlySet<string> = new Set();
  /** What is pointed at, anywhere: on the stage, in a row, a bar, a table. */
  hovered: string | null = null;
  hand: Hand | null = null;
  /** Every place for what is in hand. */
  places: readonly Place[] = [];
  /** Where the hand would be set down now; undefined when nowhere. */
  aim: string | null | undefined = undefined;

  show: Story | null = null;
  /** The run before the one that is shown: it is shown behind it. */
  ghost: Story | null = null;
  private lastStory: Story | null = null;
  readonly bets = new Bets();
  /** What goes wrong in the sandbox. */
  scenario: Scenario = 'quiet';
  /** Words for what a run came to; they come with the engine. */
  telling: Telling | null = null;
  /** Ways into the codex; they come after the page. */
  why: Why | null = null;
  /** Power was asked for, and the engine refused the build. */
  isRefused = false;
  overBudget: BudgetError | null = null;
  /** What the last run in this level came to, until the level is left. */
  lastReport: RunReport | null = null;
  atUs = 0;
  isPlaying = false;
  /** Whether an instant is shown because time goes by, and not because somebody chose it. */
  isGoing = false;
  /** The result is shown from the end of the film on, or when the player skips to it. */
  isRevealed = false;
  /** The run that is shown was begun from the result of another. */
  isAgain = false;
  speed: Speed = 4;
  /** While somebody else's building is shown: sends him away. What is on the table is not the player's then. */
  visitor: (() => void) | null = null;
  private isSpeedChosen = false;
  /** What goes on since it began is one step: a slider that is drawn. */
  private gesture: { readonly name: object; step: Step | undefined } | null = null;

  private readonly listeners: ((change: Change) => void)[] = [];

  constructor(level: Level) {
    this.level = level;
    this.bets.begin(level.id);
    this.history = startHistory({ nodes: level.given });
    this.board = boardOf(this.history.build, level, this.isFree);
  }

  /** Nothing is asked for: everything may be tried. */
  get isFree(): boolean {
    return this.level.id === SANDBOX;
  }

  choose(scenario: Scenario): void {
    this.scenario = scenario;
    this.tell('selection');
  }

  listen(listener: (change: Change) => void): void {
    this.listeners.push(listener);
  }

  private tell(change: Change): void {
    for (const listener of this.listeners) listener(change);
  }

  enter(level: Level, history: History = startHistory({ nodes: level.given })): void {
    this.level = level;
    this.selection = new Set();
    this.lastReport = null;
    this.ghost = this.lastStory = null;
    this.bets.begin(this.level.id);
    this.change(history, 'level');
  }

  /** Puts a build on the table that is nobody's to change. */
  exhibit(build: Build): void {
    this.lastReport = null;
    this.change(startHistory(build), 'build');
  }

  private change(history: History, change: 'level' | 'build'): void {
    this.history = history;
    this.board = boardOf(history.build, this.level, this.isFree);
    this.endShow();
    this.dropHand();
    if (this.selection.size > 0) this.selection = new Set([...this.selection].filter((id) => this.board.stack.byId.has(id)));
    this.tell(change);
  }

  // ------------------------------------------------------------------------------------------------------ building

  /** What is done in one gesture is one step, and done in place of what the gesture did before. */
  do(edits: readonly Edit[], gesture?: object): void {
    if (edits.length === 0) return;
    const { done } = this.history;
    const goesOn = gesture !== undefined && this.gesture?.name === gesture && this.gesture.step === done.at(-1) && done.length > 0;
    const next = goesOn ? amend(this.history, edits) : act(this.history, edits);
    this.gesture = gesture === undefined || next.done.length === 0 ? null : { name: gesture, step: next.done.at(-1) };
    // A gesture that came back to where it began is no step, and the one before it is not its own.
    if (goesOn && next.done.length < done.length) this.gesture = null;
    this.change(next, 'build');
  }

  undo(): void {
    if (this.history.done.length > 0) this.change(undo(this.history), 'build');
  }

  redo(): void {
    if (this.history.undone.length > 0) this.change(redo(this.history), 'build');
  }

  reset(): void {
    this.do(editsToReset(this.history.build, this.level));
  }

  /** What the engine says to a change, without making it. */
  judge(edits: readonly Edit[]): Judgement {
    return judge(this.history.build, this.level, edits, this.board.violations);
  }

  /** Takes a node away with all that stands on it, unless the engine objects; says why not. */
  remove(id: string): Judgement {
    const judgement = this.judge(editsToRemove(this.history.build, id));
    if (isLegal(judgement)) this.do(judgement.edits);
    return judgement;
  }

  take(hand: Hand): void {
    this.endShow();
    this.hand = hand;
    this.aim = undefined;
    this.places = placesFor(this.history.build, this.level, hand, this.board.violations);
    this.tell('hand');
  }

  dropHand(): void {
    if (this.hand === null) return;
    this.hand = null;
    this.places = [];
    this.aim = undefined;
    this.tell('hand');
  }

  /** Points at a place for what is in hand. */
  aimAt(on: string | null | undefined): void {
    if (this.aim === on || this.hand === null) return;
    this.aim = on;
    this.tell('hand');
  }

  placeAt(on: string | null | undefined): Place | null {
    return on === undefined ? null : (this.places.find((place) => place.on === on) ?? null);
  }

  /** Sets the hand down; returns the new or moved node, null when it cannot stand there (it stays in hand). */
  setDown(on: string | null): string | null {
    const place = this.placeAt(on);
    const { hand } = this;
    if (hand === null || place === null || !isLegal(place)) return null;
    const { edits } = place;
    const ids = standing(edits, on);
    this.selection = new Set(hand.kind === 'node' ? idsOf(hand) : ids);
    this.do(edits);
    return ids[0] ?? null;
  }

  /** The last of what is selected. */
  get selected(): string | null {
    return [...this.selection].at(-1) ?? null;
  }

  select(id: string | null): void {
    this.selectAll(id === null ? [] : [id]);
  }

  selectAll(ids: Iterable<string>): void {
    const next = new Set(ids);
    if (JSON.stringify([...next]) === JSON.stringify([...this.selection])) return;
    this.selection = next;
    this.tell('selection');
  }

  hover(id: string | null): void {
    if (this.hovered === id) return;
    this.hovered = id;
    this.tell('hover');
  }

  /** Whether the player placed it. */
  isOwn(id: string): boolean {
    const node = this.board.stack.byId.get(id);
    return node?.givenId === null && !node.hidden;
  }

  /** What is taken in hand with a node: with one of several that are selected, all of them. */
  handOf(id: string): Extract<Hand, { kind: 'node' }> {
    const roots = this.selection.has(id) ? rootsOf(this.history.build, this.selection) : [];
    const [first = id, ...others] = roots.includes(id) ? [id, ...roots.filter((other) => other !== id)] : roots;
    return others.length === 0 ? { kind: 'node', id: first } : { kind: 'node', id: first, others };
  }

  // -------------------------------------------------------------------------------------------------------- running

  powerOn(engine: Engine): void {
    this.dropHand();
    this.telling = engine.telling ?? null;
    const { build } = this.history;
    const isAgain = this.isRevealed || this.isAgain;
    const ran = engine.run(build, this.level, this.isFree ? this.scenario : null);
    this.endShow();
    if (!ran.ok) {
      this.overBudget = ran.error;
      this.tell('show');
      return;
    }
    const story = ran.value;
    this.isRefused = story === null;
    if (story !== null) {
      this.show = story;
      this.isAgain = isAgain;
      this.ghost = this.lastStory;
      this.lastStory = story;
      if (this.visitor === null) this.bets.settle(this.history.build, story.report);
      this.lastReport = story.report;
      this.isPlaying = true;
      if (!this.isSpeedChosen) this.speed = SPEEDS.find((speed) => story.endUs / 1000 / speed <= COMFORTABLE_MS) ?? 100;
    }
    this.tell('show');
  }

  /** Back to building. */
  endShow(): void {
    const wasShown = this.show !== null || this.isRefused || this.overBudget !== null;
    this.show = null;
    this.isRefused = false;
    this.overBudget = null;
    this.atUs = 0;
    this.isPlaying = false;
    this.isRevealed = false;
    this.isAgain = false;
    if (wasShown) this.tell('show');
  }

  /** Lets real time pass. */
  tick(deltaMs: number): void {
    if (this.show === null || !this.isPlaying) return;
    this.isGoing = true;
    this.moveTo(this.atUs + deltaMs * 1000 * this.speed);
    this.isGoing = false;
  }

  seek(us: number): void {
    if (this.show !== null) this.moveTo(us);
  }

  private moveTo(us: number): void {
    const { endUs } = this.show!;
    this.atUs = Math.min(endUs, Math.max(0, us));
    if (this.atUs < endUs) {
      this.tell('time');
      return;
    }
    const isNews = this.isPlaying || !this.isRevealed;
    this.isPlaying = false;
    this.isRevealed = true;
    this.tell(isNews ? 'show' : 'time');
  }

  /** Plays or pauses; at the end it begins again. */
  togglePlay(): void {
    if (this.show === null) return;
    if (!this.isPlaying && this.atUs >= this.show.endUs) this.atUs = 0;
    this.isPlaying = !this.isPlaying;
    this.tell('show');
  }

  skipToResult(): void {
    if (this.show !== null) this.moveTo(this.show.endUs);
  }

  setSpeed(speed: Speed): void {
    this.speed = speed;
    this.isSpeedChosen = true;
    this.tell('show');
  }

  /** The report, once the player may know it. */
  get result(): RunReport | null {
    return this.isRevealed && this.show !== null ? this.show.report : null;
  }
}
