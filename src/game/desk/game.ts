import { sentences } from '../../lang/format.ts';
import { GAME } from '../../lang/game-en.ts';
import { METRIC_OF } from '../../sim/index.ts';
import type { Recount } from '../keep/best.ts';
import { clockOf } from './clock.ts';
import { Commands, handName } from '../table/commands.ts';
import type { Hand } from '../table/edits.ts';
import { Elsewhere } from '../keep/elsewhere.ts';
import type { Engine } from '../run/engine.ts';
import { Exchange } from '../keep/exchange.ts';
import { solutionOf } from '../keep/files.ts';
import { PointerInput } from './input.ts';
import { listenToKeys } from './keys.ts';
import type { PublishedLevel } from '../levels.ts';
import { comparisonOf, spokenVerdict, type ScoreLines } from '../page/goals.ts';
import { Page } from '../page/page.ts';
import type * as Dialogs from '../page/dialogs.ts';
import { keyOfHand } from '../page/tray.ts';
import { Player } from '../table/player.ts';
import { bestOf, merge, withPassed, type Keeper, type Place, type Progress } from '../keep/save.ts';
import type { Stage, Surroundings } from '../scenes/stage.ts';
import { peakMiB } from '../views/memory.ts';
import { readPalette, type Palette } from '../views/palette.ts';

/** Wires everything together; what is real (storage, window) is handed in. */

const THEMES = ['dark', 'light'] as const;
/** Memory that a kernel and what it brings take, for the first scale of an empty machine, MiB. */
const FIRST_MIB = 768;
const LEAST_STAGE = 40;

export interface Real {
  readonly root: HTMLElement;
  readonly levels: readonly PublishedLevel[];
  readonly keeper: Keeper;
  /** When there is somebody to load more for than is looked at. */
  readonly wanted: Promise<void>;
  /** Comes while the player builds. */
  readonly engine: Promise<Engine>;
  readonly progress: Progress;
  readonly place: Place | null;
}

export class Game {
  readonly page: Page;
  private readonly player: Player;
  private readonly commands: Commands;
  private readonly levels: readonly PublishedLevel[];
  private readonly keeper: Keeper;
  private readonly pointers: PointerInput;
  private readonly exchange: Exchange;
  private readonly elsewhere: Elsewhere;
  private readonly loading: Promise<Engine>;
  private engine: Engine | null = null;
  private recount: Recount | null = null;
  /** Comes after the page: the game goes on without it. */
  private stage: Stage | null = null;
  private progress: Progress;
  private theme: string | null;
  private palette: Palette;
  private isWhole = false;
  private entering = 0;
  private readonly startClock: () => void;
  private readonly still = window.matchMedia('(prefers-reduced-motion: reduce)');

  constructor({ root, levels, keeper, wanted, engine, progress, place }: Real) {
    this.loading = engine;
    void engine.then((loaded) => this.start(loaded)).catch(() => this.page.notices.tell(GAME.pageChanged, 'alarm'));
    this.levels = levels;
    this.keeper = keeper;
    this.progress = progress;
    this.theme = place?.theme ?? null;
    this.player = new Player(levels[0]!.level);
    this.startClock = clockOf(this.player);
    this.commands = new Commands(
      this.player,
      (text) => this.page.live.say(text),
      (text, tone) => this.page.answer(text, tone),
    );
    this.page = new Page(root, this.player, this.commands, this.pageCommands(), {
      onPick: (hand, isByKey) => this.pick(hand, isByKey),
      onPress: (hand, event) => this.pointers.onTrayPress(hand, event),
      onRowPress: (id, event) => this.pointers.onRowPress(id, event),
    });
    this.exchange = new Exchange(this.player, { page: this.page, levels, engine, enter: (index) => this.enter(index) });
    this.elsewhere = new Elsewhere(this.player, levels, keeper, () => this.page.notices.tell(GAME.otherTab, 'plain', 'tab'));
    this.applyTheme();
    this.palette = readPalette(getComputedStyle(document.documentElement));
    this.pointers = new PointerInput(this.player, this.commands, this.table());
    void wanted.then(() => this.page.loadLater(this.commands)).catch(() => this.page.notices.tell(GAME.pageChanged, 'alarm'));
    listenToKeys(window, this.keyCommands());
    this.player.listen((change) => this.onChange(change));
  }

  // ------------------------------------------------------------------------------------------------------- the stage

  /** Starts the picture; the game goes on without one. */
  async startPicture(): Promise<void> {
    try {
      const { openStage } = await import('../scenes/stage.ts');
      this.stage = openStage(this.page.canvas, this.player, this.surroundings(), () => this.showZoom());
      new ResizeObserver(() => this.stage?.fit()).observe(this.page.stage);
      for (const query of ['(prefers-color-scheme: light)', '(prefers-contrast: more)'])
        window.matchMedia(query).addEventListener('change', () => this.repaint());
    } catch {
      this.page.notices.tell(GAME.noPicture, 'alarm');
    }
  }

  private showZoom(): void {
    this.page.showZoom(this.isWhole, this.stage?.isTorn() === true);
  }

