import { HOUSE } from '../../lang/en/house.ts';
import { CONCEPTS, metricValue, METRICS } from '../../lang/index.ts';
import { CATALOG, METRIC_OF } from '../../sim/index.ts';
import { bestOf } from '../keep/progress.ts';
import type { PublishedLevel } from '../levels.ts';
import { make, makePictogram, unbroken } from '../page/dom.ts';
import { Miniature } from '../page/miniature.ts';
import { drawingOfWorkload } from '../views/drawing.ts';
import { makePicture } from '../views/pictures.ts';
import { makeRoom, type House, type OpenRoom } from './room.ts';
import '../look/rooms.css';

/** All levels by chapter, each with what it teaches and how far the player came. */

const SIZE = { width: 208, height: 104 };

function scoreOf(house: House, { level }: PublishedLevel): string | null {
  const best = bestOf(house.progress(), level.id);
  if (best === null) return null;
  const keys = level.score.map((key) => METRIC_OF[key]).filter((key) => best[key] !== undefined);
  return keys.map((key) => `${METRICS[key].name} ${metricValue(key, best[key]!)}`).join(' · ');
}

/** What has to run there, and out of what it is built. */
function makeParts({ level }: PublishedLevel): HTMLElement {
  const workloads = level.workloads.map((workload) => makePicture(drawingOfWorkload(workload), 'drawing look-workload'));
  const parts = [...new Set(level.tray.map(({ part }) => part))].map((part) =>
    makePicture(part, `drawing look-${CATALOG.specs.get(part)?.kind ?? 'workload'}`),
  );
  return make('span', { class: 'level-parts', attrs: { 'aria-hidden': 'true' } }, ...workloads, ...parts);
}

function makeCard(house: House, found: PublishedLevel, number: number): HTMLElement {
  const { level } = found;
  const score = scoreOf(house, found);
  const isHere = found === house.present();
  const miniature = new Miniature(SIZE);
  miniature.showBuild({ nodes: level.given }, level);
  const ideas = level.teaches.map((id) => CONCEPTS[id]).filter((idea) => idea !== undefined);
  const card = make(
    'button',
    {
      class: `level-item${score === null ? '' : ' is-done'}`,
      attrs: { type: 'button', 'data-level': level.id, 'aria-current': isHere ? 'true' : undefined, autofocus: isHere },
      on: { click: () => house.go({ room: 'desk', level: level.id }) },
    },
    makeParts(found),
    miniature.element,
    make(
      'span',
      { class: 'level-line' },
      make('span', { class: 'level-number' }, String(number)),
      make('strong', {}, level.title),
      house.stars().has(level.id)
        ? make('span', { class: 'level-star', attrs: { title: HOUSE.levels.star } }, makePictogram('star'))
        : null,
      score === null ? null : make('span', { class: 'level-tick' }, makePictogram('check')),
    ),
    make('span', { class: 'level-ideas' }, HOUSE.levels.teaches(ideas.slice(0, 2))),
    make('span', { class: 'hint' }, score === null ? HOUSE.levels.open : unbroken(`${HOUSE.levels.passed} · ${score}`)),
  );
  return make('li', {}, card);
}

export const open: OpenRoom = (house) => {
  const chapters = [...new Set(house.levels.map(({ chapter }) => chapter))];
  const list = make('div', { class: 'chapters' });
  const fill = (): void =>
    list.replaceChildren(
      ...chapters.map((chapter, index) =>
        make(
          'section',
          { class: 'chapter' },
          make('h2', {}, HOUSE.levels.chapter(index + 1, chapter)),
          make(
            'ol',
            { class: 'level-list' },
            ...house.levels.flatMap((found, at) => (found.chapter === chapter ? [makeCard(house, found, at + 1)] : [])),
          ),
        ),
      ),
    );
  fill();
  return { title: HOUSE.levels.title, element: makeRoom(house, 'levels', HOUSE.levels.title, list), update: fill };
};
