import Phaser from 'phaser';
import { GAME } from '../../lang/en/game.ts';
import { momentOf } from '../../sim/index.ts';
import type { Player } from '../table/player.ts';
import { dressOf, heldAt, momentsOf, ownAt, type Dress, type Moments } from '../views/dress.ts';
import { FlagMemory, labelsOf, type Label, type Labelling, type Measure } from '../views/labels.ts';
import { layoutOf, type Layout } from '../views/layout.ts';
import { paintEmpty, paintGround, paintGroups, paintHover, paintShape, paintSlot, settledAs, type Brush } from '../views/paint.ts';
import { drawingOf } from '../views/drawing.ts';
import { hexOf, type Palette } from '../views/palette.ts';
import { blend, NO_LENS, pictureOf, type Lens, type Picture, type Rect, type View } from '../views/picture.ts';
import { seenIn } from '../views/seen.ts';
import { slotRect, slotsOf, type Slot } from '../views/slots.ts';
import { makeMeasure } from '../views/words.ts';
import { Atlas } from './atlas.ts';
import { Drawings } from './drawings.ts';
import type { Lively } from './lively.ts';
import { Prints, type Print } from './prints.ts';
import { Sheet } from './sheet.ts';
import { Words } from './words.ts';

/** What the stage needs to know of the page around it. */
export interface Surroundings {
  readonly palette: () => Palette;
  /** Size of the stage and its text, CSS pixels, and device pixels in one of them. */
  readonly size: () => { readonly width: number; readonly height: number; readonly unit: number; readonly density: number };
  readonly isWhole: () => boolean;
  readonly isStill: () => boolean;
  /** Where the player looks. */
  readonly lens: () => Lens;
  /** Where the page covers the stage, CSS pixels. */
  readonly covered: () => readonly Rect[];
  /** Where something has been drawn: what lies over the stage may give way. */
  readonly giveWay: (drawn: readonly { readonly x: number; readonly y: number }[]) => void;
  readonly now: () => number;
  /** The pictures of a machine while its stack is short: what the level will need at least, KiB. */
  readonly leastKiB: () => number;
}

/** All that tells what a point of the stage is. */
export interface Sight {
  readonly layout: Layout;
  readonly view: View;
  readonly picture: Picture;
}

const GLIDE_MS = 260;
/** Steps in which something fills up. */
const FINEST = 200;
/** How long lights go on after the end of a film. */
const AFTERGLOW_MS = 20_000;
const HEADROOM = 40;
/** A loop that rested has not been gliding meanwhile. */
const LONGEST_MS = 100;
const EMPTY: Picture = { shapes: [], byId: new Map(), grounds: [], groups: [], scale: 1, pitch: 1, floor: 0, lens: NO_LENS };
/** Rows to leave room for, so that the first layers are not as high as the stage. */
const LEAST_ROWS = 5;

function isSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}

/** Of the canvas, device pixels. */
export function deviceSize({ width, height, density }: ReturnType<Surroundings['size']>): { width: number; height: number } {
  return { width: Math.max(1, Math.round(width * density)), height: Math.max(1, Math.round(height * density)) };
}

/** Draws the model: a function of the build, or of a moment of the film. Holds no rules and no state of the game. */
export class StageScene extends Phaser.Scene {
  /** As the things stand when all gliding is over; what a pointer means is found in it. */
  picture: Picture = EMPTY;
  slots: readonly Slot[] = [];
  private readonly player: Player;
  private readonly around: Surroundings;
  private readonly onReady: () => void;
  private size = { width: 1, height: 1, unit: 1, density: 1 };
  private layout: Layout = { machines: [], boxes: [], byId: new Map(), groups: [], rows: 0 };
  private from: Picture = EMPTY;
  private drawn: Picture = EMPTY;
  private glided = GLIDE_MS;
  private covered: readonly Rect[] = [];
  private isDirty = true;
  private isStale = true;
  /** Real time, ms: Phaser's own is smoothed, and on a slow computer it falls behind. */
  private clock = 0;
  private ground!: Sheet;
  /** The places for what is in hand: they glow while nothing else moves. */
  private places!: Sheet;
  /** What moves while nothing else does, over the rest. */
  private movement!: Sheet;
  /** Comes when somebody begins to play: nothing of it is to be seen before a run. */
  private lively: Lively | null = null;
  private isLivelyAsked = false;
  private atlas!: Atlas;
  private drawings!: Drawings;
  /** When the film ended, ms. */
  private endedAt = 0;
  /** What the film showed when it was last drawn, a few numbers for each thing. */
  private seen: { readonly told: unknown[]; readonly filled: number[] } = { told: [], filled: [] };
  private seenBefore: typeof this.seen = { told: [], filled: [] };
  /** What the things of a picture say, and where it went: as long as it is the same picture only their filling changes. */
  private written: { readonly picture: Picture; readonly labelling: Labelling; readonly dresses: ReadonlyMap<string, Dress> } | null = null;
  /** Whose names are written on the stage. */
  named: ReadonlySet<string> = new Set();
  private words!: Words;
  private prints!: Prints;
  private readonly measure: Measure = makeMeasure();
  private readonly flags = new FlagMemory();

