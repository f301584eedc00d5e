import { EASE } from '../../lang/en/game-ease.ts';
import { GAME } from '../../lang/en/game.ts';
import type { BuildNode, Level } from '../../sim/index.ts';
import { explainJudgement, handName, type Answer, type Commands, type Say } from './commands.ts';
import { editsToCopy, subtreesOf } from './edits.ts';
import { isLegal } from './judge.ts';
import type { Player } from './player.ts';

/** Copies of what stands on the stage, each with all that stands on it. */
export class Copying {
  private readonly player: Player;
  private readonly commands: Commands;
  private readonly say: Say;
  private readonly answer: Answer;
  private kept: { readonly level: Level; readonly nodes: readonly BuildNode[] } | null = null;

  constructor(player: Player, commands: Commands, say: Say, answer: Answer) {
    this.player = player;
    this.commands = commands;
    this.say = say;
    this.answer = answer;
  }

  private nameOf(ids: ReadonlySet<string>): string {
    return handName(this.player.handOf([...ids].at(-1)!), this.player);
  }

  private selectedNodes(): readonly BuildNode[] | null {
    const nodes = subtreesOf(this.player.history.build, this.player.selection);
    if (nodes.length > 0) return nodes;
    this.answer(EASE.nothingSelected, 'refusal');
    return null;
  }

  /** Beside what is selected, on the same thing; returns whether it could be done. */
  duplicate(): boolean {
    const { player } = this;
    const nodes = this.selectedNodes();
    if (nodes === null) return false;
    const name = this.nameOf(player.selection);
    const judgement = player.judge(editsToCopy(player.history.build, nodes, (root) => root.on ?? null));
    if (!isLegal(judgement)) {
      this.answer(explainJudgement(judgement, judgement.refusals[0]!, player), 'refusal');
      return false;
    }
    const places = judgement.edits.flatMap((edit) => (edit.edit === 'place' ? [edit.node] : []));
    const fresh = new Set(places.map(({ id }) => id));
    const [warning] = judgement.warnings;
    const objection = warning === undefined ? null : GAME.butThen(explainJudgement(judgement, warning, player));
    player.dropHand();
    player.selection = new Set(places.filter(({ on }) => on === undefined || !fresh.has(on)).map(({ id }) => id));
    player.do(judgement.edits);
    this.say(EASE.duplicated(name, places.length));
    if (objection !== null) this.answer(objection, 'warning');
    return true;
  }

  copy(): void {
    const nodes = this.selectedNodes();
    if (nodes === null) return;
    this.kept = { level: this.player.level, nodes };
    this.say(EASE.copied(this.nameOf(this.player.selection), nodes.length));
  }

  /** Takes in hand what was copied; returns whether there was anything. */
  paste(): boolean {
    if (this.kept?.level !== this.player.level) {
      this.answer(EASE.nothingCopied, 'refusal');
      return false;
    }
    return this.commands.take({ kind: 'copy', nodes: this.kept.nodes });
  }

  selectAll(): void {
    const own = this.player.board.stack.nodes.filter(({ id }) => this.player.isOwn(id)).map(({ id }) => id);
    if (own.length === 0) this.say(EASE.nothingOwn);
    this.player.selectAll(own);
  }
}
