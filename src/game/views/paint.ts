import type { Dress } from './dress.ts';
import type { Look } from './layout.ts';
import type { Palette } from './palette.ts';
import type { Pen } from './pen.ts';
import type { Ground, Picture, Rect, Shape } from './picture.ts';

/** Lines and areas of the stage. Texts are in `labels.ts`. */

const MARK = 5;
const RADIUS = 4;

export interface Brush {
  readonly graphics: Pen;
  readonly palette: Palette;
  readonly unit: number;
}

/** Slanted lines inside a rectangle. */
export function hatch({ graphics, unit }: Brush, rect: Rect, colour: number, alpha: number): void {
  const step = 9 * unit;
  graphics.lineStyle(1 * unit, colour, alpha);
  const start = Math.floor((rect.x + rect.y) / step) * step;
  for (let sum = start; sum <= rect.x + rect.w + rect.y + rect.h; sum += step) {
    // A line where x + y is constant, cut off at the edges.
    const x1 = Math.max(rect.x, sum - rect.y - rect.h);
    const x2 = Math.min(rect.x + rect.w, sum - rect.y);
    if (x2 > x1) graphics.lineBetween(x1, sum - x1, x2, sum - x2);
  }
}

function dashed({ graphics, unit }: Brush, rect: Rect, colour: number, alpha: number, width = 1.5): void {
  graphics.lineStyle(width * unit, colour, alpha);
  const dash = 6 * unit;
  const gap = 4 * unit;
  const right = rect.x + rect.w;
  const bottom = rect.y + rect.h;
  for (let x = rect.x; x < right; x += dash + gap) {
    const end = Math.min(right, x + dash);
    graphics.lineBetween(x, rect.y, end, rect.y);
    graphics.lineBetween(x, bottom, end, bottom);
  }
  for (let y = rect.y; y < bottom; y += dash + gap) {
    const end = Math.min(bottom, y + dash);
    graphics.lineBetween(rect.x, y, rect.x, end);
    graphics.lineBetween(right, y, right, end);
  }
}

function radiusOf(rect: Rect, unit: number): number {
  return Math.min(RADIUS * unit, rect.w / 2, rect.h / 2);
}

const BODY = { plain: 0.16, waiting: 0.05, busy: 0.1, ready: 0.2, down: 0.04 } as const;
const EDGE = { plain: 0.95, waiting: 0.45, busy: 0.95, ready: 1, down: 0.5 } as const;
/** What is all its own is not filled twice, so that words on it are read. */
const LEAVES: ReadonlySet<Look> = new Set(['workload', 'container', 'engine']);
const OWN = { plain: 0.36, waiting: 0.12, busy: 0.16, ready: 0.4, down: 0.08 } as const;

/** How a thing looks on its way from one state to the next. */
export interface Fade {
  /** 0 lit, 1 dark: between them it is going out. */
  readonly dark: number;
  /** 1 when it has just become ready, fading. */
  readonly glow: number;
}

export function settledAs(tone: Dress['tone']): Fade {
  return { dark: tone === 'down' ? 1 : 0, glow: 0 };
}

/** How a thing is painted besides what it says of itself. */
export interface State extends Fade {
  readonly isSelected: boolean;
}

function between(from: number, to: number, fraction: number): number {
  return from + (to - from) * fraction;
}

/** A colour over another. */
function mixed(under: number, over: number, alpha: number): number {
  const part = (shift: number): number => Math.round(between((under >> shift) & 255, (over >> shift) & 255, alpha)) << shift;
  return part(16) | part(8) | part(0);
}