  constructor(player: Player, around: Surroundings, onReady: () => void) {
    super('stage');
    this.player = player;
    this.around = around;
    this.onReady = onReady;
  }

  create(): void {
    this.ground = new Sheet(this, 0);
    this.places = new Sheet(this, 0);
    this.movement = new Sheet(this, 2);
    this.atlas = new Atlas(this.textures);
    this.drawings = new Drawings(this.atlas, () => this.rebuild());
    this.words = new Words(this.atlas);
    this.prints = new Prints(this);
    this.player.listen((change) => {
      if (change !== 'level' && !this.isLivelyAsked) void this.enliven();
      if (change === 'hand') this.slots = this.player.hand === null ? [] : slotsOf(this.player.places, this.player.level);
      // Of a film most frames are like the one before.
      const news = change === 'time' ? this.news() : null;
      if (news === 'none') return;
      if (change === 'hover' || news === 'filling') {
        this.isDirty = true;
        this.game.loop.wake();
        return;
      }
      this.rebuild(change !== 'time' && change !== 'selection');
    });
    this.onReady();
  }

  /** Without it the run is to be seen all the same. */
  private async enliven(): Promise<void> {
    this.isLivelyAsked = true;
    const loaded = await import('./lively.ts').catch(() => null);
    if (loaded === null) return;
    this.lively = new loaded.Lively();
    this.rebuild();
  }

  /** What of the film is to be seen that was not yet: nothing, how far things have come, or something that is told in words. */
  private news(): 'none' | 'filling' | 'told' {
    const { show, ghost, atUs } = this.player;
    if (show === null) return 'told';
    const old = this.seen;
    // At every frame: the lists of the last but one are written over.
    const { told, filled } = (this.seen = this.seenBefore);
    this.seenBefore = old;
    told.length = filled.length = 0;
    for (const { doing, phase, progress, heldKiB, perSecond, isCompromised } of this.moments()!.values()) {
      told.push(doing, phase, heldKiB, Math.round(perSecond), isCompromised);
      filled.push(Math.floor(progress * FINEST));
    }
    for (const row of ghost?.film.rows ?? []) filled.push(Math.floor(momentOf(row, atUs).progress * FINEST));
    if (!isSame(told, old.told)) return 'told';
    return isSame(filled, old.filled) ? 'none' : 'filling';
  }

  /** Something to be seen has changed; when it moved, it glides there. */
  rebuild(isGliding = false): void {
    this.isStale = true;
    // Measured when something is shown or taken away, not while time passes.
    if (isGliding) this.covered = this.around.covered();
    if (isGliding && !this.around.isStill()) {
      this.from = this.drawn;
      this.glided = 0;
    }
    this.game.loop.wake();
  }

  /** The canvas follows the page at the density of the screen. */
  fit(): void {
    // Asked for here alone: measuring the page at each frame would have it laid out at each frame.
    this.size = this.around.size();
    this.covered = this.around.covered();
    const { width, height } = deviceSize(this.size);
    if (this.scale.width !== width || this.scale.height !== height) this.scale.resize(width, height);
    this.cameras.main.setOrigin(0, 0).setZoom(this.size.density);
    this.from = this.drawn = EMPTY;
    this.glided = GLIDE_MS;
    this.isStale = true;
    this.game.loop.wake();
  }

