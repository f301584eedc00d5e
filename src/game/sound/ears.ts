import type { History } from '../table/history.ts';
import type { Change, Player } from '../table/player.ts';
import type { Story } from '../run/engine.ts';
import { angerAt, CLICKS, cue, humAt, SILENCE, soundsBetween, type Cue, type Hum } from './cues.ts';

/** Hears what the player does and what comes of it: compares what is with what was at the last change. */

/** The film goes on by so much at once while it plays, real ms; what is more is a jump, and a jump is silent. */
const LONGEST_MS = 260;
const CALLERS_MS = 700;

type Table = Pick<Player, 'hand' | 'history' | 'show' | 'board' | 'atUs' | 'isPlaying' | 'isRefused' | 'result' | 'speed' | 'bets'>;

export class Ears {
  private readonly player: Table;
  private history: History;
  private isHolding = false;
  private show: Story | null = null;
  private atUs = 0;
  private wasPlaying = false;
  private told: unknown = null;
  /** Callers who are owed an angry sound: of every hundred as many as of the requests. */
  private anger = 0;
  private calledMs = 0;

  constructor(player: Table) {
    this.player = player;
    this.history = player.history;
    this.follow();
  }

  /** Takes things as they are. */
  private follow(): void {
    const { history, hand, show, atUs, isPlaying, result } = this.player;
    this.history = history;
    this.isHolding = hand !== null;
    this.show = show;
    this.atUs = atUs;
    this.wasPlaying = isPlaying;
    this.told = result;
  }

  hear(change: Change, nowMs: number): Cue[] {
    const cues = change === 'level' ? [] : [...this.hearBuilding(), ...this.hearRun(nowMs)];
    this.follow();
    return cues;
  }

  private hearBuilding(): Cue[] {
    const { history, hand, board } = this.player;
    const before = this.history;
    if (history === before) return hand !== null && !this.isHolding ? [cue('lift')] : [];
    if (history.undone.length > before.undone.length) return [cue('tick', 0.84)];
    if (history.undone.length < before.undone.length && history.done.at(-1) === before.undone.at(-1)) return [cue('tick', 1.12)];
    const edits = history.done.at(-1)?.edits ?? [];
    const set = edits.findLast(({ edit }) => edit === 'place' || edit === 'move');
    if (set !== undefined) {
      const id = set.edit === 'place' ? set.node.id : set.id;
      return [cue('place', CLICKS[board.stack.byId.get(id)?.kind ?? 'unknown'])];
    }
    return [edits.some(({ edit }) => edit === 'remove') ? cue('lift', 0.8) : cue('tick')];
  }

  private hearRun(nowMs: number): Cue[] {
    const { show, atUs, result, bets, speed } = this.player;
    if (show === null) return [];
    const cues: Cue[] = [];
    const isNew = show !== this.show;
    if (isNew) cues.push(cue('relay'));
    // From power-on, and what happens at that instant is heard too.
    const from = isNew || (this.atUs >= show.endUs && atUs < this.atUs) ? -1 : this.atUs;
    const isOnWay = isNew || this.wasPlaying;
    if (isOnWay && atUs > from && atUs - Math.max(0, from) <= LONGEST_MS * 1000 * speed) {
      cues.push(...soundsBetween(show, from, atUs, speed), ...this.hearCallers(show, nowMs));
    }
    if (result !== null && result !== this.told) {
      cues.push(cue(result.passed ? 'success' : 'missed'));
      if (bets.settled?.isRight === true) cues.push(cue('star'));
    }
    return cues;
  }

  private hearCallers({ film }: Story, nowMs: number): Cue[] {
    if (nowMs - this.calledMs < CALLERS_MS) return [];
    this.calledMs = nowMs;
    const anger = angerAt(film, this.player.atUs);
    if (anger === null) return [];
    this.anger += anger;
    if (this.anger < 1) return [cue('served')];
    this.anger -= 1;
    return [cue('angry')];
  }

  /** What runs is heard for as long as it is looked at. */
  get hum(): Hum {
    const { show, isPlaying, atUs } = this.player;
    return show === null || !isPlaying ? SILENCE : humAt(show.film, atUs);
  }
}
