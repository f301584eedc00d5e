import { EASE } from '../../lang/en/game-ease.ts';
import { GAME } from '../../lang/en/game.ts';
import { make, makeButton, pointIn, setText } from '../page/dom.ts';
import type { Tree } from '../page/tree.ts';
import type { Player } from '../table/player.ts';
import { shapesIn } from '../views/lens.ts';
import type { Desk } from './around.ts';

/** Selecting several: with Shift or Ctrl and a click or a key, with a frame drawn on the stage, by finger in a mode of its own. */

const FRAME_FROM = 6;
const RANGE_KEYS = ['ArrowUp', 'ArrowDown', 'Home', 'End'];

interface Frame {
  readonly pointer: number;
  readonly x: number;
  readonly y: number;
  readonly before: ReadonlySet<string>;
  isDrawn: boolean;
}

function adds(event: MouseEvent | KeyboardEvent): boolean {
  return event.ctrlKey || event.metaKey;
}

export class Gather {
  /** Each tap adds, or leaves out. */
  isOn = false;
  private readonly desk: Desk;
  private readonly player: Player;
  private readonly tree: Tree;
  private readonly stage: HTMLElement;
  private anchor: string | null = null;
  private frame: Frame | null = null;
  private readonly band = make('div', { class: 'band', attrs: { 'aria-hidden': 'true' } });
  private readonly mode: HTMLButtonElement;
  private readonly count = make('span', { class: 'several-count' });
  private readonly bar: HTMLElement;

  constructor(desk: Desk, actions: { readonly move: () => void; readonly duplicate: () => void; readonly remove: () => void }) {
    this.desk = desk;
    this.player = desk.player;
    this.tree = desk.page.tree;
    this.stage = desk.page.stage;
    this.mode = makeButton('several', EASE.several, () => this.turn(!this.isOn), {
      isQuiet: true,
      class: 'sight several-mode',
      hint: EASE.severalHint,
    });
    this.bar = make(
      'div',
      { class: 'several-bar', attrs: { role: 'group', 'aria-label': EASE.several } },
      this.count,
      makeButton(null, EASE.move, actions.move),
      makeButton(null, EASE.duplicate, actions.duplicate),
      makeButton(null, GAME.remove, actions.remove),
      makeButton('close', EASE.done, () => this.end(), { isQuiet: true }),
    );
    // What is pressed here is not meant for the stage under it.
    for (const type of ['pointerdown', 'click'] as const) this.bar.addEventListener(type, (event) => event.stopPropagation());
    desk.page.stageTools.prepend(this.mode);
    this.stage.append(this.band, this.bar);
    this.listenToTree();
    this.stage.addEventListener('click', (event) => this.onStageClick(event), { capture: true });
    this.stage.addEventListener('pointerdown', (event) => this.onStageDown(event));
    window.addEventListener('pointermove', (event) => this.onMove(event));
    for (const end of ['pointerup', 'pointercancel'] as const) window.addEventListener(end, (event) => this.onEnd(event));
    this.player.listen((change) => this.onChange(change));
    this.show();
  }

  private onChange(change: string): void {
    const { selection, selected, hand } = this.player;
    if (change === 'level') this.isOn = false;
    if (change === 'selection' && selection.size > 1) this.desk.page.live.say(EASE.selected(selection.size), 'edit');
    if (selection.size === 1) this.anchor = selected;
    // What it began with may be gone.
    if (hand !== null || change === 'build' || change === 'level') this.endFrame();
    if (change !== 'time') this.show();
  }

  turn(isOn: boolean): void {
    this.isOn = isOn;
    if (isOn) this.desk.page.live.say(EASE.severalOn);
    this.show();
  }

  /** Back to one at a time; false when that is how it is. */
  end(): boolean {
    if (!this.isOn && this.player.selection.size < 2) return false;
    this.isOn = false;
    this.player.select(null);
    this.show();
    return true;
  }

  private show(): void {
    const { selection, hand } = this.player;
    this.mode.setAttribute('aria-pressed', String(this.isOn));
    this.bar.classList.toggle('is-gathering', this.isOn);
    this.bar.hidden = hand !== null || (!this.isOn && selection.size < 2);
    setText(this.count, EASE.selectedShort(selection.size));
    for (const button of this.bar.querySelectorAll('.button:not(:last-child)'))
      (button as HTMLButtonElement).disabled = selection.size === 0;
  }

  private toggle(id: string): void {
    const next = new Set(this.player.selection);
    if (!next.delete(id)) next.add(id);
    this.player.selectAll(next);
    this.anchor = id;
  }

  /** From the anchor to a row, both with it: what the player placed. */
  private reach(id: string, keeps: boolean): void {
    const rows = [...this.tree.tree.querySelectorAll<HTMLElement>('.tree-row')];
    const ids = rows.map((row) => row.dataset['id']!);
    const [a, b] = [ids.indexOf(this.anchor ?? id), ids.indexOf(id)];
    const range = ids.slice(Math.min(a, b), Math.max(a, b) + 1).filter((other) => this.player.isOwn(other));
    const last = range.includes(id) ? [id] : [];
    const { anchor } = this;
    this.player.selectAll([...(keeps ? this.player.selection : []), ...range.filter((other) => other !== id), ...last]);
    this.anchor = anchor ?? id;
  }

