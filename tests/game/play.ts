import fc from 'fast-check';
import type { Hand } from '../../src/game/table/edits.ts';
import { isLegal } from '../../src/game/table/judge.ts';
import { type Player } from '../../src/game/table/player.ts';
import type { Level } from '../../src/sim/index.ts';

/** Random players: whatever they do is something the page lets a player do. */

export const MOVES = ['place', 'move', 'remove', 'undo', 'redo', 'reset', 'set'] as const;
export interface Move {
  readonly what: (typeof MOVES)[number];
  readonly first: number;
  readonly second: number;
}

export const someMoves: fc.Arbitrary<Move[]> = fc.array(
  fc.record({ what: fc.constantFrom(...MOVES), first: fc.nat(99), second: fc.nat(99) }),
  { maxLength: 24 },
);

function pick<T>(list: readonly T[], number: number): T | undefined {
  return list[number % Math.max(1, list.length)];
}

function handsOf(level: Level): Hand[] {
  const parts = [...new Set(level.tray.map(({ part }) => part))].map((part): Hand => ({ kind: 'part', part }));
  return [...parts, ...level.workloads.map(({ id }): Hand => ({ kind: 'workload', workload: id }))];
}

function setDown(player: Player, hand: Hand | undefined, second: number): void {
  if (hand === undefined) return;
  player.take(hand);
  const place = pick(player.places.filter(isLegal), second);
  if (place === undefined) player.dropHand();
  else player.setDown(place.on);
}

export function play(player: Player, { what, first, second }: Move): void {
  const { nodes } = player.history.build;
  const id = pick(nodes, first)?.id;
  if (what === 'place') setDown(player, pick(handsOf(player.level), first), second);
  else if (what === 'move' && id !== undefined) setDown(player, { kind: 'node', id }, second);
  else if (what === 'remove' && id !== undefined) player.remove(id);
  else if (what === 'set' && id !== undefined)
    player.do([{ edit: 'set', id, settings: { delayMs: second, ramMiB: second % 3 === 0 ? null : 512 } }]);
  else if (what === 'undo') player.undo();
  else if (what === 'redo') player.redo();
  else if (what === 'reset') player.reset();
}
