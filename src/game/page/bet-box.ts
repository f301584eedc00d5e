import { BETS } from '../../lang/game-run-en.ts';
import { capitalised, goalAsked } from '../../lang/index.ts';
import { workloadName } from '../table/names.ts';
import type { Player } from '../table/player.ts';
import { make, makePictogram, refill } from './dom.ts';

/** Where a bet is laid on how the build will do, before anybody knows. */
export class BetBox {
  readonly element = make('section', { class: 'bet', attrs: { 'aria-label': BETS.title } });
  private readonly player: Player;
  private readonly isWanted: () => boolean;

  constructor(player: Player, isWanted: () => boolean) {
    this.player = player;
    this.isWanted = isWanted;
  }

  update(): void {
    const { player } = this;
    const { level, history, show, result } = player;
    const { present, settled } = player.bets;
    const isOpen =
      player.visitor === null &&
      show === null &&
      this.isWanted() &&
      player.bets.isOpen(history.build) &&
      history.build.nodes.length > level.given.length;
    const isTold = player.visitor === null && result !== null && settled !== null;
    this.element.hidden = !isOpen && !isTold;
    refill(this.element, JSON.stringify([level.id, isOpen, present, isTold ? settled : null]), () => {
      if (isTold) return [this.makeVerdict(settled)];
      return isOpen ? [this.makeChoice()] : [];
    });
  }

  private nameOf(goal: number): string {
    const { level } = this.player;
    return capitalised(goalAsked(level.goals[goal]!, (id) => workloadName(level, id)));
  }

  private makeChoice(): HTMLElement {
    const { level, bets } = this.player;
    const option = (value: string, text: string): HTMLElement =>
      make('option', { attrs: { value, selected: value === String(bets.present ?? '') } }, text);
    const select = make(
      'select',
      {
        attrs: { 'data-key': 'bet' },
        on: {
          change: () => {
            bets.present = select.value === '' ? null : select.value === 'all' ? 'all' : Number(select.value);
            this.update();
          },
        },
      },
      option('', BETS.none),
      option('all', BETS.all),
      ...level.goals.map((_goal, index) => option(String(index), BETS.missed(this.nameOf(index)))),
    );
    return make('label', { class: 'bet-choice' }, makePictogram('star'), make('span', {}, BETS.title), select);
  }

  private makeVerdict({ bet, isRight }: { readonly bet: 'all' | number; readonly isRight: boolean }): HTMLElement {
    const text = isRight ? BETS.right : BETS.wrong(bet === 'all' ? BETS.all : BETS.missed(this.nameOf(bet)));
    return make('p', { class: `bet-verdict${isRight ? ' is-right' : ''}` }, makePictogram('star'), text);
  }
}
