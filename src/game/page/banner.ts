import { GAME } from '../../lang/game-en.ts';
import type { Player } from '../player.ts';
import { make, makeButton, makePictogram, refill, unbroken } from './dom.ts';
import { comparisonOf, verdictOf, type ScoreLines } from './goals.ts';

export interface BannerCommands {
  readonly hasNext: () => boolean;
  readonly next: () => void;
  readonly scoreLines: () => ScoreLines;
}

/** How the run came out, over the stage, and the way on. */
export class Banner {
  readonly element = make('div', { class: 'banner' });
  private readonly player: Player;
  private readonly commands: BannerCommands;

  constructor(player: Player, commands: BannerCommands) {
    this.player = player;
    this.commands = commands;
  }

  update(): void {
    const { result, level } = this.player;
    this.element.hidden = result === null;
    refill(this.element, JSON.stringify([level.id, result?.traceHash, result === null, this.commands.hasNext()]), () => {
      if (result === null) return [];
      const { passed } = result;
      const note = comparisonOf(this.player, this.commands.scoreLines());
      const words = make('strong', {}, verdictOf(result));
      const next = this.commands.hasNext()
        ? makeButton('next', GAME.nextLevel, this.commands.next, { class: 'primary', key: 'next' })
        : make('span', { class: 'hint' }, GAME.lastLevel);
      const back = makeButton('build', GAME.backToBuilding, () => this.player.endShow(), { key: 'back' });
      return [
        make('span', { class: passed ? 'verdict is-good' : 'verdict is-bad' }, makePictogram(passed ? 'check' : 'cross'), words),
        note === '' ? null : make('span', { class: 'verdict-note' }, unbroken(note)),
        back,
        passed ? next : null,
      ];
    });
  }
}
