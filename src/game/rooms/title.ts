import { HOUSE } from '../../lang/en/house.ts';
import { make, makeButton } from '../page/dom.ts';
import { Miniature } from '../page/miniature.ts';
import type { Story } from '../run/engine.ts';
import { bestOf } from '../keep/progress.ts';
import { makeDoors, type House, type OpenRoom } from './room.ts';
import '../look/rooms.css';

/** The first room: what this is, and the way in. Its picture is a run of a level, shown as the game itself shows it. */

/** A level whose solution has all layers, and how fast it boots here, times real. */
const SHOWN = 'two-tenants';
const SPEED = 6;
/** How long the picture rests at its end, ms. */
const REST_MS = 2600;
const SIZE = { width: 720, height: 420 };

class Loop {
  readonly miniature = new Miniature(SIZE);
  private isOver = false;

  begin(story: Story): void {
    const end = story.film.rows.reduce((last, row) => Math.max(last, row.lives[0]?.readyUs ?? 0), 0);
    let from = performance.now();
    const step = (now: number): void => {
      if (this.isOver) return;
      const us = (now - from) * 1000 * SPEED;
      if (us > end + REST_MS * 1000 * SPEED) from = now;
      this.miniature.showMoment(story, Math.min(end, us));
      requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  }

  end(): void {
    this.isOver = true;
  }
}

async function show(loop: Loop, house: House): Promise<void> {
  const found = house.levels.find(({ level }) => level.id === SHOWN) ?? house.levels.at(-1)!;
  const { level, reference } = found;
  if (reference === null) return;
  loop.miniature.showBuild(reference.build, level);
  if (house.isStill()) return;
  const engine = await house.engine().catch(() => null);
  const ran = engine?.run(reference.build, level);
  if (ran?.ok === true && ran.value !== null) loop.begin(ran.value);
}

export const open: OpenRoom = (house) => {
  const { title } = HOUSE;
  const { level: last } = house.present();
  const isPassed = (id: string): boolean => bestOf(house.progress(), id) !== null;
  // Who has passed the last one that was open goes on with the next.
  const next = house.levels[house.levels.findIndex((found) => found.level === last) + 1]?.level;
  const level = isPassed(last.id) && next !== undefined && !isPassed(next.id) ? next : last;
  const passed = house.levels.filter((candidate) => isPassed(candidate.level.id)).length;
  const isNew = passed === 0 && level === house.levels[0]!.level;
  const loop = new Loop();
  const play = makeButton('play', isNew ? title.play : title.goOn(level.title), () => house.go({ room: 'desk', level: level.id }), {
    class: 'primary big',
  });
  play.setAttribute('autofocus', '');
  const element = make(
    'main',
    { class: 'room room-title' },
    make(
      'div',
      { class: 'title-words' },
      make('h1', { attrs: { tabindex: -1 } }, title.name),
      make('p', { class: 'tagline' }, title.tagline),
      make('div', { class: 'title-play' }, play, isNew ? null : make('p', { class: 'hint' }, title.passed(passed, house.levels.length))),
      makeDoors(house, 'title'),
    ),
    make('div', { class: 'title-picture', attrs: { role: 'img', 'aria-label': title.picture } }, loop.miniature.element),
  );
  void show(loop, house);
  return { title: title.tagline, element, leave: () => loop.end() };
};
