import { GALLERY as TEXTS } from '../../lang/gallery-en.ts';
import { METRIC_NOUNS } from '../../lang/index.ts';
import { METRIC_KEYS, type MetricKey } from '../../sim/index.ts';
import { solutionText } from '../keep/download.ts';
import { galleryOf, GALLERY_FORMAT, MOST_EXHIBITS, renamed, withExhibits, without, type Exhibit, type Gallery } from '../keep/gallery.ts';
import { bestOf } from '../keep/progress.ts';
import { make, makeButton, refill, setText, unbroken } from '../page/dom.ts';
import { Miniature } from '../page/miniature.ts';
import { makeRoute } from '../route.ts';
import { makeExhibitPage, type ExhibitCommands } from './exhibit.ts';
import { dateOf, levelOf, nameOf, readGallery, scoredBy, scoreText, Verdicts, type Verdict } from './exhibits.ts';
import { makeRoom, type House, type OpenRoom, type Room } from './room.ts';
import '../look/rooms.css';
import '../look/gallery.css';

/** The player's builds that passed: a list, and one of them closely. */

const SIZE = { width: 208, height: 104 };
const SORTS = ['newest', 'oldest', 'level'] as const;
type Sort = (typeof SORTS)[number] | MetricKey;

class GalleryRoom {
  readonly element = make('div', { class: 'gallery' });
  title: string = TEXTS.title;
  private readonly house: House;
  private readonly verdicts: Verdicts;
  private gallery: Gallery = [];
  private about: string | null = null;
  private level = '';
  private sort: Sort = 'newest';
  private deleted: Exhibit | null = null;
  private readonly list = make('ul', { class: 'level-list' });
  private readonly count = make('p', { class: 'hint', attrs: { role: 'status' } });

  constructor(house: House) {
    this.house = house;
    this.verdicts = new Verdicts(house);
  }

  async load(): Promise<void> {
    // What is known of the bests is known once the engine is there.
    await this.house.engine().catch(() => null);
    this.gallery = await readGallery(this.house);
    this.show(this.about);
  }

  private change(act: (gallery: Gallery) => Gallery): void {
    this.gallery = act(this.gallery);
    void this.house.keeper.change(GALLERY_FORMAT, (kept) => act(kept ?? galleryOf(this.house.progress())));
  }

  show(about: string | null): void {
    this.about = about;
    const exhibit = this.gallery.find(({ id }) => id === about);
    this.title = exhibit === undefined ? TEXTS.title : nameOf(this.house, exhibit);
    if (exhibit !== undefined)
      this.element.replaceChildren(makeExhibitPage(this.house, exhibit, this.gallery, this.verdicts, this.commands()));
    else this.element.replaceChildren(...this.makeList(about !== null && this.gallery.length > 0));
  }

  private commands(): ExhibitCommands {
    const { house } = this;
    return {
      rename: (exhibit, name) => {
        this.change((gallery) => renamed(gallery, exhibit.id, name));
        const now = this.gallery.find(({ id }) => id === exhibit.id);
        const head = this.element.querySelector('.entry-title');
        if (now !== undefined && head !== null) setText(head, nameOf(house, now));
      },
      remove: (exhibit) => {
        this.change((gallery) => without(gallery, exhibit.id));
        this.deleted = exhibit;
        house.say(TEXTS.removed(nameOf(house, exhibit)));
        house.go({ room: 'gallery', about: null });
      },
      show: ({ solution, ...exhibit }, from) =>
        void house.show(levelOf(house, solution)!, solution, nameOf(house, { ...exhibit, solution }), from),
      put: ({ solution }) =>
        void house
          .desk()
          .exchange()
          .then((exchange) => exchange?.openText(solutionText(solution)))
          .then(() => house.go({ room: 'desk', level: levelOf(house, solution)!.level.id })),
    };
  }

  // ------------------------------------------------------------------------------------------------------- the list

  private makeList(isMissing: boolean): HTMLElement[] {
    const levels = this.house.levels.filter(({ hash }) => this.gallery.some(({ solution }) => solution.levelHash === hash));
    const countOf = (hash: string): number => this.gallery.filter(({ solution }) => solution.levelHash === hash).length;
    const level = this.makeChoice(TEXTS.level, this.level, [
      ['', TEXTS.allLevels],
      ...levels.map(({ hash, level: { title } }) => [hash, TEXTS.ofLevel(title, countOf(hash))] as const),
    ]);
    level.addEventListener('change', () => {
      this.level = level.value;
      this.fill();
    });
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
      ...(this.deleted === null ? [] : [this.makeUndo(this.deleted)]),
      ...(isEmpty
        ? []
        : [make('div', { class: 'gallery-tools' }, label(TEXTS.level, level), label(TEXTS.sort, sort), this.count), this.list]),
      make('p', { class: 'hint' }, TEXTS.kept(MOST_EXHIBITS)),
    ];
  }

  private makeUndo(exhibit: Exhibit): HTMLElement {
    const undo = (): void => {
      this.deleted = null;
      this.change((gallery) => withExhibits(gallery, [exhibit]));
      this.show(null);
    };
    return make(
      'p',
      { class: 'gallery-undo' },
      make('span', {}, TEXTS.removed(nameOf(this.house, exhibit))),
      makeButton('undo', TEXTS.undo, undo),
    );
  }

  private makeChoice(label: string, value: string, options: readonly (readonly [string, string])[]): HTMLSelectElement {
    return make(
      'select',
      { attrs: { 'aria-label': label } },
      ...options.map(([key, text]) => make('option', { attrs: { value: key, selected: key === value } }, text)),
    );
  }

  private sorted(): Exhibit[] {
    const shown = this.gallery.filter(({ solution }) => this.level === '' || solution.levelHash === this.level);
    const { sort } = this;
    if (sort === 'oldest') return shown;
    if (sort === 'newest') return shown.reverse();
    const indexOf = (exhibit: Exhibit): number => this.house.levels.findIndex(({ hash }) => hash === exhibit.solution.levelHash);
    if (sort === 'level') return shown.sort((a, b) => indexOf(a) - indexOf(b));
    const valueOf = (exhibit: Exhibit): number => {
      const verdict = this.verdicts.get(exhibit);
      return verdict?.kind === 'passed' ? (verdict.metrics[sort] ?? Infinity) : Infinity;
    };
    return shown.sort((a, b) => (valueOf(a) < valueOf(b) ? -1 : valueOf(a) > valueOf(b) ? 1 : 0));
  }

  private filling = 0;

  private fill(): void {
    const shown = this.sorted();
    this.filling += 1;
    const own = this.filling;
    setText(this.count, TEXTS.count(shown.length, this.gallery.length));
    const unknown = shown.filter((exhibit) => this.verdicts.get(exhibit) === undefined);
    const cards = shown.map((exhibit) => this.makeCard(exhibit));
    this.list.replaceChildren(...cards);
    // In the order of a metric they stand once all are known.
    const isByMetric = (METRIC_KEYS as readonly string[]).includes(this.sort);
    void Promise.all(unknown.map((exhibit) => this.verdicts.find(exhibit))).then(() => {
      if (isByMetric && unknown.length > 0 && own === this.filling) this.fill();
    });
  }

  private makeCard(exhibit: Exhibit): HTMLElement {
    const { house } = this;
    const found = levelOf(house, exhibit.solution);
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
    const found = levelOf(this.house, exhibit.solution);
    if (verdict.kind !== 'passed' || found === undefined)
      return [make('span', {}, verdict.kind === 'failed' ? TEXTS.notNow : TEXTS.otherLevel)];
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
