import { DETAILS } from '../../lang/en/game-details.ts';
import { GAME } from '../../lang/en/game.ts';
import { REPLAY as TEXTS } from '../../lang/en/gallery.ts';
import { settingName, settingValue } from '../../lang/index.ts';
import type { Edit } from '../../sim/index.ts';
import { isOf, type Shared } from '../keep/trial.ts';
import type { PublishedLevel } from '../levels.ts';
import type { Scenario } from '../table/sandbox.ts';
import { loaded } from '../page/busy.ts';
import { make, makeButton, makePictogram, refill, setText } from '../page/dom.ts';
import type { Route } from '../route.ts';
import type { Engine } from '../run/engine.ts';
import { stepsOf, type BuildingStep } from '../table/building.ts';
import type { History } from '../table/history.ts';
import type { Game } from './game.ts';
import '../look/replay.css';

/**
 * A building, shown step by step on the stage, and then its run. The player's own build waits meanwhile: nothing of what
 * is shown comes into its history or into the storage, and when the show is left it is back as it was.
 */

const STEP_MS = 900;
const SPEEDS = [0.5, 1, 2, 4] as const;
/** How long a room takes to close at most. */
const PATIENCE_MS = 4000;

class Replay {
  private readonly game: Game;
  private readonly engine: Engine;
  private readonly steps: readonly BuildingStep[];
  private readonly own: History;
  private readonly ownScenario: Scenario;
  private readonly scenario: Scenario;
  private at = 0;
  private isPlaying = false;
  private timer = 0;
  private speed = 1;
  private readonly bar: HTMLElement;
  private readonly play: HTMLButtonElement;
  private readonly slider: HTMLInputElement;
  private readonly words = make('span', { class: 'replay-words', attrs: { role: 'status' } });
  private readonly count = make('span', { class: 'replay-count' });
  private readonly onKey = (event: KeyboardEvent): void => this.key(event);
  /** What cannot be used meanwhile. */
  private readonly resting: readonly HTMLElement[];

  constructor(game: Game, engine: Engine, steps: readonly BuildingStep[], name: string, scenario: Scenario | null) {
    this.game = game;
    this.engine = engine;
    this.steps = steps;
    const { page, player } = game;
    this.own = player.history;
    this.ownScenario = player.scenario;
    this.scenario = scenario ?? player.scenario;
    this.play = makeButton('play', TEXTS.play, () => this.toggle(), { isQuiet: true });
    this.slider = make('input', {
      class: 'slider',
      attrs: { type: 'range', min: 0, max: steps.length, step: 1, 'aria-label': TEXTS.step },
      on: { input: () => this.goTo(Number(this.slider.value)) },
    });
    const speed = make(
      'select',
      { attrs: { 'aria-label': TEXTS.speed }, on: { change: () => (this.speed = Number(speed.value)) } },
      ...SPEEDS.map((value) => make('option', { attrs: { value, selected: value === 1 } }, GAME.times(value))),
    );
    this.bar = make(
      'div',
      { class: 'replay', attrs: { role: 'group', 'aria-label': TEXTS.title(name) } },
      make('div', { class: 'replay-line' }, make('strong', {}, TEXTS.title(name)), this.words),
      make(
        'div',
        { class: 'replay-line' },
        makeButton('start', TEXTS.start, () => this.goTo(0), { isQuiet: true }),
        makeButton('build', TEXTS.back, () => this.goTo(this.at - 1), { isQuiet: true }),
        this.play,
        makeButton('on', TEXTS.on, () => this.goTo(this.at + 1), { isQuiet: true }),
        this.slider,
        this.count,
        speed,
        makeButton('power', TEXTS.power, () => this.power(), { class: 'primary' }),
        makeButton('close', TEXTS.leave, () => this.leave(true)),
      ),
    );
    const { root, stage, tree, files } = page;
    this.resting = [...root.querySelectorAll<HTMLElement>('.top, .tray, .inspector'), stage, tree.element, files];
  }

  begin(isRun: boolean): void {
    const { page, player } = this.game;
    player.visitor = () => this.leave(false);
    player.choose(this.scenario);
    for (const element of this.resting) element.inert = true;
    page.root.classList.add('is-replaying');
    page.stage.before(this.bar);
    window.addEventListener('keydown', this.onKey, { capture: true });
    this.showStep(isRun ? this.steps.length : 0);
    if (isRun) this.power();
    else this.toggle();
    this.play.focus();
  }

  /** The player's own build comes back; `isAsked` when it is not because somebody goes elsewhere. */
  private leave(isAsked: boolean): void {
    const { page, player } = this.game;
    this.stop();
    window.removeEventListener('keydown', this.onKey, { capture: true });
    this.bar.remove();
    page.root.classList.remove('is-replaying');
    for (const element of this.resting) element.inert = false;
    player.choose(this.ownScenario);
    // First: what another tab has built meanwhile is taken over as soon as nobody visits.
    player.visitor = null;
    player.enter(player.level, this.own);
    page.showTab('tray');
    if (isAsked) window.history.back();
  }

  // ------------------------------------------------------------------------------------------------------- the steps

  private goTo(step: number): void {
    this.stop();
    this.showStep(step);
  }