  /** Pixels of the stage: grows with the letters of the page. */
  get unit(): number {
    return this.size.unit;
  }

  /** What is shown, and how it is looked at. */
  sight(): Sight {
    this.settle();
    return { layout: this.layout, view: this.view(), picture: this.picture };
  }

  private view(): View {
    const { width, height, unit } = this.size;
    const least = this.around.leastKiB();
    const machines = this.player.board.stack.nodes.filter((node) => node.kind === 'machine');
    return {
      width,
      height,
      unit,
      isWhole: this.around.isWhole(),
      rows: Math.max(LEAST_ROWS, this.layout.rows + 1),
      headroom: HEADROOM,
      leastKiB: machines.map(() => least),
      lens: this.around.lens(),
    };
  }

  override update(): void {
    const now = this.around.now();
    const delta = Math.min(LONGEST_MS, now - this.clock);
    this.clock = now;
    const { hand } = this.player;
    this.lively?.tick(delta, this.isLive());
    const isMoving = this.glided < GLIDE_MS || this.lively?.isFading === true;
    if (!isMoving && !this.isStale && !this.isDirty) {
      if (hand !== null && !this.around.isStill()) this.paintSlots(this.drawn);
      else if (this.lively?.isMoving === true && this.isLive() && !this.around.isStill()) this.paintLights(this.moments());
      // Nothing moves: the loop rests until something does.
      else this.game.loop.sleep();
      return;
    }
    this.isDirty = false;
    this.glided = Math.min(GLIDE_MS, this.glided + delta);
    this.draw();
  }

  /** Who has won looks on for a while; then the stage rests, and with it the computer. */
  private isLive(): boolean {
    const { isPlaying, result } = this.player;
    if (isPlaying || result === null) this.endedAt = this.clock;
    return isPlaying || (result !== null && this.clock - this.endedAt < AFTERGLOW_MS);
  }

  /** Where everything is to be, also before it is drawn there. */
  settle(): Moments | null {
    const { board, show } = this.player;
    const moments = this.moments();
    if (!this.isStale) return moments;
    this.layout = layoutOf(show?.stack ?? board.stack, ownAt(moments), heldAt(moments));
    this.picture = pictureOf(this.layout, this.view());
    this.isStale = false;
    this.isDirty = true;
    return moments;
  }

  private moments(): Moments | null {
    const { show, atUs } = this.player;
    return show === null ? null : momentsOf(show, atUs);
  }

  private draw(): void {
    const moments = this.settle();
    const t = this.glided / GLIDE_MS;
    this.drawn = blend(this.from, this.picture, 1 - (1 - t) * (1 - t) * (1 - t));
    this.paint(this.drawn, moments);
  }

  private paint(picture: Picture, moments: Moments | null): void {
    const { unit, density } = this.size;
    const brush: Brush = { graphics: this.ground.clear(density), palette: this.around.palette(), unit };
    const dresses = this.dressesOf(picture, moments);
    const { show, ghost, atUs } = this.player;
    this.lively?.set(show, moments);
    this.paintShapes(brush, picture, dresses);
    if (show !== null) this.lively?.paintGhosts(brush, picture, ghost, atUs);
    this.paintLights(moments);
    const ownLabels = this.paintSlots(picture);
    const isWritten = this.written?.picture === picture;
    if (!isWritten) this.written = { picture, dresses, labelling: this.label(picture, dresses) };
    const { labelling } = this.written!;
    for (const pole of labelling.poles)
      brush.graphics.lineStyle(unit, brush.palette.tones.dim, 0.7).lineBetween(pole.x, pole.top, pole.x, pole.bottom);
    if (!isWritten) this.write(labelling, ownLabels, dresses);
  }

  /** What each thing says of itself; on a picture that has been written only how far it has come is new. */
  private dressesOf(picture: Picture, moments: Moments | null): ReadonlyMap<string, Dress> {
    const { board, result, show } = this.player;
    if (this.written?.picture === picture) {
      for (const { id, box } of picture.shapes) this.written.dresses.get(id)!.fill = moments?.get(box.node)?.progress ?? 0;
      return this.written.dresses;
    }
    // What is in the way of power-on, or what the missed goals are about.
    const concerned = result === null ? [] : show!.concerned;
    const wrong = new Set([...board.wrongs.map((violation) => violation.node).filter((id) => id !== null), ...concerned]);
    return new Map(picture.shapes.map((shape) => [shape.id, dressOf(shape.box, board, wrong, moments)]));
  }

