import type { Layout } from './layout.ts';
import { pictureOf, type Ground, type Lens, type Picture, type Rect, type Shape, type View } from './picture.ts';

/** Looking closer, and elsewhere: pure geometry. */

export const LEAST_ZOOM = 1;
export const MOST_ZOOM = 32;

function groundAt(grounds: readonly Ground[], x: number): number {
  return Math.max(
    0,
    grounds.findLastIndex(({ rect }) => rect.x <= x),
  );
}

/** Through a lens that is so strong, with what is seen at a point staying there as far as there is something to see beside it. */
export function lensAt(layout: Layout, view: View, zoom: number, x: number, y: number): Lens {
  const strength = Math.min(MOST_ZOOM, Math.max(LEAST_ZOOM, zoom));
  const before = pictureOf(layout, view);
  const after = pictureOf(layout, { ...view, lens: { zoom: strength, x: 0, y: 0 } });
  const index = groundAt(before.grounds, x);
  const [old, next] = [before.grounds[index], after.grounds[index]];
  if (old === undefined || next === undefined) return after.lens;
  // The edges of the stage and the room between machines do not grow.
  const kib = Math.min(old.shownKiB, Math.max(0, (x - old.rect.x) / before.scale));
  const moveX = next.rect.x + kib * after.scale - (old.rect.x + kib * before.scale);
  const row = (before.floor - y) / before.pitch;
  const moveY = row < 0 ? before.lens.y : y + row * after.pitch - after.floor;
  return pictureOf(layout, { ...view, lens: { zoom: strength, x: moveX, y: moveY } }).lens;
}

/** The picture goes along with a pointer that goes so far. */
export function moved(layout: Layout, view: View, dx: number, dy: number): Lens {
  const { lens } = pictureOf(layout, view);
  return pictureOf(layout, { ...view, lens: { ...lens, x: lens.x - dx, y: lens.y + dy } }).lens;
}

/** What a frame touches, besides machines. */
export function shapesIn(picture: Picture, frame: Rect): string[] {
  const touches = (shape: Shape): boolean =>
    shape.x < frame.x + frame.w && shape.x + shape.w > frame.x && shape.y < frame.y + frame.h && shape.y + shape.h > frame.y;
  return picture.shapes.filter((shape) => shape.box.row >= 0 && touches(shape)).map(({ id }) => id);
}
