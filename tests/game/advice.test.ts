import { expect, test } from 'vitest';
import { Commands, explain } from '../../src/game/table/commands.ts';
import { Player } from '../../src/game/table/player.ts';
import type { BuildNode } from '../../src/sim/index.ts';
import { levelCalled } from './levels.ts';

/** What the page has against the last of these nodes. */
function refusal(level: string, ...nodes: readonly BuildNode[]): string {
  const player = new Player(levelCalled(level).level);
  player.do(nodes.map((node) => ({ edit: 'place', node })));
  const found = player.board.wrongs.find(({ node }) => node === nodes.at(-1)!.id);
  return found === undefined ? '' : explain(found, player.board, player.level);
}

test('a workload that cannot stand somewhere says what it is and what it needs', () => {
  const machine = levelCalled('what-runs-where').level.given[0]!.id;
  expect(refusal('what-runs-where', { id: 'report', workload: 'report', on: machine })).toBe(
    'Report cannot stand on Desktop computer. Report is bytecode, which needs a JVM.',
  );
});

test.each([
  [{ kind: 'workload', workload: 'shop' }, 'Shop is a Linux image, which needs a container engine on a Linux kernel.'],
  [{ kind: 'part', part: 'engine.docker' }, 'It stands on a Linux kernel'],
] as const)('what fits nowhere yet says so to all, and what it needs: %j', (hand, need) => {
  const player = new Player(levelCalled('what-runs-where').level);
  const shown: string[] = [];
  const commands = new Commands(
    player,
    () => undefined,
    (text) => shown.push(text),
  );
  commands.take(hand);
  expect(shown).toEqual([expect.stringContaining('There is no place for it now.')]);
  expect(shown[0]).toContain(need);
});

test('an image on an engine that runs on the wrong system: the engine is what has to move', () => {
  const machine = levelCalled('what-runs-where').level.given[0]!.id;
  const said = refusal(
    'what-runs-where',
    { id: 'windows', part: 'kernel.windows', on: machine },
    { id: 'engine', part: 'engine.docker', on: 'windows' },
    { id: 'shop', workload: 'shop', on: 'engine' },
  );
  expect(said).toContain('Put Docker on a Linux kernel.');
});

test('a given kernel keeps its plain name, and those that are added are numbered from two', () => {
  const { level, reference } = levelCalled('guest-in-the-house');
  const player = new Player(level);
  const extra = reference!.build.nodes.filter((node) => !level.given.some(({ id }) => id === node.id));
  player.do(extra.map((node) => ({ edit: 'place', node })));
  for (const { id, givenId } of player.board.stack.nodes) if (givenId !== null) expect(player.board.names.get(id)).not.toMatch(/\d$/);
});
