import { WATCH } from '../../lang/en/game-watch.ts';
import { makeButton, setText } from '../page/dom.ts';
import type { Transport } from '../page/transport.ts';
import type { Story } from '../run/engine.ts';
import type { Player } from '../table/player.ts';
import { nextIncident, stopAfter, stopBefore, stopsOf, type Stop } from '../views/events.ts';

/** From event to event of a run. */

export type Way = 'earlier' | 'later' | 'incident';
/** How many of the events of one instant are named. */
const MOST_NAMED = 2;

export class Steps {
  private readonly player: Player;
  private readonly say: (text: string) => void;
  private readonly told: HTMLElement;
  private readonly buttons: Readonly<Record<Way, HTMLButtonElement>>;
  private shown: Story | null = null;
  private stops: readonly Stop[] = [];

  constructor(player: Player, transport: Transport, say: (text: string) => void) {
    this.player = player;
    this.say = say;
    this.told = transport.told;
    const button = (way: Way): HTMLButtonElement =>
      makeButton(way, WATCH[way], () => this.step(way), { isQuiet: true, class: `step step-${way}`, key: way });
    this.buttons = { earlier: button('earlier'), later: button('later'), incident: button('incident') };
    transport.play.before(this.buttons.earlier);
    transport.play.after(this.buttons.later, this.buttons.incident);
  }

  private find(way: Way): Stop | null {
    const { atUs } = this.player;
    if (way === 'incident') return nextIncident(this.stops, atUs);
    return way === 'later' ? stopAfter(this.stops, atUs) : stopBefore(this.stops, atUs);
  }

  step(way: Way): void {
    const { player } = this;
    if (player.show === null) return;
    const stop = this.find(way);
    if (stop === null) {
      this.say(this.reason(way));
      return;
    }
    if (player.isPlaying) player.togglePlay();
    player.seek(stop.atUs);
    const text = this.textOf(stop);
    setText(this.told, text);
    this.told.title = text;
    this.say(text);
  }

  private reason(way: Way): string {
    return way === 'incident' ? WATCH.noIncident : way === 'later' ? WATCH.isLast : WATCH.isFirst;
  }

  textOf({ events, atUs }: Stop): string {
    const { names } = this.player.board;
    const parts = events.slice(0, MOST_NAMED).map(({ node, kind }) => WATCH.happened(names.get(node.id) ?? node.id, kind));
    return WATCH.stop(parts, events.length - parts.length, atUs / 1000);
  }

  update(): void {
    const { show } = this.player;
    if (show !== this.shown) {
      this.shown = show;
      this.stops = show === null ? [] : stopsOf(show.film.events, show.endUs);
      setText(this.told, '');
    }
    this.updateTime();
  }

  updateTime(): void {
    for (const way of ['earlier', 'later', 'incident'] as const) {
      const button = this.buttons[way];
      const isOff = this.find(way) === null;
      const text = isOff ? this.reason(way) : WATCH.hint(WATCH[way], { earlier: ',', later: '.', incident: 'I' }[way]);
      // Still reached by Tab: the reason is to be found out.
      button.setAttribute('aria-disabled', String(isOff));
      if (button.title !== text) button.title = text;
    }
    if (this.player.isPlaying) setText(this.told, '');
  }
}
