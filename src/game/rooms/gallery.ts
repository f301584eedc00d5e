import { GALLERY as TEXTS } from '../../lang/en/gallery.ts';
import { METRIC_NOUNS } from '../../lang/index.ts';
import { METRIC_KEYS, type MetricKey } from '../../sim/index.ts';
import { solutionText } from '../keep/download.ts';
import { withChange, type Book, type GalleryChange } from '../keep/book.ts';
import { GALLERY_FORMAT, MOST_EXHIBITS, type Exhibit, type Gallery } from '../keep/gallery.ts';
import { bestOf } from '../keep/progress.ts';
import { loaded } from '../page/busy.ts';
import { make, makeButton, refill, setText, unbroken } from '../page/dom.ts';
import type { PublishedLevel } from '../levels.ts';
import { Miniature } from '../page/miniature.ts';
import { makeRoute } from '../route.ts';
import { isOf } from '../keep/trial.ts';
import { makeExhibitPage, makeNotice, type ExhibitCommands, type ExhibitPage } from './exhibit.ts';
import { bookIn, dateOf, faultText, levelOf, levelsOf, nameOf, scoredBy, scoreText, Verdicts, type Verdict } from './exhibits.ts';
import { makeRoom, type House, type OpenRoom, type Room } from './room.ts';
import '../look/rooms.css';
import '../look/gallery.css';

/** The player's builds that passed: a list, and one of them closely. */

const SIZE = { width: 208, height: 104 };
/** What was deleted before these is gone. */
const MOST_DELETED = 10;
const SORTS = ['newest', 'oldest', 'level'] as const;
type Sort = (typeof SORTS)[number] | MetricKey;

class GalleryRoom {
  readonly element = make('div', { class: 'gallery' });
  title: string = TEXTS.title;
  private readonly house: House;
  private readonly verdicts: Verdicts;
  private readonly book: Book;
  private gallery: Gallery = [];
  private about: string | null = null;
  /** The one that is looked at closely. */
  private page: ExhibitPage | null = null;
  private level = '';
  private sort: Sort = 'newest';
  /** The last first. */
  private deleted: readonly Exhibit[] = [];
  private readonly list = make('ul', { class: 'level-list' });
  private readonly count = make('p', { class: 'hint', attrs: { role: 'status' } });
  private readonly chooseLevel: HTMLSelectElement;
  private readonly commit = (): void => this.page?.commit();

  constructor(house: House) {
    this.house = house;
    this.book = bookIn(house);
    this.verdicts = new Verdicts(house);
    this.chooseLevel = this.makeChoice(TEXTS.level, '', []);
    this.chooseLevel.addEventListener('change', () => {
      this.level = this.chooseLevel.value;
      this.fill();
    });
    // A name that is being typed when the page is left has no other moment.
    window.addEventListener('pagehide', this.commit);
  }

  async load(): Promise<void> {
    // What is known of the bests is known once the engine is there.
    await loaded(this.house.engine(), this.house.desk().page.notices);
    this.gallery = await this.book.read();
    this.show(this.about);
  }

  leave(): void {
    this.commit();
    this.verdicts.end();
    window.removeEventListener('pagehide', this.commit);
  }

  /** Another tab has changed it: what is shown follows, and what the player is at stays. */
  async follow(): Promise<void> {
    const before = this.gallery;
    this.gallery = await this.book.read();
    const there = new Set(this.gallery.map(({ id }) => id));
    this.deleted = this.deleted.filter(({ id }) => !there.has(id));
    if (this.page !== null) this.page.update(this.shown ?? null, this.gallery);
    // From nothing to something, or to one that was not there.
    else if (before.length === 0 || this.gallery.length === 0 || this.shown !== undefined) this.show(this.about);
    else this.fill();
  }

  private change(change: GalleryChange): void {
    this.gallery = withChange(this.gallery, change);
    this.book.change(change);
  }

  private get shown(): Exhibit | undefined {
    return this.gallery.find(({ id }) => id === this.about);
  }

  show(about: string | null): void {
    this.commit();
    this.about = about;
    const exhibit = this.shown;
    this.title = exhibit === undefined ? TEXTS.title : nameOf(this.house, exhibit);
    this.page = exhibit === undefined ? null : makeExhibitPage(this.house, exhibit, this.gallery, this.verdicts, this.commands());
    if (this.page !== null) this.element.replaceChildren(this.page.element);
    else this.element.replaceChildren(...this.makeList(about !== null && this.gallery.length > 0));
  }

