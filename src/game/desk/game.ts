import { GAME } from '../../lang/en/game.ts';
import { clockOf } from './clock.ts';
import { Commands, handName } from '../table/commands.ts';
import type { Hand } from '../table/edits.ts';
import type { Appearance } from '../appearance.ts';
import type { Route } from '../route.ts';
import type { Ease } from './ease.ts';
import { Elsewhere } from '../keep/elsewhere.ts';
import type { Engine } from '../run/engine.ts';
import { Frame } from './frame.ts';
import type { Exchange } from '../keep/exchange.ts';
import { PointerInput } from './input.ts';
import { listenToKeys } from './keys.ts';
import type { PublishedLevel } from '../levels.ts';
import type { ScoreLines } from '../page/goals.ts';
import { laboured, loaded, MANY_NODES } from '../page/busy.ts';
import { Page } from '../page/page.ts';
import { keyOfHand } from '../page/tray.ts';
import { Player } from '../table/player.ts';
import type { Keeper } from '../keep/keeper.ts';
import type { Progress } from '../keep/progress.ts';
import { Scores } from '../keep/scores.ts';

/** Wires everything together; what is real (storage, window) is handed in. */

export interface Real {
  readonly root: HTMLElement;
  readonly levels: readonly PublishedLevel[];
  readonly keeper: Keeper;
  /** When there is somebody to load more for than is looked at; `wake` says that there is. */
  readonly wanted: Promise<void>;
  readonly wake: () => void;
  /** Comes while the player builds. */
  readonly engine: Promise<Engine>;
  readonly progress: Progress;
  readonly stars: ReadonlySet<string>;
  readonly asksBets: () => boolean;
  readonly appearance: Appearance;
  readonly mute: () => void;
  readonly isMuted: () => boolean;
  /** Opens another room. */
  readonly go: (route: Route) => void;
}

export class Game {
  readonly page: Page;
  readonly player: Player;
  private readonly commands: Commands;
  private readonly root: HTMLElement;
  private readonly levels: readonly PublishedLevel[];
  readonly keeper: Keeper;
  private readonly pointers: PointerInput;
  private exchanging: Promise<Exchange> | null = null;
  private readonly elsewhere: Elsewhere;
  private readonly loading: Promise<Engine>;
  private readonly wakeEngine: () => void;
  private engine: Engine | null = null;
  private readonly frame: Frame;
  readonly scores: Scores;
  /** Comes with the first sign that somebody plays. */
  private ease: Ease | null = null;
  private readonly later: Promise<unknown>;
  private entering = 0;
  private isEntered = false;
  /** The level on the desk. */
  private found: PublishedLevel;
  private readonly startClock: () => void;
  private readonly go: (route: Route) => void;
  private readonly mute: () => void;

  constructor({ root, levels, keeper, wanted, wake, engine, progress, stars, asksBets, mute, isMuted, appearance, go }: Real) {
    this.loading = engine;
    this.wakeEngine = wake;
    this.root = root;
    this.levels = levels;
    this.keeper = keeper;
    this.scores = new Scores(levels, keeper, progress, stars);
    this.go = go;
    this.mute = mute;
    this.found = levels[0]!;
    this.player = new Player(this.found.level);
    this.startClock = clockOf(this.player);
    this.commands = new Commands(
      this.player,
      (text) => this.page.live.say(text, 'edit'),
      (text, tone, about) => this.page.answer(text, tone, about),
    );
    this.page = new Page(
      root,
      this.player,
      this.commands,
      { ...this.pageCommands(asksBets), isMuted },
      {
        onPick: (hand, isByKey) => this.pick(hand, isByKey),
        onPress: (hand, event) => this.pointers.onTrayPress(hand, event),
        onRowPress: (id, event) => this.pointers.onRowPress(id, event),
      },
    );
    this.elsewhere = new Elsewhere(
      this.player,
      () => this.present,
      keeper,
      () => this.page.notices.tell(GAME.otherTab, 'plain', 'tab'),
    );
    this.frame = new Frame(this.page, this.player, appearance);
    this.pointers = new PointerInput(this.player, this.commands, this.table());
    void loaded(
      engine.then((ready) => this.start(ready)),
      this.page.notices,
    );
    this.later = loaded(
      wanted.then(() => this.loadLater()),
      this.page.notices,
    );
    listenToKeys(window, this.isOpen, this.keyCommands());
    this.player.listen((change) => this.onChange(change));
  }

  /** Whether the desk is what is looked at: neither a room nor a dialog lies over it. */
  private readonly isOpen = (): boolean => !this.root.inert && document.querySelector('dialog[open]') === null;

