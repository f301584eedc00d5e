import { expect, test } from 'vitest';
import { BETS } from '../../src/lang/en/game-run.ts';
import { betVerdict } from '../../src/game/page/bet-box.ts';
import { ENGINE } from '../../src/game/run/engine.ts';
import type { Bet } from '../../src/game/table/bets.ts';
import { editsToBecome } from '../../src/game/table/edits.ts';
import { Player } from '../../src/game/table/player.ts';
import { makeStars, parseStars } from '../../src/game/keep/stars.ts';
import { levelCalled } from './levels.ts';

function solved(id: string): Player {
  const { level, reference } = levelCalled(id);
  const player = new Player(level);
  player.do(editsToBecome(player.history.build, level, reference!.build));
  return player;
}

test('a bet that all goals are met is right when they are', () => {
  const player = solved('rush-hour');
  player.bets.present = 'all';
  player.powerOn(ENGINE);
  expect(player.bets.settled).toEqual({ bet: 'all', isRight: true });
});

test('a bet on a goal that is met is wrong', () => {
  const player = solved('rush-hour');
  player.bets.present = 0;
  player.powerOn(ENGINE);
  expect(player.bets.settled).toEqual({ bet: 0, isRight: false });
});

test('what is known is no bet: a build that has run takes none, one that has not does', () => {
  const player = solved('rush-hour');
  player.powerOn(ENGINE);
  expect(player.bets.settled).toBeNull();
  expect(player.bets.isOpen(player.history.build)).toBe(false);
  player.bets.present = 'all';
  player.powerOn(ENGINE);
  expect(player.bets.settled).toBeNull();
  player.remove('backup');
  expect(player.bets.isOpen(player.history.build)).toBe(true);
});

test('nor is it one after a look at another level', () => {
  const player = solved('rush-hour');
  player.powerOn(ENGINE);
  const { level, history } = player;
  player.enter(levelCalled('two-tenants').level);
  expect(player.bets.isOpen(player.history.build)).toBe(true);
  player.enter(level, history);
  expect(player.bets.isOpen(player.history.build)).toBe(false);
});

test('what came of a bet is said in words', () => {
  const said = (bet: Bet | null): string => {
    const player = solved('rush-hour');
    player.bets.present = bet;
    player.powerOn(ENGINE);
    return betVerdict(player);
  };
  expect(said(null)).toBe('');
  expect(said('all')).toBe(BETS.right);
  expect(said(0)).toContain('50 s');
});

test('the run before is the ghost of the next one, until the level is left', () => {
  const player = solved('rush-hour');
  player.powerOn(ENGINE);
  const first = player.show;
  expect(player.ghost).toBeNull();
  player.powerOn(ENGINE);
  expect(player.ghost).toBe(first);
  player.enter(levelCalled('first-light').level);
  expect(player.ghost).toBeNull();
});

test('stars are read as they were written, and nothing else is', () => {
  expect(parseStars(JSON.parse(JSON.stringify(makeStars(new Set(['a', 'b'])))))).toEqual(new Set(['a', 'b']));
  for (const wrong of [null, 7, 'x', [], {}, { format: 'stackwright/stars@2', levels: [] }, { format: 'stackwright/stars@1', levels: 'a' }])
    expect(parseStars(wrong)).toBeNull();
  expect(parseStars({ format: 'stackwright/stars@1', levels: ['a', 3, null] })).toEqual(new Set(['a']));
});
