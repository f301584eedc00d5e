import { GAME } from '../../lang/en/game.ts';
import { COMPARE as TEXTS, GALLERY } from '../../lang/en/gallery.ts';
import { measured } from '../../lang/format.ts';
import { METRICS, metricValue } from '../../lang/index.ts';
import type { PublishedLevel } from '../levels.ts';
import { loaded } from '../page/busy.ts';
import { make, makeButton, makeIcon, makePictogram, refill, setText } from '../page/dom.ts';
import { Miniature } from '../page/miniature.ts';
import { SPEEDS } from '../table/player.ts';
import { axisOf, barsOf, inTreeOrder, type Axis } from '../views/chart.ts';
import { lookOf } from '../views/layout.ts';
import { bookIn, levelsOf, runAgain, scoredBy } from './exhibits.ts';
import { makeRoom, type House, type OpenRoom } from './room.ts';
import { differences, lessOf, ranOf, readyRows, sidesOf, type Ran, type ReadyRow } from './sides.ts';
import '../look/rooms.css';
import '../look/gallery.css';
import '../look/compare.css';
import '../look/bars.css';
import '../look/time.css';

/** Two builds of one level side by side, on one time axis. */

const SIZE = { width: 480, height: 170 };
/** A tick nearer to the end of the axis has no room for its words. */
const LAST_TICK = 0.92;
/** How long both are looked at when nobody chooses a speed, ms. */
const COMFORTABLE_MS = 9000;

type Pair = readonly [Ran, Ran];

/** One clock for both. */
class Clock {
  readonly element: HTMLElement;
  private us = 0;
  private isPlaying = false;
  private speed: number;
  private readonly endUs: number;
  private readonly onTime: (us: number) => void;
  private readonly play: HTMLButtonElement;
  private readonly slider: HTMLInputElement;
  private readonly now = make('span', { class: 'clock' });

  constructor(endUs: number, onTime: (us: number) => void) {
    this.endUs = endUs;
    this.onTime = onTime;
    this.speed = SPEEDS.find((speed) => endUs / 1000 / speed <= COMFORTABLE_MS) ?? 100;
    this.play = makeButton('play', GAME.play, () => this.toggle(), { isQuiet: true, class: 'play' });
    this.slider = make('input', {
      class: 'slider',
      attrs: { type: 'range', min: 0, max: 1000, step: 1, 'aria-label': TEXTS.time },
      on: {
        input: () => {
          this.stop();
          this.moveTo((Number(this.slider.value) / 1000) * endUs);
        },
      },
    });
    const speed = make(
      'select',
      { attrs: { 'aria-label': GAME.speed }, on: { change: () => (this.speed = Number(speed.value)) } },
      ...SPEEDS.map((value) => make('option', { attrs: { value, selected: value === this.speed } }, GAME.times(value))),
    );
    const start = makeButton('start', GAME.restart, () => this.moveTo(0), { isQuiet: true });
    this.element = make(
      'div',
      { class: 'compare-clock', attrs: { role: 'group', 'aria-label': TEXTS.time } },
      start,
      this.play,
      this.now,
      this.slider,
      speed,
    );
    this.moveTo(endUs);
  }

