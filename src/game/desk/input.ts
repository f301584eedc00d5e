import type { Commands } from '../table/commands.ts';
import { idsOf, type Hand } from '../table/edits.ts';
import { pointIn } from '../page/dom.ts';
import { placeBeside } from '../page/remark.ts';
import type { Player } from '../table/player.ts';
import type { Slot } from '../views/slots.ts';

/** Pointers: dragging from the tray and over the stage, and clicking here and there instead. */

/** What the pointers are over. */
export interface Table {
  readonly stage: HTMLElement;
  /** Moves with the pointer while something is dragged. */
  readonly ghost: HTMLElement;
  /** What a point of the stage means for what is in hand, and what is drawn there; in CSS pixels of the stage. */
  readonly slotAt: (x: number, y: number) => Slot | null;
  readonly nodeAt: (x: number, y: number) => string | null;
  /** Tells the name of what is pointed at where it is not written on it; whether there is anything to tell. */
  readonly callByName: (id: string | null) => boolean;
  /** The row of the tree at a point of the page: null is the ground, undefined none. */
  readonly rowAt: (x: number, y: number) => string | null | undefined;
  readonly isLeft: (hand: Hand) => boolean;
  /** Shows what would come of letting go here: where, and the objection if there is one. */
  readonly describe: (hand: Hand, slot: Slot | null, isOff: boolean) => void;
}

/** On a touch screen the tray scrolls; resting on a part takes it, ms. */
const REST_MS = 200;
/** A press becomes a drag when the pointer has gone this far, pixels. */
const DRAG_FROM = 6;

interface Press {
  readonly hand: Hand;
  readonly pointer: number;
  readonly x: number;
  readonly y: number;
  /** It is a finger's, on a list that can be scrolled. */
  readonly scrolls: boolean;
  isDragging: boolean;
  hasMoved: boolean;
}

function pressOf(hand: Hand, event: PointerEvent, scrolls: boolean): Press {
  return { hand, pointer: event.pointerId, x: event.clientX, y: event.clientY, scrolls, isDragging: false, hasMoved: false };
}

/** Whether what lies around an element can be scrolled up or down. */
function canScroll(target: EventTarget | null): boolean {
  const list = target instanceof Element ? target.closest('.tray-list, .chart') : null;
  return list !== null && list.scrollHeight > list.clientHeight;
}

export class PointerInput {
  private readonly player: Player;
  private readonly commands: Commands;
  private readonly table: Table;
  private press: Press | null = null;
  /** A drag ends with a click on what it began on; that one means nothing. */
  private isClickSpent = false;

  constructor(player: Player, commands: Commands, table: Table) {
    this.player = player;
    this.commands = commands;
    this.table = table;
    // Once something is dragged the finger no longer scrolls.
    window.addEventListener('touchmove', (event) => this.press?.isDragging === true && event.preventDefault(), { passive: false });
    table.stage.addEventListener('pointerdown', (event) => this.onStagePress(event));
    table.stage.addEventListener('pointermove', (event) => this.onHover(event));
    table.stage.addEventListener('pointerleave', (event) => this.onLeave(event));
    table.stage.addEventListener('click', (event) => this.onStageClick(event));
    window.addEventListener('pointermove', (event) => this.onMove(event));
    window.addEventListener('pointerup', (event) => this.onUp(event));
    window.addEventListener('pointercancel', (event) => this.onCancel(event));
    // A key has put back what is dragged, or taken something else: letting go means nothing then.
    player.listen(() => this.press?.isDragging === true && player.hand !== this.press.hand && this.end());
  }

  /** A pointer goes down on a row of the stack: what the player placed can be dragged from there as from the stage. */
  onRowPress(id: string, event: PointerEvent): void {
    if (this.player.hand === null && this.player.isOwn(id)) this.onTrayPress(this.player.handOf(id), event);
  }

  /** A pointer goes down on a part of the tray. */
  onTrayPress(hand: Hand, event: PointerEvent): void {
    if (event.button !== 0 || !this.table.isLeft(hand)) return;
    this.isClickSpent = false;
    const press = pressOf(hand, event, event.pointerType === 'touch' && canScroll(event.target));
    this.press = press;
    if (event.pointerType !== 'touch') return;
    setTimeout(() => {
      if (this.press === press && !press.isDragging) this.startDrag(press);
    }, REST_MS);
  }

  /** A finger that moves up or down before it has rested means the list under it, where that has something to scroll. */
  private isScrolling({ x, y, scrolls }: Press, event: PointerEvent): boolean {
    return scrolls && Math.abs(event.clientY - y) >= Math.abs(event.clientX - x);
  }

  private startDrag(press: Press): void {
    this.isClickSpent = true;
    this.commands.take(press.hand);
    press.isDragging = true;
    document.body.classList.add('is-dragging');
  }

