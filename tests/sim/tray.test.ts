import { expect, test } from 'vitest';
import { CATALOG, checkBuild, leftInTray, parseLevel, resolve, type Build, type Level, type Violation } from '../../src/sim/index.ts';
import { Chance } from '../support/chance.ts';
import { costOf } from '../support/cost.ts';
import { buildOf, levelJson, must, work } from '../support/stack.ts';

/** Several entries of one part in the tray: each node needs one that offers all it says. */

const GIVEN = [
  { id: 'pc', part: 'machine.metal' },
  { id: 'host', part: 'kernel.linux', on: 'pc' },
  { id: 'kvm', part: 'hypervisor.kvm', on: 'host' },
];

interface Entry {
  readonly max?: number;
  readonly ramMiB?: readonly number[];
}

function placed(entries: readonly Entry[], sizes: readonly number[]): { readonly build: Build; readonly level: Level } {
  const tray = [...entries.map((entry) => ({ part: 'vm', ...entry })), { part: 'kernel.linux' }];
  const vms = sizes.flatMap((ramMiB, index) => [
    { id: `vm${index}`, part: 'vm', on: 'kvm', ramMiB },
    { id: `guest${index}`, part: 'kernel.linux', on: `vm${index}` },
    { id: `web${index}`, workload: 'web', on: `guest${index}` },
  ]);
  const level = must(parseLevel(levelJson([work('web', { count: sizes.length })], { given: GIVEN, tray })));
  return { build: buildOf([...GIVEN, ...vms]), level };
}

/** What is said of the sizes and number of VMs. */
function found(entries: readonly Entry[], sizes: readonly number[]): Violation[] {
  const { build, level } = placed(entries, sizes);
  return checkBuild(build, level).filter(({ code }) => code === 'over-tray-limit' || code === 'bad-setting');
}

test.each<readonly [name: string, entries: readonly Entry[], sizes: readonly number[], expected: readonly string[]]>([
  [
    'each its own',
    [
      { max: 1, ramMiB: [512] },
      { max: 1, ramMiB: [4096] },
    ],
    [512, 4096],
    [],
  ],
  [
    'two of one, though there is room in another',
    [
      { max: 1, ramMiB: [512] },
      { max: 1, ramMiB: [4096] },
    ],
    [4096, 4096],
    ['over 2 of 1'],
  ],
  [
    'moved on to make room',
    [
      { max: 1, ramMiB: [512, 1024] },
      { max: 1, ramMiB: [512] },
    ],
    [512, 1024],
    [],
  ],
  [
    'moved on twice',
    [
      { max: 1, ramMiB: [512, 1024, 2048] },
      { max: 1, ramMiB: [512, 1024] },
      { max: 1, ramMiB: [512] },
    ],
    [512, 1024, 2048],
    [],
  ],
  ['any number of some', [{ max: 1, ramMiB: [512, 1024] }, { ramMiB: [512] }], [512, 512, 1024], []],
  ['any number, but not of these', [{ max: 1, ramMiB: [512, 1024] }, { ramMiB: [512] }], [1024, 1024, 512], ['over 2 of 1']],
  ['what nobody offers takes up nothing', [{ max: 1, ramMiB: [512] }], [777, 512], ['bad 777']],
  [
    'nor does it of several',
    [
      { max: 1, ramMiB: [512] },
      { max: 0, ramMiB: [1024] },
    ],
    [777, 512],
    ['bad 777'],
  ],
])('%s', (_name, entries, sizes, expected) => {
  const said = found(entries, sizes).map(({ code, got, expected: most }) =>
    code === 'bad-setting' ? `bad ${String(got)}` : `over ${String(got)} of ${String(most)}`,
  );
  expect(said).toEqual(expected);
  expect(found([...entries].reverse(), [...sizes].reverse())).toHaveLength(expected.length);
});

test('as many are served as can be, whatever the entries', () => {
  const chance = new Chance(5);
  const SIZES = [512, 1024, 2048, 4096];
  /** The most that can be served, by trying everything. */
  const most = (room: readonly number[], entries: readonly Entry[], [size, ...rest]: readonly number[]): number => {
    if (size === undefined) return 0;
    const ways = entries.map((entry, index) =>
      entry.ramMiB!.includes(size) && room[index]! > 0
        ? 1 +
          most(
            room.map((left, at) => left - Number(at === index)),
            entries,
            rest,
          )
        : 0,
    );
    return Math.max(most(room, entries, rest), ...ways);
  };
  for (let i = 0; i < 150; i += 1) {
    const entries = Array.from({ length: chance.whole(2, 4) }, () => ({
      max: chance.whole(0, 2),
      ramMiB: SIZES.filter(() => chance.whole(0, 1) === 1),
    }));
    const sizes = Array.from({ length: chance.whole(1, 5) }, () => chance.pick(SIZES)).filter((size) =>
      entries.some(({ ramMiB }) => ramMiB.includes(size)),
    );
    const room = entries.map(({ max }) => max);
    expect(found(entries, sizes)).toHaveLength(sizes.length - most(room, entries, sizes));
  }
});

test('many VMs of many sizes in many entries are looked at in time', () => {
  const count = 30_000;
  const entries = Array.from({ length: 64 }, (_, index) => ({
    max: 300,
    ramMiB: Array.from({ length: 400 }, (_size, at) => 16 + ((at * (index + 3)) % 997)),
  }));
  const { seconds } = costOf(() =>
    found(
      entries,
      Array.from({ length: count }, (_, index) => 16 + (index % 997)),
    ),
  );
  expect(seconds).toBeLessThan(10);
}, 60_000);

test.each<readonly [name: string, entries: readonly Entry[], sizes: readonly number[], left: number | null]>([
  [
    'of several entries, what all of them give',
    [
      { max: 1, ramMiB: [512] },
      { max: 2, ramMiB: [4096] },
    ],
    [512],
    2,
  ],
  [
    'what finds no room takes up none',
    [
      { max: 1, ramMiB: [512] },
      { max: 1, ramMiB: [4096] },
    ],
    [4096, 4096],
    1,
  ],
  ['nor does what nobody offers', [{ max: 1, ramMiB: [512] }], [777], 1],
  ['none', [{ max: 1, ramMiB: [512] }], [512], 0],
  ['any number, of some', [{ max: 1, ramMiB: [512] }, { ramMiB: [4096] }], [512], null],
])('what is left: %s', (_name, entries, sizes, left) => {
  const { build, level } = placed(entries, sizes);
  expect(leftInTray(resolve(build, level, CATALOG), level, 'vm')).toBe(left);
});
