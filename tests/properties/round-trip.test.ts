import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  applyEdit,
  editError,
  invertEdit,
  levelHash,
  makeBuild,
  makeLevel,
  makeSolution,
  parseBuild,
  parseLevel,
  parseSolution,
  replayEdits,
  type Build,
  type BuildNode,
  type Edit,
} from '../../src/sim/index.ts';
import { Chance } from '../support/chance.ts';
import { costOf } from '../support/cost.ts';
import { randomCase } from '../support/random.ts';
import { must } from '../support/stack.ts';

/** What is read and written again is the same, and what is done can be undone. */

const seeds = fc.nat(100_000);

/** A value as it is after it has been a file. */
function filed(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

describe('reading what was written gives the same value', () => {
  test('builds', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const build = must(parseBuild(randomCase(seed).build));
        expect(must(parseBuild(filed(makeBuild(build))))).toEqual(build);
        expect(makeBuild(must(parseBuild(makeBuild(build))))).toEqual(makeBuild(build));
      }),
      { numRuns: 500, seed: 31 },
    );
  });

  test('levels, and their identity', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const level = must(parseLevel(randomCase(seed).level));
        const again = must(parseLevel(filed(makeLevel(level))));
        expect(again).toEqual(level);
        expect(levelHash(again)).toBe(levelHash(level));
      }),
      { numRuns: 500, seed: 32 },
    );
  });

  test('solutions', () => {
    fc.assert(
      fc.property(seeds, fc.string({ unit: 'binary' }), fc.nat(), (seed, player, cost) => {
        const build = must(parseBuild(randomCase(seed).build));
        const edits = randomEdits(build, new Chance(seed), 6).edits;
        const solution = { level: 'x', levelHash: 'y', rules: 1, build, edits, claims: { cost }, player };
        expect(must(parseSolution(filed(makeSolution(solution))))).toEqual(filed(solution));
      }),
      { numRuns: 500, seed: 33 },
    );
  });
});

const SETTINGS: Readonly<Record<string, readonly unknown[]>> = {
  ramMiB: [512, 1024, null],
  cpus: [1, 2, null],
  isa: ['arm64', null],
  nested: [true, false, null],
  cpuLimit: [500, null],
  volume: [true, null],
  after: [['n0'], [], null],
  delayMs: [0, 5, null],
};

function randomEdit(build: Build, chance: Chance, fresh: string): Edit {
  const id = build.nodes.length === 0 ? 'none' : chance.pick(build.nodes).id;
  const on = build.nodes.length === 0 ? 'none' : chance.pick(build.nodes).id;
  switch (chance.whole(0, 3)) {
    case 0: {
      const node = {
        id: chance.percent(90) ? fresh : id,
        part: 'vm',
        ...(chance.percent(80) && { on }),
        ...(chance.percent(50) && { ramMiB: 512 }),
      };
      return { edit: 'place', node, ...(chance.percent(50) && { at: chance.whole(0, build.nodes.length) }) };
    }
    case 1:
      return { edit: 'move', id, on };
    case 2: {
      const keys = Object.keys(SETTINGS).filter(() => chance.percent(30));
      return { edit: 'set', id, settings: Object.fromEntries(keys.map((key) => [key, chance.pick(SETTINGS[key]!)])) };
    }
    default:
      return { edit: 'remove', id };
  }
}

/** A sequence of edits, each possible after the one before, with the builds in between. */
function randomEdits(start: Build, chance: Chance, count: number): { edits: Edit[]; builds: Build[] } {
  const edits: Edit[] = [];
  const builds = [start];
  for (let i = 0; i < count; i += 1) {
    const build = builds[builds.length - 1]!;
    const edit = randomEdit(build, chance, `fresh${i}`);
    if (editError(build, edit) !== null) {
      expect(() => applyEdit(build, edit)).toThrow(RangeError);
      continue;
    }
    edits.push(edit);
    builds.push(applyEdit(build, edit));
  }
  return { edits, builds };
}

describe('undoing', () => {
  test('any sequence of edits, one by one, restores every build on the way exactly', () => {
    let undone = 0;
    fc.assert(
      fc.property(seeds, (seed) => {
        const start = must(parseBuild(randomCase(seed, 8).build));
        const { edits, builds } = randomEdits(start, new Chance(seed), 20);
        let build = builds[builds.length - 1]!;
        for (let i = edits.length - 1; i >= 0; i -= 1) {
          const back = invertEdit(builds[i]!, edits[i]!);
          expect(editError(build, back)).toBeNull();
          build = applyEdit(build, back);
          expect(makeBuild(build)).toEqual(makeBuild(builds[i]!));
          expect(filed(back)).toEqual(back);
          undone += 1;
        }
      }),
      { numRuns: 500, seed: 34 },
    );
    expect(undone).toBeGreaterThan(2000);
  });

  test('and doing it again leads to the same build', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const start = must(parseBuild(randomCase(seed, 8).build));
        const { edits, builds } = randomEdits(start, new Chance(seed), 20);
        expect(replayEdits(start, filed(edits) as Edit[])).toEqual({ build: builds[builds.length - 1], error: null });
      }),
      { numRuns: 300, seed: 35 },
    );
  });

  test('a list that goes wrong ends where the first edit cannot be applied', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const start = must(parseBuild(randomCase(seed, 8).build));
        const chance = new Chance(seed);
        let build = start;
        const edits: Edit[] = [];
        let error: ReturnType<typeof editError> = null;
        // Ids are few, so that edits run into each other.
        for (let i = 0; i < 200 && error === null; i += 1) {
          const edit = randomEdit(build, chance, `fresh${i % 20}`);
          edits.push(edit);
          error = editError(build, edit);
          if (error === null) build = applyEdit(build, edit);
        }
        expect(replayEdits(start, edits)).toEqual({ build, error });
      }),
      { numRuns: 300, seed: 36 },
    );
  });

  test('costs its length: 250,000 edits, all at the front or in the middle', { timeout: 20_000 }, () => {
    const at = (i: number): number => (i % 2 === 0 ? 0 : i >> 1);
    const edits: Edit[] = Array.from({ length: 125_000 }, (_, i) => ({ edit: 'place', node: { id: `n${i}`, part: 'vm' }, at: at(i) }));
    const removed: Edit[] = edits.map((_, i) => ({ edit: 'remove', id: `n${(i * 7919) % 125_000}` }));
    const inOrder: BuildNode[] = [];
    for (const edit of edits.slice(0, 5000)) if (edit.edit === 'place') inOrder.splice(edit.at!, 0, edit.node);
    expect(replayEdits({ nodes: [] }, edits.slice(0, 5000)).build.nodes).toEqual(inOrder);
    const { value, seconds } = costOf(() => replayEdits({ nodes: [] }, [...edits, ...removed]));
    expect(value).toEqual({ build: { nodes: [] }, error: null });
    expect(seconds).toBeLessThan(4);
  });
});