  private commands(): ExhibitCommands {
    const { house } = this;
    return {
      rename: (exhibit, name) => {
        this.change({ change: 'rename', id: exhibit.id, name });
        this.page?.update(this.shown ?? null, this.gallery);
      },
      remove: (exhibit) => {
        // With the name that it has by now.
        const gone = this.gallery.find(({ id }) => id === exhibit.id) ?? exhibit;
        this.deleted = [gone, ...this.deleted.filter(({ id }) => id !== gone.id)].slice(0, MOST_DELETED);
        this.change({ change: 'remove', id: exhibit.id });
        this.page = null;
        house.say(TEXTS.removed(nameOf(house, exhibit)));
        house.go({ room: 'gallery', about: null });
      },
      show: (exhibit, from) => void house.show(levelOf(house, exhibit)!, exhibit, nameOf(house, exhibit), from),
      put: (exhibit) =>
        void house
          .desk()
          .exchange()
          .then((exchange) => exchange?.openText(solutionText(exhibit.solution, exhibit.scenario)))
          .then(() => house.go({ room: 'desk', level: levelOf(house, exhibit)!.level.id })),
      bring: (exhibit) => {
        this.change({ change: 'add', exhibit });
        this.page?.update(this.shown ?? null, this.gallery);
      },
    };
  }

  // ------------------------------------------------------------------------------------------------------- the list

  /** The levels of which there is something to choose. */
  private fillLevels(): void {
    const countOf = (found: PublishedLevel): number => this.gallery.filter((exhibit) => isOf(exhibit, found)).length;
    const levels = levelsOf(this.house).filter((found) => countOf(found) > 0);
    if (!levels.some(({ hash }) => hash === this.level)) this.level = '';
    const options = [
      ['', TEXTS.allLevels],
      ...levels.map((found) => [found.hash, TEXTS.ofLevel(found.level.title, countOf(found))] as const),
    ] as const;
    refill(this.chooseLevel, JSON.stringify(options), () => options.map(([value, text]) => make('option', { attrs: { value } }, text)));
    this.chooseLevel.value = this.level;
  }

  private makeList(isMissing: boolean): HTMLElement[] {
    const sort = this.makeChoice(TEXTS.sort, this.sort, [
      ...SORTS.map((key) => [key, TEXTS.sorts[key]] as const),
      ...METRIC_KEYS.map((key) => [key, TEXTS.by(METRIC_NOUNS[key])] as const),
    ]);
    sort.addEventListener('change', () => {
      this.sort = sort.value as Sort;
      this.fill();
    });
    const label = (text: string, input: HTMLElement): HTMLElement =>
      make('label', { class: 'gallery-choice' }, make('span', {}, text), input);
    const isEmpty = this.gallery.length === 0;
    this.fill();
    return [
      make('p', {}, isEmpty ? TEXTS.empty : TEXTS.intro),
      ...(isMissing ? [make('p', { class: 'alarm' }, TEXTS.noSuch)] : []),
      ...this.deleted.map((exhibit) => this.makeUndo(exhibit)),
      ...(isEmpty
        ? []
        : [make('div', { class: 'gallery-tools' }, label(TEXTS.level, this.chooseLevel), label(TEXTS.sort, sort), this.count), this.list]),
      make('p', { class: 'hint' }, TEXTS.kept(MOST_EXHIBITS)),
    ];
  }

  private makeUndo(exhibit: Exhibit): HTMLElement {
    const undo = (): void => {
      this.deleted = this.deleted.filter((other) => other !== exhibit);
      this.change({ change: 'add', exhibit });
      this.show(null);
      this.element.querySelector<HTMLElement>('.gallery-undo .button')?.focus();
    };
    return makeNotice(TEXTS.removed(nameOf(this.house, exhibit)), makeButton('undo', TEXTS.undo, undo));
  }

  private makeChoice(label: string, value: string, options: readonly (readonly [string, string])[]): HTMLSelectElement {
    return make(
      'select',
      { attrs: { 'aria-label': label } },
      ...options.map(([key, text]) => make('option', { attrs: { value: key, selected: key === value } }, text)),
    );
  }

