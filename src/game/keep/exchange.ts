import { GAME } from '../../lang/en/game.ts';
import { editsToBecome, editsToReset } from '../table/edits.ts';
import type { Engine } from '../run/engine.ts';
import { solutionOf } from './files.ts';
import { busy, loaded } from '../page/busy.ts';
import type { JsonRecord } from './json.ts';
import { fits, isSameBuild, MOST_DRAWN } from './snapshots.ts';
import { strangeIn } from './strange.ts';
import { isTrial, parseTrial } from './trial.ts';
import { SHARED } from '../../lang/en/shared.ts';
import { problem } from '../../lang/index.ts';
import { readJson, replayEdits, type Level, type Solution } from '../../sim/index.ts';
import type { PublishedLevel } from '../levels.ts';
import { unpack } from '../share/link.ts';
import { makeRoute, parseRoute } from '../route.ts';
import type { Page } from '../page/page.ts';
import type { Player } from '../table/player.ts';

/** The player's solutions on their way out of the page as files, and anybody's on their way in. */

export interface Around {
  readonly page: Page;
  readonly levels: readonly PublishedLevel[];
  readonly engine: () => Promise<Engine>;
  readonly enter: (found: PublishedLevel) => Promise<void>;
  /** The level on the desk. */
  readonly present: () => PublishedLevel;
}

/** Whether the steps of a building, which anybody may have written, lead to its build. */
function leadTo({ edits = [], build }: Solution, level: Level): boolean {
  const replayed = replayEdits({ nodes: level.given }, edits);
  return replayed.error === null && isSameBuild(replayed.build, build);
}

export class Exchange {
  private readonly player: Player;
  private readonly around: Around;

  constructor(player: Player, around: Around) {
    this.player = player;
    this.around = around;
  }

  async save(): Promise<void> {
    const { result, level, history, isFree, scenario } = this.player;
    const { page, present } = this.around;
    const isReady = isFree ? history.build.nodes.length > 0 : result?.passed === true;
    if (!isReady) {
      page.answer(isFree ? SHARED.nothingYet : GAME.exportNot, 'refusal');
      return;
    }
    const solution = solutionOf(level, present().hash, history, isFree ? null : result);
    const files = await loaded(import('./download.ts'), page.notices);
    files?.download({ solution, scenario: isFree ? scenario : null });
  }

  async open(file: File): Promise<void> {
    let text: string;
    try {
      text = await file.text();
    } catch {
      this.refuse(SHARED.importUnreadable);
      return;
    }
    await this.openText(text);
  }

  /** `isWanted` says whether nobody has gone elsewhere while it was unpacked. */
  async openLink(packed: string, isWanted: () => boolean): Promise<void> {
    const text = await unpack(packed);
    if (!isWanted()) return;
    if (text.ok) await this.openText(text.value);
    else this.tell(SHARED.badLink[text.error.fault](problem(text.error.error)), 'alarm');
  }

  /** Puts a solution on the desk, or a build of the sandbox. */
  async openText(text: string): Promise<void> {
    const json = readJson(text);
    if (json.ok && isTrial(json.value)) await this.openTrial(json.value);
    else await this.openSolution(text);
  }

  private async openTrial(value: JsonRecord): Promise<void> {
    const sandbox = await busy(loaded(import('virtual:sandbox'), this.around.page.notices));
    if (sandbox === null) return;
    const { SANDBOX: found } = sandbox;
    const { level } = found;
    const parsed = parseTrial(value, found.hash);
    if (!parsed.ok) {
      this.refuse(SHARED.importNotOne(problem(parsed.error)));
      return;
    }
    const { solution, scenario } = parsed.value;
    const strange = strangeIn(solution);
    if (strange !== null) {
      this.refuse(SHARED.importNotOne(problem(strange)));
      return;
    }
    if (!fits(solution.build, level)) {
      this.refuse(solution.build.nodes.length > MOST_DRAWN ? SHARED.importTooBig(MOST_DRAWN) : SHARED.importUnplaced);
      return;
    }
    await this.goTo(found);
    this.player.choose(scenario);
    this.put(solution, leadTo(solution, level));
    this.tell(SHARED.openedTrial, 'plain');
  }

  private async openSolution(text: string): Promise<void> {
    const { levels, page } = this.around;
    const engine = await busy(loaded(this.around.engine(), page.notices));
    if (engine === null) return;
    const opened = engine.open(text, levels);
    if (!opened.ok) {
      this.refuse(opened.why);
      return;
    }
    const { found, solution, objection } = opened;
    const { level } = found;
    await this.goTo(found);
    this.put(solution, objection === null);
    if (objection === null) this.tell(SHARED.imported(level.title), 'plain');
    else this.tell(SHARED.importedButNot(level.title, objection), 'warning');
  }

  private async goTo(found: PublishedLevel): Promise<void> {
    if (found.level === this.player.level) return;
    await this.around.enter(found);
    // The address leads to what is on the desk, also after a reload.
    if (parseRoute(window.location.hash)?.room === 'desk')
      window.history.replaceState(window.history.state, '', makeRoute({ room: 'desk', level: found.level.id }));
  }

  /** In place of what is on the desk; `areTrue` says whether its edits lead to it. */
  private put({ build, edits }: Solution, areTrue: boolean): void {
    const { level, history } = this.player;
    const isReplayed = areTrue && edits !== undefined;
    this.player.do(isReplayed ? [...editsToReset(history.build, level), ...edits] : editsToBecome(history.build, level, build));
  }

  private refuse(why: string): void {
    this.tell(SHARED.importFailed(why), 'alarm');
  }

  private tell(text: string, tone: 'plain' | 'warning' | 'alarm'): void {
    this.around.page.notices.tell(text, tone, 'file');
  }
}
