import { GAME } from '../../lang/en/game.ts';
import type { About, Answer, Commands } from '../table/commands.ts';
import { handName } from '../table/commands.ts';
import type { Hand } from '../table/edits.ts';
import { isLegal, type Place } from '../table/judge.ts';
import type { Player } from '../table/player.ts';
import { lookOf, type Look } from '../views/layout.ts';
import type * as Pictures from '../views/pictures.ts';
import type { Banner, BannerCommands } from './banner.ts';
import { Below } from './below.ts';
import { make, makeButton, makeIcon, makePictogram, refill, setAttribute } from './dom.ts';
import { Goals, type ScoreLines } from './goals.ts';
import type { Inspector } from './later.ts';
import { Live, Notices } from './live.ts';
import { placeBeside, Remark, type Anchor } from './remark.ts';
import { VIEWS, type RunView } from './run-views.ts';
import { Top, type TopCommands } from './top.ts';
import { Tray, type TrayListeners } from './tray.ts';
import type { Turns } from './turns.ts';
import type { Tree } from './tree.ts';

export interface PageCommands extends TopCommands, BannerCommands {
  readonly zoom: () => void;
  readonly exportFile: () => void;
  readonly importFile: (file: File) => void;
  readonly levelNumber: () => number;
  readonly scoreLines: () => ScoreLines;
  readonly offersBets: () => boolean;
  /** The level in which a newcomer learns; null when it has been won. */
  readonly lesson: () => string | null;
}

const TABS = ['tray', 'tree', 'goals', 'inspector', 'log'] as const;
type Tab = (typeof TABS)[number];

/** It begins with so much room, in rows of the stack. */
const LOG_ROWS = 8;

function isTouch(): boolean {
  return window.matchMedia('(pointer: coarse)').matches;
}

/** A point of the page; the button itself where one was pressed, for its words are not to be covered. */
function triedWith({ target, clientX, clientY }: PointerEvent): Anchor {
  return (target instanceof Element ? target.closest('.button') : null) ?? { x: clientX, y: clientY };
}

/** The whole page but the picture on the stage. */
export class Page {
  readonly live = new Live();
  readonly notices = new Notices(GAME.dismiss);
  readonly stage = make('div', { class: 'stage' });
  readonly canvas = make('div', { class: 'canvas', attrs: { 'aria-hidden': 'true' } });
  readonly remark = new Remark();
  readonly ghost = make('div', { class: 'ghost', attrs: { 'aria-hidden': 'true' } });
  readonly tray: Tray;
  readonly below: Below;
  private readonly top: Top;
  private readonly goals: Goals;
  private turns: Turns | null = null;
  /** It comes after the page: there is nothing to look at until something is chosen. */
  private inspector: Inspector | null = null;
  private drawings: typeof Pictures | null = null;
  private readonly details = make(
    'div',
    { class: 'inspector' },
    make('h2', {}, GAME.inspector),
    make('p', { class: 'hint' }, GAME.nothingSelected),
  );
  private banner: Banner | null = null;
  /** Filled later; its place is kept from the start. */
  private readonly bets = make('section', { class: 'bet' });
  private readonly zoom: HTMLButtonElement;
  /** Over the picture, in its corner. */
  readonly stageTools: HTMLElement;
  private readonly hint = make('p', { class: 'stage-hint' }, isTouch() ? GAME.emptyStageTouch : GAME.emptyStage);
  readonly files: HTMLElement;
  private readonly save: HTMLButtonElement;
  private readonly notYet = make('p', { class: 'hint' }, GAME.exportNot);
  readonly root: HTMLElement;
  private readonly right: HTMLElement;
  private readonly player: Player;
  private readonly pageCommands: PageCommands;
  private aimed: Player['aim'] = undefined;
  /** Where a pointer was last used; null when a key was used since. */
  private tried: Anchor | null = null;
  /** What the last answer was about. */
  private told: About | null = null;

