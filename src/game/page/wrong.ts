import { WRONG } from '../../lang/en/game-run.ts';
import type { Violation } from '../../sim/index.ts';
import { explain, idleOf, missingOf } from '../table/commands.ts';
import type { Player } from '../table/player.ts';
import { make } from './dom.ts';

/** What is wrong with a build, in words. That it is not finished is nothing wrong before power is asked for. */
export function makeWrong(player: Player): HTMLElement[] {
  const { board, overBudget, isRefused, why } = player;
  const out: HTMLElement[] = [];
  if (overBudget !== null) out.push(make('p', { class: 'alarm' }, WRONG.overBudget(overBudget.budget)));
  if (board.wrongs.length > 0) {
    const items = board.wrongs.map((violation) => make('li', {}, makeViolation(player, violation)));
    out.push(make('h2', {}, WRONG.title), make('ul', { class: 'wrongs' }, ...items));
  }
  if (!isRefused) return out;
  const lists = [
    { title: WRONG.unfinished, code: 'workload-not-placed', items: missingOf(player) },
    { title: WRONG.idle, code: 'carries-nothing', items: idleOf(player).map(WRONG.carriesNothing) },
  ];
  for (const { title, code, items } of lists) {
    const about = board.violations.filter((violation) => violation.code === code);
    const lines = items.map((text, index) => make('li', {}, text, ' ', why?.violation(about[index]!, board) ?? null));
    if (items.length > 0) out.push(make('h2', {}, title), make('ul', { class: 'missing' }, ...lines));
  }
  return out;
}

function makeViolation(player: Player, violation: Violation): HTMLElement {
  const { board, level, why } = player;
  const { node, code } = violation;
  const text = explain(violation, board, level);
  const attrs = { type: 'button', 'data-key': `wrong:${code}:${node}` };
  const words =
    node === null ? make('span', {}, text) : make('button', { class: 'link', attrs, on: { click: () => player.select(node) } }, text);
  return make('span', {}, words, ' ', why?.violation(violation, board) ?? null);
}
