import {
  CHAPTERS,
  CODEX,
  codexEntry,
  figureText,
  GLOSSARY,
  type CodexEntry,
  type FigureLookup,
  type ShownFigure,
  type Term,
} from '../../lang/en/codex.ts';
import { CODEX_ROOM as TEXTS } from '../../lang/en/codex-room.ts';
import { capitalised } from '../../lang/format.ts';
import { CATALOG, SOURCES, type Figure } from '../../sim/index.ts';
import { bestOf } from '../keep/progress.ts';
import { make, makePictogram, refill, setText, unbroken } from '../page/dom.ts';
import { makeRoute } from '../route.ts';
import { makeRoom, type House, type OpenRoom, type Room } from './room.ts';
import '../look/rooms.css';
import '../look/codex.css';

/** The concepts of the game in plain words: a list that can be searched, and one entry beside it. */

const GLOSSARY_PAGE = 'words';

const linkTo = (about: string | null): string => makeRoute({ room: 'codex', about });

const lookup: FigureLookup = (part, key) => {
  const figures: Readonly<Record<string, Figure>> = CATALOG.parts.find(({ id }) => id === part)!.figures;
  const { value, source } = figures[key]!;
  const { title, where, status } = SOURCES[source];
  return { value, sourceTitle: title, sourceWhere: where, status };
};

const termsOf = ({ id }: CodexEntry): readonly Term[] => GLOSSARY.filter(({ concept }) => concept === id);

/** All of an entry in which a search looks, in small letters. */
function wordsOf(entry: CodexEntry): string {
  const terms = termsOf(entry).flatMap(({ term, meaning }) => [term, meaning]);
  return [entry.title, entry.plain, entry.seen, entry.lessSimple, ...terms].join(' ').toLowerCase();
}

/** What the passed levels teach. */
function metIn({ levels, progress }: House): ReadonlySet<string> {
  const passed = levels.filter(({ level }) => bestOf(progress(), level.id) !== null);
  return new Set(passed.flatMap(({ level }) => level.teaches));
}

/** Where a figure is from: an address can be followed. */
function makeSource({ title, where, status }: ShownFigure['sources'][number]): HTMLElement {
  if (status === 'none') return make('span', { class: 'source' }, TEXTS.illustrative);
  const isAddress = /^https:\/\/\S+$/.test(where);
  const name = isAddress ? make('a', { attrs: { href: where, target: '_blank', rel: 'noreferrer' } }, title) : title;
  return make('span', { class: 'source' }, `${TEXTS.source}: `, name, isAddress ? null : ` (${where})`);
}

function makeTerms(terms: readonly Term[], isLinked: boolean): HTMLElement {
  const rows = terms.map(({ term, meaning, concept }) =>
    make(
      'div',
      {},
      make('dt', {}, isLinked ? make('a', { attrs: { href: linkTo(concept) } }, term) : term),
      make('dd', {}, unbroken(meaning)),
    ),
  );
  return make('dl', { class: 'terms' }, ...rows);
}

function makeHead(title: string): HTMLElement {
  return make('h2', { class: 'entry-title', attrs: { tabindex: -1 } }, title);
}

const makeUp = (): HTMLElement =>
  make('a', { class: 'button codex-up', attrs: { href: linkTo(null) } }, makePictogram('build'), TEXTS.allEntries);

function makeLevels(house: House, entry: CodexEntry): HTMLElement {
  const teaching = house.levels.filter(({ level }) => level.teaches.includes(entry.id));
  if (teaching.length === 0) return make('p', { class: 'hint' }, TEXTS.noLevels);
  const links = teaching.map(({ level }) => {
    const isPassed = bestOf(house.progress(), level.id) !== null;
    const link = make('a', { class: 'chip', attrs: { href: makeRoute({ room: 'desk', level: level.id }) } }, level.title);
    if (isPassed) link.append(makePictogram('check'));
    return make('li', {}, link);
  });
  return make('ul', { class: 'chips' }, ...links);
}

function makeEntry(house: House, entry: CodexEntry, isMet: boolean): HTMLElement[] {
  const chapter = CHAPTERS.find(({ id }) => id === entry.chapter)!;
  const figures = entry.real.map((reference) => {
    const { text, sources } = figureText(reference, lookup, (key) => SOURCES[key]);
    return make('li', {}, make('span', { class: 'figure' }, unbroken(capitalised(text))), ...sources.map(makeSource));
  });
  const related = entry.related.map((id) => make('li', {}, make('a', { class: 'chip', attrs: { href: linkTo(id) } }, CODEX[id].title)));
  const terms = termsOf(entry);
  const part = (title: string, ...content: HTMLElement[]): HTMLElement => make('section', {}, make('h3', {}, title), ...content);
  return [
    makeUp(),
    make(
      'p',
      { class: 'entry-chapter' },
      chapter.title,
      isMet ? make('span', { class: 'met', attrs: { title: TEXTS.metHint } }, makePictogram('check'), TEXTS.met) : null,
    ),
    makeHead(entry.title),
    make('p', { class: 'entry-plain' }, unbroken(entry.plain)),
    part(TEXTS.seen, make('p', {}, unbroken(entry.seen))),
    part(TEXTS.real, make('ul', { class: 'measured' }, ...figures)),
    part(TEXTS.lessSimple, make('p', {}, unbroken(entry.lessSimple))),
    ...(terms.length === 0 ? [] : [part(TEXTS.words, makeTerms(terms, false))]),
    part(TEXTS.levels, makeLevels(house, entry)),
    part(TEXTS.related, make('ul', { class: 'chips' }, ...related)),
  ];
}

