import { measured } from '../../lang/format.ts';
import { GAME } from '../../lang/en/game.ts';
import type { FilmRow, StackNode } from '../../sim/index.ts';
import type { Commands } from '../table/commands.ts';
import { isLegal, isUnfinished, type Place } from '../table/judge.ts';
import type { Player } from '../table/player.ts';
import { barsOf, inTreeOrder, type Bar } from '../views/chart.ts';
import { folded, sumBars } from '../views/folding.ts';
import { doingText, momentsOf } from '../views/dress.ts';
import { lookOf, type Look } from '../views/layout.ts';
import { heldOn, reservedKiB } from '../views/memory.ts';
import { makeDeadlines, type TimeAxis } from './axis.ts';
import { make, makeIcon, refill, setText } from './dom.ts';

/**
 * The stack as a tree of the page, for keyboard and screen reader, and beside each of its rows the bar that shows when
 * that part starts. It does all that the stage does.
 */

const GROUND = 'ground:';
const NONE: ReadonlySet<string> = new Set();
interface Row {
  readonly id: string | null;
  readonly node: StackNode | null;
  readonly depth: number;
  /** Whether anything stands on it, and how many rows are folded away with it. */
  readonly isParent: boolean;
  readonly hidden: readonly StackNode[];
}

export class Tree {
  readonly element = make('div', { class: 'chart' });
  /** What lies under the axis. */
  readonly inner: HTMLElement;
  readonly tree = make('div', { class: 'tree', attrs: { role: 'tree', 'aria-label': GAME.tree, 'aria-multiselectable': 'true' } });
  private readonly player: Player;
  private readonly commands: Commands;
  private rows: readonly Row[] = [];
  /** Whose towers are folded away. */
  private readonly folded = new Set<string>();
  private readonly states = new Map<string, HTMLElement>();
  private readonly filmRows = new Map<string, FilmRow>();
  private readonly axis: TimeAxis;

  /** The focus moves, and what is selected stays. */
  keepsSelection = false;
  /** Adds to rows that have been made anew. */
  dressRows: (() => void) | null = null;
  private readonly onAim: (row: { readonly item: HTMLElement; readonly on: string | null } | null) => void;

  constructor(
    player: Player,
    axis: TimeAxis,
    commands: Commands,
    onAim: Tree['onAim'],
    onPress: (id: string, event: PointerEvent) => void,
  ) {
    this.player = player;
    this.axis = axis;
    this.commands = commands;
    this.onAim = onAim;
    this.inner = make('div', { class: 'chart-inner' }, this.tree, axis.newPlayhead());
    this.element.append(this.inner);
    this.tree.addEventListener('keydown', (event) => this.onKey(event));
    this.tree.addEventListener('focusin', (event) => this.onFocus(event));
    this.tree.addEventListener('focusout', () => this.onAim(null));
    this.tree.addEventListener('click', (event) => this.onClick(event));
    axis.scrubOn(this.inner, '.track');
    this.tree.addEventListener('pointerdown', (event) => {
      const id = event.target instanceof Element && event.target.closest('.tree-name') !== null ? this.itemOf(event.target) : null;
      if (id?.dataset['id'] !== undefined) onPress(id.dataset['id'], event);
    });
  }

  // --------------------------------------------------------------------------------------------------------- showing

  update(): void {
    const { player } = this;
    const { show, board, hand } = player;
    const takesGround = player.places.some((place) => place.on === null);
    const ground: Row = { id: null, node: null, depth: 0, isParent: false, hidden: [] };
    this.rows = [
      // With something in hand every place is to be seen.
      ...folded(inTreeOrder(show?.stack ?? board.stack), hand === null ? this.folded : NONE).map((row): Row => ({
        id: row.node.id,
        ...row,
      })),
      ...(takesGround ? [ground] : []),
    ];
    this.filmRows.clear();
    for (const row of show?.film.rows ?? []) this.filmRows.set(row.node.id, row);
    const signature = JSON.stringify([
      board.build,
      board.wrongs,
      player.isRefused,
      player.level.id,
      show === null ? null : show.report.traceHash,
      hand,
      [...this.folded],
    ]);
    // What has the focus has it again afterwards, and nobody chose it.
    this.keepsSelection = true;
    const isNew = refill(this.tree, signature, () => {
      this.states.clear();
      return this.rows.map((row) => this.makeRow(row));
    });
    this.keepsSelection = false;
    if (isNew) this.dressRows?.();
    this.mark();
    this.updateTime();
  }

