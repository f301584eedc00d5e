import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  exhibitId,
  galleryOf,
  GALLERY_FORMAT,
  LONGEST_NAME,
  makeExhibit,
  makeGallery,
  parseGallery,
  pruned,
  renamed,
  withExhibits,
  without,
  type Exhibit,
} from '../../src/game/keep/gallery.ts';
import { Keeper, type Store, type Trouble } from '../../src/game/keep/keeper.ts';
import { Verdicts } from '../../src/game/rooms/exhibits.ts';
import type { House } from '../../src/game/rooms/room.ts';
import { differences, readyRows, ranOf, sidesOf } from '../../src/game/rooms/sides.ts';
import { ENGINE, type Engine } from '../../src/game/run/engine.ts';
import { cellsOf, MOST_BYTES } from '../../src/game/share/code.ts';
import { stepsOf } from '../../src/game/table/building.ts';
import type { Solution } from '../../src/sim/index.ts';
import { mutated } from '../support/mutated.ts';
import { levelCalled, LEVELS } from './levels.ts';

const reference = (id: string): Solution => levelCalled(id).reference!;

/** Builds that differ in a name only, and claim what they are told to. */
function exhibit(number: number, cost: number, name = ''): Exhibit {
  const { build, ...solution } = reference('first-light');
  const nodes = build.nodes.map((node) => (node.id === 'clock' ? { ...node, id: `clock-${number}` } : node));
  return makeExhibit({ ...solution, build: { nodes }, claims: { cost } }, number, name);
}

function makeStore(): Store & { readonly kept: Map<string, unknown> } {
  const kept = new Map<string, unknown>();
  return {
    kept,
    get: async (key) => structuredClone(kept.get(key)),
    set: async (key, value) => {
      kept.set(key, structuredClone(value));
    },
  };
}

describe('the gallery', () => {
  const gallery = withExhibits([], [exhibit(1, 9, 'first'), exhibit(2, 5), exhibit(3, 7)]);

  test('comes back from the storage as it was', () => {
    const kept = JSON.parse(JSON.stringify(makeGallery(gallery))) as unknown;
    expect(parseGallery(kept)).toEqual(gallery);
    expect(GALLERY_FORMAT.isWhole(kept, parseGallery(kept)!)).toBe(true);
  });

  test('keeps the same build once, with its name and its date', () => {
    const again = withExhibits(gallery, [{ ...exhibit(1, 9), keptAtMs: 99 }]);
    expect(again).toEqual(gallery);
    expect(new Set(gallery.map(({ id }) => id)).size).toBe(3);
  });

  test('lets the oldest go, but no best and nothing that has a name', () => {
    const many = Array.from({ length: 12 }, (_, index) => exhibit(index + 1, index === 2 ? 1 : 20 + index, index === 4 ? 'mine' : ''));
    const left = withExhibits([], many, 5).map(({ keptAtMs }) => keptAtMs);
    expect(left).toEqual([3, 5, 10, 11, 12]);
    expect(pruned(many.slice(0, 5), 1).map(({ keptAtMs }) => keptAtMs)).toEqual([3, 5]);
  });

  test('renames and takes away one', () => {
    const { id } = gallery[1]!;
    expect(renamed(gallery, id, `  ${'x'.repeat(99)}`)[1]!.name).toBe('x'.repeat(LONGEST_NAME));
    expect(without(gallery, id)).toEqual([gallery[0], gallery[2]]);
  });

  test('begins with the bests of before', () => {
    const progress = new Map([['first-light', [{ metrics: {}, solution: makeGallery(gallery)['exhibits'] }]]]);
    expect(galleryOf(progress)).toEqual([]);
    const best = (makeGallery(gallery)['exhibits'] as readonly { solution: unknown }[])[1]!.solution;
    expect(galleryOf(new Map([['first-light', [{ metrics: {}, solution: best }]]])).map(({ id }) => id)).toEqual([gallery[1]!.id]);
  });

  test('that is damaged anywhere is read as far as it can be, and never throws', () => {
    const kept = JSON.parse(JSON.stringify(makeGallery(gallery))) as unknown;
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (place, what) => {
        const read = parseGallery(mutated(kept, place, what));
        for (const { id, solution, name, keptAtMs } of read ?? []) {
          expect(id).toBe(exhibitId(solution));
          expect(name.length).toBeLessThanOrEqual(LONGEST_NAME);
          expect(keptAtMs === null || Number.isFinite(keptAtMs)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(parseGallery(value)).toBeNull();
      }),
    );
  });

  test('loses nothing of what it cannot read', async () => {
    const store = makeStore();
    const kept = JSON.parse(JSON.stringify(makeGallery(gallery))) as { exhibits: unknown[] };
    kept.exhibits.push({ name: 'from a later version' });
    store.kept.set('gallery', kept);
    const troubles: Trouble[] = [];
    const keeper = new Keeper(store, (trouble) => troubles.push(trouble));
    expect(await keeper.readKept(GALLERY_FORMAT)).toEqual(gallery);
    await keeper.change(GALLERY_FORMAT, (there) => withExhibits(there ?? [], [exhibit(4, 1)]));
    expect(troubles).toEqual(['spoilt']);
    expect(store.kept.get('aside/gallery/1')).toEqual(kept);
    expect((await keeper.readKept(GALLERY_FORMAT))!.length).toBe(4);
  });
});

