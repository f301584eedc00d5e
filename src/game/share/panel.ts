import { GALLERY as TEXTS } from '../../lang/gallery-en.ts';
import type { Solution } from '../../sim/index.ts';
import { make, makeButton, setText } from '../page/dom.ts';
import { makeRoute } from '../route.ts';
import { makeCode } from './code.ts';
import { MOST_LETTERS, pack } from './link.ts';

/** A solution on its way to somebody else: as a link, and as a code that a telephone reads. */

/** Null when it is too large. */
export async function linkTo(solution: Solution, page: string): Promise<string | null> {
  const packed = await pack(solution);
  return packed.length > MOST_LETTERS ? null : `${page.replace(/#.*$/s, '')}${makeRoute({ room: 'shared', packed })}`;
}

/** The same without how it was built: for those who have little room. */
function bare({ edits: _edits, ...solution }: Solution): Solution {
  return solution;
}

function makeField(link: string): HTMLElement {
  const field = make('input', {
    class: 'link-field',
    attrs: { type: 'text', readonly: true, value: link, 'aria-label': TEXTS.link },
    on: { focus: () => field.select() },
  });
  const said = make('p', { class: 'hint', attrs: { role: 'status' } });
  const copy = async (): Promise<void> => {
    try {
      // Pages that are not of a safe address have no clipboard at all.
      await (navigator.clipboard as Clipboard | undefined)!.writeText(link);
      setText(said, TEXTS.copied);
    } catch {
      field.focus();
      field.select();
      setText(said, TEXTS.copyHint);
    }
  };
  const button = makeButton('link', TEXTS.copy, () => void copy());
  return make('div', {}, make('div', { class: 'link-line' }, field, button), said);
}

/** Fills a place with the link and its code. */
export async function showShare(place: HTMLElement, solution: Solution, page: string): Promise<void> {
  const [whole, short] = await Promise.all([linkTo(solution, page), linkTo(bare(solution), page)]);
  const link = whole ?? short;
  if (link === null) {
    place.replaceChildren(make('p', {}, TEXTS.noLink));
    return;
  }
  const code = makeCode(link, TEXTS.code) ?? (short === null ? null : makeCode(short, TEXTS.code));
  place.replaceChildren(makeField(link), make('p', { class: 'hint' }, TEXTS.linkNote), code ?? make('p', {}, TEXTS.noCode));
}