export function paintShape(brush: Brush, shape: Shape, dress: Dress, { isSelected, dark, glow }: State): void {
  const { graphics, palette, unit } = brush;
  const colour = palette.looks[shape.box.look];
  const { tone } = dress;
  const amount = (amounts: typeof BODY | typeof EDGE | typeof OWN): number =>
    tone === 'down' ? between(amounts.ready, amounts.down, dark) : amounts[tone];
  const radius = radiusOf(shape, unit);
  // Opaque: nothing shines through from the layer below.
  graphics.fillStyle(mixed(palette.tones.ground, colour, amount(BODY)), 1).fillRoundedRect(shape.x, shape.y, shape.w, shape.h, radius);
  if (shape.ownW > 1 && shape.box.look !== 'vm' && !LEAVES.has(shape.box.look))
    graphics.fillStyle(colour, amount(OWN)).fillRect(shape.x, shape.y, Math.min(shape.w, shape.ownW), shape.h);
  if (tone === 'busy') graphics.fillStyle(colour, 0.34).fillRect(shape.x, shape.y, shape.w * dress.fill, shape.h);
  if (tone === 'down') hatch(brush, shape, palette.tones.fail, 0.5 * dark);
  const mark = Math.min(MARK * unit, shape.w);
  graphics.fillStyle(colour, tone === 'waiting' ? 0.5 : 1).fillRect(shape.x, shape.y, mark, shape.h);
  if (tone === 'waiting') dashed(brush, shape, colour, EDGE.waiting, 1.2);
  else {
    const edge = tone === 'down' || dress.isWrong ? palette.tones.fail : colour;
    graphics
      .lineStyle((dress.isWrong ? 2.5 : 1.5) * unit, edge, amount(EDGE))
      .strokeRoundedRect(shape.x, shape.y, shape.w, shape.h, radius);
  }
  if (glow > 0) {
    graphics.fillStyle(colour, 0.35 * glow).fillRoundedRect(shape.x, shape.y, shape.w, shape.h, radius);
    const out = 4 * unit * (1 - glow);
    graphics.lineStyle(2 * unit, colour, glow);
    graphics.strokeRoundedRect(shape.x - out, shape.y - out, shape.w + 2 * out, shape.h + 2 * out, radius + out);
  }
  if (shape.over !== null) {
    graphics.fillStyle(palette.tones.fail, 0.18).fillRect(shape.over.x, shape.over.y, shape.over.w, shape.over.h);
    hatch(brush, shape.over, palette.tones.fail, 0.9);
  }
  if (isSelected) {
    const out = 3 * unit;
    graphics.lineStyle(2.5 * unit, palette.tones.ink, 1);
    graphics.strokeRoundedRect(shape.x - out, shape.y - out, shape.w + 2 * out, shape.h + 2 * out, radius + out);
  }
}

/** What is pointed at somewhere else on the page. */
export function paintHover({ graphics, palette, unit }: Brush, shape: Rect): void {
  const out = 2 * unit;
  graphics.fillStyle(palette.tones.ink, 0.12).fillRect(shape.x, shape.y, shape.w, shape.h);
  graphics.lineStyle(1.5 * unit, palette.tones.ink, 0.9);
  graphics.strokeRoundedRect(shape.x - out, shape.y - out, shape.w + 2 * out, shape.h + 2 * out, out);
}

/** What is free on a machine stays empty; what a VM holds and nobody uses is hatched. What it will hold is an outline. */
export function paintEmpty(brush: Brush, shape: Shape, empty: Rect): void {
  const { palette } = brush;
  if (shape.box.offers?.isHeld === true) {
    hatch(brush, empty, palette.looks.vm, 0.3);
    dashed(brush, empty, palette.looks.vm, 0.6, 1.2);
  } else dashed(brush, empty, palette.tones.dim, 0.4, 1);
}

export function paintGround(brush: Brush, ground: Ground, shape: Shape, dress: Dress, state: State): void {
  const { graphics, palette, unit } = brush;
  const { rect } = ground;
  paintShape(brush, { ...shape, ...rect, ownW: 0, over: null }, dress, state);
  // A lit upper edge makes it the heavy thing at the bottom.
  graphics.fillStyle(palette.looks.machine, 0.6).fillRect(rect.x, rect.y, rect.w, 3 * unit);
  graphics.lineStyle(1 * unit, palette.tones.dim, 0.9);
  const bottom = rect.y + rect.h;
  graphics.lineBetween(rect.x, bottom + 4 * unit, rect.x + rect.w, bottom + 4 * unit);
  for (const { x } of ground.ticks) {
    graphics.lineBetween(x, bottom + 4 * unit, x, bottom + 9 * unit);
    graphics.lineBetween(x, rect.y, x, rect.y + 7 * unit);
  }
  if (ground.isTorn) tear(brush, rect);
}

/** The machine goes on to the right: its edge is torn off. */
function tear({ graphics, palette, unit }: Brush, rect: Rect): void {
  const right = rect.x + rect.w;
  const tooth = 6 * unit;
  graphics.fillStyle(palette.tones.ground, 1);
  graphics.fillRect(right - 1 * unit, rect.y - 2 * unit, 4 * unit, rect.h + 4 * unit);
  for (let y = rect.y; y < rect.y + rect.h - 1; y += tooth * 2)
    graphics.fillTriangle(right, y, right - tooth, y + tooth, right, y + tooth * 2);
}

export function paintGroups(brush: Brush, picture: Picture): void {
  const out = 3 * brush.unit;
  for (const group of picture.groups) {
    const rect = { x: group.x - out, y: group.y - out, w: group.w + 2 * out, h: group.h + out };
    dashed(brush, rect, brush.palette.looks.engine, 0.8, 1.2);
  }
}

export function paintSlot(brush: Brush, rect: Rect, isAim: boolean, glow: number): void {
  const { graphics, palette } = brush;
  const colour = palette.tones.good;
  graphics.fillStyle(colour, isAim ? 0.32 : 0.08 + 0.06 * glow).fillRect(rect.x, rect.y, rect.w, rect.h);
  dashed(brush, rect, colour, isAim ? 1 : 0.55 + 0.3 * glow, isAim ? 2.5 : 1.5);
}
