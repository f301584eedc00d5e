import type { Pen } from './pen.ts';

/**
 * A pen that leaves triangles, as a graphics card takes them. All that the stage draws is convex, so nothing has to be
 * cut into triangles by a general method at every frame. Knows nothing of Phaser.
 */

/** Farthest from the true curve, device pixels. */
const TOLERANCE = 0.12;
const FEWEST_SIDES = 8;
const MOST_SIDES = 64;
/** What is drawn at once: the most that an index of 16 bits and Phaser's own batch can take, less one outline. */
const MOST_CORNERS = 45_000;
const MOST_TRIANGLES = 15_000;

/** What is drawn at once: its first corner and its first index. */
export interface Batch {
  readonly corner: number;
  readonly index: number;
}

/** Of a corner. */
export const WORDS = 3;

/** Alpha in the highest byte, then red, green, blue. */
function packed(colour: number, alpha: number): number {
  const a = Math.max(0, Math.min(255, Math.round(alpha * 255)));
  return ((a << 24) | colour) >>> 0;
}

/** A multiple of four, so that each corner of a rounded rectangle has its share. */
function sidesOf(radius: number): number {
  const angle = Math.acos(Math.max(0, 1 - TOLERANCE / Math.max(radius, TOLERANCE)));
  return 4 * Math.ceil(Math.min(MOST_SIDES, Math.max(FEWEST_SIDES, Math.PI / angle)) / 4);
}

const CIRCLES = new Map<number, Float32Array>();

/** Points of a circle of radius 1, from the right by way of the bottom, the first one again at the end. */
function circleOf(sides: number): Float32Array {
  let points = CIRCLES.get(sides);
  if (points === undefined) {
    points = new Float32Array(2 * sides + 2);
    for (let i = 0; i <= sides; i += 1) {
      points[2 * i] = Math.cos((2 * Math.PI * i) / sides);
      points[2 * i + 1] = Math.sin((2 * Math.PI * i) / sides);
    }
    CIRCLES.set(sides, points);
  }
  return points;
}

export class Triangles implements Pen {
  /** Three words for each corner, as the graphics card takes them: x and y, device pixels, and the colour. */
  words = new Uint32Array(WORDS << 12);
  /** Three corners each, counted from the first of their batch. */
  indexes = new Uint16Array(1 << 13);
  batches: Batch[] = [{ corner: 0, index: 0 }];
  /** How many of each are in use. */
  cornerCount = 0;
  indexCount = 0;
  /** Device pixels in a pixel of the stage. */
  density = 1;
  private places = new Float32Array(this.words.buffer);
  /** First corner of the batch. */
  private base = 0;
  private fill = 0;
  private line = 0;
  private half = 0.5;

  clear(): this {
    this.cornerCount = 0;
    this.indexCount = 0;
    this.base = 0;
    this.batches = [{ corner: 0, index: 0 }];
    return this;
  }

  fillStyle(colour: number, alpha: number): this {
    this.fill = packed(colour, alpha);
    return this;
  }

  lineStyle(width: number, colour: number, alpha: number): this {
    this.half = width / 2;
    this.line = packed(colour, alpha);
    return this;
  }

  fillRect(x: number, y: number, w: number, h: number): this {
    return this.rect(x, y, x + w, y + h, this.fill);
  }

  fillRoundedRect(x: number, y: number, w: number, h: number, radius: number): this {
    if (radius * this.density < 0.5) return this.fillRect(x, y, w, h);
    const sides = sidesOf(radius * this.density);
    const first = this.begin();
    this.ring(x, y, w, h, radius, sides, this.fill);
    const count = sides + 4;
    for (let i = 2; i < count; i += 1) this.triangle(first, first + i - 1, first + i);
    return this;
  }

  strokeRoundedRect(x: number, y: number, w: number, h: number, radius: number): this {
    const { half, line } = this;
    const inner = Math.max(0, radius - half);
    const sides = sidesOf((radius + half) * this.density);
    const first = this.begin();
    this.ring(x - half, y - half, w + 2 * half, h + 2 * half, radius + half, sides, line);
    this.ring(x + half, y + half, Math.max(0, w - 2 * half), Math.max(0, h - 2 * half), inner, sides, line);
    return this.band(first, sides + 4);
  }

