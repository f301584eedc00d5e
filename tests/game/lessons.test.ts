import { expect, test } from 'vitest';
import { lessonOf } from '../../src/game/coach/lessons.ts';
import { ENGINE } from '../../src/game/run/engine.ts';
import { Player } from '../../src/game/table/player.ts';
import { LEVELS } from './levels.ts';

const { level } = LEVELS[0]!;

test('the first level says what comes next, from the tray to the win', () => {
  const player = new Player(level);
  const lessons = [lessonOf(player)];
  player.take({ kind: 'workload', workload: level.workloads[0]!.id });
  lessons.push(lessonOf(player));
  player.setDown(level.given.find(({ part }) => part?.startsWith('kernel.') === true)!.id);
  lessons.push(lessonOf(player));
  player.powerOn(ENGINE);
  lessons.push(lessonOf(player));
  player.skipToResult();
  lessons.push(lessonOf(player));
  expect(lessons).toEqual(['take', 'place', 'power', 'watch', 'won']);
});

test('who goes back is told again what is missing', () => {
  const player = new Player(level);
  player.take({ kind: 'workload', workload: level.workloads[0]!.id });
  player.dropHand();
  expect(lessonOf(player)).toBe('take');
});