  private async loadLater(): Promise<void> {
    const { player, commands, page, pointers, keeper } = this;
    const [{ Ease }] = await Promise.all([import('./ease.ts'), page.loadLater(commands)]);
    const { isOpen } = this;
    this.ease = new Ease({ player, commands, page, pointers, keeper, stage: () => this.frame.stage, isOpen, present: () => this.present });
    this.frame.lens = () => this.ease!.lens;
  }

  // ------------------------------------------------------------------------------------------------------- the stage

  /** Starts the picture; the game goes on without one. */
  async startPicture(): Promise<void> {
    try {
      await this.frame.open();
    } catch {
      this.page.notices.tell(GAME.noPicture, 'alarm');
    }
  }

  private table(): ConstructorParameters<typeof PointerInput>[2] {
    return {
      stage: this.page.stage,
      ghost: this.page.ghost,
      slotAt: (x, y) => this.frame.stage?.slotAt(x, y) ?? null,
      nodeAt: (x, y) => this.frame.stage?.nodeAt(x, y) ?? null,
      callByName: (id) => this.page.callByName(id === null || this.frame.stage?.isNamed(id) !== false ? null : id),
      rowAt: (x, y) => this.page.tree.isRowAt(x, y),
      isLeft: (hand) => this.page.tray.isLeft(hand),
      describe: (hand, slot, isOff) => {
        const objection = slot === null ? null : this.commands.objection(slot.place.on);
        this.page.describe(hand, objection, this.page.slotText(slot?.place ?? null, slot?.at?.width ?? null), isOff);
      },
    };
  }

  // -------------------------------------------------------------------------------------------------------- commands

  /** The engine, for somebody who cannot go on without it. */
  needed(): Promise<Engine> {
    this.wakeEngine();
    return this.loading;
  }

  /** For solutions on their way in and out; null when it cannot be had. */
  exchange(): Promise<Exchange | null> {
    const { page, levels } = this;
    this.exchanging ??= import('../keep/exchange.ts').then(
      ({ Exchange }) =>
        new Exchange(this.player, {
          page,
          levels,
          engine: () => this.needed(),
          enter: (found) => this.enter(found),
          present: () => this.found,
        }),
    );
    return loaded(this.exchanging, page.notices);
  }

  get present(): PublishedLevel {
    return this.found;
  }

  /** A room lies over the desk: nothing goes on here meanwhile. */
  rest(): void {
    this.player.visitor?.();
    if (this.player.isPlaying) this.player.togglePlay();
    this.commands.putBack();
  }

  /** The desk is looked at again. */
  wake(): void {
    document.title = `${this.player.level.title} · ${GAME.title}`;
    this.frame.stage?.fit();
  }

  /** Its place in the campaign; −1 for the sandbox. */
  private get index(): number {
    return this.levels.indexOf(this.found);
  }

  private pageCommands(asksBets: () => boolean): Omit<ConstructorParameters<typeof Page>[3], 'isMuted'> {
    return {
      undo: () => this.commands.undo(),
      redo: () => this.commands.redo(),
      reset: () => this.commands.reset(),
      power: () => this.power(),
      build: () => this.player.endShow(),
      levels: () => this.go({ room: 'levels', about: null }),
      keys: () => this.openKeys(),
      settings: () => this.go({ room: 'settings', about: null }),
      mute: this.mute,
      again: () => this.again(),
      snapshots: this.openSnapshots,
      hasNext: () => this.index >= 0 && this.index + 1 < this.levels.length,
      next: () => this.next(),
      zoom: () => this.frame.toggleZoom(),
      exportFile: () => void this.exchange().then((exchange) => exchange?.save()),
      importFile: (file) => void this.exchange().then((exchange) => exchange?.open(file)),
      levelNumber: () => this.index + 1,
      scoreLines: () => this.scoreLines(),
      // The first level is to be won, not to be thought about.
      offersBets: () => asksBets() && this.index > 0,
      lesson: () => (this.scores.progress.size > 0 ? null : this.levels[0]!.level.id),
    };
  }

  private scoreLines(): ScoreLines {
    return {
      reference: this.found.reference?.claims ?? null,
      best: this.scores.best(this.player.level.id) ?? {},
      earlier: this.scores.earlier(this.player.level.id),
    };
  }

