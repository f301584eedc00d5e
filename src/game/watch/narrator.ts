import { WATCH } from '../../lang/en/game-watch.ts';
import { INCIDENT_KINDS, type FilmEvent, type TraceKind } from '../../sim/index.ts';
import type { Player } from '../table/player.ts';

/** Tells whoever sees no picture what happens while a run plays: who is ready and what goes wrong, a while's worth at a time. */

/** From one telling to the next, ms: as long as it takes to hear one. */
const PACE_MS = 2000;
/** How many are named of those to whom the same happens. */
const MOST_NAMED = 3;
/** What matters most first; that something starts, or is done as it should be, is no news. */
const NEWS: readonly TraceKind[] = [...INCIDENT_KINDS, 'ready'];

/** All that has happened, in one sentence; empty where nothing has. */
function newsOf(events: readonly FilmEvent[], nameOf: (id: string) => string, us: number): string {
  const parts = NEWS.flatMap((kind) => {
    const names = [...new Set(events.filter((event) => event.kind === kind).map(({ node }) => nameOf(node.id)))];
    return names.length === 0 ? [] : [WATCH.news(names.slice(0, MOST_NAMED), Math.max(0, names.length - MOST_NAMED), kind)];
  });
  return parts.length === 0 ? '' : WATCH.newsAt(parts, us / 1000);
}

export class Narrator {
  private readonly player: Player;
  private readonly say: (text: string) => void;
  private readonly now: () => number;
  private toldUs = 0;
  private toldMs = 0;

  constructor(player: Player, say: (text: string) => void, now: () => number) {
    this.player = player;
    this.say = say;
    this.now = now;
    this.toldMs = now();
    player.listen((change) => {
      if (change === 'time' || change === 'show') this.follow(change === 'show');
    });
  }

  private follow(isOther: boolean): void {
    const { show, atUs, isPlaying, isRevealed } = this.player;
    const hasEnded = isOther && isRevealed && show !== null && this.toldUs < show.endUs;
    // Whoever goes through it by himself is told by the steps, and what comes before a beginning has not been missed.
    if (show === null || (!isPlaying && !hasEnded) || atUs < this.toldUs) {
      this.toldUs = atUs;
      return;
    }
    if (!hasEnded && this.now() - this.toldMs < PACE_MS) return;
    const { names } = this.player.board;
    const passed = show.film.events.filter((event) => event.atUs > this.toldUs && event.atUs <= atUs);
    // At the end the verdict says what is ready.
    const news = hasEnded ? passed.filter(({ kind }) => kind !== 'ready') : passed;
    this.toldUs = atUs;
    const text = newsOf(news, (id) => names.get(id) ?? id, atUs);
    if (text === '') return;
    this.toldMs = this.now();
    this.say(text);
  }
}