  /** Whether the click that follows a press was the end of a drag. */
  takeClick(): boolean {
    const isOwn = !this.isClickSpent;
    this.isClickSpent = false;
    return isOwn;
  }

  private inStage(event: MouseEvent): { x: number; y: number; isInside: boolean } {
    const { stage } = this.table;
    const { x, y } = pointIn(stage, event);
    return { x, y, isInside: x >= 0 && y >= 0 && x <= stage.offsetWidth && y <= stage.offsetHeight };
  }

  private onStagePress(event: PointerEvent): void {
    this.isClickSpent = false;
    if (event.button !== 0 || !event.isPrimary || this.player.hand !== null) return;
    const { x, y } = this.inStage(event);
    const id = this.table.nodeAt(x, y);
    this.ask(event, id);
    if (id !== null && this.player.isOwn(id)) this.press = pressOf(this.player.handOf(id), event, false);
  }

  private onLeave(event: PointerEvent): void {
    if (this.press !== null) return;
    this.player.aimAt(undefined);
    // A finger that is lifted leaves; what it asked for is still to be read.
    if (this.player.hand === null && event.pointerType !== 'touch') this.ask(event, null);
  }

  private onHover(event: PointerEvent): void {
    if (this.press?.isDragging === true) return;
    const { x, y } = this.inStage(event);
    if (this.player.hand === null) this.ask(event, this.table.nodeAt(x, y));
    else this.point(event, this.table.slotAt(x, y), false);
  }

  private ask(event: PointerEvent, id: string | null): void {
    this.player.hover(id);
    if (this.table.callByName(id)) this.attend(event);
  }

  private point(event: PointerEvent, slot: Slot | null, isOff: boolean): void {
    const { hand } = this.player;
    if (hand === null) return;
    this.player.aimAt(slot === null ? undefined : slot.place.on);
    this.table.describe(hand, slot, isOff);
    this.attend(event);
  }

  /** The pointer's companion comes to where it is. */
  private attend(event: PointerEvent): void {
    const isTouch = event.pointerType === 'touch';
    // A finger hides what is under it.
    placeBeside(this.table.ghost, event.clientX + 14, event.clientY + (isTouch ? -18 : 4), isTouch ? 'above' : 'below');
  }

  private onMove(event: PointerEvent): void {
    const { press } = this;
    if (press === null || event.pointerId !== press.pointer) return;
    press.hasMoved ||= Math.hypot(event.clientX - press.x, event.clientY - press.y) >= DRAG_FROM;
    if (!press.hasMoved) return;
    if (!press.isDragging) {
      if (this.isScrolling(press, event)) return;
      this.startDrag(press);
    }
    event.preventDefault();
    const { x, y, isInside } = this.inStage(event);
    const slot = isInside ? this.table.slotAt(x, y) : null;
    const row = isInside ? undefined : this.table.rowAt(event.clientX, event.clientY);
    const place = row === undefined ? null : this.player.placeAt(row);
    this.point(
      event,
      slot ?? (place === null ? null : { place, isLegal: place.refusals.length === 0, at: null }),
      !isInside && place === null,
    );
  }

  private onUp(event: PointerEvent): void {
    const { press } = this;
    if (press === null || event.pointerId !== press.pointer) return;
    if (press.isDragging && this.isCovered) this.commands.putBack();
    this.press = null;
    if (!press.isDragging || this.player.hand === null) return;
    document.body.classList.remove('is-dragging');
    // A long press without a drag takes it in hand, as a tap does.
    if (!press.hasMoved) return;
    const { isInside } = this.inStage(event);
    const { aim } = this.player;
    if (aim !== undefined) {
      if (this.commands.setDown(aim) === null) this.player.dropHand();
      return;
    }
    this.player.dropHand();
    if (!isInside && press.hand.kind === 'node') this.commands.remove(...idsOf(press.hand));
  }

  /** A dialog or a room lies over the desk. */
  private get isCovered(): boolean {
    return document.querySelector('dialog[open]') !== null || this.table.stage.closest('[inert]') !== null;
  }

  private onCancel(event: PointerEvent): void {
    if (event.pointerId === this.press?.pointer) this.cancel();
  }

  /** The pointer that went down turns out to mean something else: nothing was dragged, and nothing is clicked. */
  cancel(): void {
    if (this.press?.isDragging === true) this.commands.putBack();
    this.end();
  }

  private end(): void {
    this.press = null;
    this.isClickSpent = true;
    document.body.classList.remove('is-dragging');
  }

  private onStageClick(event: MouseEvent): void {
    if (!this.takeClick()) return;
    const { x, y } = this.inStage(event);
    if (this.player.hand === null) {
      this.player.select(this.table.nodeAt(x, y));
      return;
    }
    const slot = this.table.slotAt(x, y);
    this.commands.setDown(slot === null ? undefined : slot.place.on);
  }
}
