import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editsToBecome } from '../../src/game/table/edits.ts';
import { ENGINE } from '../../src/game/run/engine.ts';
import { Player } from '../../src/game/table/player.ts';
import { dressOf, heldAt, momentsOf, ownAt } from '../../src/game/views/dress.ts';
import { labelsOf, type Measure } from '../../src/game/views/labels.ts';
import { layoutOf, type Box, type Layout } from '../../src/game/views/layout.ts';
import { expectedKiB, heldOn, reservedKiB } from '../../src/game/views/memory.ts';
import { blend, pictureOf, shapeAt, type View } from '../../src/game/views/picture.ts';
import { GAME } from '../../src/lang/en/game.ts';
import { CATALOG, heldForVm, momentOf, resolve } from '../../src/sim/index.ts';
import { LEVELS } from './levels.ts';
import { play, someMoves } from './play.ts';

const VIEW: View = { width: 846, height: 450, unit: 1, isWhole: false, rows: 5, headroom: 40, leastKiB: [] };
/** So narrow a thing has no room for a word, px. */
const SLIVER = 28;
const someLevel = fc.constantFrom(...LEVELS.map(({ level }) => level));
/** Layouts of builds that random players come to. */
const someLayout = fc.tuple(someLevel, someMoves).map(([level, moves]) => {
  const player = new Player(level);
  moves.forEach((move) => play(player, move));
  return layoutOf(player.board.stack, expectedKiB);
});

function childrenOf(layout: Layout, box: Box): Box[] {
  return layout.boxes.filter((other) => other.node.parent === box.node);
}

/** Whether all that stands on some hardware also fits into it. */
function fits(layout: Layout, box: Box): boolean {
  for (let node = box.node.parent; node !== null; node = node.parent) {
    const below = layout.byId.get(node.id)!;
    if (below.offers !== null && below.offers.held > below.offers.size) return false;
  }
  return true;
}