  private keyCommands(): Parameters<typeof listenToKeys>[2] {
    const onSelected = (act: (id: string) => void) => () => {
      if (this.player.selected !== null) act(this.player.selected);
    };
    return {
      undo: () => this.commands.undo(),
      redo: () => this.commands.redo(),
      power: () => this.power(),
      again: () => this.again(),
      escape: () => this.escape(),
      remove: onSelected(() => {
        this.commands.remove(...this.player.selection);
        this.page.tree.focusRow(this.player.selected);
      }),
      move: onSelected((id) => {
        if (this.commands.take(this.player.handOf(id))) this.page.tree.focusFirstPlace();
      }),
      play: () => this.player.togglePlay(),
      next: () => void this.nextWhenPassed(),
      build: () => this.player.endShow(),
      levels: () => this.go({ room: 'levels', about: null }),
      ...this.page.keyCommands(),
      zoom: () => this.frame.toggleZoom(),
      keys: () => this.openKeys(),
      snapshots: this.openSnapshots,
      mute: this.mute,
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

  private start(engine: Engine): Promise<void> {
    this.engine = engine;
    this.scores.check(engine);
    this.page.update();
    return import('./winning.ts').then(({ accompany }) => accompany(this));
  }

  private power(): void {
    const run = (engine: Engine): void => this.commands.power(engine);
    if (this.engine !== null && this.player.history.build.nodes.length < MANY_NODES) run(this.engine);
    else void laboured(this.loading, run).catch(() => this.page.answer(GAME.pageChanged, 'refusal'));
  }

  /** From power-on, against the run before. */
  private again(): void {
    // That it cannot be had has been told.
    void this.needed()
      .then((engine) => this.commands.again(engine))
      .catch(() => undefined);
  }

  private escape(): void {
    const { hand } = this.player;
    if (hand === null) {
      this.page.notices.dismiss();
      return;
    }
    this.commands.putBack();
    if (hand.kind === 'node') this.page.tree.focusRow(hand.id);
    else if (hand.kind !== 'copy') this.page.tray.focus(hand);
  }

  // ---------------------------------------------------------------------------------------------------------- levels

  /** Asked for with the very first key, they open once they have come. */
  private readonly openSnapshots = (): void => void this.later.then(() => this.ease?.openSnapshots());

  openKeys(): void {
    const { title } = document;
    void loaded(import('../page/dialogs.ts'), this.page.notices).then((dialogs) => dialogs?.openKeys(title));
  }

  /** Also after a reload: passed once is passed. */
  private async nextWhenPassed(): Promise<void> {
    const { level, result } = this.player;
    if (result?.passed !== true) {
      await this.needed();
      if (this.player.level !== level || this.scores.best(level.id) === null) return;
    }
    this.next();
  }

  private next(): void {
    const next = this.levels[this.index + 1];
    if (next !== undefined && this.index >= 0) this.go({ room: 'desk', level: next.level.id });
  }

  async enter(found: PublishedLevel): Promise<void> {
    // It is open, and goes on as it was left.
    if (this.isEntered && found === this.found) return;
    this.player.visitor?.();
    this.entering += 1;
    const own = this.entering;
    const history = await this.keeper.readDesk(found.level, found.hash);
    // Another level was asked for meanwhile.
    if (own !== this.entering) return;
    this.isEntered = true;
    this.found = found;
    this.player.enter(found.level, history ?? undefined);
    this.page.begin(Math.max(found.level.given.length, found.reference?.build.nodes.length ?? 0));
    document.title = `${found.level.title} · ${GAME.title}`;
    this.page.live.say(
      `${this.index < 0 ? '' : `${GAME.levelNumber(this.index + 1)}: `}${found.level.title}. ${found.level.brief}${(history?.build.nodes.length ?? 0) > found.level.given.length ? ` ${GAME.restored}` : ''}`,
    );
    void this.keeper.writePlace({ level: found.level.id });
  }

  /** Another tab has kept something: a best score, and a bet that was right, count here too. */
  async onKeptElsewhere(key: string): Promise<void> {
    await this.elsewhere.onKept(key);
    if (key !== 'best' && key !== 'stars') return;
    await this.scores.adopt();
    this.page.update();
  }

  private onChange(change: string): void {
    if (change === 'build' && this.player.visitor === null)
      void this.keeper.writeDesk(this.player.level, this.found.hash, this.player.history);
    if (change === 'show') this.onShow();
    if (change !== 'time') this.frame.showZoom();
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
    if (show?.report.passed === true && this.player.visitor === null && !this.player.isFree)
      this.scores.keep(this.present, history, show.report);
    if (result !== null && result !== this.told) {
      this.told = result;
      if (this.player.bets.settled?.isRight === true) this.scores.keepStar(this.player.level.id);
      this.page.showTab(history.build.nodes.length > 0 ? 'goals' : 'tray');
      if (!result.passed) this.page.showMissed();
    }
  }
}
