import { EASE } from '../../lang/en/game-ease.ts';
import { makeButton, pointIn } from '../page/dom.ts';
import type { Say } from '../table/commands.ts';
import type { Player } from '../table/player.ts';
import { LEAST_ZOOM, lensAt, MOST_ZOOM, moved } from '../views/lens.ts';
import { NO_LENS, type Lens } from '../views/picture.ts';
import type { Desk } from './around.ts';

/** Where the player looks: closer and elsewhere, by wheel, by two fingers, by key and by button. */

const STEP = 1.5;
/** How much a turn of the wheel by one pixel enlarges. */
const PER_PIXEL = 0.0016;
const LINE = 18;
/** The way of an arrow key, pixels. */
const STRIDE = 64;
const DRAG_FROM = 6;

interface Point {
  readonly x: number;
  readonly y: number;
}

interface Pan {
  readonly pointer: number;
  at: Point;
  /** A finger that only taps means what is under it. */
  isMoving: boolean;
}

interface Pinch {
  readonly far: number;
  readonly zoom: number;
  middle: Point;
}

export class Sight {
  lens: Lens = NO_LENS;
  private readonly desk: Desk;
  private readonly player: Player;
  private readonly stage: HTMLElement;
  private readonly fingers = new Map<number, Point>();
  private pan: Pan | null = null;
  private pinch: Pinch | null = null;
  private isSpaceDown = false;
  private readonly wider: HTMLButtonElement;
  private readonly closer: HTMLButtonElement;
  private readonly fit: HTMLButtonElement;
  private readonly say: Say;

  constructor(desk: Desk, say: Say) {
    this.desk = desk;
    this.player = desk.player;
    this.stage = desk.page.stage;
    this.say = say;
    this.wider = makeButton('minus', EASE.wider, () => this.turn(1 / STEP), { isQuiet: true, class: 'sight' });
    this.closer = makeButton('plus', EASE.closer, () => this.turn(STEP), { isQuiet: true, class: 'sight closer' });
    this.fit = makeButton('fit', EASE.fit, () => this.showAll(), { isQuiet: true, class: 'sight' });
    // The last one has its place in the corner, whichever of the others are there.
    desk.page.stageTools.append(this.fit, this.wider, this.closer);
    this.stage.tabIndex = 0;
    this.stage.setAttribute('role', 'group');
    this.stage.setAttribute('aria-label', EASE.stage);
    this.listen();
    this.show();
  }

  private listen(): void {
    const { stage } = this;
    stage.addEventListener('wheel', (event) => this.onWheel(event), { passive: false });
    stage.addEventListener('pointerdown', (event) => this.onDown(event));
    // The middle button would scroll.
    stage.addEventListener('mousedown', (event) => event.button === 1 && event.preventDefault());
    window.addEventListener('pointermove', (event) => this.onMove(event));
    for (const end of ['pointerup', 'pointercancel'] as const) window.addEventListener(end, (event) => this.onEnd(event));
    window.addEventListener('keydown', (event) => event.key === ' ' && (this.isSpaceDown = true), { capture: true });
    window.addEventListener('keyup', (event) => event.key === ' ' && (this.isSpaceDown = false), { capture: true });
    window.addEventListener('blur', () => (this.isSpaceDown = false));
    this.player.listen((change) => change === 'level' && this.look(NO_LENS, false));
  }

  /** Whether a pointer that goes down now moves the picture. */
  isPanning(event: PointerEvent): boolean {
    return event.button === 1 || (event.button === 0 && this.isSpaceDown);
  }

  private lensAt(zoom: number, x: number, y: number): Lens {
    const sight = this.desk.stage()?.sight();
    return sight === undefined ? this.lens : lensAt(sight.layout, sight.view, zoom, x, y);
  }

  private moved(dx: number, dy: number): Lens {
    const sight = this.desk.stage()?.sight();
    return sight === undefined ? this.lens : moved(sight.layout, sight.view, dx, dy);
  }

  private look(lens: Lens, isGliding: boolean): void {
    this.lens = lens;
    this.desk.stage()?.rebuild(isGliding);
    this.show();
  }

  private show(): void {
    const isWhole = this.lens.zoom <= LEAST_ZOOM;
    this.wider.disabled = isWhole;
    this.fit.disabled = isWhole && this.lens.y === 0;
    this.closer.disabled = this.lens.zoom >= MOST_ZOOM;
  }

