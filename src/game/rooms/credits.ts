import text from '../../../assets/CREDITS.md?raw';
import { HOUSE } from '../../lang/en/house.ts';
import { SOURCES } from '../../sim/index.ts';
import { make } from '../page/dom.ts';
import { makeRoom, type OpenRoom } from './room.ts';
import '../look/rooms.css';

/** Who made what the game is built with, from the list in the repository itself, and where its figures come from. */

const { credits: TEXTS } = HOUSE;

/** The rows of the table in the list, without its head; "`" marks names of packages. */
function rowsOf(markdown: string): string[][] {
  const lines = markdown.split('\n').filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', '')),
  );
}

export const open: OpenRoom = (house) => {
  const head = Object.values(TEXTS.columns).map((name) => make('th', { attrs: { scope: 'col' } }, name));
  const rows = rowsOf(text).map((cells) => make('tr', {}, ...cells.map((cell) => make('td', {}, cell))));
  const sources = Object.values(SOURCES).filter(({ status }) => status !== 'none');
  const element = makeRoom(
    house,
    'credits',
    TEXTS.title,
    make('p', {}, TEXTS.ours),
    make(
      'div',
      { class: 'table', attrs: { tabindex: 0, role: 'group', 'aria-label': TEXTS.title } },
      make('table', {}, make('thead', {}, make('tr', {}, ...head)), make('tbody', {}, ...rows)),
    ),
    make('h2', {}, TEXTS.figures),
    make('p', { class: 'hint' }, TEXTS.figuresNote),
    make('ul', { class: 'sources' }, ...sources.map(({ title, where }) => make('li', {}, title, make('span', { class: 'hint' }, where)))),
  );
  return { title: TEXTS.title, element };
};
