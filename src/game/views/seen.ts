import type { Picture, Rect, Shape } from './picture.ts';

/** Too little of a thing to write its name on. */
const SLIVER = 14;

function clip<T extends Rect>(rect: T, width: number): T {
  const x = Math.max(0, rect.x);
  return { ...rect, x, w: Math.min(rect.x + rect.w, width) - x };
}

/** What can be seen of a picture, each thing as far as it is: where its words can go. */
export function seenIn(picture: Picture, width: number, height: number): Picture {
  const isSeen = (shape: Shape): boolean => {
    const { w } = clip(shape, width);
    return w > 0 && (w >= SLIVER || w >= shape.w) && shape.y < height && shape.y + shape.h > 0;
  };
  const shapes = picture.shapes.filter(isSeen).map((shape) => {
    const empty = shape.empty === null ? null : clip(shape.empty, width);
    return { ...clip(shape, width), empty: empty !== null && empty.w > 0 ? empty : null };
  });
  const grounds = picture.grounds.map((ground) => ({ ...ground, rect: clip(ground.rect, width) }));
  return { ...picture, shapes, grounds };
}