/** Where nothing is chosen: what the level on the desk is about, and what each chapter is. */
function makeIntro(house: House): HTMLElement[] {
  const { level } = house.present();
  const taught = level.teaches.map((id) => codexEntry(id)).filter((entry) => entry !== undefined);
  const links = taught.map(({ id, title }) => make('li', {}, make('a', { class: 'chip', attrs: { href: linkTo(id) } }, title)));
  const chapters = CHAPTERS.map(({ title, intro }) => make('section', {}, make('h3', {}, title), make('p', {}, intro)));
  const here = make('section', {}, make('h3', {}, TEXTS.onDesk(level.title)), make('ul', { class: 'chips' }, ...links));
  return links.length === 0 ? chapters : [here, ...chapters];
}

class Codex {
  readonly list: HTMLElement;
  readonly page = make('article', { class: 'entry' });
  private readonly house: House;
  private readonly search: HTMLInputElement;
  private readonly count = make('p', { class: 'hint', attrs: { role: 'status' } });
  private readonly chapters = make('div', { class: 'codex-chapters' });

  constructor(house: House) {
    this.house = house;
    this.search = make('input', {
      attrs: { type: 'search', placeholder: TEXTS.searchHint, 'aria-label': TEXTS.search, autocomplete: 'off', spellcheck: 'false' },
      on: { input: () => this.fill() },
    });
    const glossary = make(
      'a',
      { class: 'codex-link', attrs: { href: linkTo(GLOSSARY_PAGE), 'data-about': GLOSSARY_PAGE } },
      TEXTS.glossary,
    );
    this.list = make('nav', { class: 'codex-list', attrs: { 'aria-label': TEXTS.list } }, this.search, this.count, this.chapters, glossary);
    this.fill();
  }

  /** The list, as far as it has what is searched for. */
  private fill(): void {
    const wanted = this.search.value
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== '');
    const met = metIn(this.house);
    let found = 0;
    const chapters = CHAPTERS.flatMap(({ title, concepts }) => {
      const fitting = concepts.map((id) => CODEX[id]).filter((entry) => wanted.every((word) => wordsOf(entry).includes(word)));
      found += fitting.length;
      if (fitting.length === 0) return [];
      const items = fitting.map((entry) => make('li', {}, this.makeLink(entry, met.has(entry.id))));
      return [make('section', {}, make('h3', {}, title), make('ol', {}, ...items))];
    });
    this.chapters.replaceChildren(...chapters);
    const all = Object.values(CODEX);
    const metCount = all.filter(({ id }) => met.has(id)).length;
    setText(this.count, wanted.length > 0 ? TEXTS.found(found) : TEXTS.metCount(metCount, all.length));
    this.mark();
  }

  private makeLink({ id, title }: CodexEntry, isMet: boolean): HTMLElement {
    const mark = isMet ? make('span', { class: 'met', attrs: { title: TEXTS.metHint } }, makePictogram('check')) : null;
    mark?.append(make('span', { class: 'spoken' }, TEXTS.met));
    return make('a', { class: `codex-link${isMet ? ' is-met' : ''}`, attrs: { href: linkTo(id), 'data-about': id } }, title, mark);
  }

  private about: string | null = null;

  private mark(): void {
    for (const link of this.list.querySelectorAll<HTMLElement>('[data-about]')) {
      const isShown = link.dataset['about'] === this.about;
      if (isShown) link.setAttribute('aria-current', 'page');
      else link.removeAttribute('aria-current');
    }
  }

  /** Returns what is shown. */
  show(about: string | null): string {
    this.about = about;
    this.mark();
    const entry = about === null ? undefined : codexEntry(about);
    refill(this.page, about ?? '', () => {
      if (entry !== undefined) return makeEntry(this.house, entry, metIn(this.house).has(entry.id));
      if (about === GLOSSARY_PAGE)
        return [makeUp(), makeHead(TEXTS.glossary), make('p', {}, TEXTS.glossaryIntro), makeTerms(GLOSSARY, true)];
      return [make('p', { class: 'codex-intro' }, about === null ? TEXTS.intro : TEXTS.noEntry), ...makeIntro(this.house)];
    });
    return entry?.title ?? (about === GLOSSARY_PAGE ? TEXTS.glossary : TEXTS.title);
  }

  update(): void {
    this.fill();
  }

  revealLink(): void {
    this.list.querySelector('[aria-current]')?.scrollIntoView({ block: 'center' });
  }
}

export const open: OpenRoom = (house, about) => {
  const codex = new Codex(house);
  const element = makeRoom(house, 'codex', TEXTS.title, make('div', { class: 'codex' }, codex.list, codex.page));
  const show = (entry: string | null): void => {
    room.title = codex.show(entry);
    element.classList.toggle('has-entry', entry !== null);
  };
  const room: Room = {
    title: TEXTS.title,
    element,
    update: () => codex.update(),
    turn: (entry) => {
      show(entry);
      codex.page.scrollTop = 0;
      // Where the list gives way to the entry, and the other way round.
      element.scrollTop = 0;
      const target = codex.page.querySelector<HTMLElement>('.entry-title') ?? element.querySelector<HTMLElement>('h1');
      target?.focus({ preventScroll: true });
    },
  };
  show(about);
  codex.page.querySelector('.entry-title')?.setAttribute('autofocus', '');
  requestAnimationFrame(() => codex.revealLink());
  return room;
};
