import { GALLERY as TEXTS } from '../../lang/gallery-en.ts';
import { METRICS, metricValue, thousandths } from '../../lang/index.ts';
import type { Metrics } from '../../sim/index.ts';
import { download } from '../keep/download.ts';
import { LONGEST_NAME, type Exhibit, type Gallery } from '../keep/gallery.ts';
import { bestOf } from '../keep/progress.ts';
import type { PublishedLevel } from '../levels.ts';
import { make, makeButton, makePictogram } from '../page/dom.ts';
import { Miniature } from '../page/miniature.ts';
import { makeRoute } from '../route.ts';
import { showShare } from '../share/panel.ts';
import { dateOf, levelOf, nameOf, scoredBy, type Verdicts } from './exhibits.ts';
import type { House } from './room.ts';

/** One build of the gallery, and what can be done with it. */

const SIZE = { width: 640, height: 320 };

export interface ExhibitCommands {
  readonly rename: (exhibit: Exhibit, name: string) => void;
  readonly remove: (exhibit: Exhibit) => void;
  readonly show: (exhibit: Exhibit, from: 'building' | 'run') => void;
  readonly put: (exhibit: Exhibit) => void;
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
  if (verdict.kind === 'passed')
    place.replaceChildren(makeMetrics(house, levelOf(house, exhibit.solution)!, verdict.metrics, verdict.efficiency));
  else place.replaceChildren(make('p', { class: 'alarm' }, verdict.kind === 'failed' ? TEXTS.notNow : TEXTS.otherLevel));
}

function makeName(exhibit: Exhibit, commands: ExhibitCommands): HTMLElement {
  const input = make('input', {
    attrs: { type: 'text', maxlength: LONGEST_NAME, value: exhibit.name, placeholder: TEXTS.nameHint },
    on: { change: () => commands.rename(exhibit, input.value) },
  });
  return make('label', { class: 'exhibit-name' }, make('span', {}, TEXTS.name), input);
}

/** Chooses what it is to be seen beside. */
function makeComparing(house: House, exhibit: Exhibit, gallery: Gallery, found: PublishedLevel): HTMLElement {
  const others = gallery.filter(({ id, solution }) => id !== exhibit.id && solution.levelHash === exhibit.solution.levelHash);
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

export function makeExhibitPage(
  house: House,
  exhibit: Exhibit,
  gallery: Gallery,
  verdicts: Verdicts,
  commands: ExhibitCommands,
): HTMLElement {
  const { solution } = exhibit;
  const found = levelOf(house, solution);
  const miniature = new Miniature(SIZE);
  if (found !== undefined) miniature.showBuild(solution.build, found.level);
  const score = make('div', { class: 'exhibit-score' }, make('p', { class: 'hint' }, TEXTS.measuring));
  const share = make('div', { class: 'share' });
  void fillScore(score, house, exhibit, verdicts);
  void showShare(share, solution, window.location.href);
  const doing =
    found === undefined
      ? []
      : [
          makeButton('play', TEXTS.watch, () => commands.show(exhibit, 'run')),
          makeButton('list', TEXTS.replay, () => commands.show(exhibit, 'building')),
          makeButton('next', TEXTS.desk, () => commands.put(exhibit), { hint: TEXTS.deskHint }),
        ];
  const actions = [
    ...doing,
    makeButton('file', TEXTS.save, () => download(solution)),
    makeButton('close', TEXTS.remove, () => commands.remove(exhibit)),
  ];
  const up = make(
    'a',
    { class: 'button', attrs: { href: makeRoute({ room: 'gallery', about: null }) } },
    makePictogram('build'),
    TEXTS.all,
  );
  return make(
    'article',
    { class: 'exhibit' },
    make('div', { class: 'exhibit-head' }, up),
    make(
      'div',
      { class: 'exhibit-columns' },
      make(
        'div',
        {},
        make('h2', { class: 'entry-title', attrs: { tabindex: -1 } }, nameOf(house, exhibit)),
        make('p', { class: 'hint' }, `${found?.level.title ?? solution.level} · ${dateOf(exhibit)}`),
        miniature.element,
        make('div', { class: 'actions' }, ...actions),
        found === undefined ? null : makeComparing(house, exhibit, gallery, found),
      ),
      make('div', {}, makeName(exhibit, commands), score, make('h3', {}, TEXTS.share), share),
    ),
  );
}
