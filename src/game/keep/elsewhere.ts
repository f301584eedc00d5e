import type { Level } from '../../sim/index.ts';
import type { PublishedLevel } from '../levels.ts';
import type { Player } from '../table/player.ts';
import { deskOf } from './desk.ts';
import type { Keeper } from './keeper.ts';

/** What happens in other tabs to the level that is open in this one: the last build of a level counts, wherever it was made. */
export class Elsewhere {
  private readonly player: Player;
  private readonly present: () => PublishedLevel;
  private readonly keeper: Keeper;
  private readonly onAdopted: () => void;
  /** The level whose build another tab has changed. */
  private overtaken: Level | null = null;

  constructor(player: Player, present: () => PublishedLevel, keeper: Keeper, onAdopted: () => void) {
    this.player = player;
    this.present = present;
    this.keeper = keeper;
    this.onAdopted = onAdopted;
    player.listen((change) => {
      // What is built here is the last again.
      if (change === 'build' && player.visitor === null) this.overtaken = null;
      else if (change === 'show' || change === 'hand' || change === 'level') void this.adopt();
    });
  }

  async onKept(key: string): Promise<void> {
    const found = this.present();
    if (key !== deskOf(found.hash)) return;
    this.overtaken = found.level;
    await this.adopt();
  }

  /** Not while something is in hand or a run is looked at. */
  private get isReady(): boolean {
    const { hand, show, level, visitor } = this.player;
    return this.overtaken === level && hand === null && show === null && visitor === null;
  }

  private async adopt(): Promise<void> {
    if (!this.isReady) return;
    const { level, hash } = this.present();
    const history = await this.keeper.readKeptDesk(level, hash);
    if (!this.isReady) return;
    this.overtaken = null;
    if (history === null || JSON.stringify(history.build) === JSON.stringify(this.player.history.build)) return;
    this.player.enter(level, history);
    this.onAdopted();
  }
}
