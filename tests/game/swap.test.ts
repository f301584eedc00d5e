import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editsToBecome } from '../../src/game/table/edits.ts';
import { editsOf } from '../../src/game/table/history.ts';
import { isLegal } from '../../src/game/table/judge.ts';
import { Player } from '../../src/game/table/player.ts';
import { judgeSwap, partiesOf, partnersOf } from '../../src/game/table/swap.ts';
import { replayEdits, type Build, type BuildNode } from '../../src/sim/index.ts';
import { levelCalled, LEVELS } from './levels.ts';
import { play, someMoves } from './play.ts';

/** One part in the place of another, judged by the engine like every other change. */

function playerWith(id: string, build?: Build): Player {
  const { level, reference } = levelCalled(id);
  const player = new Player(level);
  player.do(editsToBecome(player.history.build, level, build ?? reference!.build));
  return player;
}

const find = (player: Player, part: string): BuildNode => player.history.build.nodes.find((node) => node.part === part)!;
const carriedBy = (player: Player, id: string): string[] => player.history.build.nodes.filter(({ on }) => on === id).map((node) => node.id);

function swap(player: Player, id: string, part: string): string {
  const judgement = judgeSwap(player, id, { kind: 'part', part })!;
  expect(judgement.refusals).toEqual([]);
  player.do(judgement.edits);
  return partiesOf(judgement).fresh!;
}

describe('a swap', () => {
  test('of any part of any build is one step, leads back, and loses nothing', () => {
    let done = 0;
    fc.assert(
      fc.property(fc.constantFrom(...LEVELS), fc.boolean(), someMoves, ({ level }, isSolved, moves) => {
        const player = isSolved ? playerWith(level.id) : new Player(level);
        moves.forEach((move) => play(player, move));
        const before = player.history;
        for (const node of player.board.stack.nodes) {
          for (const hand of partnersOf(player, node)) {
            const judgement = judgeSwap(player, node.id, hand)!;
            if (!isLegal(judgement)) continue;
            done += 1;
            const carried = carriedBy(player, node.id);
            const { fresh, gone } = partiesOf(judgement);
            player.do(judgement.edits);
            expect(player.history.done.length).toBe(before.done.length + 1);
            expect(carriedBy(player, fresh!)).toEqual(carried);
            expect(player.history.build.nodes).toHaveLength(before.build.nodes.length + 1 - gone.length);
            expect(replayEdits({ nodes: level.given }, editsOf(player.history))).toEqual({ build: player.history.build, error: null });
            player.undo();
            expect(player.history.build).toEqual(before.build);
          }
        }
      }),
      { numRuns: 150, seed: 3 },
    );
    expect(done).toBeGreaterThan(10);
  });

  test('stands in the same place, also of the order', () => {
    const player = playerWith('foreign-tongue');
    const kernel = player.history.build.nodes.find(({ id, part }) => part?.startsWith('kernel.') === true && player.isOwn(id))!;
    const other = kernel.part === 'kernel.linux' ? 'kernel.linux-slim' : 'kernel.linux';
    const at = player.history.build.nodes.indexOf(kernel);
    const fresh = swap(player, kernel.id, other);
    expect(player.history.build.nodes[at]).toEqual({ ...kernel, id: fresh, part: other });
  });

  test('puts a type 1 hypervisor in the place of a type 2 and the host kernel that carries nothing else', () => {
    const { level } = levelCalled('without-a-host');
    const machine = level.given[0]!.id;
    const player = playerWith('without-a-host', {
      nodes: [
        ...level.given,
        { id: 'host', part: 'kernel.linux', on: machine },
        { id: 'box', part: 'hypervisor.virtualbox', on: 'host' },
        { id: 'vm', part: 'vm', on: 'box' },
      ],
    });
    const fresh = swap(player, 'box', 'hypervisor.xen');
    expect(find(player, 'hypervisor.xen')).toMatchObject({ id: fresh, on: machine });
    expect(carriedBy(player, fresh)).toEqual(['vm']);
    expect(player.history.build.nodes.some(({ id }) => id === 'host')).toBe(false);
    // Back again there is no kernel for it to stand on: the engine says so.
    expect(judgeSwap(player, fresh, { kind: 'part', part: 'hypervisor.virtualbox' })!.refusals.map(({ code }) => code)).toContain(
      'cannot-stand-here',
    );
  });

  test('is not offered of what the level gives, and what the engine refuses is not done', () => {
    const player = playerWith('two-tenants');
    for (const node of player.board.stack.nodes.filter(({ givenId }) => givenId !== null)) expect(partnersOf(player, node)).toEqual([]);
    const forum = player.board.stack.nodes.find(({ workload }) => workload?.id === 'red')!;
    expect(partnersOf(player, forum)).toEqual([{ kind: 'workload', workload: 'blue' }]);
    const { refusals } = judgeSwap(player, forum.id, { kind: 'workload', workload: 'blue' })!;
    expect(refusals.map(({ code }) => code)).toContain('workload-over-placed');
  });
});