  private sorted(): Exhibit[] {
    const found = levelsOf(this.house).find(({ hash }) => hash === this.level);
    const shown = this.gallery.filter((exhibit) => found === undefined || isOf(exhibit, found));
    const { sort } = this;
    if (sort === 'oldest') return shown;
    if (sort === 'newest') return shown.reverse();
    const indexOf = (exhibit: Exhibit): number => levelsOf(this.house).findIndex((level) => isOf(exhibit, level));
    if (sort === 'level') return shown.sort((a, b) => indexOf(a) - indexOf(b));
    const valueOf = (exhibit: Exhibit): number => {
      const verdict = this.verdicts.get(exhibit);
      return verdict?.kind === 'passed' ? (verdict.metrics[sort] ?? Infinity) : Infinity;
    };
    return shown.sort((a, b) => (valueOf(a) < valueOf(b) ? -1 : valueOf(a) > valueOf(b) ? 1 : 0));
  }

  private filling = 0;

  private fill(): void {
    this.fillLevels();
    const focused = this.list.contains(document.activeElement) ? document.activeElement!.getAttribute('href') : null;
    const shown = this.sorted();
    this.filling += 1;
    const own = this.filling;
    setText(this.count, TEXTS.count(shown.length, this.gallery.length));
    const unknown = shown.filter((exhibit) => this.verdicts.get(exhibit) === undefined);
    const cards = shown.map((exhibit) => this.makeCard(exhibit));
    this.list.replaceChildren(...cards);
    // Who was at one of them still is.
    if (focused !== null) this.list.querySelector<HTMLElement>(`[href="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
    // In the order of a metric they stand once all are known.
    const isByMetric = (METRIC_KEYS as readonly string[]).includes(this.sort);
    void Promise.all(unknown.map((exhibit) => this.verdicts.find(exhibit))).then(() => {
      if (isByMetric && unknown.length > 0 && own === this.filling) this.fill();
    });
  }

  private makeCard(exhibit: Exhibit): HTMLElement {
    const { house } = this;
    const found = levelOf(house, exhibit);
    const miniature = new Miniature(SIZE);
    if (found !== undefined) miniature.showBuild(exhibit.solution.build, found.level);
    const score = make('span', { class: 'hint' }, TEXTS.measuring);
    const fill = (verdict: Verdict): void => {
      refill(score, JSON.stringify(verdict), () => this.describe(exhibit, verdict));
    };
    const known = this.verdicts.get(exhibit);
    if (known !== undefined) fill(known);
    else void this.verdicts.find(exhibit).then(fill);
    const name = nameOf(house, exhibit);
    const title = found?.level.title ?? exhibit.solution.level;
    return make(
      'li',
      {},
      make(
        'a',
        { class: 'level-item', attrs: { href: makeRoute({ room: 'gallery', about: exhibit.id }) } },
        miniature.element,
        make('strong', {}, name),
        make('span', { class: 'level-ideas' }, name === title ? dateOf(exhibit) : `${title} · ${dateOf(exhibit)}`),
        score,
      ),
    );
  }

  private describe(exhibit: Exhibit, verdict: Verdict): HTMLElement[] {
    const found = levelOf(this.house, exhibit);
    if (verdict.kind !== 'passed' || found === undefined)
      return [make('span', {}, faultText(exhibit, verdict.kind === 'passed' ? 'other-level' : verdict.kind))];
    const { metrics, efficiency } = verdict;
    const best = bestOf(this.house.progress(), found.level.id) ?? {};
    const least = scoredBy(found).filter((key) => best[key] !== undefined && best[key] === metrics[key]);
    return [
      make('span', { class: 'exhibit-line' }, unbroken(scoreText(found, metrics))),
      ...(efficiency === null ? [] : [make('span', { class: 'exhibit-line' }, TEXTS.efficiency(efficiency))]),
      ...(least.length === 0 ? [] : [make('span', { class: 'exhibit-line is-good' }, TEXTS.best(least.map((key) => METRIC_NOUNS[key])))]),
    ];
  }
}

export const open: OpenRoom = (house, about) => {
  const gallery = new GalleryRoom(house);
  const element = makeRoom(house, 'gallery', TEXTS.title, gallery.element);
  const show = (id: string | null): void => {
    gallery.show(id);
    room.title = gallery.title;
  };
  const room: Room = {
    title: TEXTS.title,
    element,
    update: (key) => {
      if (key === GALLERY_FORMAT.key) void gallery.follow();
    },
    leave: () => gallery.leave(),
    turn: (id) => {
      show(id);
      element.scrollTop = 0;
      const target = element.querySelector<HTMLElement>('.entry-title') ?? element.querySelector<HTMLElement>('h1');
      target?.focus({ preventScroll: true });
    },
  };
  show(about);
  void gallery.load().then(() => {
    room.title = gallery.title;
    element.querySelector<HTMLElement>('.entry-title')?.focus({ preventScroll: true });
  });
  return room;
};
