/** Frames that are further apart have time for everything, ms. */
const SLOW_MS = 60;

/**
 * Those that show an instant. While time goes by they take turns, one at each frame, so that no frame has to wait for all
 * of them; when it is set, all follow at once.
 */
export class Turns {
  private next = 0;
  private lastMs = -Infinity;
  private readonly parts: readonly (() => void)[];

  constructor(...parts: readonly (() => void)[]) {
    this.parts = parts;
  }

  follow(isGoing: boolean, nowMs: number): void {
    const isSlow = nowMs - this.lastMs > SLOW_MS;
    this.lastMs = nowMs;
    if (!isGoing || isSlow) {
      for (const part of this.parts) part();
      return;
    }
    this.parts[this.next]!();
    this.next = (this.next + 1) % this.parts.length;
  }
}
