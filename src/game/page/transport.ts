import { GAME } from '../../lang/game-en.ts';
import { SPEEDS, type Player, type Speed } from '../table/player.ts';
import { make, makeButton, makePictogram, setText } from './dom.ts';

/** Play, pause, speed and time of the run that is shown. */
export class Transport {
  readonly element = make('div', { class: 'transport', attrs: { role: 'group', 'aria-label': GAME.time } });
  private readonly player: Player;
  private readonly play: HTMLButtonElement;
  private readonly now = make('span');
  private readonly end = make('span', { class: 'clock-end' });
  private readonly slider: HTMLInputElement;
  private readonly speed: HTMLSelectElement;

  constructor(player: Player) {
    this.player = player;
    this.play = makeButton('play', GAME.play, () => player.togglePlay(), { isQuiet: true, class: 'play', key: 'play' });
    const restart = makeButton('start', GAME.restart, () => player.seek(0), { isQuiet: true, class: 'restart' });
    this.slider = make('input', {
      class: 'scrub',
      attrs: { type: 'range', min: 0, max: 1000, step: 1, 'aria-label': GAME.time },
      on: { input: () => player.seek((Number(this.slider.value) / 1000) * (player.show?.endUs ?? 0)) },
    });
    this.speed = make(
      'select',
      { attrs: { 'aria-label': GAME.speed, title: GAME.speed }, on: { change: () => player.setSpeed(Number(this.speed.value) as Speed) } },
      ...SPEEDS.map((speed) => make('option', { attrs: { value: speed } }, GAME.times(speed))),
    );
    const controls = make(
      'div',
      { class: 'transport-controls' },
      restart,
      this.play,
      make('span', { class: 'clock' }, this.now, ' ', this.end),
      this.slider,
      this.speed,
    );
    this.element.append(controls);
  }

  update(): void {
    const { show, isPlaying, speed } = this.player;
    this.element.hidden = show === null;
    const name = isPlaying ? GAME.pause : GAME.play;
    if (this.play.title !== name) {
      this.play.title = name;
      this.play.replaceChildren(makePictogram(isPlaying ? 'pause' : 'play'), make('span', { class: 'spoken' }, name));
    }
    this.speed.value = String(speed);
    this.updateTime();
  }

  updateTime(): void {
    const { show, atUs } = this.player;
    if (show === null) return;
    const now = GAME.shortTime(atUs / 1000, atUs >= show.endUs);
    const end = GAME.ofTime(GAME.shortTime(show.endUs / 1000, true));
    setText(this.now, now);
    setText(this.end, end);
    this.slider.value = String(Math.round((atUs / show.endUs) * 1000));
    this.slider.setAttribute('aria-valuetext', `${now} ${end}`);
  }
}