  toggle(): void {
    if (this.isPlaying) {
      this.stop();
      return;
    }
    if (this.us >= this.endUs) this.moveTo(0);
    this.isPlaying = true;
    this.show();
    let last = performance.now();
    const step = (now: number): void => {
      if (!this.isPlaying) return;
      this.moveTo(this.us + Math.max(0, now - last) * 1000 * this.speed);
      last = now;
      if (this.us >= this.endUs) this.stop();
      else requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  }

  stop(): void {
    this.isPlaying = false;
    this.show();
  }

  private show(): void {
    const name = this.isPlaying ? GAME.pause : GAME.play;
    this.play.title = name;
    refill(this.play, name, () => [makePictogram(this.isPlaying ? 'pause' : 'play'), make('span', { class: 'spoken' }, name)]);
  }

  private moveTo(us: number): void {
    this.us = Math.min(this.endUs, us);
    const text = `${GAME.shortTime(this.us / 1000)} ${GAME.ofTime(GAME.shortTime(this.endUs / 1000))}`;
    setText(this.now, text);
    this.slider.value = String(Math.round((this.us / this.endUs) * 1000));
    this.slider.setAttribute('aria-valuetext', text);
    this.onTime(this.us);
  }
}

/** When each part starts, on the axis of both. */
function makeChart({ story, names }: Ran, axis: Axis): HTMLElement {
  const rowOf = new Map(story.film.rows.map((row) => [row.node.id, row]));
  const rows = inTreeOrder(story.stack).map(({ node, depth }) => {
    const row = rowOf.get(node.id);
    const bars = row === undefined ? [] : barsOf(row, axis, story.endUs);
    const spans = bars.map(({ kind, phase, from, to }) =>
      make('span', { class: `bar bar-${kind}${phase === null ? '' : ` phase-${phase}`}`, vars: { from, to } }),
    );
    const look = lookOf(node);
    return make(
      'div',
      { class: `compare-row look-${look}`, vars: { depth } },
      make('span', { class: 'compare-name' }, makeIcon(look), make('span', {}, names.get(node.id) ?? node.id)),
      make('span', { class: 'track' }, ...spans),
    );
  });
  const ticks = axis.ticks
    .filter((ms) => ms * 1000 < axis.lengthUs * LAST_TICK)
    .map((ms) => make('span', { class: 'tick', vars: { at: (ms * 1000) / axis.lengthUs } }, GAME.tick(ms)));
  const deadlines = axis.deadlines.map((ms) => make('span', { class: 'deadline-line', vars: { at: (ms * 1000) / axis.lengthUs } }));
  return make(
    'div',
    { class: 'compare-chart has-run', attrs: { 'aria-hidden': 'true' } },
    make('div', { class: 'compare-axis' }, ...ticks),
    ...rows,
    make('div', { class: 'compare-lines' }, ...deadlines, make('span', { class: 'compare-now' })),
  );
}

function makeMetrics(found: PublishedLevel, pair: Pair): HTMLElement {
  const head = [TEXTS.metric, ...TEXTS.sides, TEXTS.difference].map((text) => make('th', { attrs: { scope: 'col' } }, text));
  const rows = scoredBy(found).map((key) => {
    const less = lessOf(key, pair);
    const difference = less === null ? TEXTS.same : TEXTS.less(TEXTS.sides[less.side], METRICS[key].format(less.by));
    const cells = [...pair.map(({ story }) => metricValue(key, story.report.metrics[key])), difference].map((text) => make('td', {}, text));
    return make('tr', {}, make('th', { attrs: { scope: 'row' } }, METRICS[key].name), ...cells);
  });
  return makeTable(TEXTS.metrics, head, rows);
}

function makeTable(caption: string, head: readonly HTMLElement[], rows: readonly HTMLElement[]): HTMLElement {
  const table = make('table', {}, make('caption', {}, caption), make('thead', {}, make('tr', {}, ...head)), make('tbody', {}, ...rows));
  return make('div', { class: 'table', attrs: { tabindex: 0, role: 'group', 'aria-label': caption } }, table);
}

function makeReady(ready: readonly ReadyRow[]): HTMLElement {
  const text = (ms: number | null | undefined): string => (ms === undefined ? TEXTS.absent : ms === null ? TEXTS.never : measured(ms));
  const rows = ready.map(({ name, ms, isAsked }) =>
    make(
      'tr',
      { class: isAsked ? 'is-asked' : '' },
      make('th', { attrs: { scope: 'row' } }, name),
      ...ms.map((value) => make('td', {}, text(value))),
    ),
  );
  const head = [TEXTS.part, ...TEXTS.sides].map((name) => make('th', { attrs: { scope: 'col' } }, name));
  return makeTable(TEXTS.ready, head, rows);
}

function makeComparison(found: PublishedLevel, pair: Pair): { readonly content: HTMLElement[]; readonly stop: () => void } {
  const endUs = Math.max(...pair.map(({ story }) => story.endUs));
  const longest = pair.find(({ story }) => story.endUs === endUs)!.story;
  const axis = axisOf(longest.film, endUs, found.level);
  const views = pair.map((side, index) => {
    const miniature = new Miniature(SIZE);
    const place = make(
      'section',
      { class: 'compare-side', attrs: { 'aria-label': `${TEXTS.sides[index]!}: ${side.name}` } },
      make('h2', {}, make('span', { class: 'compare-mark' }, TEXTS.sides[index]!), side.name),
      miniature.element,
      makeChart(side, axis),
    );
    return { side, miniature, place };
  });
  const clock = new Clock(endUs, (us) => {
    for (const { side, miniature, place } of views) {
      miniature.showMoment(side.story, Math.min(us, side.story.endUs));
      place.style.setProperty('--now', String(us / axis.lengthUs));
    }
  });
  const ready = readyRows(pair);
  const words = differences(ready).map((text) => make('li', {}, text));
  const content = [
    make('p', {}, TEXTS.of(found.level.title)),
    clock.element,
    make('div', { class: 'compare-sides' }, ...views.map(({ place }) => place)),
    make(
      'div',
      { class: 'compare-tables' },
      makeMetrics(found, pair),
      make('div', {}, make('h2', {}, TEXTS.words), make('ul', { class: 'compare-words' }, ...words)),
    ),
    makeReady(ready),
  ];
  return { content, stop: () => clock.stop() };
}

async function pairOf(house: House, about: string | null): Promise<{ found: PublishedLevel; pair: Pair } | string> {
  if ((await loaded(house.engine(), house.desk().page.notices)) === null) return GAME.pageChanged;
  const named = sidesOf(about, await bookIn(house).read(), levelsOf(house));
  if (named === null) return TEXTS.noTwo;
  const { found, sides } = named;
  const ran = await Promise.all(
    sides.map(async (side) => {
      const story = await runAgain(house, side, found);
      return story === null ? null : ranOf(side, story, found.level);
    }),
  );
  const [a, b] = ran;
  return a === null || b === null || a === undefined || b === undefined ? TEXTS.notRun : { found, pair: [a, b] };
}

export const open: OpenRoom = (house, about) => {
  const place = make('div', { class: 'compare' }, make('p', { class: 'hint' }, GALLERY.measuring));
  let stop = (): void => undefined;
  let isOver = false;
  const load = async (): Promise<void> => {
    const found = await pairOf(house, about);
    if (isOver) return;
    if (typeof found === 'string') {
      place.replaceChildren(make('p', { class: 'alarm' }, found));
      return;
    }
    const made = makeComparison(found.found, found.pair);
    stop = made.stop;
    place.replaceChildren(...made.content);
  };
  void load();
  return {
    title: TEXTS.title,
    element: makeRoom(house, 'compare', TEXTS.title, place),
    leave: () => {
      isOver = true;
      stop();
    },
  };
};