  // -------------------------------------------------------------------------------------------------------- the tree

  private rowOf(target: EventTarget | null): { readonly item: HTMLElement; readonly id: string } | null {
    const item = target instanceof Element ? target.closest<HTMLElement>('.tree-row') : null;
    const id = item?.dataset['id'];
    return item === null || id === undefined ? null : { item, id };
  }

  private isMeant(event: MouseEvent | KeyboardEvent): boolean {
    return this.player.hand === null && (event.shiftKey || adds(event) || this.isOn);
  }

  private listenToTree(): void {
    const { tree } = this.tree;
    tree.addEventListener('pointerdown', (event) => this.onRowDown(event), { capture: true });
    // With Shift, a click would mark words.
    tree.addEventListener('mousedown', (event) => event.shiftKey && event.preventDefault());
    tree.addEventListener('click', (event) => this.onRowClick(event), { capture: true });
    tree.addEventListener('keydown', (event) => this.onRowKey(event), { capture: true });
  }

  private onRowDown(event: PointerEvent): void {
    const id = this.rowOf(event.target)?.id;
    // One of several may be dragged, and takes the others along.
    const isOneOfSeveral = this.player.selection.size > 1 && id !== undefined && this.player.selection.has(id);
    this.tree.keepsSelection = this.isMeant(event) || (this.player.hand === null && isOneOfSeveral);
  }

  private focus(item: HTMLElement): void {
    this.tree.keepsSelection = true;
    item.focus();
    this.tree.keepsSelection = false;
  }

  private onRowClick(event: MouseEvent): void {
    const row = this.rowOf(event.target);
    if (row === null || !this.isMeant(event)) {
      if (row !== null && this.tree.keepsSelection && this.player.hand === null) this.player.select(row.id);
      this.tree.keepsSelection = false;
      return;
    }
    event.stopPropagation();
    this.focus(row.item);
    if (event.shiftKey) this.reach(row.id, adds(event));
    else this.toggle(row.id);
  }

  private onRowKey(event: KeyboardEvent): void {
    const row = this.rowOf(event.target);
    this.tree.keepsSelection = false;
    if (row === null || this.player.hand !== null || event.altKey) return;
    if (event.key === ' ' && (adds(event) || this.isOn)) this.toggle(row.id);
    else if (RANGE_KEYS.includes(event.key) && (event.shiftKey || adds(event))) {
      this.anchor ??= row.id;
      this.tree.keepsSelection = true;
      this.tree.walk(row.item, event);
      this.tree.keepsSelection = false;
      const id = this.rowOf(document.activeElement)?.id;
      if (event.shiftKey && id !== undefined) this.reach(id, adds(event));
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  // ------------------------------------------------------------------------------------------------------- the stage

  private onStageClick(event: MouseEvent): void {
    if (!this.isMeant(event) || !this.isOnPicture(event)) return;
    event.stopImmediatePropagation();
    const { x, y } = pointIn(this.stage, event);
    const id = this.desk.stage()?.nodeAt(x, y) ?? null;
    if (this.desk.pointers.takeClick() && id !== null) this.toggle(id);
  }

  /** Not on a button that lies over it. */
  private isOnPicture({ target }: Event): boolean {
    return target instanceof Element && target.closest('button, .several-bar') === null;
  }

  private onStageDown(event: PointerEvent): void {
    const isDrawing = event.pointerType !== 'touch' || this.isOn;
    if (!isDrawing || event.button !== 0 || !event.isPrimary || this.player.hand !== null) return;
    if (this.desk.isPanning(event) || !this.isOnPicture(event)) return;
    const { x, y } = pointIn(this.stage, event);
    const id = this.desk.stage()?.nodeAt(x, y) ?? null;
    if (id !== null && this.player.isOwn(id)) return;
    const before = this.isMeant(event) ? this.player.selection : new Set<string>();
    this.frame = { pointer: event.pointerId, x, y, before, isDrawn: false };
  }

  private onMove(event: PointerEvent): void {
    const { frame } = this;
    if (frame?.pointer !== event.pointerId) return;
    const { x, y } = pointIn(this.stage, event);
    if (!frame.isDrawn && Math.hypot(x - frame.x, y - frame.y) < FRAME_FROM) return;
    if (!frame.isDrawn) this.desk.pointers.cancel();
    frame.isDrawn = true;
    const { clientWidth, clientHeight } = this.stage;
    const left = Math.max(0, Math.min(x, frame.x));
    const top = Math.max(0, Math.min(y, frame.y));
    const rect = {
      x: left,
      y: top,
      w: Math.min(clientWidth, Math.max(x, frame.x)) - left,
      h: Math.min(clientHeight, Math.max(y, frame.y)) - top,
    };
    this.band.classList.add('is-drawn');
    for (const [name, value] of Object.entries(rect)) this.band.style.setProperty(`--${name}`, `${value}px`);
    const picture = this.desk.stage()?.sight().picture;
    const ids = (picture === undefined ? [] : shapesIn(picture, rect)).filter((id) => this.player.isOwn(id));
    this.player.selectAll([...frame.before, ...ids]);
  }

  private onEnd(event: PointerEvent): void {
    if (this.frame?.pointer === event.pointerId) this.endFrame();
  }

  private endFrame(): void {
    this.frame = null;
    this.band.classList.remove('is-drawn');
  }
}
