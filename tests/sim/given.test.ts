import { describe, expect, test } from 'vitest';
import { CATALOG, parseLevel, resolve, type Level } from '../../src/sim/index.ts';
import { Chance } from '../support/chance.ts';
import { costOf } from '../support/cost.ts';
import { buildOf, faults, levelJson, must, work } from '../support/stack.ts';

/** What the level gave is recognised by what it is and where it stands; names only decide between nodes that are alike. */

interface Node {
  readonly id: string;
  readonly [member: string]: unknown;
}

const PC = { id: 'pc', part: 'machine.desktop' };

function levelOf(given: readonly object[], workloads: readonly object[] = [work('web', { count: 0 })]): Level {
  return must(parseLevel(levelJson(workloads, { given })));
}

/** Which node of the build each given one is: `pc=x host=y`. */
function matched(given: readonly Node[], nodes: readonly Node[]): string {
  const stack = resolve(buildOf(nodes), levelOf(given), CATALOG);
  const found = new Map(stack.nodes.map((node) => [node.givenId, node.id]));
  return given.map(({ id }) => `${id}=${found.get(id) ?? '?'}`).join(' ');
}

function bothWays(given: readonly Node[], nodes: readonly Node[]): string {
  const [there, back] = [matched(given, nodes), matched(given, [...nodes].reverse())];
  expect(back).toBe(there);
  return there;
}

describe('names are names only', () => {
  const TWO: readonly Node[] = [PC, { id: 'srv', part: 'machine.server' }];

  test('swapped between different nodes', () => {
    const swapped = [
      { id: 'srv', part: 'machine.desktop' },
      { id: 'pc', part: 'machine.server' },
    ];
    expect(bothWays(TWO, swapped)).toBe('pc=srv srv=pc');
  });

  test('taken by something that the player placed', () => {
    const nodes = [
      { ...PC, id: 'x' },
      { id: 'host', part: 'kernel.linux', on: 'x' },
      { id: 'pc', part: 'engine.docker', on: 'host' },
    ];
    expect(bothWays([PC], nodes)).toBe('pc=x');
  });

  test('swapped between one that others wait for and one that nobody does, however many there are', () => {
    const pairs = Array.from({ length: 12 }, (_, i) => [
      { id: `a${i}`, workload: 'web', on: 'host' },
      { id: `b${i}`, workload: 'web', on: 'host', after: [`a${i}`] },
    ]).flat();
    const given: Node[] = [PC, { id: 'host', part: 'kernel.linux', on: 'pc' }, ...pairs, { id: 'lone', workload: 'web', on: 'host' }];
    const other = (id: string): string => (id === 'a0' ? 'lone' : id === 'lone' ? 'a0' : id);
    const swapped = given.map((node) => ({
      ...node,
      id: other(node.id),
      ...(node['after'] !== undefined && { after: (node['after'] as string[]).map(other) }),
    }));
    const expected = given.map(({ id }) => `${id}=${other(id)}`).join(' ');
    expect(matched(given, swapped)).toBe(expected);
  });

  test('in what nodes wait for', () => {
    const given = [PC, { id: 'b', part: 'machine.desktop', after: ['pc'] }, { id: 'host', part: 'kernel.linux', on: 'pc', after: ['b'] }];
    const renamed = [
      { id: 'host', part: 'machine.desktop' },
      { id: 'y', part: 'machine.desktop', after: ['host'] },
      { id: 'z', part: 'kernel.linux', on: 'host', after: ['y'] },
    ];
    expect(bothWays(given, renamed)).toBe('pc=host b=y host=z');
    expect(faults(buildOf(renamed), levelOf(given)).filter((fault) => fault.startsWith('given'))).toEqual([]);
  });

  test('pairs that wait for each other stay together, however many look alike', () => {
    const count = 6;
    const pairs = (name: (index: number) => string): Node[] =>
      Array.from({ length: count }, (_, index) => [
        { id: `${name(index)}m`, part: 'machine.desktop' },
        { id: `${name(index)}k`, part: 'kernel.linux', on: `${name(index)}m` },
        { id: `${name(index)}n`, part: 'machine.desktop' },
        { id: `${name(index)}l`, part: 'kernel.linux', on: `${name(index)}n`, after: [`${name(index)}k`] },
      ]).flat();
    for (const step of [1, 5, 7]) {
      const nodes = pairs((index) => `b${(index * step) % count}`);
      for (const list of [nodes, [...nodes].reverse()]) {
        const found = matched(
          pairs((index) => `a${index}`),
          list,
        ).split(' ');
        const pairOf = new Map(found.map((entry) => entry.split('=') as [string, string]));
        for (let index = 0; index < count; index += 1) {
          const names = ['m', 'k', 'n', 'l'].map((end) => pairOf.get(`a${index}${end}`)!);
          expect(new Set(names.map((name) => name.slice(0, -1))).size).toBe(1);
          expect(names.map((name) => name.slice(-1))).toEqual(['m', 'k', 'n', 'l']);
        }
      }
    }
  });
});

