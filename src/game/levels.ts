import type { Level, Solution } from '../sim/index.ts';

/** A level that is built into the page. */
export interface PublishedLevel {
  readonly level: Level;
  readonly hash: string;
  /** What the chapter is called that it is in. */
  readonly chapter: string;
  /** A solution that works; nobody claims that it is the best. */
  readonly reference: Solution | null;
}
