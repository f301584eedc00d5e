import { describe, expect, test } from 'vitest';
import { ENGINE } from '../../src/game/run/engine.ts';
import { TELLING } from '../../src/game/run/telling.ts';
import { editsToBecome } from '../../src/game/table/edits.ts';
import { Player, type Speed } from '../../src/game/table/player.ts';
import { Narrator } from '../../src/game/watch/narrator.ts';
import { levelCalled } from './levels.ts';

/** A run of a level's reference from power-on to its end, and what is said meanwhile. */
function listenTo(
  id: string,
  speed: Speed,
  change = (player: Player): void => void player,
): { said: string[]; ms: number; player: Player } {
  const { level, reference } = levelCalled(id);
  const player = new Player(level);
  player.do(editsToBecome(player.history.build, level, reference!.build));
  const said: string[] = [];
  let ms = 0;
  new Narrator(
    player,
    (text) => said.push(text),
    () => ms,
  );
  change(player);
  player.powerOn({ ...ENGINE, telling: TELLING });
  player.setSpeed(speed);
  while (player.isPlaying) {
    ms += 50;
    player.tick(50);
  }
  return { said, ms, player };
}

describe('while a run plays', () => {
  test.each([1, 4, 20, 100] as const)('at %s× there is a telling every two seconds at the most', (speed) => {
    const { said, ms } = listenTo('two-tenants', speed);
    expect(said.length).toBeGreaterThan(0);
    expect(said.length).toBeLessThanOrEqual(Math.ceil(ms / 2000) + 1);
  });

  test('what is ready at about the same time is told together, and nobody is forgotten', () => {
    const { said, player } = listenTo('two-tenants', 1);
    const lists = said.flatMap((text) => /(?:: |; )([^:;]+) ready[;.]/.exec(text)?.[1] ?? []);
    const told = lists.flatMap((list) => list.split(/, | and /));
    // Of many the first are named, and the others counted.
    const names = told.filter((each) => !/^\d+ more$/.test(each));
    const others = told.reduce((sum, each) => sum + Number(/^(\d+) more$/.exec(each)?.[1] ?? 0), 0);
    expect([...player.board.names.values()]).toEqual(expect.arrayContaining(names));
    expect(new Set(names).size + others).toBe(player.board.build.nodes.length);
    expect(said.some((text) => / and .* ready/.test(text))).toBe(true);
  });

  test('what goes wrong comes first, however fast it goes, and at the end too', () => {
    const slow = listenTo('two-tenants', 1);
    expect(slow.said.filter((text) => text.includes('broken into')).length).toBeGreaterThan(0);
    const fast = listenTo('two-tenants', 100);
    expect(fast.said.join(' ')).toContain('broken into');
    // The verdict tells what became ready.
    expect(fast.said.at(-1)).not.toContain(' ready');
  });

  test('whoever goes through it by himself hears nothing of it', () => {
    const { player, said } = listenTo('two-tenants', 100);
    const before = said.length;
    player.seek(0);
    player.seek(player.show!.endUs / 2);
    player.seek(player.show!.endUs);
    expect(said.length).toBe(before);
  });
});