describe('what builds in the gallery are worth', () => {
  function makeHouse(engine: () => Promise<Pick<Engine, 'run'>>): House {
    const keeper = new Keeper(makeStore(), () => expect.unreachable());
    return { levels: LEVELS, keeper, progress: () => new Map(), engine } as unknown as House;
  }

  test('is found once, however often the gallery is opened', async () => {
    let runs = 0;
    const run: Engine['run'] = (...of) => {
      runs += 1;
      return ENGINE.run(...of);
    };
    const house = makeHouse(() => Promise.resolve({ run }));
    const first = new Verdicts(house);
    const found = await first.find(exhibit(1, 9));
    expect(found.kind).toBe('passed');
    first.end();
    const second = new Verdicts(house);
    expect(second.get(exhibit(1, 9))).toEqual(found);
    await second.find(exhibit(1, 9));
    await second.find(exhibit(2, 9));
    expect(runs).toBe(2);
  });

  test('is not known where the engine cannot be had, and found later where it can', async () => {
    let isThere = false;
    const house = makeHouse(() => (isThere ? Promise.resolve(ENGINE) : Promise.reject(new Error('gone'))));
    const verdicts = new Verdicts(house);
    expect((await verdicts.find(exhibit(1, 9))).kind).toBe('unknown');
    isThere = true;
    expect((await verdicts.find(exhibit(1, 9))).kind).toBe('passed');
  });
});

describe('the steps of a building', () => {
  test.each(LEVELS.filter((level) => level.reference !== null).map((level) => [level.level.id, level] as const))(
    'of %s lead from what is given to the build',
    (_id, { level, reference: solution }) => {
      const steps = stepsOf({ ...solution!, edits: [] }, level)!;
      expect(ENGINE.run(steps.at(-1)!.build, level)).toMatchObject({ ok: true, value: { report: { passed: true } } });
    },
  );

  test('are those of the player where they lead to it, and others where they do not', () => {
    const { level } = levelCalled('first-light');
    const solution = reference('first-light');
    const edits = stepsOf(solution, level)!.map(({ edit }) => edit);
    const detour = [...edits, { edit: 'remove', id: 'clock' }, ...edits] as const;
    expect(stepsOf({ ...solution, edits: detour }, level)!.length).toBe(detour.length);
    expect(stepsOf({ ...solution, edits: [{ edit: 'remove', id: 'nobody' }] }, level)!.length).toBe(edits.length);
  });
});

describe('two builds side by side', () => {
  const found = levelCalled('two-tenants');
  const own = makeExhibit(found.reference!, 1, 'mine');

  test('are found by their address, and by nothing else', () => {
    const sides = (about: string | null) => sidesOf(about, [own], LEVELS)?.sides.map(({ name }) => name) ?? null;
    expect(sides(`${own.id}/reference`)).toEqual(['mine', 'Reference']);
    expect(sides(`${own.id}/best`)).toEqual(['mine', 'Reference']);
    expect(sides(`reference/${own.id}`)).toEqual(['Reference', 'mine']);
    for (const wrong of [null, '', '/', own.id, 'reference/reference', `${own.id}/x`, `${own.id}/reference/x`, '__proto__/constructor'])
      expect(sides(wrong)).toBeNull();
  });

  test('of two levels are not compared', () => {
    const other = makeExhibit(reference('first-light'), 2);
    expect(sidesOf(`${own.id}/${other.id}`, [own, other], LEVELS)).toBeNull();
  });

  test('differ in what is ready when, and in what only one has', () => {
    const ran = ENGINE.run(own.solution.build, found.level);
    if (!ran.ok || ran.value === null) throw new Error('refused');
    const side = ranOf({ ...own, name: '' }, ran.value, found.level);
    const rows = readyRows([side, side]);
    expect(differences(rows)).toEqual(
      rows.filter(({ isAsked }) => isAsked).map(({ name }) => `${name} is ready at the same moment in both.`),
    );
    expect(rows.some(({ isAsked }) => isAsked)).toBe(true);
    const told = differences([
      { name: 'Shop', ms: [2000, 3500], isAsked: true },
      { name: 'Mail', ms: [null, 10], isAsked: true },
      { name: 'Bank', ms: [null, undefined], isAsked: true },
      { name: 'KVM', ms: [5, undefined], isAsked: false },
    ]);
    expect(told).toEqual([
      'Shop is ready 1.500 s sooner in A.',
      'Mail becomes ready in B only.',
      'Bank never becomes ready.',
      'Only A has Bank and KVM.',
    ]);
  });
});

describe('a code', () => {
  test('has the three corners by which it is found', () => {
    const cells = cellsOf('https://example.org/#s=abc')!;
    const corner = (x: number, y: number): boolean[] => [0, 1, 2, 3, 4, 5, 6].map((at) => cells[y]![x + at]!);
    const edge = cells.length - 7;
    for (const [x, y] of [
      [0, 0],
      [edge, 0],
      [0, edge],
    ] as const)
      expect(corner(x, y)).toEqual(Array<boolean>(7).fill(true));
  });

  test('of a text that is too long is none', () => {
    expect(cellsOf('x'.repeat(MOST_BYTES))).not.toBeNull();
    expect(cellsOf('x'.repeat(MOST_BYTES + 1))).toBeNull();
    expect(cellsOf('ü'.repeat(MOST_BYTES - 10))).toBeNull();
  });
});
