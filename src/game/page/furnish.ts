import { Coach } from '../coach/coach.ts';
import type { Player } from '../table/player.ts';
import { BetBox } from './bet-box.ts';
import { ScenarioBox } from './scenario-box.ts';

/** What comes to the page with the first sign of play and then looks after itself. `first` is the level that is still to be learned in. */
export function furnish(
  root: HTMLElement,
  player: Player,
  bets: HTMLElement,
  offersBets: () => boolean,
  first: string | null,
  say: (text: string) => void,
): void {
  const bet = new BetBox(bets, player, offersBets);
  bets.after(new ScenarioBox(player).element);
  player.listen((change) => {
    if (change !== 'time' && change !== 'hover') bet.update();
  });
  bet.update();
  if (first !== null) new Coach(root, player, first, say);
}
