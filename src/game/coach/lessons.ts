import { isLegal } from '../table/judge.ts';
import type { Player } from '../table/player.ts';

/** What is to be done next in the first level: learned by doing it, so it follows what the player does, in whatever order. */

export type Lesson = 'take' | 'place' | 'power' | 'watch' | 'won' | 'missed';

export function lessonOf({ level, board, hand, places, show, result }: Player): Lesson | null {
  if (show !== null) return result === null ? 'watch' : result.passed ? 'won' : 'missed';
  if (hand !== null) return places.some(isLegal) ? 'place' : null;
  if (board.wrongs.length > 0) return null;
  const isMissing = board.violations.some(({ code }) => code === 'workload-not-placed');
  if (isMissing) return level.workloads.length > 0 ? 'take' : null;
  return 'power';
}
