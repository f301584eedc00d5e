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
