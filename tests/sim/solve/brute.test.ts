import { describe, expect, test } from 'vitest';
import { checkBuild, METRIC_OF, parseLevel, runBuild, type Build, type BuildNode, type Level } from '../../../src/sim/index.ts';
import { bruteFrontier, legalBuilds, pointOf } from '../../support/brute.ts';
import { Chance } from '../../support/chance.ts';
import { smallLevel } from '../../support/small-levels.ts';
import { must } from '../../support/stack.ts';
import { BUILD_FEATURES, FEATURES, featuresOf, featuresOfBuild } from './features.ts';

/** What a solver is held against must itself be beyond doubt. */

function levelOf(members: object): Level {
  return must(parseLevel({ format: 'stackwright/level@1', id: 'tiny', ...members }));
}

const NATIVE = { form: 'native', os: 'linux' };
const IMAGE = { form: 'image', os: 'linux', layers: [{ id: 'web', mib: 20 }] };
const HOST = [
  { id: 'pc', part: 'machine.desktop' },
  { id: 'host', part: 'kernel.linux', on: 'pc' },
];
const VIRTUALBOX = { id: 'box', part: 'hypervisor.virtualbox', on: 'host' };
const DOCKER = { part: 'engine.docker', max: 1 };
const vm = (ramMiB: readonly number[]): object => ({ part: 'vm', max: 1, ramMiB, cpus: [1], diskMiB: [10_240], isa: [] });
const standing = ({ nodes }: Build): string[] => nodes.map(({ id, on }) => (on === undefined ? id : `${id} on ${on}`));

describe('of levels that can be solved in the head', () => {
  test('a process beside an engine that nobody needs is best in everything', () => {
    const workloads = [{ id: 'web', forms: [NATIVE, IMAGE], ramMiB: 50 }];
    const { front, builds } = bruteFrontier(levelOf({ given: HOST, tray: [DOCKER], workloads, score: ['effort', 'cost', 'disk'] }));
    // On the kernel, or in a container; an engine beside the process would carry nothing.
    expect(builds).toBe(2);
    expect(front.map(({ build }) => standing(build))).toEqual([['pc', 'host on pc', 'web#1 on host']]);
    // A desktop takes 5 minutes and Linux 20; Linux has 1126 MiB.
    expect(front[0]!.metrics).toEqual({ effortMin: 25, cost: 160, diskMiB: 1126 });
  });

  test('a cheap slow machine and a dear fast one are both on the frontier, unless only one is asked about', () => {
    const members = {
      tray: ['machine.netbook', 'machine.desktop', 'kernel.linux-slim'].map((part) => ({ part, max: 1 })),
      workloads: [{ id: 'web', forms: [NATIVE], start: { cpuMs: 1000 } }],
    };
    const { front, builds } = bruteFrontier(levelOf({ ...members, score: ['cost', 'ready'] }));
    expect(builds).toBe(2);
    expect(front.map(({ metrics }) => metrics.cost)).toEqual([20, 160]);
    expect(front[0]!.metrics.readyMs).toBeGreaterThan(front[1]!.metrics.readyMs!);
    expect(bruteFrontier(levelOf({ ...members, score: ['cost'] })).front.map(({ metrics }) => metrics)).toEqual([{ cost: 20 }]);
    expect(bruteFrontier(levelOf({ ...members, score: [] })).front.map(({ metrics }) => metrics)).toEqual([{}]);
    const goals = [{ kind: 'avoids', part: 'machine.netbook' }];
    expect(bruteFrontier(levelOf({ ...members, goals, score: ['cost'] })).front.map(({ metrics }) => metrics)).toEqual([{ cost: 160 }]);
    expect(bruteFrontier(levelOf({ ...members, goals: [{ kind: 'cost', atMost: 19 }], score: ['cost'] })).front).toEqual([]);
  });

  test('the smaller VM is legal, but what runs in it does not come up', () => {
    const level = levelOf({
      given: [...HOST, VIRTUALBOX],
      tray: [vm([512, 1024, 2048]), { part: 'kernel.minix', max: 1 }],
      workloads: [{ id: 'web', forms: [{ form: 'native', os: 'minix' }], ramMiB: 600, start: { cpuMs: 2000 } }],
      score: ['ram'],
    });
    const { front, builds } = bruteFrontier(level);
    expect(builds).toBe(3);
    expect(front.map(({ build }) => build.nodes.find(({ part }) => part === 'vm')!.ramMiB)).toEqual([1024]);
  });

  test('every way to place, to order and to delay is tried, alike ones too', () => {
    const members = {
      given: HOST,
      tray: [DOCKER, { part: 'engine.lxc', max: 1 }],
      workloads: [{ id: 'web', count: 2, forms: [IMAGE], volume: true }],
      score: ['effort'],
    };
    const count = (more: object): number => [...legalBuilds(levelOf({ ...members, ...more }))].length;
    // Both in one engine or in the other, or each in its own; each with or without a volume.
    expect(count({})).toBe((1 + 1 + 2) * 4);
    // Nobody waits, the first for the second, or the second for the first.
    expect(count({ order: true })).toBe(16 * 3);
    expect(count({ order: { delayMs: [0, 5000] } })).toBe(16 * 3 * 4);
    const given = [...HOST, { id: 'docker', part: 'engine.docker', on: 'host' }, { id: 'first', workload: 'web', on: 'docker' }];
    // In the engine that is there, or in one of the two others; who was there first waits for nobody.
    expect(count({ given, order: true })).toBe(3 * 2 * 2);
  });
});

