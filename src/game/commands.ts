import { GAME } from '../lang/game-en.ts';
import { violation as sentenceFor } from '../lang/index.ts';
import type { Violation } from '../sim/index.ts';
import { editsToRemove, towerOf, type Hand } from './edits.ts';
import { isLegal, type Judgement } from './judge.ts';
import { shortName, workloadName } from './names.ts';
import type { Board, Player } from './player.ts';

/** What the player can ask for, by pointer or by key alike; each says in words what came of it. */

export type Say = (text: string) => void;

/** The sentence for a violation, with the names that the page uses. */
export function explain(violation: Violation, board: Board): string {
  const node = (id: string): string => board.names.get(id) ?? id;
  const part = (id: string): string | undefined => board.build.nodes.find((candidate) => candidate.id === id)?.part;
  return sentenceFor(violation, node, part);
}

/** The sentence for a change that is judged: the new node has no name on the board yet. */
export function explainJudgement(judgement: Judgement, violation: Violation, player: Player): string {
  const { board, hand } = player;
  const [edit] = judgement.edits;
  const fresh = edit?.edit === 'place' ? edit.node : null;
  const node = (id: string): string =>
    fresh !== null && id === fresh.id && hand !== null ? handName(hand, player) : (board.names.get(id) ?? id);
  const part = (id: string): string | undefined => judgement.build.nodes.find((candidate) => candidate.id === id)?.part;
  return sentenceFor(violation, node, part);
}

export function handName(hand: Hand, player: Player): string {
  if (hand.kind === 'node') return player.board.names.get(hand.id) ?? hand.id;
  return hand.kind === 'part' ? shortName(hand.part) : workloadName(player.level, hand.workload);
}

export class Commands {
  private readonly player: Player;
  private readonly say: Say;

  constructor(player: Player, say: Say) {
    this.player = player;
    this.say = say;
  }

  private nameOf(id: string | null): string {
    return id === null ? GAME.ground : (this.player.board.names.get(id) ?? id);
  }

  take(hand: Hand): void {
    this.player.take(hand);
    this.say(GAME.taken(handName(hand, this.player), this.player.places.filter(isLegal).length));
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

  setDown(on: string | null): string | null {
    const { hand } = this.player;
    if (hand === null) return null;
    const objection = this.objection(on);
    const isMove = hand.kind === 'node';
    const id = this.player.setDown(on);
    if (id === null) {
      if (objection !== null) this.say(objection);
      return null;
    }
    const below = this.nameOf(on);
    this.say(
      [isMove ? GAME.moved(this.nameOf(id), below) : GAME.added(this.nameOf(id), below), objection]
        .filter((text) => text !== null)
        .join(' '),
    );
    return id;
  }

  /** Takes a node away; what stood under it is selected next. */
  remove(id: string): void {
    const { board } = this.player;
    const node = board.build.nodes.find((candidate) => candidate.id === id);
    if (node === undefined) return;
    const name = this.nameOf(id);
    const others = towerOf(board.build, id).length - 1;
    const judgement = this.player.judge(editsToRemove(board.build, id));
    const [refusal] = judgement.refusals;
    if (refusal !== undefined) {
      this.say(explain(refusal, board));
      return;
    }
    this.player.selected = node.on ?? null;
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
    this.player.reset();
  }

  /** Powers on; while a run is shown, goes to its result. */
  power(): void {
    if (this.player.show !== null && !this.player.isRevealed) {
      this.player.skipToResult();
      return;
    }
    this.player.powerOn();
    if (this.player.isRefused)
      this.say([GAME.refused, ...this.player.board.violations.map((violation) => explain(violation, this.player.board))].join(' '));
    else if (this.player.show !== null) this.say(GAME.powerOn);
  }
}