  private stageSize(): { width: number; height: number; unit: number; density: number } {
    const box = this.page.stage.getBoundingClientRect();
    const unit = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
    return {
      width: Math.max(LEAST_STAGE, box.width),
      height: Math.max(LEAST_STAGE, box.height),
      unit,
      density: window.devicePixelRatio || 1,
    };
  }

  private surroundings(): Surroundings {
    return {
      palette: () => this.palette,
      size: () => this.stageSize(),
      isWhole: () => this.isWhole,
      isStill: () => this.still.matches,
      covered: () => this.page.covered(),
      now: () => performance.now(),
      leastKiB: () => 1024 * this.player.level.workloads.reduce((sum, { count, ramMiB }) => sum + count * peakMiB(ramMiB), FIRST_MIB),
    };
  }

  private table(): ConstructorParameters<typeof PointerInput>[2] {
    return {
      stage: this.page.stage,
      ghost: this.page.ghost,
      slotAt: (x, y) => this.stage?.slotAt(x, y) ?? null,
      nodeAt: (x, y) => this.stage?.nodeAt(x, y) ?? null,
      callByName: (id) => this.page.callByName(id === null || this.stage?.isNamed(id) !== false ? null : id),
      rowAt: (x, y) => this.page.tree.isRowAt(x, y),
      isLeft: (hand) => this.page.tray.isLeft(hand),
      describe: (hand, slot, isOff) => {
        const objection = slot === null ? null : this.commands.objection(slot.place.on);
        this.page.describe(hand, objection, this.page.slotText(slot?.place ?? null, slot?.at?.width ?? null), isOff);
      },
    };
  }

  private repaint(): void {
    this.palette = readPalette(getComputedStyle(document.documentElement));
    this.stage?.rebuild();
  }

  private applyTheme(): void {
    const { dataset } = document.documentElement;
    if (this.theme === 'dark' || this.theme === 'light') dataset['theme'] = this.theme;
    else delete dataset['theme'];
  }

  // -------------------------------------------------------------------------------------------------------- commands

  private get index(): number {
    return Math.max(
      0,
      this.levels.findIndex(({ level }) => level === this.player.level),
    );
  }

  private pageCommands(): ConstructorParameters<typeof Page>[3] {
    return {
      undo: () => this.commands.undo(),
      redo: () => this.commands.redo(),
      reset: () => this.commands.reset(),
      power: () => this.power(),
      build: () => this.player.endShow(),
      levels: () => void this.openList(),
      keys: () => this.openKeys(),
      theme: () => this.toggleTheme(),
      hasNext: () => this.index + 1 < this.levels.length,
      next: () => this.next(),
      zoom: () => this.toggleZoom(),
      exportFile: () => this.exchange.save(),
      importFile: (file) => void this.exchange.open(file),
      levelNumber: () => this.index + 1,
      scoreLines: () => this.scoreLines(),
    };
  }

  private scoreLines(): ScoreLines {
    return {
      reference: this.levels[this.index]?.reference?.claims ?? null,
      best: (this.recount === null ? null : bestOf(this.progress, this.player.level.id)) ?? {},
    };
  }

  private keyCommands(): Parameters<typeof listenToKeys>[1] {
    const onSelected = (act: (id: string) => void) => () => {
      if (this.player.selected !== null) act(this.player.selected);
    };
    return {
      undo: () => this.commands.undo(),
      redo: () => this.commands.redo(),
      power: () => this.power(),
      escape: () => this.escape(),
      remove: onSelected((id) => {
        this.commands.remove(id);
        this.page.tree.focusRow(this.player.selected);
      }),
      move: onSelected((id) => {
        if (this.commands.take({ kind: 'node', id })) this.page.tree.focusFirstPlace();
      }),
      play: () => this.player.togglePlay(),
      next: () => void this.nextWhenPassed(),
      build: () => this.player.endShow(),
      levels: () => void this.openList(),
      view: () => this.page.turnView(),
      zoom: () => this.toggleZoom(),
      keys: () => this.openKeys(),
    };
  }

  /** Takes a part of the tray in hand, or puts it back when it is there already. */
  private pick(hand: Hand, isByKey: boolean): void {
    if (!isByKey && !this.pointers.takeClick()) return;
    if (this.player.hand !== null && keyOfHand(this.player.hand) === keyOfHand(hand)) {
      this.commands.putBack();
      return;
    }
    if (!this.page.tray.isLeft(hand)) {
      this.page.answer(GAME.noneLeft(handName(hand, this.player)), 'refusal');
      return;
    }
    this.commands.take(hand);
    if (isByKey) this.page.tree.focusFirstPlace();
  }

  private start(engine: Engine): void {
    this.engine = engine;
    this.recount = engine.recount(this.levels);
    this.progress = this.recount.all(this.progress);
    this.page.update();
  }

  private power(): void {
    if (this.engine !== null) this.commands.power(this.engine);
    else void this.loading.then((engine) => this.commands.power(engine)).catch(() => this.page.answer(GAME.pageChanged, 'refusal'));
  }