describe('the layout', () => {
  test('is as wide as memory: a machine its RAM, a VM what it holds, a layer its own and all above it', () => {
    fc.assert(
      fc.property(someLayout, (layout) => {
        for (const box of layout.boxes) {
          const content = childrenOf(layout, box).reduce((sum, child) => sum + widthWithBeside(layout, child), 0);
          if (box.look === 'machine') expect(box.width).toBe(box.node.ramKiB);
          else if (box.look === 'vm') expect(box.width).toBe(heldForVm(box.node));
          else if (box.look === 'engine') expect(box.width).toBe(expectedKiB(box.node));
          else expect(box.width).toBe(expectedKiB(box.node) + content);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('has children inside what they stand on, where the memory suffices', () => {
    fc.assert(
      fc.property(someLayout, (layout) => {
        for (const box of layout.boxes) {
          if (!fits(layout, box) || box.look === 'machine') continue;
          for (const child of childrenOf(layout, box)) {
            expect(child.row).toBe(box.look === 'engine' ? box.row : box.row + 1);
            expect(child.x).toBeGreaterThanOrEqual(box.x);
            if (box.look !== 'engine' && (box.offers === null || box.offers.held <= box.offers.size)) {
              expect(child.x + widthWithBeside(layout, child)).toBeLessThanOrEqual(box.x + box.width);
            }
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  test('lets nothing overlap, where the memory suffices', () => {
    fc.assert(
      fc.property(someLayout, (layout) => {
        const boxes = layout.boxes.filter((box) => box.row >= 0 && fits(layout, box));
        for (const a of boxes) {
          for (const b of boxes) {
            if (a === b || a.machine !== b.machine || a.row !== b.row) continue;
            expect(a.x + a.width <= b.x || b.x + b.width <= a.x).toBe(true);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  test('holds on a machine what the build is expected to reserve there', () => {
    fc.assert(
      fc.property(someLayout, (layout) => {
        const nodes = layout.boxes.map((box) => box.node);
        for (const machine of layout.machines) expect(machine.offers?.held).toBe(heldOn(machine.node, nodes, reservedKiB));
      }),
      { numRuns: 100 },
    );
  });
});

/** An engine's block with what stands beside it. */
function widthWithBeside(layout: Layout, box: Box): number {
  return layout.groups.find((group) => group.id === box.id)?.width ?? box.width;
}

describe('the expected memory', () => {
  test.each(LEVELS.map(({ level, reference }) => [level.id, level, reference!] as const))(
    'is what the engine finds at the start of each part: %s',
    (_id, level, reference) => {
      const player = new Player(level);
      player.do(
        reference.build.nodes.filter((node) => !level.given.some((given) => given.id === node.id)).map((node) => ({ edit: 'place', node })),
      );
      player.powerOn(ENGINE);
      for (const row of player.show!.film.rows) {
        if (row.node.kind === 'machine') continue;
        const startUs = row.lives[0]!.startUs;
        const expected = expectedKiB(row.node) + (row.node.kind === 'vm' ? row.node.ramKiB : 0);
        expect([row.node.id, momentOf(row, startUs).heldKiB]).toEqual([row.node.id, expected]);
      }
    },
  );
});

describe('the memory that a machine is said to hold', () => {
  test.each(LEVELS.map(({ level, reference }) => [level.id, level, reference!] as const))(
    'is none at power-on, and at its most what the engine measured: %s',
    (_id, level, reference) => {
      const player = new Player(level);
      player.do(
        reference.build.nodes.filter((node) => !level.given.some((given) => given.id === node.id)).map((node) => ({ edit: 'place', node })),
      );
      player.powerOn(ENGINE);
      const show = player.show!;
      const heldAll = (us: number): number => {
        const moments = momentsOf(show, us);
        const { machines } = layoutOf(show.stack, ownAt(moments), heldAt(moments));
        return machines.reduce((sum, { offers }) => sum + offers!.inUse, 0);
      };
      expect(heldAll(0)).toBe(0);
      const times = new Set(show.film.rows.flatMap((row) => row.memory.map(([us]) => us)));
      expect(Math.ceil(Math.max(...[...times].map(heldAll)) / 1024)).toBe(show.report.metrics.ramMiB);
    },
  );
});

describe('the picture', () => {
  test('keeps the proportions of memory, and everything that fits on the stage', () => {
    fc.assert(
      fc.property(someLayout, fc.boolean(), (layout, isWhole) => {
        const picture = pictureOf(layout, { ...VIEW, isWhole });
        for (const shape of picture.shapes.filter(({ box }) => box.row >= 0)) {
          expect(shape.w).toBeCloseTo(Math.max(1, shape.box.width * picture.scale), 6);
          expect(shape.x + shape.w).toBeLessThanOrEqual(VIEW.width);
          expect(shape.y).toBeGreaterThanOrEqual(0);
        }
        if (isWhole) for (const ground of picture.grounds) expect(ground.isTorn).toBe(false);
      }),
      { numRuns: 100 },
    );
  });

  test('is found under the pointer where it is drawn', () => {
    fc.assert(
      fc.property(someLayout, (layout) => {
        const picture = pictureOf(layout, VIEW);
        for (const shape of picture.shapes)
          // What holds nothing, as Firecracker without a VM, has no width; it is pointed at in the list.
          if (shape.over === null && shape.w > 0 && fits(layout, shape.box))
            expect(shapeAt(picture, shape.x + shape.w / 2, shape.y + shape.h / 2)?.id).toBe(shape.id);
      }),
      { numRuns: 50 },
    );
  });

  test('glides from one build to the next: it begins with the one and ends with the other', () => {
    fc.assert(
      fc.property(someLayout, someLayout, (a, b) => {
        const [before, after] = [pictureOf(a, VIEW), pictureOf(b, VIEW)];
        expect(blend(before, after, 1)).toBe(after);
        for (const shape of blend(before, after, 0).shapes) {
          const old = before.byId.get(shape.id);
          if (old !== undefined) expect([shape.x, shape.y, shape.w, shape.h]).toEqual([old.x, old.y, old.w, old.h]);
        }
      }),
      { numRuns: 50 },
    );
  });

  test('shows what does not fit hanging over the edge', () => {
    const { level } = LEVELS[0]!;
    const build = {
      nodes: [
        ...level.given,
        { id: 'vbox', part: 'hypervisor.virtualbox', on: 'linux' },
        { id: 'vm', part: 'vm', on: 'vbox', ramMiB: 16_384 },
      ],
    };
    const picture = pictureOf(layoutOf(resolve(build, level, CATALOG), expectedKiB), VIEW);
    const machine = picture.byId.get('pc')!;
    const over = picture.byId.get('vm')!.over!;
    expect(over.x).toBeCloseTo(machine.x + machine.w, 3);
    expect(over.w).toBeGreaterThan(100);
  });

  test('writes whole names or none, and says which are written', () => {
    fc.assert(
      fc.property(someLevel, someMoves, fc.constantFrom(300, 480, 846), (level, moves, width) => {
        const player = new Player(level);
        moves.forEach((move) => play(player, move));
        const picture = pictureOf(layoutOf(player.board.stack, expectedKiB), { ...VIEW, width, height: 260 });
        const dresses = new Map(picture.shapes.map((shape) => [shape.id, dressOf(shape.box, player.board, new Set(), null)]));
        const { labels, named } = labelsOf(picture, dresses, 1, width, (text, size) => text.length * size * 0.58);
        for (const { id } of picture.shapes) {
          const text = labels.find(({ key }) => key === `${id}:name`)?.text;
          expect(named.has(id)).toBe(text === player.board.names.get(id));
        }
      }),
      { numRuns: 60 },
    );
  });

  test('says of a machine how much is taken and how much is left, which make the whole', () => {
    let told = 0;
    for (const { level, reference } of LEVELS) {
      const player = new Player(level);
      player.do(editsToBecome(player.history.build, level, reference!.build));
      const picture = pictureOf(layoutOf(player.board.stack, expectedKiB), { ...VIEW, width: 2400 });
      const dresses = new Map(picture.shapes.map((shape) => [shape.id, dressOf(shape.box, player.board, new Set(), null)]));
      const { labels } = labelsOf(picture, dresses, 1, 2400, (text, size) => text.length * size * 0.58);
      const mib = (text: string): number[] => [...text.matchAll(/[\d,]+(?= MiB)/g)].map(([number]) => Number(number.replaceAll(',', '')));
      for (const { id } of picture.grounds) {
        const held = labels.find(({ key }) => key === `${id}:held`);
        const left = labels.find(({ key }) => key === `${id}:empty:1`);
        if (held === undefined || left === undefined) continue;
        const [taken = 0, whole = 0] = mib(held.text);
        expect(taken + mib(left.text)[0]!).toBe(whole);
        told += 1;
      }
    }
    expect(told).toBeGreaterThan(5);
  });

  test('of a film draws every part at every instant', () => {
    for (const { level, reference } of LEVELS) {
      const player = new Player(level);
      player.do(
        reference!.build.nodes
          .filter((node) => !level.given.some((given) => given.id === node.id))
          .map((node) => ({ edit: 'place', node })),
      );
      player.powerOn(ENGINE);
      const { show } = player;
      for (let part = 0; part <= 20; part += 1) {
        const moments = momentsOf(show!, (show!.endUs * part) / 20);
        const picture = pictureOf(layoutOf(show!.stack, ownAt(moments)), VIEW);
        for (const shape of picture.shapes) expect(Number.isFinite(shape.x + shape.y + shape.w + shape.h)).toBe(true);
      }
    }
  });
});

/** About as wide as the real letters. */
const measure: Measure = (text, size, weight) => text.length * size * (weight === 'bold' ? 0.53 : 0.51);

describe('the words on the stage', () => {
  test('call the memory of a VM held from its start on, and not before', () => {
    const { level, reference } = LEVELS.find(({ level: { id } }) => id === 'two-tenants')!;
    const player = new Player(level);
    player.do(editsToBecome(player.history.build, level, reference!.build));
    player.powerOn(ENGINE);
    const show = player.show!;
    const vm = show.film.rows.find(({ node }) => node.kind === 'vm')!;
    const wordsAt = (us: number): string | undefined => {
      const moments = momentsOf(show, us);
      const layout = layoutOf(show.stack, ownAt(moments), heldAt(moments));
      const picture = pictureOf(layout, { ...VIEW, rows: layout.rows + 1 });
      const dresses = new Map(picture.shapes.map((shape) => [shape.id, dressOf(shape.box, player.board, new Set(), moments)]));
      // So narrow a script leaves room for all of it.
      const { labels } = labelsOf(picture, dresses, 1, VIEW.width, (text) => text.length);
      return labels.find(({ key }) => key === `${vm.node.id}:empty:0`)?.text;
    };
    const { startUs } = vm.lives[0]!;
    expect(startUs).toBeGreaterThan(0);
    expect([startUs - 1, startUs].map(wordsAt)).toEqual([GAME.notYetHeld, GAME.heldNotUsed]);
  });

  test.each(LEVELS.map(({ level, reference }) => [level.id, level, reference!] as const))(
    'name everything, and nothing is written over something else: %s',
    (_id, level, reference) => {
      const player = new Player(level);
      player.do(
        reference.build.nodes.filter((node) => !level.given.some((given) => given.id === node.id)).map((node) => ({ edit: 'place', node })),
      );
      const layout = layoutOf(player.board.stack, expectedKiB);
      const picture = pictureOf(layout, { ...VIEW, rows: layout.rows + 1, leastKiB: layout.machines.map(() => 768 * 1024) });
      const dresses = new Map(picture.shapes.map((shape) => [shape.id, dressOf(shape.box, player.board, new Set(), null)]));
      const { labels, poles } = labelsOf(picture, dresses, 1, VIEW.width, measure);
      const named = new Set(labels.filter(({ key }) => key.endsWith(':name')).map(({ key }) => key.slice(0, -5)));
      // Slivers beside slivers may tell their names only when they are pointed at.
      const nameless = picture.shapes.filter(({ id }) => !named.has(id));
      expect(nameless.length).toBeLessThanOrEqual(2);
      for (const { id, ownW } of nameless) expect([id, ownW < SLIVER]).toEqual([id, true]);
      const rects = labels.map((label) => ({
        ...label,
        right: label.x + measure(label.text, label.size, label.weight),
        bottom: label.y + label.size,
      }));
      // Flags are smaller than what is written inside, and no pole goes through one.
      for (const { text, x, y, right, bottom } of rects.filter(({ size, weight }) => size === 14 && weight === 'bold'))
        expect([text, poles.filter((pole) => pole.x > x && pole.x < right && pole.top < bottom && pole.bottom > y)]).toEqual([text, []]);
      for (const a of rects) {
        for (const b of rects) {
          if (a.key >= b.key) continue;
          const isApart = a.right <= b.x + 1 || b.right <= a.x + 1 || a.bottom <= b.y + 1 || b.bottom <= a.y + 1;
          expect([a.text, b.text, isApart]).toEqual([a.text, b.text, true]);
        }
      }
    },
  );
});
