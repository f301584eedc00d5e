import { CAUSES } from '../../lang/game-causes-en.ts';
import { GAME } from '../../lang/game-en.ts';
import { capitalised, incident as incidentText, notice as noticeText } from '../../lang/index.ts';
import type { Cause } from '../causes.ts';
import type { Mishap } from '../incidents.ts';
import type { Player } from '../player.ts';
import { make } from './dom.ts';

/** What went wrong in a run and why goals were missed, in words. */

type NameOf = (id: string) => string;

export function causeText(cause: Cause, nameOf: NameOf): string {
  switch (cause.kind) {
    case 'peak':
      return CAUSES.peak(
        cause.atMs,
        cause.holders.map(({ id, kib }) => ({ name: nameOf(id), kib })),
      );
    case 'served':
      return CAUSES.served(
        cause.instances.map(({ id, where, ...rest }) => ({ ...rest, name: nameOf(id), where: where === null ? null : nameOf(where) })),
        cause.unmetThousandths,
      );
    case 'late':
      return CAUSES.late({ ...cause, name: nameOf(cause.id), parts: cause.parts.map(({ id, ms }) => ({ name: nameOf(id), ms })) });
    case 'never':
      return CAUSES.never(cause.ids.map(nameOf));
    case 'away':
      return CAUSES.away(nameOf(cause.id), cause.gaps);
    case 'shared':
      return CAUSES.shared(nameOf(cause.a), nameOf(cause.b), nameOf(cause.on));
    case 'taken':
      return CAUSES.taken(cause.ids.map(nameOf));
  }
}

export function mishapText({ kind, nodes, times, shortage }: Mishap, nameOf: NameOf): string {
  const [first] = nodes;
  const sentence =
    shortage !== null
      ? CAUSES.shortage({
          ...shortage,
          victim: nameOf(first!),
          where: nameOf(shortage.where),
          killer: shortage.killer === null ? null : nameOf(shortage.killer),
        })
      : kind === 'compromised'
        ? CAUSES.compromised(nodes.map(nameOf))
        : incidentText({ kind, node: first! }, nameOf);
  const told = GAME.at(times[0]!, capitalised(sentence));
  return times.length === 1 ? told : CAUSES.again(told, times.length, times.at(-1)!);
}

export function turnText(atMs: number, event: 'restart' | 'replace', names: readonly string[]): string {
  return GAME.at(atMs, capitalised(CAUSES.turn(event, names)));
}

const MOST_SHOWN = 8;

/** The list of all that happened; choosing one shows its moment. */
export function makeHappened(player: Player): HTMLElement[] {
  const { show, result, board } = player;
  if (show === null || result === null || show.turns.length + result.incidents.length + result.notices.length === 0) return [];
  const nameOf = (id: string): string => board.names.get(id) ?? id;
  const told = [
    ...show.turns.map(({ atMs, event, nodes }) => ({ atMs, nodes, text: turnText(atMs, event, nodes.map(nameOf)) })),
    ...show.mishaps.map((mishap) => ({ atMs: mishap.times[0]!, nodes: mishap.nodes, text: mishapText(mishap, nameOf) })),
  ].sort((a, b) => a.atMs - b.atMs);
  const items = told.slice(0, MOST_SHOWN).map(({ atMs, nodes, text }, index) => {
    const visit = (): void => {
      player.seek(atMs * 1000);
      player.select(nodes[0]!);
    };
    const attrs = { type: 'button', 'data-key': `incident:${index}` };
    return make('li', {}, make('button', { class: 'link', attrs, on: { click: visit } }, text));
  });
  const more = told.length - items.length;
  if (more > 0) items.push(make('li', {}, GAME.more(more)));
  for (const notice of result.notices) items.push(make('li', {}, noticeText(notice)));
  return [make('h2', {}, GAME.happened), make('ul', { class: 'incidents' }, ...items)];
}
