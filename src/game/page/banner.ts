import { sentences } from '../../lang/format.ts';
import { WATCH } from '../../lang/en/game-watch.ts';
import { GAME } from '../../lang/en/game.ts';
import type { Player } from '../table/player.ts';
import { make, makeButton, makePictogram, refill, unbroken } from './dom.ts';
import type { ScoreLines } from './goals.ts';
import type { Say } from './live.ts';
import { betVerdict } from './bet-box.ts';
import { comparisonOf, isFine, spokenVerdict, verdictOf } from './verdict.ts';

export interface BannerCommands {
  readonly hasNext: () => boolean;
  readonly next: () => void;
  readonly scoreLines: () => ScoreLines;
  readonly again: () => void;
}

/** Nobody would feel less of a difference. */
const LEAST_MS = 100;

/** Against the run before: when all was ready. */
function ghostNote({ result, ghost }: Player): string {
  if (result !== null && result.traceHash === ghost?.report.traceHash) return WATCH.asBefore;
  const [now, before] = [result?.metrics.readyMs ?? null, ghost?.report.metrics.readyMs ?? null];
  return now === null || before === null || Math.abs(now - before) < LEAST_MS ? '' : WATCH.thanBefore(now - before);
}

/** How the run came out, in a row above the stage, and the way on. */
export class Banner {
  readonly element = make('div', { class: 'banner' });
  private readonly player: Player;
  private readonly commands: BannerCommands;

  private readonly say: Say;
  private told: unknown = null;

  constructor(player: Player, commands: BannerCommands, say: Say) {
    this.player = player;
    this.commands = commands;
    this.say = say;
  }

  update(): void {
    const { result, level } = this.player;
    if (result !== null && result !== this.told) {
      this.told = result;
      this.say(
        sentences([spokenVerdict(this.player, result), comparisonOf(this.player, this.commands.scoreLines()), betVerdict(this.player)]),
      );
    }
    // It stays while a run is run again: nothing is to move then.
    const { isAgain } = this.player;
    this.element.hidden = result === null && !isAgain;
    refill(this.element, JSON.stringify([level.id, result?.traceHash, result === null, isAgain, this.commands.hasNext()]), () => {
      if (result === null)
        return isAgain
          ? [make('div', { class: 'verdict-words' }, make('span', { class: 'verdict-note' }, WATCH.against)), ...this.ways()]
          : [];
      const { passed } = result;
      const isGood = isFine(this.player, result);
      const isLast = passed && !this.player.isFree && !this.commands.hasNext();
      const notes = [comparisonOf(this.player, this.commands.scoreLines()), ghostNote(this.player), isLast ? WATCH.lastLevel : ''].filter(
        (text) => text !== '',
      );
      const verdict = make(
        'span',
        { class: isGood ? 'verdict is-good' : 'verdict is-bad' },
        makePictogram(isGood ? 'check' : 'cross'),
        make('strong', {}, verdictOf(this.player, result)),
      );
      return [
        make(
          'div',
          { class: 'verdict-words' },
          verdict,
          notes.length === 0 ? null : make('span', { class: 'verdict-note' }, unbroken(notes.join(' '))),
        ),
        ...this.ways(),
        passed && this.commands.hasNext()
          ? makeButton('next', WATCH.nextLevel, this.commands.next, { class: 'primary', key: 'next' })
          : null,
      ];
    });
  }

  private ways(): HTMLElement[] {
    return [
      makeButton('reset', WATCH.again, this.commands.again, { isQuiet: true, key: 'again', hint: WATCH.againHint }),
      makeButton('build', GAME.backToBuilding, () => this.player.endShow(), { key: 'back' }),
    ];
  }
}
