import { BETS } from '../../lang/en/game-run.ts';
import { capitalised, goalAsked } from '../../lang/index.ts';
import type { Level } from '../../sim/index.ts';
import type { Bet } from '../table/bets.ts';
import { workloadName } from '../table/names.ts';
import type { Player } from '../table/player.ts';
import { make, makePictogram, refill } from './dom.ts';

/** What came of the bet, where there was one. */
export function betVerdict({ level, bets: { settled } }: Player): string {
  return settled === null ? '' : settled.isRight ? BETS.right : BETS.wrong(betText(level, settled.bet));
}

function betText(level: Level, bet: Bet): string {
  return bet === 'all' ? BETS.all : BETS.missed(capitalised(goalAsked(level.goals[bet]!, (id) => workloadName(level, id))));
}

/** Where a bet is laid on how the build will do, before anybody knows; it keeps its place when none can be laid. */
export class BetBox {
  private readonly element: HTMLElement;
  private readonly player: Player;
  private readonly isWanted: () => boolean;

  constructor(element: HTMLElement, player: Player, isWanted: () => boolean) {
    this.element = element;
    this.player = player;
    this.isWanted = isWanted;
    element.setAttribute('aria-label', BETS.title);
  }

  update(): void {
    const { player } = this;
    const { level, result } = player;
    const { present, settled } = player.bets;
    const verdict = result === null ? null : settled;
    this.element.hidden = player.visitor !== null || !this.isWanted();
    const closed = this.closed();
    const hadFocus = this.element.contains(document.activeElement);
    refill(this.element, JSON.stringify([level.id, closed, present, verdict]), () => [
      verdict === null
        ? this.makeChoice(closed)
        : make('p', { class: `bet-verdict${verdict.isRight ? ' is-right' : ''}` }, makePictogram('star'), betVerdict(player)),
    ]);
    if (hadFocus && document.activeElement === document.body) document.querySelector<HTMLElement>('.power')?.focus();
  }

  /** Why no bet can be laid, or the one that was; null when one can. */
  private closed(): string | null {
    const { level, history, show, bets } = this.player;
    if (show !== null) return bets.settled === null ? BETS.none : betText(level, bets.settled.bet);
    if (history.build.nodes.length <= level.given.length) return BETS.closed.empty;
    return bets.isOpen(history.build) ? null : BETS.closed.known;
  }

  private makeChoice(closed: string | null): HTMLElement {
    const { level, bets } = this.player;
    const option = (value: string, text: string): HTMLElement =>
      make('option', { attrs: { value, selected: value === String(bets.present ?? '') } }, text);
    const select = make(
      'select',
      {
        attrs: { 'data-key': 'bet', disabled: closed !== null },
        on: {
          change: () => {
            bets.present = select.value === '' ? null : select.value === 'all' ? 'all' : Number(select.value);
            this.update();
          },
        },
      },
      ...(closed === null
        ? [option('', BETS.none), ...(['all', ...level.goals.keys()] as const).map((bet) => option(String(bet), betText(level, bet)))]
        : [make('option', {}, closed)]),
    );
    return make('label', { class: 'bet-choice' }, makePictogram('star'), make('span', {}, BETS.title), select);
  }
}
