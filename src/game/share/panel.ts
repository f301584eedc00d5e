import { GALLERY as TEXTS } from '../../lang/en/gallery.ts';
import { SHARED } from '../../lang/en/shared.ts';
import type { Shared } from '../keep/trial.ts';
import { make, makeButton, setText } from '../page/dom.ts';
import { bytesOf, makeCode, MOST_BYTES } from './code.ts';
import { canPack, MOST_LETTERS } from './link.ts';
import { offerOf, type Offer } from './offer.ts';

/** A solution on its way to somebody else: as a link, and as a code that a telephone reads. What is left out is said. */

/** Some programs cut addresses off that are longer. */
const LONG = 2000;

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

function isOfHere(link: string): boolean {
  return /^https?:\/\/(localhost|127\.|\[::1\])/.test(link);
}

/** What link and code hold, and what they do not. */
export function notesOf({ link, code, letters }: Offer): { readonly link: readonly string[]; readonly code: string | null } {
  if (link === null) return { link: [SHARED.noLink(letters.bare, MOST_LETTERS)], code: null };
  const { text, holds } = link;
  const held = holds === 'whole' ? SHARED.whole(text.length) : SHARED.noSteps(letters.whole, MOST_LETTERS);
  const words = [held, ...(text.length > LONG ? [SHARED.long(LONG)] : []), ...(isOfHere(text) ? [SHARED.onlyHere] : [])];
  if (code === null) return { link: words, code: SHARED.noCode(letters.bare, MOST_BYTES) };
  return { link: words, code: code.text === text ? SHARED.codeOfLink : SHARED.codeWithout(bytesOf(text), MOST_BYTES) };
}

/** Fills a place with the link and its code. */
export async function showShare(place: HTMLElement, shared: Shared, page: string): Promise<void> {
  const hint = (text: string): HTMLElement => make('p', { class: 'hint' }, text);
  if (!canPack()) {
    place.replaceChildren(hint(SHARED.noPacking));
    return;
  }
  const offer = await offerOf(shared, page);
  const notes = notesOf(offer);
  place.replaceChildren(
    ...(offer.link === null ? [] : [makeField(offer.link.text)]),
    ...notes.link.map(hint),
    ...(offer.code === null ? [] : [makeCode(offer.code.text, TEXTS.code) as unknown as HTMLElement]),
    ...(notes.code === null ? [] : [hint(notes.code)]),
  );
}
