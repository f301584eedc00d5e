import { GAME } from '../../lang/en/game.ts';
import type { Player } from '../table/player.ts';
import { axisOf, type Axis } from '../views/chart.ts';
import { letterUnit, make, setText } from './dom.ts';

/** The one time axis of all views of a run: its ticks and deadlines, its playhead, and the slider that lies under it. */

const TICK_WIDTH = 52;
/** On a short axis, and after the first of several, a deadline is its time alone. */
const SHORT_AXIS = 280;
/** Room for each letter of a tick's and of a deadline's words, and around the latter, pixels. */
const LETTER_WIDTH = 9;
const BOLD_WIDTH = 7.5;
const AROUND_BOLD = 12;
/** Parts of the film that the slider tells apart. */
const STEPS = 1000;

export class TimeAxis {
  present: Axis = { lengthUs: 1, ticks: [], deadlines: [] };
  private readonly now = make('span');
  private readonly end = make('span', { class: 'clock-end' });
  private readonly head = make(
    'span',
    { class: 'axis-head' },
    make('span', { class: 'axis-stack' }, GAME.treeHead),
    make('span', { class: 'axis-held' }, GAME.heldHead),
    make('span', { class: 'clock' }, this.now, ' ', this.end),
  );
  private readonly slider: HTMLInputElement;
  private readonly marks = make('span', { class: 'axis-marks', attrs: { 'aria-hidden': 'true' } });
  private readonly track: HTMLElement;
  readonly element: HTMLElement;
  private readonly player: Player;
  private readonly playheads: HTMLElement[] = [];

  constructor(player: Player) {
    this.player = player;
    this.slider = make('input', {
      class: 'scrub',
      attrs: { type: 'range', min: 0, max: STEPS, step: 1, 'aria-label': GAME.time },
      on: { input: () => player.seek((Number(this.slider.value) / STEPS) * (player.show?.endUs ?? 0)) },
    });
    this.track = make('span', { class: 'axis-track' }, this.marks, this.slider);
    const head = this.newPlayhead();
    this.element = make('div', { class: 'axis' }, this.head, make('span', { class: 'axis-hint' }, GAME.chartEmpty), this.track, head);
    this.scrubOn(this.element, '.axis-track');
  }

  /** One more line at the instant that is shown. */
  newPlayhead(): HTMLElement {
    const playhead = make('div', { class: 'playhead', attrs: { 'aria-hidden': 'true' } });
    this.playheads.push(playhead);
    return playhead;
  }

  /** Dragging over parts of an element, which lie under the axis, shows the instants that they are at. */
  scrubOn(element: HTMLElement, parts: string): void {
    element.addEventListener('pointerdown', (event) => {
      const isPart = event.target instanceof Element && event.target.closest(parts) !== null;
      if (this.player.show === null || event.button !== 0 || !isPart) return;
      event.preventDefault();
      element.setPointerCapture(event.pointerId);
      this.seekTo(event.clientX);
    });
    element.addEventListener('pointermove', (event) => {
      if (element.hasPointerCapture(event.pointerId)) this.seekTo(event.clientX);
    });
  }

  private seekTo(clientX: number): void {
    const { left, width } = this.track.getBoundingClientRect();
    if (width > 0) this.player.seek(((clientX - left) / width) * this.present.lengthUs);
  }

  update(): void {
    const { show, level } = this.player;
    const axis = axisOf(show?.film ?? null, show?.endUs ?? 0, level);
    if (JSON.stringify(axis) !== JSON.stringify(this.present)) {
      this.present = axis;
      this.fit();
    }
    this.slider.disabled = show === null;
    this.slider.style.setProperty('--to', String((show?.endUs ?? 0) / axis.lengthUs));
    this.updateTime();
  }

  /** At each frame: what glides is seen to halt. */
  updatePlayhead(): void {
    const at = `${(100 * this.player.atUs) / this.present.lengthUs}%`;
    for (const playhead of this.playheads) playhead.style.translate = at;
  }

  updateTime(): void {
    this.updatePlayhead();
    const { show, atUs } = this.player;
    if (show === null) return;
    const now = GAME.shortTime(atUs / 1000);
    const end = GAME.ofTime(GAME.shortTime(show.endUs / 1000));
    setText(this.now, now);
    setText(this.end, end);
    const step = String(Math.round((atUs / show.endUs) * STEPS));
    if (this.slider.value !== step) this.slider.value = step;
    const spoken = `${now} ${end}`;
    if (this.slider.getAttribute('aria-valuetext') !== spoken) this.slider.setAttribute('aria-valuetext', spoken);
  }

  /** Ticks for the width that there is now. */
  fit(): void {
    const { ticks, deadlines, lengthUs } = this.present;
    const at = (ms: number): number => (ms * 1000) / lengthUs;
    const width = this.track.clientWidth / letterUnit();
    if (width === 0) return;
    const [first = 0, second = 1] = ticks;
    // On a narrow screen every second tick has words, or every third …
    const stride = Math.max(1, Math.ceil(TICK_WIDTH / Math.max(1, (at(second) - at(first)) * width)));
    const flags = deadlines.map((ms, index) => {
      const text = width < SHORT_AXIS || index > 0 ? GAME.tick(ms) : `${GAME.deadline} ${GAME.tick(ms)}`;
      const [line, room] = [at(ms) * width, text.length * BOLD_WIDTH + AROUND_BOLD];
      // Its words stand before its line where there is room.
      return { ms, text, room, isEarly: line < room, left: line < room ? line : line - room };
    });
    const isClear = (ms: number, index: number): boolean => {
      const left = at(ms) * width;
      const right = left + GAME.tick(ms).length * LETTER_WIDTH;
      // At the edge its words would be cut off.
      if (index % stride !== 0 || right > width) return false;
      return flags.every((flag) => right < flag.left || left > flag.left + flag.room);
    };
    this.marks.replaceChildren(
      ...ticks.filter(isClear).map((ms) => make('span', { class: 'tick', vars: { at: at(ms) } }, GAME.tick(ms))),
      ...flags.map(({ ms, text, isEarly }) =>
        make('span', { class: `deadline${isEarly ? ' is-early' : ''}`, vars: { at: at(ms) } }, make('span', {}, text)),
      ),
    );
  }
}

/** The lines of the deadlines over a strip that lies under the axis. */
export function makeDeadlines({ deadlines, lengthUs }: Axis): HTMLElement[] {
  return deadlines.map((ms) => make('span', { class: 'deadline-line', vars: { at: (ms * 1000) / lengthUs } }));
}