  /** Closer or wider, with the middle of the stage staying where it is. */
  turn(factor: number): void {
    const { clientWidth, clientHeight } = this.stage;
    this.look(this.lensAt(this.lens.zoom * factor, clientWidth / 2, clientHeight / 2), true);
    this.say(EASE.zoomed(this.lens.zoom));
  }

  readonly closerBy = (): void => this.turn(STEP);
  readonly widerBy = (): void => this.turn(1 / STEP);

  readonly showAll = (): void => {
    this.look(NO_LENS, true);
    this.say(EASE.fit);
  };

  /** Arrow keys, with the stage in focus. */
  go(key: string): boolean {
    const ways: Readonly<Record<string, readonly [number, number]>> = {
      ArrowLeft: [STRIDE, 0],
      ArrowRight: [-STRIDE, 0],
      ArrowUp: [0, STRIDE],
      ArrowDown: [0, -STRIDE],
    };
    const way = ways[key];
    if (way === undefined) return false;
    this.look(this.moved(...way), true);
    return true;
  }

  private onWheel(event: WheelEvent): void {
    event.preventDefault();
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : LINE;
    const [dx, dy] = [event.deltaX * unit, event.deltaY * unit];
    const { x, y } = pointIn(this.stage, event);
    if (event.shiftKey || Math.abs(dx) > Math.abs(dy)) {
      const along = event.shiftKey && dx === 0 ? dy : dx;
      this.look(this.moved(-along, 0), false);
    } else this.look(this.lensAt(this.lens.zoom * Math.exp(-dy * PER_PIXEL), x, y), false);
  }

  private onDown(event: PointerEvent): void {
    const at = pointIn(this.stage, event);
    if (event.pointerType === 'touch') this.fingers.set(event.pointerId, at);
    if (this.fingers.size === 2) {
      this.desk.pointers.cancel();
      this.pan = null;
      const [a, b] = [...this.fingers.values()] as [Point, Point];
      this.pinch = { far: farOf(a, b), zoom: this.lens.zoom, middle: middleOf(a, b) };
      return;
    }
    const isWanted = this.isPanning(event);
    const isFinger = event.pointerType === 'touch' && this.player.hand === null && !this.desk.isGathering() && !this.isOnOwn(at);
    if (!isWanted && !isFinger) return;
    this.pan = { pointer: event.pointerId, at, isMoving: false };
    if (!isWanted) return;
    event.preventDefault();
    this.desk.pointers.cancel();
    // The key that is held has started the run, or stopped it.
    if (event.button === 0 && this.player.show !== null) this.player.togglePlay();
  }

  private isOnOwn({ x, y }: Point): boolean {
    const id = this.desk.stage()?.nodeAt(x, y) ?? null;
    return id !== null && this.player.isOwn(id);
  }

  private onMove(event: PointerEvent): void {
    const isFinger = this.fingers.has(event.pointerId);
    const { pan } = this;
    if (!isFinger && pan?.pointer !== event.pointerId) return;
    const at = pointIn(this.stage, event);
    if (isFinger) this.fingers.set(event.pointerId, at);
    if (this.pinch !== null && this.fingers.size === 2) {
      this.onPinch(this.pinch);
      return;
    }
    if (pan?.pointer !== event.pointerId) return;
    if (!pan.isMoving && farOf(pan.at, at) < DRAG_FROM) return;
    if (!pan.isMoving) this.desk.pointers.cancel();
    pan.isMoving = true;
    this.look(this.moved(at.x - pan.at.x, at.y - pan.at.y), false);
    pan.at = at;
  }

  private onPinch(pinch: Pinch): void {
    const [a, b] = [...this.fingers.values()] as [Point, Point];
    const middle = middleOf(a, b);
    this.look(this.moved(middle.x - pinch.middle.x, middle.y - pinch.middle.y), false);
    this.look(this.lensAt((pinch.zoom * farOf(a, b)) / Math.max(1, pinch.far), middle.x, middle.y), false);
    pinch.middle = middle;
  }

  private onEnd(event: PointerEvent): void {
    this.fingers.delete(event.pointerId);
    if (this.fingers.size < 2) this.pinch = null;
    if (this.pan?.pointer === event.pointerId) this.pan = null;
  }
}

function farOf(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function middleOf(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}
