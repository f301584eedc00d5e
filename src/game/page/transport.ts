import { GAME } from '../../lang/en/game.ts';
import { SPEEDS, type Player, type Speed } from '../table/player.ts';
import { make, makeButton, makePictogram } from './dom.ts';

/** Play, pause and speed of the run that is shown; what comes later (views, steps) finds its place here. */
export class Transport {
  readonly element = make('div', { class: 'transport', attrs: { role: 'group', 'aria-label': GAME.time } });
  readonly play: HTMLButtonElement;
  readonly told = make('span', { class: 'told', attrs: { 'aria-hidden': 'true' } });
  private readonly player: Player;
  private readonly speed: HTMLSelectElement;

  constructor(player: Player) {
    this.player = player;
    this.play = makeButton('play', GAME.play, () => player.togglePlay(), { isQuiet: true, class: 'play', key: 'play' });
    const restart = makeButton('start', GAME.restart, () => player.seek(0), { isQuiet: true, class: 'restart' });
    this.speed = make(
      'select',
      {
        class: 'speed',
        attrs: { 'aria-label': GAME.speed, title: GAME.speed },
        on: { change: () => player.setSpeed(Number(this.speed.value) as Speed) },
      },
      ...SPEEDS.map((speed) => make('option', { attrs: { value: speed } }, GAME.times(speed))),
    );
    this.element.append(make('div', { class: 'transport-controls' }, restart, this.play, this.told, this.speed));
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
  }
}