  constructor(root: HTMLElement, player: Player, commands: Commands, pageCommands: PageCommands, trayListeners: TrayListeners) {
    this.root = root;
    this.player = player;
    this.pageCommands = pageCommands;
    this.top = new Top(player, pageCommands);
    this.tray = new Tray(player, trayListeners, (id, look) => this.draw(id, look));
    this.below = new Below(player, commands, (row) => this.describeRow(row, commands), trayListeners.onRowPress);
    this.goals = new Goals(player, pageCommands.scoreLines);
    this.zoom = makeButton('zoom', GAME.wholeMachine, pageCommands.zoom, { class: 'zoom', hint: GAME.wholeHint });
    this.save = makeButton('file', GAME.exportFile, pageCommands.exportFile, { key: 'export' });
    this.files = this.makeFiles();
    this.stageTools = make('div', { class: 'stage-tools' }, this.zoom);
    this.stage.append(this.canvas, this.hint, this.stageTools);
    this.right = make('aside', { class: 'right' }, this.goals.element, this.bets, this.goals.scoreElement, this.details, this.files);
    root.append(
      this.top.element,
      this.tray.element,
      make('main', { class: 'centre' }, this.stage, this.below.element),
      this.right,
      this.makeTabs(),
      this.remark.element,
      this.ghost,
    );
    // They are heard and seen also while a room lies over the desk.
    root.after(this.live.element, this.notices.element);
    this.showTab('tray');
    // What is tried next is answered anew; where, is where it is tried.
    window.addEventListener('pointerdown', (event) => this.remark.isAttempt(event) && this.attempt(event), { capture: true });
    window.addEventListener('pointerup', (event) => (this.tried = triedWith(event)), { capture: true });
    window.addEventListener('keydown', (event) => this.remark.isAttempt(event) && this.attempt(null), { capture: true });
    player.listen((change) => {
      if (change === 'build' || change === 'level') this.remark.hide();
      // What was told is told of something else now.
      if (change === 'build' || change === 'show') this.notices.clear();
      // Another place is another question.
      if (player.hand !== null && player.aim !== this.aimed && !this.remark.isSought) this.remark.hide();
      this.aimed = player.aim;
      if (change === 'hover') return;
      if (change === 'time') this.updateTime();
      else if (change === 'selection') this.updateSelection();
      else this.update();
    });
  }

  /** Parts are shown by the marks of their kinds until their drawings are there. */
  async loadDrawings(): Promise<void> {
    this.drawings = await import('../views/pictures.ts');
    this.tray.redraw();
  }

  private draw(id: string, look: Look): Element {
    return this.drawings?.makePicture(id, `drawing look-${look}`) ?? makeIcon(look);
  }

  /** Loads what is not needed at first. */
  async loadLater(commands: Commands): Promise<void> {
    const later = await import('./later.ts');
    const { say } = this.live;
    this.player.why = later.WHY;
    this.banner = new later.Banner(this.player, this.pageCommands, say);
    this.stage.before(this.banner.element);
    this.remark.lead(this.wayOn());
    later.furnish(this.root, this.player, this.bets, this.pageCommands.offersBets, this.pageCommands.lesson(), say);
    this.inspector = new later.Inspector(this.player, commands, this.details, (text) => say(text, 'edit'), this.answer);
    this.turns = new later.Turns(...this.below.times, () => this.inspector?.updateTime());
    this.below.complete(later, this.goals, this.root, this.stage, (view) => this.chooseView(view), say);
    this.update();
  }

  /** What can be done with the selected part once it has come. */
  offerDuplicate(duplicate: () => void): void {
    if (this.inspector === null) return;
    this.inspector.duplicate = duplicate;
    this.inspector.update();
  }

  get tree(): Tree {
    return this.below.tree;
  }

  private makeFiles(): HTMLElement {
    const input = make('input', {
      class: 'file-input',
      attrs: { type: 'file', accept: '.json,application/json', tabindex: -1, 'aria-label': GAME.importFile },
      on: {
        change: () => {
          const file = input.files?.[0];
          if (file !== undefined) this.pageCommands.importFile(file);
          // The same file can be chosen again.
          input.value = '';
        },
      },
    });
    const open = makeButton('open', GAME.importFile, () => input.click(), { key: 'import' });
    return make(
      'div',
      { class: 'files' },
      make('h2', {}, GAME.solution),
      make('div', { class: 'actions' }, this.save, open, input),
      this.notYet,
    );
  }

  private makeTabs(): HTMLElement {
    const buttons = TABS.map((tab) =>
      make(
        'button',
        { class: 'tab', attrs: { type: 'button', 'data-tab': tab }, on: { click: () => this.chooseTab(tab) } },
        GAME.tabs[tab],
      ),
    );
    return make('nav', { class: 'tabs' }, ...buttons);
  }