  private paintShapes(brush: Brush, picture: Picture, dresses: ReadonlyMap<string, Dress>): void {
    const { selection, hovered } = this.player;
    const isStill = this.around.isStill();
    for (const shape of picture.shapes) if (shape.empty !== null) paintEmpty(brush, shape, shape.empty);
    for (const shape of picture.shapes) {
      const ground = shape.box.row < 0 ? picture.grounds[shape.box.machine] : undefined;
      const dress = dresses.get(shape.id)!;
      const fade = this.lively?.fade(shape.id, dress.tone, isStill) ?? settledAs(dress.tone);
      const state = { isSelected: selection.has(shape.id), ...fade };
      if (ground === undefined) paintShape(brush, shape, dress, state);
      else paintGround(brush, ground, shape, dress, state);
    }
    paintGroups(brush, picture);
    const pointed = hovered === null ? undefined : picture.byId.get(hovered);
    if (pointed !== undefined) paintHover(brush, pointed);
  }

  private label(picture: Picture, dresses: ReadonlyMap<string, Dress>): Labelling {
    const { width, height, unit } = this.size;
    return labelsOf(seenIn(picture, width, height), dresses, unit, width, this.measure, this.covered, this.flags);
  }

  private write(labelling: Labelling, ownLabels: readonly Label[], dresses: ReadonlyMap<string, Dress>): void {
    const palette = this.around.palette();
    const { density } = this.size;
    this.named = labelling.named;
    if (this.atlas.isFull) this.atlas.clear();
    const prints = this.printsOf(labelling.icons, dresses, palette);
    for (const label of [...labelling.labels, ...ownLabels]) {
      const stamp = this.words.stamp(label, palette[label.colour], density);
      if (stamp !== null) prints.push({ key: label.key, stamp, x: label.x, y: label.y, alpha: 1, scale: 1 });
    }
    this.prints.show(prints, density);
    this.atlas.flush();
    this.around.giveWay([...labelling.labels, ...this.picture.shapes]);
  }

  /** The part pictures of what has room for its own. */
  private printsOf(icons: Labelling['icons'], dresses: ReadonlyMap<string, Dress>, palette: Palette): Print[] {
    return icons.flatMap(({ shape, x, y, size }) => {
      const { tone } = dresses.get(shape.id)!;
      const colour = hexOf(palette.looks[shape.box.look]);
      const pixels = Math.round(size * this.size.density);
      const stamp = this.drawings.stamp(drawingOf(shape.box.node), colour, pixels, this.glided < GLIDE_MS);
      const alpha = tone === 'waiting' || tone === 'down' ? 0.5 : 1;
      return stamp === null ? [] : [{ key: `icon ${shape.id}`, stamp, x, y, alpha, scale: pixels / stamp.width }];
    });
  }

  private paintLights(moments: Moments | null): void {
    const brush: Brush = { graphics: this.movement.clear(this.size.density), palette: this.around.palette(), unit: this.size.unit };
    this.lively?.paint(brush, this.drawn, this.player.show, moments, this.player.atUs, this.around.isStill());
  }

  /** The places for what is in hand, and its name at the one it is held over. */
  private paintSlots(picture: Picture): Label[] {
    const brush: Brush = { graphics: this.places.clear(this.size.density), palette: this.around.palette(), unit: this.size.unit };
    const labels: Label[] = [];
    const glow = this.around.isStill() ? 0 : 0.5 + 0.5 * Math.sin(this.clock / 260);
    for (const slot of this.slots) {
      const rect = slot.isLegal ? slotRect(slot, picture, brush.unit) : null;
      if (rect === null) continue;
      const isAim = slot.place.on === this.player.aim;
      paintSlot(brush, rect, isAim, glow);
      const ground = slot.place.on === null ? GAME.groundShort : null;
      if (ground !== null)
        labels.push({
          key: 'slot',
          text: ground,
          x: rect.x + 14 * brush.unit,
          y: rect.y + 20 * brush.unit,
          size: 14 * brush.unit,
          weight: 'plain',
          colour: 'ink',
        });
    }
    return labels;
  }
}
