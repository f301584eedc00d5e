import { GAME } from '../../lang/game-en.ts';
import { editsToBecome, editsToReset } from '../table/edits.ts';
import type { Engine } from '../run/engine.ts';
import { solutionOf } from './files.ts';
import { busy } from '../page/busy.ts';
import type { PublishedLevel } from '../levels.ts';
import { makeRoute, parseRoute } from '../route.ts';
import type { Page } from '../page/page.ts';
import type { Player } from '../table/player.ts';

/** The player's solutions on their way out of the page as files, and anybody's on their way in. */

export interface Around {
  readonly page: Page;
  readonly levels: readonly PublishedLevel[];
  readonly engine: () => Promise<Engine>;
  readonly enter: (found: PublishedLevel) => Promise<void>;
}

export class Exchange {
  private readonly player: Player;
  private readonly around: Around;

  constructor(player: Player, around: Around) {
    this.player = player;
    this.around = around;
  }

  async save(): Promise<void> {
    const { result, level, history } = this.player;
    const found = this.around.levels.find((candidate) => candidate.level === level);
    if (result?.passed !== true || found === undefined) {
      this.around.page.answer(GAME.exportNot, 'refusal');
      return;
    }
    const solution = solutionOf(level, found.hash, history, result);
    try {
      (await import('./download.ts')).download(solution);
    } catch {
      this.tell(GAME.pageChanged, 'alarm');
    }
  }

  async open(file: File): Promise<void> {
    let text: string;
    try {
      text = await file.text();
    } catch {
      this.refuse(GAME.importUnreadable);
      return;
    }
    await this.openText(text);
  }

  /** Puts a solution on the desk. */
  async openText(text: string): Promise<void> {
    const { levels, engine, enter } = this.around;
    const opened = (await busy(engine())).open(text, levels);
    if (!opened.ok) {
      this.refuse(opened.why);
      return;
    }
    const { found, solution, objection } = opened;
    const { level } = found;
    if (level !== this.player.level) {
      await enter(found);
      // The address leads to what is on the desk, also after a reload.
      if (parseRoute(window.location.hash)?.room === 'desk')
        window.history.replaceState(null, '', makeRoute({ room: 'desk', level: level.id }));
    }
    const { build } = this.player.history;
    const areTrue = solution.edits !== undefined && objection === null;
    this.player.do(areTrue ? [...editsToReset(build, level), ...solution.edits] : editsToBecome(build, level, solution.build));
    if (objection === null) this.tell(GAME.imported(level.title), 'plain');
    else this.tell(GAME.importedButNot(level.title, objection), 'warning');
  }

  private refuse(why: string): void {
    this.tell(GAME.importFailed(why), 'alarm');
  }

  private tell(text: string, tone: 'plain' | 'warning' | 'alarm'): void {
    this.around.page.notices.tell(text, tone, 'file');
  }
}