  /** Where there is no room for all panels at once, one of them is shown. */
  showTab(tab: Tab): void {
    this.root.dataset['tab'] = tab;
    // Both are in one list that scrolls, and each is read from its beginning.
    if (tab === 'goals' || tab === 'inspector') this.right.scrollTop = 0;
    this.below.axis.fit();
    for (const button of this.root.querySelectorAll('.tab'))
      button.setAttribute('aria-pressed', String((button as HTMLElement).dataset['tab'] === tab));
  }

  private chooseTab(tab: Tab): void {
    if (tab === 'tree' || tab === 'log') this.chooseView(tab);
    else this.showTab(tab);
  }

  private chooseView(view: RunView): void {
    this.below.choose(view);
    this.showRun(view);
    this.below.show();
  }

  /** What keys do from anywhere with what is shown here. */
  keyCommands(): Record<'view' | 'earlier' | 'later' | 'incident' | 'why', () => void> {
    const step = (way: 'earlier' | 'later' | 'incident') => (): void => this.below.step(way);
    return {
      view: () => this.turnView(),
      earlier: step('earlier'),
      later: step('later'),
      incident: step('incident'),
      why: () => this.remark.follow(),
    };
  }

  /** The next view of the run that is shown. */
  private turnView(): void {
    if (this.player.show !== null) this.chooseView(VIEWS[(VIEWS.indexOf(this.below.view) + 1) % VIEWS.length]!);
  }

  /** Where one panel is shown at a time, it is that of the run. */
  showRun(view = this.below.view): void {
    this.showTab(view === 'log' ? 'log' : 'tree');
  }

  /** Scrolls to the first goal that was missed and to the row that it is about. */
  showMissed(): void {
    this.root.querySelector('.goal-missed')?.scrollIntoView({ block: 'nearest' });
    const [first] = this.player.show?.concerned ?? [];
    if (first !== undefined) this.tree.reveal(first);
  }

  update(): void {
    const focused = document.activeElement;
    this.show();
    // What had the focus is gone: it goes to what can be done next, not to the start of the page.
    if (focused !== null && focused !== document.body && (!focused.isConnected || focused.closest('[hidden]') !== null))
      this.takeFocus(focused);
  }

  private takeFocus(from: Element): void {
    if (document.activeElement !== from && document.activeElement !== document.body) return;
    const next = ['.banner:not([hidden]) .primary', '.banner:not([hidden]) .button', '.transport:not([hidden]) .play', '.power'];
    for (const selector of next) {
      const found = this.root.querySelector<HTMLElement>(selector);
      if (found === null || found.offsetParent === null) continue;
      found.focus({ preventScroll: true });
      return;
    }
  }

  private show(): void {
    this.top.update(this.pageCommands.levelNumber());
    this.tray.update();
    this.below.update();
    this.goals.update();
    this.bets.hidden = this.player.visitor !== null || !this.pageCommands.offersBets();
    // In a replay nothing in it can have the focus, and it has to be scrolled by key all the same.
    setAttribute(this.right, 'tabindex', this.player.visitor === null ? undefined : 0);
    this.inspector?.update();
    this.banner?.update();
    const { hand, board, level, result } = this.player;
    if (hand === null) this.ghost.classList.remove('is-shown');
    this.root.classList.toggle('is-holding', hand !== null);
    this.root.classList.toggle('is-begun', board.build.nodes.length > level.given.length);
    this.root.classList.toggle('has-run', this.player.show !== null);
    this.root.classList.toggle('has-result', result !== null);
    if (this.player.show === null && this.root.dataset['tab'] === 'log') this.showTab('tree');
    this.root.classList.toggle('is-moving', hand?.kind === 'node');
    this.hint.hidden = board.build.nodes.length > level.given.length || hand !== null;
    const { isFree } = this.player;
    const canSave = isFree || result?.passed === true;
    this.save.setAttribute('aria-disabled', String(!canSave));
    this.save.title = isFree ? '' : canSave ? GAME.exportHint : GAME.exportNot;
    this.notYet.hidden = canSave;
  }

  private updateTime(): void {
    this.below.axis.updatePlayhead();
    this.turns?.follow(this.player.isGoing, performance.now());
  }

