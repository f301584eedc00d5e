import { GALLERY as TEXTS } from '../../lang/en/gallery.ts';
import { SCENARIO_TEXTS } from '../../lang/en/game-run.ts';
import { SHARED } from '../../lang/en/shared.ts';
import { METRICS, metricValue, thousandths } from '../../lang/index.ts';
import type { Metrics } from '../../sim/index.ts';
import { download } from '../keep/download.ts';
import { LONGEST_NAME, type Exhibit, type Gallery } from '../keep/gallery.ts';
import { bestOf } from '../keep/progress.ts';
import { isOf } from '../keep/trial.ts';
import type { PublishedLevel } from '../levels.ts';
import { make, makeButton, makePictogram, refill, setText } from '../page/dom.ts';
import { Miniature } from '../page/miniature.ts';
import { makeRoute } from '../route.ts';
import { showShare } from '../share/panel.ts';
import { dateOf, faultText, levelOf, nameOf, scoredBy, type Verdicts } from './exhibits.ts';
import type { House } from './room.ts';

/** One build of the gallery, and what can be done with it. */

const SIZE = { width: 640, height: 320 };

export interface ExhibitCommands {
  readonly rename: (exhibit: Exhibit, name: string) => void;
  readonly remove: (exhibit: Exhibit) => void;
  readonly show: (exhibit: Exhibit, from: 'building' | 'run') => void;
  readonly put: (exhibit: Exhibit) => void;
  /** Takes it into the gallery again. */
  readonly bring: (exhibit: Exhibit) => void;
}

/** Something that happened, and what can be done about it. */
export function makeNotice(text: string, button: HTMLElement): HTMLElement {
  return make('p', { class: 'gallery-undo' }, make('span', {}, text), button);
}

function makeMetrics(house: House, found: PublishedLevel, metrics: Metrics, efficiency: number | null): HTMLElement {
  const best = bestOf(house.progress(), found.level.id) ?? {};
  const reference = found.reference?.claims ?? {};
  const head = [TEXTS.metric, TEXTS.here, TEXTS.yourBest, TEXTS.reference].map((text) => make('th', { attrs: { scope: 'col' } }, text));
  const rows = scoredBy(found).map((key) => {
    const cells = [metrics[key], best[key], reference[key]].map((value) =>
      make('td', {}, value === undefined ? '' : metricValue(key, value)),
    );
    return make('tr', {}, make('th', { attrs: { scope: 'row' } }, METRICS[key].name), ...cells);
  });
  if (efficiency !== null)
    rows.push(make('tr', {}, make('th', { attrs: { scope: 'row' } }, TEXTS.efficiencyName), make('td', {}, thousandths(efficiency))));
  return make('div', { class: 'table' }, make('table', {}, make('thead', {}, make('tr', {}, ...head)), make('tbody', {}, ...rows)));
}

async function fillScore(place: HTMLElement, house: House, exhibit: Exhibit, verdicts: Verdicts): Promise<void> {
  const verdict = await verdicts.find(exhibit);
  if (verdict.kind === 'passed') place.replaceChildren(makeMetrics(house, levelOf(house, exhibit)!, verdict.metrics, verdict.efficiency));
  else place.replaceChildren(make('p', { class: 'alarm' }, faultText(exhibit, verdict.kind)));
}

/** The field for a name. What is being typed is the player's: nothing that happens elsewhere changes it. */
class NameField {
  readonly element: HTMLElement;
  private readonly input: HTMLInputElement;
  private readonly onName: (name: string) => void;
  private known: string;

  constructor(name: string, onName: (name: string) => void) {
    this.known = name;
    this.onName = onName;
    this.input = make('input', {
      attrs: { type: 'text', maxlength: LONGEST_NAME, value: name, placeholder: TEXTS.nameHint },
      on: { change: () => this.commit() },
    });
    this.element = make('label', { class: 'exhibit-name' }, make('span', {}, TEXTS.name), this.input);
  }

  /** As it is written there by now. */
  get name(): string {
    return this.input.value.trim();
  }

  /** Also when the page is left in the middle of a word. */
  commit(): void {
    const { name } = this;
    if (name === this.known) return;
    this.known = name;
    this.onName(name);
  }

  show(name: string): void {
    const isTyped = this.name !== this.known;
    this.known = name;
    if (!isTyped) this.input.value = name;
  }
}

