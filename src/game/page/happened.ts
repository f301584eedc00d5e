import { sentences } from '../../lang/format.ts';
import { WRONG } from '../../lang/en/game-run.ts';
import type { Cause } from '../run/causes.ts';
import type { Player } from '../table/player.ts';
import { make } from './dom.ts';

const MOST_SHOWN = 8;

/** The list of all that happened; choosing one shows its moment. */
export function makeHappened(player: Player): HTMLElement[] {
  const { show, result, board, telling, why } = player;
  if (show === null || result === null || telling === null || show.turns.length + result.incidents.length + result.notices.length === 0)
    return [];
  const nameOf = (id: string): string => board.names.get(id) ?? id;
  const told = [
    ...show.turns.map(({ atMs, event, nodes }) => ({ atMs, nodes, why: null, text: telling.turn(atMs, event, nodes.map(nameOf)) })),
    ...show.mishaps.map((mishap) => ({
      atMs: mishap.times[0]!,
      nodes: mishap.nodes,
      why: why?.incident(mishap.kind) ?? null,
      text: telling.mishap(mishap, nameOf),
    })),
  ].sort((a, b) => a.atMs - b.atMs);
  const items = told.slice(0, MOST_SHOWN).map(({ atMs, nodes, text, why: way }, index) => {
    const visit = (): void => {
      player.seek(atMs * 1000);
      player.select(nodes[0]!);
    };
    const attrs = { type: 'button', 'data-key': `incident:${index}` };
    return make('li', {}, make('button', { class: 'link', attrs, on: { click: visit } }, text), ' ', way);
  });
  const more = told.length - items.length;
  if (more > 0) items.push(make('li', {}, WRONG.more(more)));
  for (const notice of result.notices) items.push(make('li', {}, telling.notice(notice)));
  return [make('h2', {}, WRONG.happened), make('ul', { class: 'incidents' }, ...items)];
}

/** Why a goal was missed. Of who is gone, with what happened to it first: that is not to be looked for further down. */
export function becauseOf({ show, board, telling }: Player, cause: Cause): string | null {
  if (telling === null) return null;
  const nameOf = (id: string): string => board.names.get(id) ?? id;
  const gone = cause.kind === 'never' ? cause.ids : cause.kind === 'away' ? [cause.id] : [];
  const mishap = show?.mishaps.find(({ nodes }) => nodes.some((id) => gone.includes(id)));
  return sentences([telling.cause(cause, nameOf), mishap === undefined ? '' : telling.mishap(mishap, nameOf)]);
}
