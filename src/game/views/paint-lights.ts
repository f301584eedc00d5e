import type { StackNode } from '../../sim/index.ts';
import type { Caller, Light, LightKind } from './lights.ts';
import type { Brush } from './paint.ts';
import type { Picture, Rect, Shape } from './picture.ts';

/** Lights and callers, painted anew at every frame over the rest; and how far the run before had come. */

/** From one layer to the next, and how long a layer keeps a light, s. */
const HOP_S = 0.26;
const STOP_S = 0.1;
/** Between two lights of one kind, s: the stronger, the shorter. */
const PAUSE_S = [0, 1.1, 0.7, 0.4, 0.15] as const;
/** Where each kind leaves its thing, from its left edge, units. */
const OFFSET: Readonly<Record<LightKind, number>> = { call: 22, disk: 12, net: 17 };
const SIZE = 4;
const HALO = 10;

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where a light enters each of its stops. */
function pointsOf({ kind, stops }: Light, picture: Picture, unit: number): Point[] | null {
  const shapes = stops.map((node: StackNode) => picture.byId.get(node.id));
  const [first] = shapes;
  if (first === undefined || shapes.includes(undefined)) return null;
  const x = first.x + Math.min(first.w * 0.72, OFFSET[kind] * unit);
  const from = { x, y: first.y + first.h - 2 * unit };
  // A kernel inside the sandbox: the call never leaves it.
  if (shapes.length === 1) return [{ x, y: first.y + first.h * 0.35 }, from];
  return [from, ...(shapes.slice(1) as Shape[]).map((shape) => ({ x, y: shape.y + Math.min(shape.h * 0.4, 14 * unit) }))];
}

/** A mark for each kind: no meaning hangs on colour alone. */
function mark({ graphics, unit }: Brush, kind: LightKind, { x, y }: Point, colour: number, alpha: number): void {
  const size = SIZE * unit;
  graphics.fillStyle(colour, 0.16 * alpha).fillCircle(x, y, HALO * unit);
  graphics.fillStyle(colour, 0.2 * alpha).fillCircle(x, y, HALO * 0.6 * unit);
  graphics.fillStyle(colour, alpha);
  if (kind === 'call') graphics.fillCircle(x, y, size);
  else if (kind === 'disk') graphics.fillRect(x - size, y - size, 2 * size, 2 * size);
  else graphics.fillTriangle(x - size * 1.2, y - size, x + size * 1.2, y - size, x, y + size * 1.2);
}

/** Along the points and, for a call, back again; where it is after so long, and at which stop it is kept. */
function travel(points: readonly Point[], isReturning: boolean, s: number): { at: Point; stop: number } | null {
  const way = isReturning ? [...points, ...points.slice(0, -1).reverse()] : points;
  const leg = HOP_S + STOP_S;
  const index = Math.floor(s / leg);
  const next = way[index + 1];
  if (next === undefined) return index < way.length ? { at: way[index]!, stop: index } : null;
  const here = way[index]!;
  const t = Math.min(1, Math.max(0, (s - index * leg - STOP_S) / HOP_S));
  return { at: { x: here.x + (next.x - here.x) * t, y: here.y + (next.y - here.y) * t }, stop: t === 0 ? index : -1 };
}

/** One light at an instant of the clock, s; where nothing may move, its way and where it ends. */
export function paintLight(brush: Brush, light: Light, picture: Picture, clockS: number | null): void {
  const { graphics, palette, unit } = brush;
  const points = pointsOf(light, picture, unit);
  if (points === null) return;
  const colour = light.kind === 'call' ? palette.tones.ink : palette.tones.fail;
  const end = points[points.length - 1]!;
  graphics.lineStyle(1.2 * unit, colour, 0.4).lineBetween(points[0]!.x, points[0]!.y, end.x, end.y);
  for (const point of points.slice(1)) graphics.fillStyle(colour, 0.5).fillCircle(point.x, point.y, 1.4 * unit);
  if (clockS === null) {
    mark(brush, light.kind, end, colour, 1);
    return;
  }
  const isReturning = light.kind === 'call';
  const legs = isReturning ? 2 * points.length - 1 : points.length;
  const period = legs * (HOP_S + STOP_S) + PAUSE_S[light.strength as 1 | 2 | 3 | 4];
  const found = travel(points, isReturning, clockS % period);
  if (found === null) return;
  // Each layer that has to handle it says so.
  if (found.stop > 0) graphics.lineStyle(1.5 * unit, colour, 0.8).strokeCircle(found.at.x, found.at.y, 7 * unit);
  mark(brush, light.kind, found.at, colour, 1);
}

/** When a caller stands at the door, and when it has had enough; shares of its time. */
const ARRIVED = 0.3;
const DECIDED = 0.55;
const FALL = 34;

/** Small people at the door of what serves them: who is served goes in, who is not leaves angry. */
export function paintCaller(brush: Brush, shape: Shape, { number, age, isServed }: Caller): void {
  const { graphics, palette, unit } = brush;
  const room = Math.max(shape.w, 26 * unit);
  const lane = ((number * 5) % 7) / 6;
  let x = shape.x + (shape.w - room) / 2 + 6 * unit + lane * (room - 12 * unit);
  let y = shape.y - 6 * unit;
  let alpha = 1;
  let colour = palette.tones.ink;
  if (age < ARRIVED) {
    y -= FALL * unit * (1 - age / ARRIVED) * (1 - age / ARRIVED);
    alpha = age / ARRIVED;
  } else if (age >= DECIDED) {
    const t = (age - DECIDED) / (1 - DECIDED);
    colour = isServed ? palette.tones.good : palette.tones.fail;
    y += isServed ? 14 * unit * t : -FALL * unit * t;
    x += isServed ? 0 : 16 * unit * t;
    alpha = 1 - t;
  }
  graphics.fillStyle(colour, alpha);
  graphics.fillCircle(x, y - 5.5 * unit, 2.6 * unit).fillRoundedRect(x - 3 * unit, y - 2 * unit, 6 * unit, 6 * unit, 2 * unit);
  // Angry ones have a mark over their heads.
  if (age >= DECIDED && !isServed)
    graphics.fillRect(x - 0.8 * unit, y - 14 * unit, 1.6 * unit, 4 * unit).fillRect(x - 0.8 * unit, y - 9.4 * unit, 1.6 * unit, 1.4 * unit);
}

/** How far the run before had come at the same instant: a line at the upper edge, and where it was ready, a notch. */
export function paintGhost({ graphics, palette, unit }: Brush, shape: Rect, progress: number): void {
  const h = 3 * unit;
  graphics.fillStyle(palette.tones.ink, 0.55).fillRect(shape.x, shape.y, shape.w * progress, h);
  if (progress >= 1)
    graphics.fillTriangle(shape.x + shape.w, shape.y, shape.x + shape.w, shape.y + 3 * h, shape.x + shape.w - 2 * h, shape.y);
}