  fillCircle(x: number, y: number, radius: number): this {
    return this.fillRoundedRect(x - radius, y - radius, 2 * radius, 2 * radius, radius);
  }

  strokeCircle(x: number, y: number, radius: number): this {
    return this.strokeRoundedRect(x - radius, y - radius, 2 * radius, 2 * radius, radius);
  }

  fillTriangle(x0: number, y0: number, x1: number, y1: number, x2: number, y2: number): this {
    const first = this.begin();
    this.corner(x0, y0, this.fill);
    this.corner(x1, y1, this.fill);
    this.corner(x2, y2, this.fill);
    this.triangle(first, first + 1, first + 2);
    return this;
  }

  lineBetween(x0: number, y0: number, x1: number, y1: number): this {
    const { half, line } = this;
    const [dx, dy] = [x1 - x0, y1 - y0];
    const length = Math.hypot(dx, dy);
    if (length === 0) return this;
    const [nx, ny] = [(-dy / length) * half, (dx / length) * half];
    const first = this.begin();
    this.corner(x0 + nx, y0 + ny, line);
    this.corner(x1 + nx, y1 + ny, line);
    this.corner(x1 - nx, y1 - ny, line);
    this.corner(x0 - nx, y0 - ny, line);
    this.triangle(first, first + 1, first + 2);
    this.triangle(first, first + 2, first + 3);
    return this;
  }

  private rect(left: number, top: number, right: number, bottom: number, colour: number): this {
    const first = this.begin();
    this.corner(left, top, colour);
    this.corner(right, top, colour);
    this.corner(right, bottom, colour);
    this.corner(left, bottom, colour);
    this.triangle(first, first + 1, first + 2);
    this.triangle(first, first + 2, first + 3);
    return this;
  }

  /** The corners of a rounded rectangle, in order. */
  private ring(x: number, y: number, w: number, h: number, radius: number, sides: number, colour: number): void {
    const points = circleOf(sides);
    const quarter = sides / 4;
    for (let side = 0; side < 4; side += 1) {
      const cx = side === 0 || side === 3 ? x + w - radius : x + radius;
      const cy = side < 2 ? y + h - radius : y + radius;
      for (let i = side * quarter; i <= (side + 1) * quarter; i += 1)
        this.corner(cx + points[2 * i]! * radius, cy + points[2 * i + 1]! * radius, colour);
    }
  }

  /** Between two closed lines of as many corners, one after the other. */
  private band(outside: number, count: number): this {
    const inside = outside + count;
    for (let i = 0; i < count; i += 1) {
      const next = (i + 1) % count;
      this.triangle(outside + i, outside + next, inside + next);
      this.triangle(outside + i, inside + next, inside + i);
    }
    return this;
  }

  /** The number of the next corner in its batch. */
  private begin(): number {
    const { cornerCount, indexCount } = this;
    const last = this.batches.at(-1)!;
    if (cornerCount - last.corner > MOST_CORNERS || indexCount - last.index > 3 * MOST_TRIANGLES) {
      this.batches.push({ corner: cornerCount, index: indexCount });
      this.base = cornerCount;
    }
    return cornerCount - this.base;
  }

  private corner(x: number, y: number, colour: number): void {
    const at = this.cornerCount;
    const word = WORDS * at;
    if (word === this.words.length) this.growCorners();
    this.places[word] = x * this.density;
    this.places[word + 1] = y * this.density;
    this.words[word + 2] = colour;
    this.cornerCount = at + 1;
  }

  private triangle(a: number, b: number, c: number): void {
    const at = this.indexCount;
    if (at + 3 > this.indexes.length) this.growIndexes();
    this.indexes[at] = a;
    this.indexes[at + 1] = b;
    this.indexes[at + 2] = c;
    this.indexCount = at + 3;
  }

  private growCorners(): void {
    const words = new Uint32Array(2 * this.words.length);
    words.set(this.words);
    this.words = words;
    this.places = new Float32Array(words.buffer);
  }

  private growIndexes(): void {
    const indexes = new Uint16Array(2 * this.indexes.length);
    indexes.set(this.indexes);
    this.indexes = indexes;
  }
}