  /** Which rows are selected, aimed at, and can be reached by Tab. */
  mark(): void {
    const { selected, selection, hand, aim, show, result } = this.player;
    const current = hand !== null && aim !== undefined ? aim : selected;
    const items = [...this.tree.children] as HTMLElement[];
    let reachable = items.find((item) => this.idOf(item) === current) ?? null;
    reachable ??= items[0] ?? null;
    for (const item of items) {
      const id = this.idOf(item);
      item.tabIndex = item === reachable ? 0 : -1;
      item.setAttribute('aria-selected', String(id !== null && selection.has(id)));
      item.classList.toggle('is-selected', id !== null && selection.has(id));
      item.classList.toggle('is-aim', hand !== null && id === aim);
      item.classList.toggle('is-concerned', id !== null && result !== null && show?.concerned.has(id) === true);
    }
  }

  updateTime(): void {
    if (this.element.hidden) return;
    const { show, atUs } = this.player;
    this.element.classList.toggle('has-run', show !== null);
    const moments = show === null ? null : momentsOf(show, atUs);
    for (const [id, element] of this.states) {
      const row = this.filmRows.get(id);
      const moment = row === undefined ? undefined : moments?.get(row.node);
      if (moment !== undefined) {
        setText(element, doingText(moment));
        continue;
      }
      const node = this.rows.find((candidate) => candidate.id === id)?.node ?? null;
      if (node !== null) setText(element, GAME.memory(this.heldBy(node)));
    }
  }

  private heldBy(node: StackNode): number {
    return node.kind === 'machine' ? heldOn(node, this.player.board.stack.nodes, reservedKiB) : reservedKiB(node);
  }

  private makeRow(row: Row): HTMLElement {
    const { board, hand, isRefused } = this.player;
    const { id, node, depth } = row;
    const place = hand === null ? null : this.player.placeAt(id);
    const look = node === null ? 'machine' : lookOf(node);
    const wrongs = isRefused ? [...board.wrongs, ...board.violations.filter(isUnfinished)] : board.wrongs;
    const isWrong = id !== null && wrongs.some((violation) => violation.node === id);
    const siblings = this.siblingsOf(row);
    const fit = place === null ? '' : isLegal(place) ? ' can-place' : ' cannot-place';
    const attrs = {
      role: 'treeitem',
      // Able to have the focus from the start: it may have had it before it was made anew.
      tabindex: -1,
      'aria-level': depth + 1,
      'aria-expanded': row.isParent ? String(row.hidden.length === 0) : undefined,
      'aria-setsize': siblings.length,
      'aria-posinset': siblings.indexOf(id) + 1,
      'data-id': id ?? GROUND,
      'data-key': `row:${id ?? GROUND}`,
    };
    const isOwn = node !== null && node.givenId === null && !node.hidden;
    const options = { class: `tree-row look-${look}${fit}${isWrong ? ' is-wrong' : ''}${isOwn ? ' is-own' : ''}`, attrs, vars: { depth } };
    return make('div', options, this.makeName(row, look, place), this.makeTrack(row));
  }

  private makeName({ id, node, isParent, hidden }: Row, look: Look, place: Place | null): HTMLElement {
    const { names } = this.player.board;
    const nameOf = (other: string): string => names.get(other) ?? other;
    const on = node === null || node.on === null ? '' : `, ${GAME.on(nameOf(node.on.id))}`;
    const fit = place === null ? '' : isLegal(place) ? `, ${GAME.canPlace}` : `, ${this.commands.objection(id) ?? ''}`;
    const state = make('span', { class: 'tree-state' });
    if (id !== null) this.states.set(id, state);
    const words = make('span', { class: 'tree-text' }, id === null ? GAME.ground : nameOf(id));
    return make(
      'span',
      { class: 'tree-name' },
      isParent ? make('span', { class: 'fold', attrs: { 'aria-hidden': 'true', title: GAME.fold } }) : null,
      makeIcon(look),
      words,
      hidden.length === 0 ? null : make('span', { class: 'folded-away' }, GAME.foldedAway(hidden.length)),
      make('span', { class: 'spoken' }, `, ${GAME.kinds[look]}${on},`),
      state,
      make('span', { class: 'spoken' }, fit),
    );
  }

