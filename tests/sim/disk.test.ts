import { describe, expect, test } from 'vitest';
import { CATALOG, resolve, type Build, type Level } from '../../src/sim/index.ts';
import { diskHeld } from '../../src/sim/disk.ts';
import { Chance } from '../support/chance.ts';
import { costOf } from '../support/cost.ts';
import { buildOf, levelFor, work } from '../support/stack.ts';

/** An engine stores each layer once, told apart by name and size. */

const PC = { id: 'pc', part: 'machine.desktop' };
const HOST = { id: 'host', part: 'kernel.linux', on: 'pc' };

type Layers = readonly { readonly id: string; readonly mib: number }[];

function image(id: string, layers: Layers): ReturnType<typeof work> {
  return work(id, { forms: [{ form: 'image', os: 'linux', layers }] });
}

function takenKib(build: Build, level: Level): number {
  return diskHeld(resolve(build, level, CATALOG).nodes)[0]!;
}

/** What the layers of images take on engines, beyond what the same containers without layers take. */
function layersMib(images: readonly Layers[], engines: readonly (readonly number[])[]): number {
  const nodes: object[] = [PC, HOST];
  engines.forEach((holds, index) => {
    nodes.push({ id: `engine${index}`, part: 'engine.docker', on: 'host' });
    for (const number of holds) nodes.push({ id: `c${nodes.length}`, workload: `image${number}`, on: `engine${index}` });
  });
  const build = buildOf(nodes);
  const taken = (own: readonly Layers[]): number => {
    const works = own.map((layers, index) => image(`image${index}`, layers));
    return takenKib(build, levelFor(build, works, { given: [PC] }));
  };
  return (taken(images) - taken(images.map(() => []))) / 1024;
}

function unionMib(images: readonly Layers[]): number {
  const sizes = new Map(images.flat().map(({ id, mib }) => [`${id}/${mib}`, mib]));
  return [...sizes.values()].reduce((sum, mib) => sum + mib, 0);
}

describe('layers of images on engines', () => {
  test.each([
    ['few', 3, 4],
    ['as many as are looked through', 4, 16],
    ['many', 60, 40],
  ])('%s: the union of the images on each, engine by engine', (_name, most, names) => {
    const chance = new Chance(7);
    const images = Array.from({ length: 30 }, () =>
      Array.from({ length: chance.whole(0, most) }, () => ({ id: `l${chance.whole(1, names)}`, mib: chance.whole(1, 3) })),
    );
    const engines = Array.from({ length: 20 }, () => Array.from({ length: chance.whole(0, 30) }, () => chance.whole(0, 29)));
    const expected = engines.reduce((sum, holds) => sum + unionMib(holds.map((number) => images[number]!)), 0);
    expect(layersMib(images, engines)).toBe(expected);
  });

  test('10,000 layers on each of 10,000 engines take no square of time', { timeout: 20_000 }, () => {
    const images = [0, 1].map((which) => Array.from({ length: 10_000 }, (_, index) => ({ id: `l${index + which}`, mib: 1 })));
    const { value, seconds } = costOf(() => layersMib(images, new Array<number[]>(10_000).fill([0, 1, 0])));
    expect(value).toBe(10_000 * 10_001);
    expect(seconds).toBeLessThan(5);
  });
});
