import type { Player } from '../table/player.ts';

/** A tab that was hidden does not jump ahead, ms. */
const LONGEST_MS = 250;

/** Lets the film run in real time while it plays; asked for again while it does, it goes on as it is. */
export function clockOf(player: Player): () => void {
  let isTicking = false;
  return () => {
    if (isTicking) return;
    isTicking = true;
    let last = performance.now();
    const step = (now: number): void => {
      player.tick(Math.min(LONGEST_MS, Math.max(0, now - last)));
      last = now;
      if (player.isPlaying) requestAnimationFrame(step);
      else isTicking = false;
    };
    requestAnimationFrame(step);
  };
}
