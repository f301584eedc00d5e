import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editsToBecome } from '../../src/game/table/edits.ts';
import { isLegal } from '../../src/game/table/judge.ts';
import { Player } from '../../src/game/table/player.ts';
import { layoutOf } from '../../src/game/views/layout.ts';
import { lensAt, MOST_ZOOM, moved, shapesIn } from '../../src/game/views/lens.ts';
import { expectedKiB } from '../../src/game/views/memory.ts';
import { NO_LENS, pictureOf, shapeAt, type Lens, type View } from '../../src/game/views/picture.ts';
import { seenIn } from '../../src/game/views/seen.ts';
import { slotAt, slotRect, slotsOf } from '../../src/game/views/slots.ts';
import { levelCalled, LEVELS } from './levels.ts';

function built(id: string): Player {
  const { level, reference } = levelCalled(id);
  const player = new Player(level);
  player.do(editsToBecome(player.history.build, level, reference!.build));
  return player;
}

const VIEW: View = { width: 800, height: 420, unit: 1, isWhole: true, rows: 6, headroom: 40, leastKiB: [] };
const someId = fc.constantFrom(...LEVELS.map(({ level }) => level.id));
const someZoom = fc.double({ min: 0.2, max: 60, noNaN: true });
const somePoint = fc.record({ x: fc.integer({ min: 30, max: 770 }), y: fc.integer({ min: 0, max: 330 }) });

function layoutCalled(id: string) {
  return layoutOf(built(id).board.stack, expectedKiB);
}

describe('a lens', () => {
  test('that enlarges can be moved until the highest part is far below what covers the top of the stage', () => {
    for (const { level } of LEVELS) {
      const layout = layoutCalled(level.id);
      for (const zoom of [1.5, 4, MOST_ZOOM]) {
        const lens = moved(layout, { ...VIEW, lens: { zoom, x: 0, y: 0 } }, 0, 1e6);
        const { shapes } = pictureOf(layout, { ...VIEW, lens });
        expect(Math.min(...shapes.map(({ y }) => y))).toBeGreaterThanOrEqual(0.4 * VIEW.height - 0.01);
      }
    }
  });

  test('that is none changes nothing', () => {
    for (const { level } of LEVELS) {
      const layout = layoutCalled(level.id);
      expect(pictureOf(layout, { ...VIEW, lens: NO_LENS })).toEqual(pictureOf(layout, VIEW));
    }
  });

  test('keeps what is under the pointer there, closer and back again, and shows nothing beyond the edges', () => {
    fc.assert(
      fc.property(someId, someZoom, someZoom, somePoint, (id, first, second, { x, y }) => {
        const layout = layoutCalled(id);
        let lens: Lens = NO_LENS;
        for (const zoom of [first, second]) {
          const before = pictureOf(layout, { ...VIEW, lens });
          const shape = shapeAt(before, x, y);
          lens = lensAt(layout, { ...VIEW, lens }, zoom, x, y);
          const after = pictureOf(layout, { ...VIEW, lens });
          expect(lens.zoom).toBeGreaterThanOrEqual(1);
          expect(lens.zoom).toBeLessThanOrEqual(MOST_ZOOM);
          expect(after.lens).toEqual(lens);
          const [left, right] = [after.grounds[0]!.rect.x, after.grounds.at(-1)!];
          expect(left).toBeLessThanOrEqual(18.01);
          if (lens.x > 0) expect(right.rect.x + right.shownKiB * after.scale).toBeGreaterThanOrEqual(800 - 18.01);
          // Looking closer, there is always enough beside it.
          if (shape !== null && lens.zoom > before.lens.zoom && shape.box.row >= 0 && before.lens.y === 0 && lens.y > 0) {
            const [at] = [(x - shape.x) / shape.w];
            const now = after.byId.get(shape.id)!;
            expect(Math.abs(now.x + at * now.w - x)).toBeLessThan(1);
          }
        }
        expect(lensAt(layout, { ...VIEW, lens }, 1, x, y).zoom).toBe(1);
        expect(lensAt(layout, { ...VIEW, lens }, 1, x, y).x).toBeCloseTo(0);
      }),
      { numRuns: 150 },
    );
  });

  test('goes along with a pointer and back, within limits', () => {
    const layout = layoutCalled('two-tenants');
    const lens = lensAt(layout, VIEW, 4, 400, 200);
    const there = moved(layout, { ...VIEW, lens }, -120, 0);
    expect(there.x - lens.x).toBeCloseTo(120);
    expect(moved(layout, { ...VIEW, lens: there }, 120, 0).x).toBeCloseTo(lens.x);
    expect(moved(layout, { ...VIEW, lens }, 1e9, -1e9)).toEqual({ zoom: 4, x: 0, y: 0 });
    const far = moved(layout, { ...VIEW, lens }, -1e9, 1e9);
    expect(moved(layout, { ...VIEW, lens: far }, -1, 1)).toEqual(far);
  });

  test('moves places and what is hit with everything else', () => {
    const player = built('two-tenants');
    const id = player.board.stack.nodes.findLast(({ workload }) => workload !== null)!.id;
    player.take({ kind: 'node', id });
    const slots = slotsOf(player.places, player.level);
    const layout = layoutOf(player.board.stack, expectedKiB);
    const target = slots.find(({ isLegal: can, at }) => can && at !== null)!;
    expect(isLegal(target.place)).toBe(true);
    for (const zoom of [1, 3, 9]) {
      const plain = pictureOf(layout, VIEW);
      const rect = slotRect(target, plain, 1)!;
      const lens = lensAt(layout, VIEW, zoom, rect.x + 1, rect.y + rect.h / 2);
      const picture = pictureOf(layout, { ...VIEW, lens });
      const now = slotRect(target, picture, 1)!;
      expect(slotAt([target], picture, 1, now.x + now.w / 2, now.y + now.h / 2)).toBe(target);
    }
  });

  test('leaves only what is seen of a thing for its words', () => {
    const layout = layoutCalled('two-tenants');
    const lens = moved(layout, { ...VIEW, lens: { zoom: 6, x: 0, y: 0 } }, -700, 0);
    const picture = seenIn(pictureOf(layout, { ...VIEW, lens }), 800, 420);
    expect(picture.shapes.length).toBeGreaterThan(0);
    for (const shape of picture.shapes) {
      expect(shape.x).toBeGreaterThanOrEqual(0);
      expect(shape.x + shape.w).toBeLessThanOrEqual(800);
    }
  });
});

test('a frame touches what is drawn in it, and no machine', () => {
  const layout = layoutCalled('two-tenants');
  const picture = pictureOf(layout, VIEW);
  const all = shapesIn(picture, { x: 0, y: -1000, w: 800, h: 2000 });
  expect(all).toHaveLength(layout.boxes.filter(({ row }) => row >= 0).length);
  const one = picture.shapes.find(({ box }) => box.above === 0 && box.row >= 0)!;
  expect(shapesIn(picture, { x: one.x + 0.2, y: one.y + 1, w: 0.2, h: 1 })).toEqual([one.id]);
});