  private escape(): void {
    const { hand } = this.player;
    if (hand === null) {
      this.page.notices.dismiss();
      return;
    }
    this.commands.putBack();
    if (hand.kind === 'node') this.page.tree.focusRow(hand.id);
    else this.page.tray.focus(hand);
  }

  private toggleZoom(): void {
    this.isWhole = !this.isWhole;
    this.stage?.rebuild(true);
    this.page.showZoom(this.isWhole, true);
  }

  private toggleTheme(): void {
    const isLight = this.theme === null ? window.matchMedia('(prefers-color-scheme: light)').matches : this.theme === 'light';
    this.theme = THEMES[isLight ? 0 : 1];
    this.applyTheme();
    this.repaint();
    this.writePlace();
  }

  private writePlace(): void {
    void this.keeper.writePlace({ level: this.player.level.id, theme: this.theme });
  }

  // ---------------------------------------------------------------------------------------------------------- levels

  private openKeys(): void {
    void this.dialogs().then((dialogs) => dialogs?.openKeys());
  }

  /** Null when they cannot be had: the page was built anew since it was opened. */
  private dialogs(): Promise<typeof Dialogs | null> {
    return import('../page/dialogs.ts').catch(() => {
      this.page.notices.tell(GAME.pageChanged, 'alarm');
      return null;
    });
  }

  private async openList(): Promise<void> {
    const dialogs = await this.dialogs();
    // Asked for twice while it was being loaded.
    if (dialogs === null || document.querySelector('dialog') !== null) return;
    const listed = this.levels.map(({ level }) => ({ level, best: this.recount === null ? null : bestOf(this.progress, level.id) }));
    // Choosing the level that is open changes nothing: entering it anew would end what goes on in it.
    const choose = (index: number): void => {
      if (index !== this.index) void this.enter(index);
    };
    dialogs.openLevels(listed, this.player.level.id, choose, { keys: () => this.openKeys(), theme: () => this.toggleTheme() });
  }

  /** Also after a reload: passed once is passed. */
  private async nextWhenPassed(): Promise<void> {
    const { level, result } = this.player;
    if (result?.passed !== true) {
      await this.loading;
      if (this.player.level !== level || bestOf(this.progress, level.id) === null) return;
    }
    this.next();
  }

  private next(): void {
    if (this.index + 1 < this.levels.length) void this.enter(this.index + 1);
  }

  async enter(index: number): Promise<void> {
    const found = this.levels[index];
    if (found === undefined) return;
    this.entering += 1;
    const own = this.entering;
    const history = await this.keeper.readDesk(found.level, found.hash);
    // Another level was asked for meanwhile.
    if (own !== this.entering) return;
    this.player.enter(found.level, history ?? undefined);
    this.page.begin(Math.max(found.level.given.length, found.reference?.build.nodes.length ?? 0));
    document.title = `${found.level.title} · ${GAME.title}`;
    this.page.live.say(
      `${GAME.levelNumber(index + 1)}: ${found.level.title}. ${found.level.brief}${(history?.build.nodes.length ?? 0) > found.level.given.length ? ` ${GAME.restored}` : ''}`,
    );
    this.writePlace();
  }

  /** Another tab has kept something: a best score counts here too. */
  async onKeptElsewhere(key: string): Promise<void> {
    await this.elsewhere.onKept(key);
    if (key !== 'best') return;
    const theirs = await this.keeper.readProgress();
    this.progress = merge(this.progress, this.recount === null ? theirs : this.recount.all(theirs));
    this.page.update();
  }

  private onChange(change: string): void {
    if (change === 'build') void this.keeper.writeDesk(this.player.level, this.levels[this.index]!.hash, this.player.history);
    if (change === 'show') this.onShow();
    if (change !== 'time') this.showZoom();
  }

  private told: unknown = null;
  private shown: unknown = null;

  private onShow(): void {
    const { show, result, history } = this.player;
    if (this.player.isPlaying) this.startClock();
    // Where one panel is shown at a time, it is what is looked for next.
    if (show !== null && this.shown === null) this.page.showRun();
    else if (this.player.isRefused) this.page.showTab('goals');
    this.shown = show;
    // Known at once, and kept at once, whether or not the film is watched to its end.
    if (show?.report.passed === true) this.keepPassed();
    if (result !== null && result !== this.told) {
      this.told = result;
      this.page.live.say(sentences([spokenVerdict(this.player, result), comparisonOf(this.player, this.scoreLines())]));
      this.page.showTab(history.build.nodes.length > 0 ? 'goals' : 'tray');
      if (!result.passed) this.page.showMissed();
    }
  }

  private keepPassed(): void {
    const { show, level, history } = this.player;
    const { hash } = this.levels[this.index]!;
    const scored = level.score.map((key) => METRIC_OF[key]);
    const progress = withPassed(this.progress, level.id, show!.report.metrics, scored, solutionOf(level, hash, history, show!.report));
    if (progress === this.progress) return;
    this.progress = progress;
    const { recount } = this;
    if (recount !== null) void this.keeper.writeProgress(progress, recount.all);
  }
}