  updateSelection(): void {
    this.below.updateSelection();
    this.inspector?.update();
  }

  /** A level begins, with a stack of so many parts to be expected. */
  begin(rows: number): void {
    this.root.style.setProperty('--rows', String(Math.max(rows, this.below.view === 'log' ? LOG_ROWS : 0) + 1));
    this.showTab('tray');
    for (const list of this.root.querySelectorAll('.tray-list, .chart, .right')) list.scrollTop = 0;
    this.notices.clear();
  }

  private attempt(event: PointerEvent | null): void {
    this.tried = event === null ? null : triedWith(event);
    this.remark.hide();
  }

  /** To what explains the last answer. */
  private wayOn(): Element | null {
    const [first] = this.told === null ? [] : [...this.told.refusals, ...this.told.warnings];
    return first === undefined ? null : (this.player.why?.violation(first, this.told!) ?? null);
  }

  /** Says what came of something that was tried, and shows it there. */
  readonly answer: Answer = (text, tone, about) => {
    this.live.say(text, 'answer');
    this.told = about ?? null;
    this.remark.show(text, this.tried ?? document.activeElement ?? this.stage, tone, this.wayOn());
  };

  /** With something in hand: what would come of setting it down on the row that has the focus. */
  private describeRow(row: { readonly item: HTMLElement; readonly on: string | null } | null, commands: Commands): void {
    const { hand } = this.player;
    const place = row === null ? null : this.player.placeAt(row.on);
    if (hand === null || row === null || place === null) {
      this.ghost.classList.remove('is-shown');
      return;
    }
    this.describe(hand, commands.objection(row.on), isLegal(place) ? this.slotText(place, null) : null, false);
    const box = row.item.getBoundingClientRect();
    placeBeside(this.ghost, box.left + Math.min(box.width / 3, 48), box.top, 'above');
  }

  /** The pointer's companion says what a thing is called that is too narrow to say it itself. */
  callByName(id: string | null): boolean {
    const { nodes } = this.player.show?.stack ?? this.player.board.stack;
    const found = nodes.find((node) => node.id === id);
    this.ghost.classList.toggle('is-shown', found !== undefined);
    if (found === undefined) return false;
    this.ghost.classList.remove('is-bad', 'is-good');
    const name = this.nameOf(found.id);
    const kind = GAME.kinds[lookOf(found)];
    refill(this.ghost, JSON.stringify([name, kind]), () => [make('strong', {}, name), make('span', {}, kind)]);
    return true;
  }

  private nameOf(id: string): string {
    return this.player.board.names.get(id) ?? id;
  }

  /** What the pointer's companion says: the name of what is in hand, and what would come of letting go. */
  describe(hand: Hand, objection: string | null, where: string | null, isOff: boolean): void {
    const name = handName(hand, this.player);
    const text = isOff && hand.kind === 'node' ? GAME.remove : (objection ?? where ?? '');
    this.ghost.classList.add('is-shown');
    this.ghost.classList.toggle('is-bad', objection !== null || (isOff && hand.kind === 'node'));
    this.ghost.classList.toggle('is-good', objection === null && where !== null);
    refill(this.ghost, JSON.stringify([name, text]), () => [make('strong', {}, name), text === '' ? null : make('span', {}, text)]);
  }

  /** Where the stage is covered, pixels of the stage. */
  covered(): { x: number; y: number; w: number; h: number }[] {
    const stage = this.stage.getBoundingClientRect();
    const { x, y, width, height } = this.stageTools.getBoundingClientRect();
    if (width === 0) return [];
    return [{ x: x - stage.x, y: y - stage.y, w: width, h: height }];
  }

  showZoom(isWhole: boolean, isTorn: boolean): void {
    this.zoom.hidden = !isWhole && !isTorn;
    refill(this.zoom, String(isWhole), () => [
      makePictogram('zoom'),
      make('span', { class: 'caption' }, isWhole ? GAME.closeUp : GAME.wholeMachine),
    ]);
  }

  /** Where it would stand, and how much memory it would take there; null when it cannot. */
  slotText(place: Place | null, widthKiB: number | null): string | null {
    if (place === null || !isLegal(place)) return null;
    const { on } = place;
    if (on === null) return GAME.groundShort;
    return GAME.itFits(this.nameOf(on), widthKiB === null ? null : GAME.memory(widthKiB));
  }
}
