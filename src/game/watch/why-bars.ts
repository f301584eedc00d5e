import { WATCH } from '../../lang/en/game-watch.ts';
import { make, unbroken } from '../page/dom.ts';
import { chainOf, type Chain, type Link } from '../run/chain.ts';
import type { Player } from '../table/player.ts';
import { lookOf } from '../views/layout.ts';

/** Under a missed goal: its parts as bars, one after another as they came, with the limit marked. */

type NameOf = (id: string) => string;

const LEAST_REST_US = 50_000;

const AMOUNTS = {
  us: (us: number) => WATCH.seconds(us / 1000),
  kib: WATCH.amount,
  thousandths: (part: number) => WATCH.ofTime(part / 1000),
} as const satisfies Record<Chain['unit'], (amount: number) => string>;

function textOf({ node, kind, resource, behind }: Link, nameOf: NameOf): string {
  const name = node === null ? '' : nameOf(node.id);
  if (kind === 'wait') {
    const others = behind.map(({ id }) => nameOf(id));
    return WATCH.waits(name, resource, others);
  }
  return kind === 'work' || kind === 'held' || kind === 'served' ? name : WATCH.links[kind](name);
}

/** What is over the limit, in one line. */
function verdictOf({ unit, sum, limit, isSum }: Chain): string {
  const amount = AMOUNTS[unit];
  if (!isSum) return WATCH.wanted(amount(limit));
  return unit === 'us'
    ? WATCH.tooLate(amount(sum - limit), amount(sum), amount(limit))
    : WATCH.tooMuch(amount(sum - limit), amount(sum), amount(limit));
}

/** What is rounded away is not worth a line. */
const isSeen = ({ kind, amount }: Link, { unit }: Chain): boolean => kind !== 'rest' || unit !== 'us' || amount >= LEAST_REST_US;

export function makeWhyBars(player: Player, index: number): HTMLElement | null {
  const { show, level, board } = player;
  const cause = show?.causes[index] ?? null;
  const chain = show === null || cause === null ? null : chainOf(level.goals[index]!, cause, show.film);
  if (chain === null || chain.links.length === 0) return null;
  const nameOf: NameOf = (id) => board.names.get(id) ?? id;
  const most = Math.max(chain.sum, chain.limit, 1);
  let before = 0;
  const items = chain.links
    .filter((link) => isSeen(link, chain))
    .map((link) => {
      const from = chain.isSum ? before / most : 0;
      before += link.amount;
      const to = chain.isSum ? before / most : link.amount / most;
      const look = link.node === null ? 'machine' : lookOf(link.node);
      const attrs = { 'data-node': link.node?.id, tabindex: link.node === null ? undefined : 0, 'data-key': `why:${index}:${before}` };
      return make(
        'li',
        {
          class: `why-link why-${link.kind} look-${look}`,
          attrs,
          on: link.node === null ? {} : { click: () => player.select(link.node!.id) },
        },
        make('span', { class: 'why-words' }, make('strong', {}, AMOUNTS[chain.unit](link.amount)), ' ', textOf(link, nameOf)),
        make('span', { class: 'why-track', attrs: { 'aria-hidden': 'true' } }, make('span', { class: 'why-bar', vars: { from, to } })),
      );
    });
  return make(
    'div',
    { class: 'why-bars', vars: { limit: chain.limit / most } },
    make('p', { class: 'why-sum' }, unbroken(verdictOf(chain))),
    make('ol', {}, ...items),
  );
}
