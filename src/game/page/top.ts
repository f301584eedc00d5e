import { GAME } from '../../lang/en/game.ts';
import type { Player } from '../table/player.ts';
import { make, makeButton, makePictogram, refill, setAttribute, setText, unbroken } from './dom.ts';

export interface TopCommands {
  readonly undo: () => void;
  readonly redo: () => void;
  readonly reset: () => void;
  readonly power: () => void;
  readonly build: () => void;
  readonly levels: () => void;
  readonly keys: () => void;
  readonly settings: () => void;
  readonly mute: () => void;
  readonly isMuted: () => boolean;
  readonly snapshots: () => void;
}

/** The bar at the top: which level this is, what it asks in words, and what can be done to the whole build. */
export class Top {
  readonly element = make('header', { class: 'top' });
  private readonly player: Player;
  private readonly title = make('h1');
  private readonly number = make('span', { class: 'level-mark' });
  private readonly brief = make('p', { class: 'brief' });
  /** Folds the brief out where it is folded away. */
  private readonly task = makeButton(null, GAME.task, () => this.unfold(!this.element.classList.contains('shows-task')), { class: 'task' });
  private readonly undo: HTMLButtonElement;
  private readonly redo: HTMLButtonElement;
  private readonly reset: HTMLButtonElement;
  private readonly power: HTMLButtonElement;
  private readonly snapshots: HTMLButtonElement;
  private readonly back: HTMLButtonElement;
  private readonly mute: HTMLButtonElement;
  private readonly isMuted: () => boolean;

  constructor(player: Player, commands: TopCommands) {
    this.player = player;
    this.undo = makeButton('undo', GAME.undo, commands.undo, { isQuiet: true });
    this.redo = makeButton('redo', GAME.redo, commands.redo, { isQuiet: true });
    this.reset = makeButton('reset', GAME.reset, commands.reset, { hint: GAME.resetHint, isQuiet: true });
    this.snapshots = makeButton('snapshots', GAME.snapshots, commands.snapshots, { isQuiet: true });
    this.power = makeButton('power', GAME.powerOn, commands.power, { class: 'primary power' });
    this.back = makeButton('build', GAME.backToBuilding, commands.build, { class: 'back', isQuiet: true });
    this.mute = makeButton('sound', GAME.sound, commands.mute, { isQuiet: true, class: 'mute' });
    this.isMuted = commands.isMuted;
    const levels = makeButton('list', GAME.levels, commands.levels, { class: 'levels' });
    const keys = makeButton('keys', GAME.help, commands.keys, { isQuiet: true, class: 'keys-button' });
    const settings = makeButton('settings', GAME.settings, commands.settings, { isQuiet: true, class: 'settings-button' });
    this.element.append(
      levels,
      make('div', { class: 'level-title' }, make('div', { class: 'level-line' }, this.number, this.title, this.task), this.brief),
      make('div', { class: 'tools' }, this.undo, this.redo, this.reset, this.mute, keys, settings),
      // One in place of the other: nothing moves when the power comes on.
      make('div', { class: 'switch' }, this.snapshots, this.back, this.power),
    );
  }

  update(number: number): void {
    const { level, history, show, isRevealed, isAgain } = this.player;
    setText(this.number, number > 0 ? GAME.levelNumber(number) : '');
    if (this.title.textContent !== level.title) this.unfold(false);
    setText(this.title, level.title);
    setText(this.brief, unbroken(level.brief));
    this.undo.disabled = history.done.length === 0;
    this.redo.disabled = history.undone.length === 0;
    this.reset.disabled = history.build.nodes.length === level.given.length;
    // The result has a way back of its own.
    this.back.hidden = show === null || isRevealed || isAgain;
    this.snapshots.hidden = !this.back.hidden;
    const isMuted = this.isMuted();
    setAttribute(this.mute, 'aria-pressed', String(!isMuted));
    refill(this.mute, String(isMuted), () => [makePictogram(isMuted ? 'mute' : 'sound'), make('span', { class: 'spoken' }, GAME.sound)]);
    const isSkip = show !== null && !isRevealed;
    refill(this.power, String(isSkip), () => [
      makePictogram(isSkip ? 'skip' : 'power'),
      make('span', { class: 'caption' }, isSkip ? GAME.skip : GAME.powerOn),
    ]);
  }

  private unfold(isShown: boolean): void {
    this.element.classList.toggle('shows-task', isShown);
    this.task.setAttribute('aria-expanded', String(isShown));
  }
}