test('whatever waits for whatever: what is recognised hangs together as what was given', () => {
  const chance = new Chance(3);
  for (let round = 0; round < 60; round += 1) {
    const ends = Array.from({ length: 7 }, (_, index) => `end${index}`);
    // Each pair waits for two of the ends, or for one.
    const given: Node[] = [
      ...ends.map((id) => ({ id, part: 'machine.desktop' })),
      ...Array.from({ length: 10 }, (_, index) => ({
        id: `pair${index}`,
        part: 'machine.laptop',
        after: [chance.pick(ends), chance.pick(ends)],
      })),
    ];
    const names = new Map(chance.shuffled(given).map(({ id }, index) => [id, `x${index}`]));
    const renamed = chance.shuffled(given).map((node) => ({
      ...node,
      id: names.get(node.id)!,
      ...(Array.isArray(node['after']) && { after: (node['after'] as string[]).map((id) => names.get(id)!) }),
    }));
    const pairs = matched(given, renamed)
      .split(' ')
      .map((entry) => entry.split('=') as [string, string]);
    const found = new Map(pairs);
    expect(new Set(found.values()).size).toBe(given.length);
    const awaited = (list: readonly Node[], id: string): string[] => (list.find((node) => node.id === id)!['after'] ?? []) as string[];
    for (const { id } of given) {
      const wanted = awaited(given, id).map((other) => found.get(other));
      expect(new Set(awaited(renamed, found.get(id)!))).toEqual(new Set(wanted));
    }
  }
});

describe('nodes that are alike', () => {
  const GIVEN: readonly Node[] = [PC, { id: 'pc2', part: 'machine.desktop' }];
  const built = (one: string, two: string): Node[] => [
    { id: one, part: 'machine.desktop' },
    { id: two, part: 'machine.desktop' },
    { id: 'host', part: 'kernel.linux', on: one },
    { id: 'other', part: 'kernel.windows', on: two },
  ];

  test('go by their names where they have them, also when one has lost it', () => {
    expect(bothWays(GIVEN, built('pc', 'pc2'))).toBe('pc=pc pc2=pc2');
    expect(bothWays(GIVEN, built('pc2', 'pc'))).toBe('pc=pc pc2=pc2');
    expect(bothWays(GIVEN, built('pc', 'x'))).toBe('pc=pc pc2=x');
    expect(bothWays(GIVEN, built('x', 'pc2'))).toBe('pc=x pc2=pc2');
    expect(bothWays(GIVEN, built('pc2', 'x'))).toBe('pc=x pc2=pc2');
  });

  test('go by what stands on them where they have not', () => {
    // Whichever it is, it is the one with the same kernel every time.
    const onFirst = (names: readonly [string, string]): boolean => bothWays(GIVEN, built(...names)).startsWith(`pc=${names[0]} `);
    const answers = [onFirst(['x', 'y']), onFirst(['y', 'x']), onFirst(['1', '0'])];
    expect(new Set(answers).size).toBe(1);
  });

  test('a name is no help where the node does not fit', () => {
    const given = [...GIVEN, { id: 'host', part: 'kernel.linux', on: 'pc' }];
    const nodes = [
      { id: 'pc2', part: 'machine.desktop' },
      { id: 'pc', part: 'machine.desktop' },
      { id: 'host', part: 'kernel.linux', on: 'pc2' },
    ];
    expect(bothWays(given, nodes)).toBe('pc=pc2 pc2=pc host=host');
  });
});

describe('what has changed', () => {
  const GIVEN: readonly Node[] = [PC, { id: 'host', part: 'kernel.linux', on: 'pc' }, { id: 'docker', part: 'engine.docker', on: 'host' }];
  test.each<readonly [string, object, string]>([
    ['a setting', { id: 'docker', part: 'engine.docker', on: 'host', delayMs: 5 }, 'docker=?'],
    [
      'a setting that says nothing',
      { id: 'docker', part: 'engine.docker', on: 'host', delayMs: 0, after: [], nested: false },
      'docker=docker',
    ],
    ['another part', { id: 'docker', part: 'engine.lxc', on: 'host' }, 'docker=?'],
    ['another name', { id: 'x', part: 'engine.docker', on: 'host' }, 'docker=x'],
    ['waits for something', { id: 'docker', part: 'engine.docker', on: 'host', after: ['pc'] }, 'docker=?'],
    ['stands elsewhere', { id: 'docker', part: 'engine.docker', on: 'pc' }, 'docker=?'],
  ])('%s', (_name, node, expected) => {
    expect(bothWays(GIVEN, [...GIVEN.slice(0, 2), node as Node])).toBe(`pc=pc host=host ${expected}`);
  });

  test('the rest is recognised all the same', () => {
    const nodes = [
      { ...PC, id: 'a' },
      { id: 'b', part: 'kernel.linux', on: 'a' },
    ];
    expect(bothWays(GIVEN, nodes)).toBe('pc=a host=b docker=?');
  });
});

describe('many given nodes under other names take no square of time', () => {
  const fleet = (prefix: string, count: number, kinds: number): Node[] =>
    Array.from({ length: count }, (_, index) => [
      { id: `${prefix}m${index}`, part: 'machine.desktop' },
      { id: `${prefix}k${index}`, part: index % kinds === 0 ? 'kernel.linux' : 'kernel.windows', on: `${prefix}m${index}` },
    ]).flat();

  test.each([
    ['all alike', 40_000, 1],
    ['of two kinds', 1000, 3],
  ])('%s', { timeout: 30_000 }, (_name, count, kinds) => {
    const level = levelOf(fleet('a', count, kinds));
    const renamed = fleet('b', count, kinds);
    // One that is lost must not keep the others from being recognised.
    for (const lost of kinds === 1 ? [0, 2] : [0]) {
      const nodes = renamed.slice(lost);
      const build = buildOf([...nodes].reverse());
      const { value: stack, seconds } = costOf(() => resolve(build, level, CATALOG));
      expect(seconds).toBeLessThan(5);
      expect(stack.nodes.filter(({ givenId }) => givenId !== null)).toHaveLength(2 * count - lost);
    }
  });
});
