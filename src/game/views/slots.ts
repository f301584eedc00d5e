import { CATALOG, resolve, type Level } from '../../sim/index.ts';
import { isLegal, standing, type Place } from '../table/judge.ts';
import { layoutOf } from './layout.ts';
import { expectedKiB } from './memory.ts';
import { contains, shapeAt, type Picture, type Rect } from './picture.ts';

/** Where what is in hand could be set down, and which of these places a pointer means. */

export interface Slot {
  readonly place: Place;
  readonly isLegal: boolean;
  /** Where it would stand, KiB and layers; null on the ground. */
  readonly at: { readonly machine: number; readonly x: number; readonly width: number; readonly row: number } | null;
}

/** The slots of all places: a new thing's own width is that of the build which the drop would give. */
export function slotsOf(places: readonly Place[], level: Level): Slot[] {
  return places.map((place) => {
    const legal = isLegal(place);
    if (!legal || place.on === null) return { place, isLegal: legal, at: null };
    const { byId } = layoutOf(resolve(place.build, level, CATALOG), expectedKiB);
    const boxes = standing(place.edits, place.on)
      .map((id) => byId.get(id))
      .filter((box) => box !== undefined);
    const [first] = boxes;
    if (first === undefined) return { place, isLegal: legal, at: null };
    // Several stand side by side.
    const [x, right] = [Math.min(...boxes.map((box) => box.x)), Math.max(...boxes.map((box) => box.x + box.width))];
    return { place, isLegal: legal, at: { machine: first.machine, x, width: right - x, row: first.row } };
  });
}

/** Narrow things are still to be seen and hit. */
const LEAST_WIDTH = 12;

export function slotRect(slot: Slot, picture: Picture, unit: number): Rect | null {
  if (slot.place.on === null) {
    const last = picture.grounds.at(-1);
    const h = 58 * unit;
    return { x: last === undefined ? 18 * unit : last.rect.x, y: picture.floor, w: last === undefined ? 320 * unit : last.rect.w, h };
  }
  if (slot.at === null) return null;
  const ground = picture.grounds[slot.at.machine];
  const below = picture.byId.get(slot.place.on);
  if (ground === undefined || below === undefined) return null;
  const y = picture.floor - (slot.at.row + 1) * picture.pitch;
  return {
    x: ground.rect.x + slot.at.x * picture.scale,
    y,
    w: Math.max(LEAST_WIDTH * unit, slot.at.width * picture.scale),
    h: picture.pitch - 3 * unit,
  };
}

function distance(rect: Rect, x: number, y: number): number {
  const dx = Math.max(rect.x - x, 0, x - rect.x - rect.w);
  const dy = Math.max(rect.y - y, 0, y - rect.y - rect.h);
  return dx * dx + dy * dy;
}

/**
 * The place that a point means: a slot, else the thing under the pointer (with its reason when it cannot be there), else
 * the nearest slot, because parts may be let fall. What nothing can stand on means what it stands on itself.
 */
export function slotAt(slots: readonly Slot[], picture: Picture, unit: number, x: number, y: number): Slot | null {
  const legal = slots.filter((slot) => slot.isLegal);
  const reachable = legal
    .map((slot) => ({ slot, rect: slotRect(slot, picture, unit) }))
    .filter((entry): entry is { slot: Slot; rect: Rect } => entry.rect !== null);
  const shape = shapeAt(picture, x, y);
  if (shape !== null) {
    const own = slots.find((slot) => slot.place.on === shape.id);
    if (own?.isLegal === true) return own;
    const hit = reachable.findLast(({ rect }) => contains(rect, x, y));
    if (hit !== undefined) return hit.slot;
    const isLeaf = shape.box.look === 'workload' || shape.box.look === 'container';
    const beside = isLeaf ? slots.find((slot) => slot.isLegal && slot.place.on === shape.box.node.build.on) : undefined;
    return beside ?? own ?? null;
  }
  let nearest: { slot: Slot; far: number } | null = null;
  for (const { slot, rect } of reachable) {
    const far = distance(rect, x, y);
    if (nearest === null || far < nearest.far) nearest = { slot, far };
  }
  if (nearest !== null) return nearest.slot;
  // Nothing is legal: what it would fall on says why.
  const below = picture.shapes.filter((candidate) => x >= candidate.x && x <= candidate.x + candidate.w && candidate.y >= y);
  const first = below.sort((a, b) => a.y - b.y)[0] ?? picture.shapes[0];
  return first === undefined ? null : (slots.find((slot) => slot.place.on === first.id) ?? null);
}