  /** The ids of what stands on the same thing, in their order. */
  private siblingsOf({ node, depth }: Row): (string | null)[] {
    const parent = node === null ? null : node.parent;
    return parent === null
      ? this.rows.filter((other) => other.depth === depth).map((other) => other.id)
      : parent.children.map((child) => child.id);
  }

  private makeTrack(row: Row): HTMLElement {
    const film = row.id === null ? undefined : this.filmRows.get(row.id);
    const { show } = this.player;
    const under = row.hidden.flatMap(({ id }) => this.filmRows.get(id) ?? []);
    const bars =
      film === undefined || show === null ? [] : sumBars([film, ...under].map((each) => barsOf(each, this.axis.present, show.endUs)));
    // The run before, by the name of what stood there then.
    const before = this.player.ghost?.film.rows.find(({ node }) => node.id === row.id);
    const ghosts = before === undefined || show === null ? [] : barsOf(before, this.axis.present, this.player.ghost!.endUs);
    const incidents =
      show === null || row.id === null
        ? []
        : show.report.incidents.filter(({ node }) => node === row.id || row.hidden.some(({ id }) => id === node));
    return make(
      'span',
      { class: 'track', attrs: { 'aria-hidden': 'true' } },
      ...bars.map((bar) =>
        make('span', {
          class: `bar bar-${bar.kind}${bar.phase === null ? '' : ` phase-${bar.phase}`}`,
          attrs: { title: this.barTitle(bar) },
          vars: { from: bar.from, to: bar.to },
        }),
      ),
      ...ghosts.flatMap(({ kind, from, to }) =>
        kind === 'phase' ? [make('span', { class: 'bar bar-ghost', vars: { from, to: Math.min(1, to) } })] : [],
      ),
      ...incidents.map((incident) =>
        make('span', { class: 'incident', vars: { at: (incident.atMs * 1000) / this.axis.present.lengthUs } }),
      ),
      ...makeDeadlines(this.axis.present),
    );
  }

  private barTitle({ kind, phase, from, to }: Bar): string {
    const sum = kind === 'phase' ? GAME.doing.starting : GAME.legend[kind];
    const [start, end] = [from, to].map((share) => measured((share * this.axis.present.lengthUs) / 1000)) as [string, string];
    return `${phase === null ? sum : GAME.phases[phase]}: ${GAME.span(start, end)}`;
  }

  // ---------------------------------------------------------------------------------------------------------- asking

  private idOf(item: HTMLElement): string | null {
    const id = item.dataset['id']!;
    return id === GROUND ? null : id;
  }

  private itemOf(target: EventTarget | null): HTMLElement | null {
    return target instanceof Element ? target.closest<HTMLElement>('.tree-row') : null;
  }

  private onFocus(event: FocusEvent): void {
    const item = this.itemOf(event.target);
    if (item === null) return;
    const id = this.idOf(item);
    if (this.player.hand !== null) {
      this.player.aimAt(id);
      this.onAim({ item, on: id });
    } else if (id !== null && !this.keepsSelection) this.player.select(id);
  }

  private onClick(event: MouseEvent): void {
    const item = this.itemOf(event.target);
    if (item === null) return;
    if (event.target instanceof Element && event.target.matches('.fold')) this.fold(item, item.getAttribute('aria-expanded') === 'true');
    else item.focus();
    if (this.player.hand !== null) this.setDown(this.idOf(item));
  }

  /** Folds away what stands on a row, or shows it again. */
  private fold(item: HTMLElement, isFolded: boolean): void {
    const id = this.idOf(item)!;
    if (isFolded) this.folded.add(id);
    else this.folded.delete(id);
    this.update();
    this.focusRow(id);
  }

