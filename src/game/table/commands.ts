import { GAME } from '../../lang/en/game.ts';
import { sentences } from '../../lang/format.ts';
import { violation as sentenceFor } from '../../lang/index.ts';
import type { Level, StackNode, Violation } from '../../sim/index.ts';
import { adviceFor } from './advice.ts';
import { editsToRemove, idsOf, rootsOf, type Hand } from './edits.ts';
import type { Engine } from '../run/engine.ts';
import { isLegal, seenFrom, type Judgement } from './judge.ts';
import { shortName, workloadName } from './names.ts';
import type { Board, Player } from './player.ts';

/** What the player can ask for, by pointer or by key alike; each says in words what came of it. */

export type Say = (text: string) => void;
/** Says it, and shows it where it was tried. */
export type Answer = (text: string, tone: 'refusal' | 'warning', about?: About) => void;
/** What is said against a build, or a change. */
export type About = Pick<Judgement, 'build' | 'refusals' | 'warnings'>;

/** The sentence for a violation, with the names that the page uses. */
export function explain(violation: Violation, board: Board, level: Level): string {
  const node = (id: string): string => board.names.get(id) ?? id;
  const part = (id: string): string | undefined => board.build.nodes.find((candidate) => candidate.id === id)?.part;
  return sentenceFor(violation, node, part, adviceFor(violation, board.build, level, node));
}

/** The sentence for a change that is judged: the new node has no name on the board yet. */
export function explainJudgement(judgement: Judgement, about: Violation, player: Player): string {
  const { board } = player;
  const [edit] = judgement.edits;
  const violation = seenFrom(about, judgement.build, edit === undefined ? null : edit.edit === 'place' ? edit.node.id : edit.id);
  const fresh = new Map(judgement.edits.map((each) => (each.edit === 'place' ? [each.node.id, plainName(each.node, player)] : ['', ''])));
  const node = (id: string): string => fresh.get(id) ?? board.names.get(id) ?? id;
  const part = (id: string): string | undefined => judgement.build.nodes.find((candidate) => candidate.id === id)?.part;
  return sentenceFor(violation, node, part, adviceFor(violation, judgement.build, player.level, node));
}

/** What a node is called that is not on the board. */
function plainName({ part, workload }: { readonly part?: string; readonly workload?: string }, { level }: Player): string {
  return part === undefined ? workloadName(level, workload ?? '') : shortName(part);
}

export function handName(hand: Hand, player: Player): string {
  if (hand.kind === 'node')
    return (hand.others ?? []).length > 0 ? GAME.parts(idsOf(hand).length) : (player.board.names.get(hand.id) ?? hand.id);
  if (hand.kind !== 'copy') return plainName(hand, player);
  const ids = new Set(hand.nodes.map(({ id }) => id));
  const roots = hand.nodes.filter(({ on }) => on === undefined || !ids.has(on));
  return GAME.copyOf(roots.length === 1 ? plainName(roots[0]!, player) : GAME.parts(roots.length));
}

/** What the level still asks for, by name. */
export function missingOf(player: Player): string[] {
  return player.board.violations
    .filter(({ code }) => code === 'workload-not-placed')
    .map(({ workload, expected, got }) => GAME.stillToPlace(workloadName(player.level, workload ?? ''), Number(expected) - Number(got)));
}

/** What stands there without a purpose, by name. */
export function idleOf(player: Player): string[] {
  const { violations, names } = player.board;
  return violations.filter(({ code }) => code === 'carries-nothing').map(({ node }) => names.get(node ?? '') ?? '');
}

/** Why the power stays off, by name. */
function refusalOf(player: Player): string {
  const { wrongs } = player.board;
  const [missing, idle, first] = [missingOf(player), idleOf(player), wrongs[0]];
  const causes = [
    missing.length === 0 ? null : GAME.areMissing(missing),
    idle.length === 0 ? null : GAME.areIdle(idle),
    first === undefined ? null : explain(first, player.board, player.level),
    wrongs.length < 2 ? null : GAME.andOthers(wrongs.length - 1),
  ];
  return GAME.refused(causes.filter((text) => text !== null).join(' '));
}

/** Of all places that refuse what is in hand, the one with the most to say: where only one thing is in the way. */
function mostTelling({ places }: Player): Judgement | undefined {
  const refused = places.filter(({ refusals }) => refusals.length > 0);
  // That it cannot stand on what it carries is no news.
  const others = refused.filter(({ refusals: [first] }) => first!.code !== 'cycle');
  return others.find(({ refusals: [first] }) => first!.code !== 'cannot-stand-here') ?? others[0];
}

function whyNowhere(player: Player): string {
  const place = mostTelling(player);
  return place === undefined ? '' : explainJudgement(place, place.refusals[0]!, player);
}

export class Commands {
  private readonly player: Player;
  private readonly say: Say;
  private readonly answer: Answer;

  constructor(player: Player, say: Say, answer: Answer) {
    this.player = player;
    this.say = say;
    this.answer = answer;
  }

  private nameOf(id: string | null): string {
    return id === null ? GAME.ground : (this.player.board.names.get(id) ?? id);
  }

