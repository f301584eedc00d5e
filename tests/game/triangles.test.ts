import { describe, expect, it } from 'vitest';
import { Triangles, WORDS } from '../../src/game/views/triangles.ts';

interface Corner {
  readonly x: number;
  readonly y: number;
  readonly colour: number;
}

/** What a graphics card would be given: three corners for each triangle, batch by batch. */
function drawn({ words, indexes, batches, cornerCount, indexCount }: Triangles): Corner[][] {
  const places = new Float32Array(words.buffer);
  const triangles: Corner[][] = [];
  batches.forEach((batch, number) => {
    const next = batches[number + 1] ?? { corner: cornerCount, index: indexCount };
    for (let i = batch.index; i < next.index; i += 3)
      triangles.push(
        [0, 1, 2].map((offset) => {
          if (indexes[i + offset]! >= next.corner - batch.corner) throw new Error('a corner of another batch');
          const word = WORDS * (batch.corner + indexes[i + offset]!);
          return { x: places[word]!, y: places[word + 1]!, colour: words[word + 2]! };
        }),
      );
  });
  return triangles;
}

/** Of all triangles together: where two lay upon one another it would be too large. */
function areaOf(pen: Triangles): number {
  return drawn(pen).reduce((sum, [a, b, c]) => sum + Math.abs((b!.x - a!.x) * (c!.y - a!.y) - (c!.x - a!.x) * (b!.y - a!.y)) / 2, 0);
}

function penAt(density = 1): Triangles {
  const pen = new Triangles();
  pen.density = density;
  return pen.fillStyle(0x123456, 1).lineStyle(2, 0x654321, 0.5);
}

describe('what the stage is painted with', () => {
  it.each([1, 1.5, 3])('covers what it says, at %d device pixels in one', (density) => {
    const square = density * density;
    const circle = Math.PI * 10 * 10;
    expect(areaOf(penAt(density).fillRect(3, 4, 50, 20))).toBeCloseTo(1000 * square, 2);
    expect(areaOf(penAt(density).fillTriangle(0, 0, 10, 0, 0, 10))).toBeCloseTo(50 * square, 3);
    expect(areaOf(penAt(density).lineBetween(0, 0, 30, 40))).toBeCloseTo(100 * square, 2);
    expect(areaOf(penAt(density).fillCircle(50, 50, 10)) / square / circle).toBeCloseTo(1, 1);
    expect(areaOf(penAt(density).strokeCircle(50, 50, 10)) / square / (2 * 2 * Math.PI * 10)).toBeCloseTo(1, 1);
    // Two wide, around its edge.
    expect(areaOf(penAt(density).strokeRoundedRect(0, 0, 100, 50, 0)) / square).toBeCloseTo(2 * 300, -1);
    expect(areaOf(penAt(density).fillRoundedRect(0, 0, 100, 50, 10)) / square).toBeCloseTo(5000 - (4 - Math.PI) * 100, -1);
  });

  it('stays inside of what it fills', () => {
    for (const { x, y } of drawn(penAt().fillRoundedRect(10, 20, 30, 40, 8)).flat()) {
      expect(x).toBeGreaterThanOrEqual(10);
      expect(x).toBeLessThanOrEqual(40);
      expect(y).toBeGreaterThanOrEqual(20);
      expect(y).toBeLessThanOrEqual(60);
    }
  });

  it('packs its colours as Phaser does, whatever the alpha', () => {
    const colours = (alpha: number): number[] =>
      drawn(penAt().fillStyle(0xa1b2c3, alpha).fillRect(0, 0, 1, 1))
        .flat()
        .map(({ colour }) => colour);
    expect(new Set(colours(1))).toEqual(new Set([0xffa1b2c3]));
    expect(new Set(colours(0.5))).toEqual(new Set([0x80a1b2c3]));
    expect(new Set(colours(-1))).toEqual(new Set([0x00a1b2c3]));
    expect(new Set(colours(7))).toEqual(new Set([0xffa1b2c3]));
  });

  it('draws in several goes what is too much for one, and nothing of what was wiped', () => {
    const pen = penAt();
    for (let i = 0; i < 40_000; i += 1) pen.fillRect(i, 0, 1, 1);
    expect(pen.batches.length).toBeGreaterThan(2);
    expect(areaOf(pen)).toBeCloseTo(40_000, 0);
    // What Phaser's own batch takes at once: 16,384 triangles, and as many corners as 16 bits count.
    pen.batches.forEach((batch, number) => {
      const next = pen.batches[number + 1] ?? { corner: pen.cornerCount, index: pen.indexCount };
      expect((next.index - batch.index) / 3).toBeLessThanOrEqual(16_384);
      expect(next.corner - batch.corner).toBeLessThanOrEqual(3 * 16_384);
    });
    expect(drawn(pen.clear())).toEqual([]);
    expect(areaOf(pen.fillRect(0, 0, 2, 2))).toBeCloseTo(4);
  });
});