  private showStep(step: number): void {
    const { player } = this.game;
    this.at = Math.max(0, Math.min(this.steps.length, step));
    const shown = this.steps[this.at - 1];
    const before = this.steps[this.at - 2]?.build ?? { nodes: player.level.given };
    // What is taken away has its name before.
    const names = new Map(player.board.names);
    player.exhibit(shown?.build ?? before);
    for (const [id, name] of player.board.names) names.set(id, name);
    setText(this.words, shown === undefined ? TEXTS.given : this.tell(shown.edit, (id) => names.get(id) ?? id));
    if (shown !== undefined)
      player.select(shown.edit.edit === 'place' ? shown.edit.node.id : shown.edit.edit === 'remove' ? null : shown.edit.id);
    this.slider.value = String(this.at);
    setText(this.count, TEXTS.at(this.at, this.steps.length));
    this.slider.setAttribute('aria-valuetext', `${TEXTS.at(this.at, this.steps.length)}: ${this.words.textContent}`);
    this.update();
  }

  private tell(edit: Edit, name: (id: string) => string): string {
    const below = (on: string | null | undefined): string => (on === null || on === undefined ? GAME.ground : name(on));
    switch (edit.edit) {
      case 'place':
        return GAME.added(name(edit.node.id), below(edit.node.on));
      case 'move':
        return GAME.moved(name(edit.id), below(edit.on));
      case 'remove':
        return GAME.removed(name(edit.id));
      case 'set': {
        const [key, value] = Object.entries(edit.settings)[0] ?? ['', null];
        if (key === 'after') return DETAILS.orderChanged(name(edit.id), Array.isArray(value) ? value.map((id) => name(String(id))) : []);
        return DETAILS.settingChanged(
          name(edit.id),
          settingName(key),
          value === null ? DETAILS.none : settingValue(key, value as string | number | boolean),
        );
      }
    }
  }

  private power(): void {
    this.stop();
    if (this.at < this.steps.length) this.showStep(this.steps.length);
    this.game.player.powerOn(this.engine);
    this.game.page.showRun();
    this.update();
  }

  private toggle(): void {
    if (this.isPlaying) {
      this.stop();
      return;
    }
    if (this.at >= this.steps.length) this.showStep(0);
    this.isPlaying = true;
    this.wait();
    this.update();
  }

  private wait(): void {
    this.timer = window.setTimeout(() => {
      this.showStep(this.at + 1);
      if (this.at < this.steps.length) this.wait();
      else this.timer = window.setTimeout(() => this.power(), STEP_MS / this.speed);
    }, STEP_MS / this.speed);
  }

  private stop(): void {
    window.clearTimeout(this.timer);
    this.isPlaying = false;
    this.update();
  }

  private update(): void {
    const name = this.isPlaying ? TEXTS.pause : TEXTS.play;
    this.play.title = name;
    refill(this.play, name, () => [makePictogram(this.isPlaying ? 'pause' : 'play'), make('span', { class: 'spoken' }, name)]);
  }

  // --------------------------------------------------------------------------------------------------------- the keys

  /** The desk's own keys do nothing meanwhile. */
  private key(event: KeyboardEvent): void {
    const { target, key } = event;
    const isOwn = target instanceof Element && target.closest('.replay, .transport, .tabs, .goals-panel, .right') !== null;
    if (key === 'Tab') return;
    event.stopImmediatePropagation();
    const isControl = target instanceof Element && target.matches('input, select');
    const act =
      key === 'Escape'
        ? () => this.leave(true)
        : isControl || (isOwn && (key === ' ' || key === 'Enter'))
          ? null
          : key === ' '
            ? () => this.toggle()
            : key === 'ArrowRight'
              ? () => this.goTo(this.at + 1)
              : key === 'ArrowLeft'
                ? () => this.goTo(this.at - 1)
                : null;
    if (act === null) return;
    event.preventDefault();
    act();
  }
}

/** When the rooms over the desk are closed; false when that takes too long. */
function deskOpen(root: HTMLElement): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (): void => {
      observer.disconnect();
      window.clearTimeout(timer);
      resolve(!root.inert);
    };
    const observer = new MutationObserver(end);
    const timer = window.setTimeout(end, PATIENCE_MS);
    observer.observe(root, { attributeFilter: ['inert'] });
  });
}

/** How often a show was asked for: who asks twice gets one. */
let asked = 0;

export async function showOnDesk(
  game: Game,
  go: (route: Route) => void,
  found: PublishedLevel,
  shared: Shared,
  name: string,
  from: 'building' | 'run',
): Promise<void> {
  const { level } = found;
  asked += 1;
  const own = asked;
  const steps = isOf(shared, found) ? stepsOf(shared.solution, level) : null;
  const engine = await loaded(game.needed(), game.page.notices);
  if (engine === null) return;
  if (steps === null) {
    game.page.notices.tell(TEXTS.cannot, 'warning');
    return;
  }
  const { root } = game.page;
  // Whoever asked may have left the room by now, or asked again.
  if (!root.inert || own !== asked) return;
  go({ room: 'desk', level: level.id });
  if (!(await deskOpen(root)) || own !== asked || game.player.level !== level) return;
  // Another show would take what this one shows for the player's own.
  game.player.visitor?.();
  new Replay(game, engine, steps, name, shared.scenario).begin(from === 'run');
}