describe('what cannot be enumerated is refused', () => {
  const workloads = [{ id: 'web', forms: [NATIVE] }];
  test.each<readonly [why: RegExp, members: object]>([
    [/any number of engine\.docker/, { tray: [{ part: 'engine.docker' }] }],
    [/vm may have any ramMiB/, { tray: [{ part: 'vm', max: 1 }] }],
    [/vm may have any diskMiB/, { tray: [{ part: 'vm', max: 1, ramMiB: [1024], cpus: [1] }] }],
    [/docker-desktop may have any cpus/, { tray: [{ part: 'engine.docker-desktop', max: 1, ramMiB: [1024] }] }],
    [/too large/, { tray: [{ ...vm([256, 512, 1024]), max: 20 }] }],
    [/too large/, { workloads: [{ id: 'web', count: 1000, forms: [NATIVE] }] }],
    [/too large/, { workloads: [{ id: 'web', count: 8, forms: [NATIVE] }], order: true }],
  ])('%s', (why, members) => {
    const level = levelOf({ given: [...HOST, VIRTUALBOX], workloads, score: ['cost'], ...members });
    expect(() => bruteFrontier(level)).toThrow(why);
  });
});

const SEEDS = Array.from({ length: 300 }, (_, index) => index + 1);
const LEVELS = SEEDS.map(smallLevel);
/** Few enough to try all that they allow; of every situation some. */
const SAMPLE = LEVELS.filter((_, index) => index % 7 === 0).map((level) => ({ level, ...bruteFrontier(level) }));

describe('small levels', () => {
  test('are the same whenever they are made', () => {
    for (const index of [0, 17, 298]) expect(smallLevel(SEEDS[index]!)).toEqual(LEVELS[index]);
  });

  test('have, together, everything that a level can have', () => {
    const counts = new Map<string, number>();
    for (const feature of LEVELS.flatMap((level) => [...featuresOf(level)])) counts.set(feature, (counts.get(feature) ?? 0) + 1);
    expect(FEATURES.filter((feature) => (counts.get(feature) ?? 0) < 3)).toEqual([]);
  });

  test('can be solved for the most part, and often in more than one way', () => {
    const atLeast = (size: number): number => SAMPLE.filter(({ front }) => front.length >= size).length;
    expect(atLeast(1)).toBeGreaterThanOrEqual(0.85 * SAMPLE.length);
    expect(atLeast(2)).toBeGreaterThanOrEqual(0.2 * SAMPLE.length);
  });

  test('allow builds of every sort, good ones and bad ones', () => {
    const seen = new Set<string>();
    for (const { level } of SAMPLE) {
      for (const build of legalBuilds(level))
        for (const name of featuresOfBuild(build, must(runBuild(build, level)).report)) seen.add(name);
    }
    expect(BUILD_FEATURES.filter((feature) => !seen.has(feature))).toEqual([]);
  });
});

/** Nodes thrown together without any thought but that each has a parent, most of them illegal. */
function thrown(level: Level, chance: Chance): Build {
  const nodes: BuildNode[] = [...level.given];
  const pickOf = <T>(values: readonly T[] | undefined): T | undefined =>
    values === undefined ? undefined : chance.pick([...values, undefined]);
  for (const entry of level.tray) {
    for (let i = chance.whole(0, entry.max!); i > 0; i -= 1) {
      const settings = { ramMiB: pickOf(entry.ramMiB), cpus: pickOf(entry.cpus), diskMiB: pickOf(entry.diskMiB), isa: pickOf(entry.isa) };
      const extras = { nested: chance.percent(30) && entry.nested, passthrough: chance.percent(30) && entry.passthrough };
      const on = entry.part.startsWith('machine.') || nodes.length === 0 ? undefined : chance.pick(nodes).id;
      nodes.push(said({ id: `n${nodes.length}`, part: entry.part, on, ...settings, ...extras }));
    }
  }
  for (const { id, count, ...offered } of level.workloads) {
    for (let i = nodes.filter(({ workload }) => workload === id).length; i < count && nodes.length > 0; i += 1) {
      const others = nodes.filter(({ workload }) => workload !== undefined);
      const after = level.order && others.length > 0 && chance.percent(30) ? [chance.pick(others).id] : undefined;
      const limits = { cpuLimit: pickOf(offered.cpuLimit), ramLimitMiB: pickOf(offered.ramLimitMiB), delayMs: pickOf(level.delays), after };
      nodes.push(
        said({ id: `n${nodes.length}`, workload: id, on: chance.pick(nodes).id, volume: chance.percent(30) && offered.volume, ...limits }),
      );
    }
  }
  return { nodes };
}

function said(node: Readonly<Record<string, unknown>>): BuildNode {
  return Object.fromEntries(Object.entries(node).filter(([, value]) => value !== undefined && value !== false)) as unknown as BuildNode;
}

test('nothing thrown together by chance is better than what was found', () => {
  let passed = 0;
  for (const [index, { level, front }] of SAMPLE.entries()) {
    const chance = new Chance(index);
    for (let i = 0; i < 500; i += 1) {
      const build = thrown(level, chance);
      if (checkBuild(build, level).length > 0) continue;
      const point = pointOf(build, level);
      if (point === null) continue;
      passed += 1;
      const keys = level.score.map((key) => METRIC_OF[key]);
      expect(front.some(({ metrics }) => keys.every((key) => metrics[key]! <= point[key]!))).toBe(true);
    }
  }
  expect(passed).toBeGreaterThan(300);
});
