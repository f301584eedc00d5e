import { DETAILS } from '../../lang/en/game-details.ts';
import { GAME } from '../../lang/en/game.ts';
import type { StackNode } from '../../sim/index.ts';
import { explainJudgement, handName, type Answer, type Say } from '../table/commands.ts';
import type { TrayHand } from '../table/edits.ts';
import { isLegal } from '../table/judge.ts';
import type { Player } from '../table/player.ts';
import { judgeSwap, partiesOf, partnersOf } from '../table/swap.ts';
import { MANY_NODES } from './busy.ts';
import { make, makeButton } from './dom.ts';

/** In the inspector: what else could stand in the place of a part. Also what cannot is offered: who asks is told why. */

function swap(player: Player, id: string, hand: TrayHand, say: Say, answer: Answer): void {
  const judgement = judgeSwap(player, id, hand);
  if (judgement === null) return;
  const { refusals, warnings } = judgement;
  const [against] = [...refusals, ...warnings];
  const objection = against === undefined ? null : explainJudgement(judgement, against, player);
  if (!isLegal(judgement)) {
    answer(objection ?? GAME.noPlace, 'refusal', judgement);
    return;
  }
  const { fresh, gone } = partiesOf(judgement);
  const old = gone.map((each) => player.board.names.get(each) ?? each);
  player.dropHand();
  player.selection = new Set(fresh === null ? [] : [fresh]);
  player.do(judgement.edits);
  say(DETAILS.swapped(old, player.board.names.get(fresh ?? '') ?? handName(hand, player)));
  if (objection !== null) answer(GAME.butThen(objection), 'warning', judgement);
}

export function makeSwap(player: Player, node: StackNode, say: Say, answer: Answer): HTMLElement | null {
  const hands = partnersOf(player, node);
  if (hands.length === 0) return null;
  const isJudged = player.history.build.nodes.length < MANY_NODES;
  const buttons = hands.map((hand, index) => {
    const button = makeButton(null, handName(hand, player), () => swap(player, node.id, hand, say, answer), { key: `swap:${index}` });
    const judgement = isJudged ? judgeSwap(player, node.id, hand) : null;
    if (judgement !== null && !isLegal(judgement)) button.classList.add('is-refused');
    return button;
  });
  return make('fieldset', {}, make('legend', {}, DETAILS.swapFor), make('div', { class: 'actions' }, ...buttons));
}