  /** Takes something in hand; says why, and returns false, when it has to stay where it is. */
  take(hand: Hand): boolean {
    const ids = hand.kind === 'node' ? idsOf(hand) : [];
    const node = this.player.board.stack.nodes.find(({ id, givenId, hidden }) => ids.includes(id) && (givenId !== null || hidden));
    if (node !== undefined) {
      this.answer(node.hidden ? this.cameWith(node) : GAME.given, 'refusal');
      return false;
    }
    this.player.take(hand);
    const text = GAME.taken(handName(hand, this.player), this.player.places.filter(isLegal).length);
    if (this.player.places.some(isLegal)) this.say(text);
    else this.answer(sentences([text, whyNowhere(this.player)]), 'refusal', mostTelling(this.player));
    return true;
  }

  private cameWith(node: StackNode): string {
    const owner = node.kind === 'vm' ? node.on : (node.on?.on ?? null);
    return GAME.broughtAlong(this.nameOf(node.id), this.nameOf(owner?.id ?? node.id));
  }

  putBack(): void {
    const { hand } = this.player;
    if (hand === null) return;
    const name = handName(hand, this.player);
    this.player.dropHand();
    this.say(GAME.putBack(name));
  }

  /** What would come of setting the hand down there, in words; null when nothing is against it. */
  objection(on: string | null): string | null {
    const place = this.player.placeAt(on);
    if (place === null) return null;
    const [first] = [...place.refusals, ...place.warnings];
    if (first === undefined) return null;
    const sentence = explainJudgement(place, first, this.player);
    return place.refusals.length > 0 ? sentence : GAME.butThen(sentence);
  }

  /** Sets the hand down on a node, on the ground when null; undefined is nowhere. */
  setDown(on: string | null | undefined): string | null {
    const { hand } = this.player;
    if (hand === null) return null;
    const objection = on === undefined ? null : this.objection(on);
    const about = this.player.placeAt(on) ?? undefined;
    const isMove = hand.kind === 'node';
    const id = on === undefined ? null : this.player.setDown(on);
    if (on === undefined || id === null) {
      this.answer(objection ?? (isMove ? GAME.standsThere(handName(hand, this.player)) : GAME.noPlace), 'refusal', about);
      return null;
    }
    const below = this.nameOf(on);
    const isSeveral = this.player.selection.size > 1;
    if (isSeveral) this.say((isMove ? GAME.moved : GAME.added)(GAME.parts(this.player.selection.size), below));
    else this.say(isMove ? GAME.moved(this.nameOf(id), below) : GAME.added(this.nameOf(id), below));
    if (objection !== null) this.answer(objection, 'warning', about);
    return id;
  }

  /** Takes nodes away; what stood under the first is selected next. */
  remove(...ids: readonly string[]): void {
    const { board } = this.player;
    const roots = rootsOf(board.build, ids);
    const node = board.build.nodes.find(({ id }) => id === roots[0]);
    if (node === undefined) {
      const hidden = board.stack.nodes.find(({ id }) => ids.includes(id));
      if (hidden !== undefined) this.answer(this.cameWith(hidden), 'refusal');
      return;
    }
    const name = roots.length === 1 ? this.nameOf(node.id) : GAME.parts(roots.length);
    const judgement = this.player.judge(editsToRemove(board.build, ...roots));
    const others = board.build.nodes.length - judgement.build.nodes.length - roots.length;
    const [refusal] = judgement.refusals;
    if (refusal !== undefined) {
      this.answer(explain(seenFrom(refusal, board.build, null), board, this.player.level), 'refusal', judgement);
      return;
    }
    this.player.selection = new Set(node.on === undefined ? [] : [node.on]);
    this.player.do(judgement.edits);
    this.say(others === 0 ? GAME.removed(name) : GAME.removedTower(name, others));
  }

  undo(): void {
    const can = this.player.history.done.length > 0;
    this.player.undo();
    this.say(can ? GAME.undone : GAME.nothingToUndo);
  }

  redo(): void {
    const can = this.player.history.undone.length > 0;
    this.player.redo();
    this.say(can ? GAME.redone : GAME.nothingToRedo);
  }

  reset(): void {
    const { done } = this.player.history;
    this.player.reset();
    this.say(this.player.history.done === done ? GAME.nothingToReset : GAME.resetDone);
  }

  /** Powers on; while a run is shown, goes to its result. */
  power(engine: Engine): void {
    if (this.player.show !== null && !this.player.isRevealed) {
      this.player.skipToResult();
      return;
    }
    this.again(engine);
  }

  /** From power-on, whatever goes on; the run before stays as a ghost. */
  again(engine: Engine): void {
    this.player.powerOn(engine);
    const { build, wrongs, violations } = this.player.board;
    const about = { build, refusals: [...wrongs, ...violations], warnings: [] };
    if (this.player.isRefused) this.answer(refusalOf(this.player), 'refusal', about);
    else if (this.player.show !== null) this.say(this.player.isAgain ? GAME.poweredAgain : GAME.poweredOn);
  }
}
