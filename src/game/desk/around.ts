import type { Keeper } from '../keep/keeper.ts';
import type { PublishedLevel } from '../levels.ts';
import type { Page } from '../page/page.ts';
import type { Stage } from '../scenes/stage.ts';
import type { Commands } from '../table/commands.ts';
import type { Player } from '../table/player.ts';
import type { PointerInput } from './input.ts';

/** What is around the things that make building easy. */
export interface Around {
  readonly player: Player;
  readonly commands: Commands;
  readonly page: Page;
  readonly pointers: PointerInput;
  readonly stage: () => Stage | null;
  /** Whether the desk is what is looked at. */
  readonly isOpen: () => boolean;
  readonly keeper: Keeper;
  readonly present: () => PublishedLevel;
}

export interface Desk extends Around {
  readonly isGathering: () => boolean;
  readonly isPanning: (event: PointerEvent) => boolean;
}