  /** Sets the hand down and keeps the focus on what was placed. */
  private setDown(on: string | null): void {
    const id = this.commands.setDown(on);
    if (id !== null) this.focusRow(id);
  }

  focusRow(id: string | null): void {
    // One of several leaves them selected.
    this.keepsSelection = id !== null && this.player.selection.has(id);
    this.tree.querySelector<HTMLElement>(`[data-key="${CSS.escape(`row:${id ?? GROUND}`)}"]`)?.focus();
    this.keepsSelection = false;
  }

  /** For what has just been taken in hand: the first place where it can stand, or that says why it cannot. */
  focusFirstPlace(): void {
    const first = this.tree.querySelector<HTMLElement>('.can-place');
    if (first !== null) first.focus();
    else if (!this.tree.contains(document.activeElement)) this.tree.querySelector<HTMLElement>('.cannot-place')?.focus();
  }

  private onKey(event: KeyboardEvent): void {
    const item = this.itemOf(event.target);
    if (item === null || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Enter') {
      if (this.player.hand === null) return;
      this.setDown(this.idOf(item));
    } else if (!this.walk(item, event)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Arrow keys: through the stack, and with something in hand from place to place; with Alt past those that refuse it. */
  walk(item: HTMLElement, { key, altKey }: KeyboardEvent): boolean {
    const items = [...this.tree.children] as HTMLElement[];
    const isOpen = (candidate: HTMLElement): boolean => this.player.hand === null || altKey || candidate.classList.contains('can-place');
    const at = items.indexOf(item);
    const depth = (candidate: HTMLElement): number => Number(candidate.getAttribute('aria-level'));
    let next: HTMLElement | undefined;
    const expanded = this.player.hand === null && !altKey ? item.getAttribute('aria-expanded') : null;
    if ((key === 'ArrowLeft' && expanded === 'true') || (key === 'ArrowRight' && expanded === 'false')) {
      this.fold(item, key === 'ArrowLeft');
      return true;
    }
    if (key === 'ArrowDown') next = items.slice(at + 1).find(isOpen);
    else if (key === 'ArrowUp') next = items.slice(0, at).findLast(isOpen);
    else if (key === 'Home') next = items.find(isOpen);
    else if (key === 'End') next = items.findLast(isOpen);
    else if (key === 'ArrowLeft') next = items.slice(0, at).findLast((candidate) => depth(candidate) < depth(item) && isOpen(candidate));
    else if (key === 'ArrowRight')
      next = items.slice(at + 1, at + 2).find((candidate) => depth(candidate) > depth(item) && isOpen(candidate));
    else return false;
    next?.focus();
    return true;
  }

  /** Scrolls so that a row is in view, the selected one unless another is named. */
  reveal(id = this.player.selected): void {
    this.unfoldTo(id);
    const item = ([...this.tree.children] as HTMLElement[]).find((row) => row.dataset['id'] === id);
    if (item === undefined) return;
    const box = this.element.getBoundingClientRect();
    const row = item.getBoundingClientRect();
    if (row.top < box.top) this.element.scrollTop -= box.top - row.top;
    else if (row.bottom > box.bottom) this.element.scrollTop += row.bottom - box.bottom;
  }

  /** The row of a node, or the one that it is folded away with. */
  rowOf(id: string): HTMLElement | null {
    const row = this.rows.find((each) => each.id === id || each.hidden.some((node) => node.id === id));
    return row === undefined ? null : this.tree.querySelector<HTMLElement>(`[data-id="${CSS.escape(row.id ?? GROUND)}"]`);
  }

  /** What is looked for is not left folded away. */
  private unfoldTo(id: string | null): void {
    const around = this.rows.find(({ hidden }) => hidden.some((node) => node.id === id));
    if (around === undefined) return;
    let node = around.hidden.find((each) => each.id === id)?.parent ?? null;
    for (; node !== null; node = node.parent) this.folded.delete(node.id);
    this.update();
  }

  isRowAt(x: number, y: number): string | null | undefined {
    const item = this.itemOf(document.elementFromPoint(x, y));
    return item === null || !this.tree.contains(item) ? undefined : this.idOf(item);
  }
}
