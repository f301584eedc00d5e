import { describe, expect, test } from 'vitest';
import { METRIC_OF, parseLevel, runBuild, Search, solve, type Level, type Solved } from '../../../src/sim/index.ts';
import { Chance } from '../../support/chance.ts';
import { smallLevel } from '../../support/small-levels.ts';
import { must } from '../../support/stack.ts';

const SEEDS = Array.from({ length: 60 }, (_, index) => 3 + index * 5);

/** Two programs, two sizes, a guest or a container or neither. */
const HOUSE = {
  format: 'stackwright/level@1',
  id: 'house',
  tray: [
    { part: 'hypervisor.kvm', max: 1 },
    { part: 'vm', max: 2, ramMiB: [256, 512], cpus: [1, 2], diskMiB: [8192] },
    { part: 'kernel.linux', max: 2 },
    { part: 'engine.docker', max: 1 },
  ],
  given: [
    { id: 'pc', part: 'machine.desktop' },
    { id: 'host', part: 'kernel.linux', on: 'pc' },
  ],
  workloads: [
    {
      id: 'web',
      count: 3,
      forms: [
        { form: 'native', os: 'linux' },
        { form: 'image', os: 'linux' },
      ],
      ramMiB: 90,
      start: { cpuMs: 300, readMiB: 40 },
    },
  ],
  score: ['ram', 'ready', 'effort', 'disk'],
};
const house = (members: object = {}): Level => must(parseLevel({ ...HOUSE, ...members }));

describe('a search that is stopped', () => {
  test('and goes on, in steps of any length, comes to the same', () => {
    const chance = new Chance(7);
    for (const seed of SEEDS) {
      const level = smallLevel(seed);
      const search = new Search(level);
      while (!search.step(chance.whole(1, 40)));
      expect([seed, search.result()]).toEqual([seed, solve(level)]);
    }
  });

  test('and is taken up from what was written down comes to the same', () => {
    const chance = new Chance(8);
    for (const seed of SEEDS) {
      const level = smallLevel(seed);
      let search = new Search(level);
      for (let isFinished = false; !isFinished;) {
        isFinished = search.step(chance.whole(1, 60));
        const { front, ...state } = structuredClone(search.state());
        search = new Search(level);
        const builds = front.flatMap((point) => point.builds);
        expect([seed, search.resume(state, builds)]).toEqual([seed, true]);
      }
      expect([seed, search.result()]).toEqual([seed, solve(level)]);
    }
  });

  test('bounds what it has not looked at, and its progress never falls', () => {
    const whole = solve(house());
    const search = new Search(house());
    let progress = 0;
    let isBounding = false;
    while (!search.step(25)) {
      expect(search.progress).toBeGreaterThanOrEqual(progress);
      ({ progress } = search);
      const { proof, bound, optima } = search.result();
      expect(proof).toBe('bound');
      for (const key of HOUSE.score.map((score) => METRIC_OF[score as keyof typeof METRIC_OF])) {
        expect(bound![key]!).toBeLessThanOrEqual(whole.optima[key]!);
        if (optima[key] !== undefined) expect(optima[key]).toBeGreaterThanOrEqual(whole.optima[key]!);
        isBounding ||= bound![key]! > 0;
      }
    }
    expect(isBounding).toBe(true);
    expect(search.progress).toBe(1);
    expect(search.result()).toEqual(whole);
  });

  test('is not taken up on a path that there is not', () => {
    const { front: _front, ...state } = new Search(house()).state();
    expect(new Search(house()).resume({ ...state, path: [0, 99, 3] }, [])).toBe(false);
  });
});

describe('what is said of a frontier', () => {
  test('a level that does not bound everything is not proven', () => {
    const proofOf = (tray: readonly object[]): Solved['proof'] => solve(house({ tray })).proof;
    const guest = [
      { part: 'hypervisor.kvm', max: 1 },
      { part: 'kernel.linux', max: 1 },
    ];
    expect(proofOf([...guest, { part: 'vm', max: 1, ramMiB: [512], cpus: [1], diskMiB: [8192] }])).toBe('exhaustive');
    expect(proofOf([...guest, { part: 'vm', max: 1, ramMiB: [512], cpus: [1] }])).toBe('best-known');
    expect(proofOf([{ part: 'engine.docker' }])).toBe('best-known');
  });

  test('more instances than orders can be gone through for are not proven', () => {
    const web = { id: 'web', count: 13, forms: [{ form: 'native', os: 'linux' }] };
    const solved = solve(house({ tray: [], order: true, workloads: [web], score: ['ram'] }));
    expect(solved.proof).toBe('best-known');
    expect(solve(house({ tray: [], workloads: [web], score: ['ram'] })).proof).toBe('exhaustive');
  });

  test('where nothing passes there is nothing, and that is proven', () => {
    const solved = solve(house({ goals: [{ kind: 'ready', withinMs: 1 }] }));
    expect(solved).toMatchObject({ proof: 'exhaustive', front: [], optima: {} });
  });

  test('all best builds reach what their point says, and none is there twice', () => {
    const level = house({ score: ['disk', 'effort'] });
    const { front } = solve(level, { isKeepingAll: true });
    expect(front.map(({ metrics }) => metrics)).toEqual(solve(level).front.map(({ metrics }) => metrics));
    for (const { metrics, builds } of front) {
      for (const build of builds) expect(must(runBuild(build, level)).metrics).toMatchObject(metrics);
      expect(new Set(builds.map((build) => must(runBuild(build, level)).traceHash)).size).toBe(builds.length);
    }
  });
});