/** Chooses what it is to be seen beside. */
function makeComparing(house: House, exhibit: Exhibit, others: Gallery, found: PublishedLevel): HTMLElement {
  const option = (value: string, text: string): HTMLOptionElement => make('option', { attrs: { value } }, text);
  const select = make(
    'select',
    { attrs: { 'aria-label': TEXTS.compareWith } },
    ...(found.reference === null ? [] : [option('reference', TEXTS.reference)]),
    ...[...others].reverse().map((other) => option(other.id, `${nameOf(house, other)}, ${dateOf(other)}`)),
  );
  const go = (): void => house.go({ room: 'compare', about: `${exhibit.id}/${select.value}` });
  return make('div', { class: 'comparing' }, make('span', {}, TEXTS.compareWith), select, makeButton('compare', TEXTS.compare, go));
}

/** What can be done with it; where its level is not here, less. */
function makeActions(exhibit: Exhibit, isKnown: boolean, commands: ExhibitCommands): HTMLElement[] {
  const doing = isKnown
    ? [
        makeButton('play', TEXTS.watch, () => commands.show(exhibit, 'run')),
        makeButton('list', TEXTS.replay, () => commands.show(exhibit, 'building')),
        makeButton('next', TEXTS.desk, () => commands.put(exhibit), { hint: TEXTS.deskHint }),
      ]
    : [];
  return [
    ...doing,
    makeButton('file', TEXTS.save, () => download(exhibit)),
    makeButton('close', TEXTS.remove, () => commands.remove(exhibit)),
  ];
}

function makeWayUp(): HTMLElement {
  const href = makeRoute({ room: 'gallery', about: null });
  return make('a', { class: 'button', attrs: { href } }, makePictogram('build'), TEXTS.all);
}

export interface ExhibitPage {
  readonly element: HTMLElement;
  /** What has become of it, in another tab too; null when it is no longer there. */
  readonly update: (now: Exhibit | null, gallery: Gallery) => void;
  /** Keeps what is being typed. */
  readonly commit: () => void;
}

export function makeExhibitPage(
  house: House,
  exhibit: Exhibit,
  gallery: Gallery,
  verdicts: Verdicts,
  commands: ExhibitCommands,
): ExhibitPage {
  const { solution, scenario } = exhibit;
  const found = levelOf(house, exhibit);
  const title = make('h2', { class: 'entry-title', attrs: { tabindex: -1 } }, nameOf(house, exhibit));
  const gone = make('div', { attrs: { role: 'status' } });
  const comparing = make('div', {});
  const field = new NameField(exhibit.name, (name) => commands.rename(exhibit, name));
  const update = (now: Exhibit | null, all: Gallery): void => {
    const bring = (): void => commands.bring({ ...exhibit, name: field.name });
    refill(gone, String(now === null), () =>
      now === null ? [makeNotice(TEXTS.removedElsewhere(title.textContent), makeButton('undo', TEXTS.bring, bring))] : [],
    );
    if (now !== null) {
      field.show(now.name);
      setText(title, nameOf(house, now));
    }
    // A list that is open would close under the hand.
    if (found === undefined || comparing.contains(document.activeElement)) return;
    const others = all.filter((other) => other.id !== exhibit.id && isOf(other, found));
    const signature = others.map(({ id, name }) => `${id} ${name}`).join('\n');
    refill(comparing, signature, () => [makeComparing(house, exhibit, others, found)]);
  };
  const miniature = new Miniature(SIZE);
  if (found !== undefined) miniature.showBuild(solution.build, found.level);
  const score = make('div', { class: 'exhibit-score' }, make('p', { class: 'hint' }, TEXTS.measuring));
  const share = make('div', { class: 'share' });
  void fillScore(score, house, exhibit, verdicts);
  void showShare(share, exhibit, window.location.href);
  const element = make(
    'article',
    { class: 'exhibit' },
    make('div', { class: 'exhibit-head' }, makeWayUp()),
    gone,
    make(
      'div',
      { class: 'exhibit-columns' },
      make(
        'div',
        {},
        title,
        make('p', { class: 'hint' }, `${found?.level.title ?? solution.level} · ${dateOf(exhibit)}`),
        scenario === null ? null : make('p', { class: 'hint' }, SHARED.goesWrong(SCENARIO_TEXTS.names[scenario])),
        miniature.element,
        make('div', { class: 'actions' }, ...makeActions(exhibit, found !== undefined, commands)),
        comparing,
      ),
      make('div', {}, field.element, score, make('h3', {}, TEXTS.share), share),
    ),
  );
  update(exhibit, gallery);
  return { element, update, commit: () => field.commit() };
}
