import { describe, expect, test } from 'vitest';
import { Chance } from '../support/chance.ts';
import { buildOf, levelFor, run, work, type Node } from '../support/stack.ts';

/** Who is hit when all are alike: a matter of structure, never of the list. */

/** Four alike, two and two belonging together: whether those killed do decides who can come back. */
const A = work('a', {
  ramMiB: [
    [0, 100],
    [60_000, 1400],
  ],
  ramLimitMiB: undefined,
});
const B = work('b', { start: { cpuMs: 500 } });
const NODES: readonly Node[] = [
  { id: 'pc', part: 'machine.old-pc' },
  { id: 'host', part: 'kernel.linux', on: 'pc' },
  ...['a1', 'a2', 'a3', 'a4'].map((id) => ({ id, workload: 'a', on: 'host' })),
  { id: 'b1', workload: 'b', on: 'host', after: ['a1', 'a2'] },
  { id: 'b2', workload: 'b', on: 'host', after: ['a3', 'a4'] },
];

/** Trace hash, and when how many were killed first, with the second kind restarted at an instant. */
function outcome(nodes: readonly Node[], restartMs: number): { hash: string | null; atMs: number; killed: number } {
  const build = buildOf(nodes);
  const events = [{ atMs: restartMs, event: 'restart', workload: 'b' }];
  const { report } = run(build, levelFor(build, [A, B], { scenario: { horizonMs: 300_000, events } }));
  const kills = report.incidents.filter(({ kind }) => kind === 'out-of-memory');
  const atMs = kills[0]!.atMs;
  return { hash: report.traceHash, atMs, killed: kills.filter((kill) => kill.atMs === atMs).length };
}

test('several of four alike are killed at one instant: the same whoever comes first in the list', () => {
  // While those that were killed are down, whoever waits for them cannot come back.
  const restartMs = outcome(NODES, 299_000).atMs + 100;
  const first = outcome(NODES, restartMs);
  expect(first.killed).toBe(2);
  const chance = new Chance(7);
  for (let i = 0; i < 40; i += 1) expect(outcome(chance.shuffled(NODES), restartMs)).toEqual(first);
});

/** A VM in a VM in a VM, with a program in the last; each a little smaller than the one around it. */
function tower(name: string, workload: string, height: number): Node[] {
  const nodes: Node[] = [];
  let on = 'kvm';
  let ramMiB = 3500;
  for (let i = 0; i < height; i += 1) {
    const id = `${name}${i}`;
    nodes.push({ id, part: 'vm', on, ramMiB, diskMiB: 60_000 - 100 * i, nested: i < height - 1 });
    nodes.push({ id: `${id}k`, part: 'kernel.linux-slim', on: id });
    if (i < height - 1) nodes.push({ id: `${id}h`, part: 'hypervisor.cloud-hypervisor', on: `${id}k` });
    on = i < height - 1 ? `${id}h` : `${id}k`;
    ramMiB = Math.floor((ramMiB * 63) / 64) - 60;
  }
  return [...nodes, { id: `${name}x`, workload, on }];
}

test('one of two high towers is killed whose tops alone differ: the same whoever comes first in the list', () => {
  const hog = work('hog', {
    ramMiB: [
      [0, 10],
      [500_000_000, 1500],
    ],
  });
  const outcomeOf = (...towers: readonly Node[][]): string | null => {
    const build = buildOf([
      { id: 'pc', part: 'machine.laptop' },
      { id: 'host', part: 'kernel.linux', on: 'pc' },
      { id: 'kvm', part: 'hypervisor.cloud-hypervisor', on: 'host' },
      ...towers.flat(),
      { id: 'hog', workload: 'hog', on: 'host' },
    ]);
    const { report } = run(build, levelFor(build, [work('b'), work('c'), hog], { scenario: { horizonMs: 1_000_000_000 } }));
    expect(report.incidents.map(({ kind }) => kind)).toContain('out-of-memory');
    return report.traceHash;
  };
  const [one, other] = [tower('p', 'b', 24), tower('q', 'c', 24)];
  expect(outcomeOf(other, one)).toBe(outcomeOf(one, other));
});

describe('rings that are like one another from nearby are told apart', () => {
  const a = work('a', {
    ramMiB: [
      [0, 3900],
      [900, 10],
    ],
    start: { cpuMs: 500 },
  });
  const b = work('b', { start: { cpuMs: 100 }, load: { requestsPerSecond: [[16_800, 6000]], cpuUs: 1000 } });
  const hashOf = (list: readonly Node[]): string | null => {
    const build = buildOf(list);
    const { report } = run(build, levelFor(build, [a, b], { scenario: { horizonMs: 18_400 } }));
    expect(report.incidents.length).toBeGreaterThan(0);
    return report.traceHash;
  };
  /** Each `b` waits for two `a`, so that they form rings of these lengths; a ring of one is a pair. */
  const ringsOf = (lengths: readonly number[]): Node[] => [
    { id: 'pc', part: 'machine.desktop' },
    { id: 'host', part: 'kernel.linux', on: 'pc' },
    ...lengths.flatMap((length, ring) =>
      Array.from({ length }).flatMap((_, at): Node[] => [
        { id: `a${ring}.${at}`, workload: 'a', on: 'host' },
        { id: `b${ring}.${at}`, workload: 'b', on: 'host', after: [`a${ring}.${at}`, `a${ring}.${(at + 1) % length}`] },
      ]),
    ),
  ];

  test.each([[[4, 2]], [[5, 12]], [[8, 9]], [[3, 3, 11]], [[12, 12, 24]], [Array.from({ length: 60 }, () => 1)], [[1, 1, 2, 2, 3, 5, 8]]])(
    '%j',
    (lengths) => {
      const nodes = ringsOf(lengths);
      const first = hashOf(nodes);
      const chance = new Chance(9);
      for (let i = 0; i < 20; i += 1) expect(hashOf(chance.shuffled(nodes))).toBe(first);
    },
  );
});

describe('a crowd', () => {
  test('of thousands is relieved in time', () => {
    const count = 5000;
    const build = buildOf([
      { id: 'pc', part: 'machine.server' },
      { id: 'host', part: 'kernel.linux', on: 'pc' },
      ...Array.from({ length: count }, (_, index) => ({ id: `a${index}`, workload: 'a', on: 'host' })),
    ]);
    const { report } = run(build, levelFor(build, [A], { scenario: { horizonMs: 70_000 } }));
    expect(report.incidents.filter(({ kind }) => kind === 'out-of-memory').length).toBeGreaterThan(count / 2);
  });

  test('of programs that need no time and wait for one another starts in one instant, however long the chain', () => {
    const count = 20_000;
    const idle = work('idle', { forms: [{ form: 'native', os: 'linux' }] });
    const build = buildOf([
      { id: 'pc', part: 'machine.server' },
      { id: 'host', part: 'kernel.linux', on: 'pc' },
      ...Array.from({ length: count }, (_, i) => ({ id: `i${i}`, workload: 'idle', on: 'host', ...(i > 0 && { after: [`i${i - 1}`] }) })),
    ]);
    const { report } = run(build, levelFor(build, [idle]));
    expect(report.nodes[report.nodes.length - 1]!.readyMs).toBe(report.nodes[2]!.readyMs);
  });
});
