import type { Build, RunReport } from '../../sim/index.ts';

/** What the player thinks a run will come to: that all is well, or that one goal, by its place in the level, is missed. */
export type Bet = 'all' | number;

export function isRight(bet: Bet, report: RunReport): boolean {
  return bet === 'all' ? report.passed : report.goals[bet]?.met === false;
}

/** The bet on the present build, as long as nobody knows how it ends. */
export class Bets {
  present: Bet | null = null;
  /** What came of the last one. */
  settled: { readonly bet: Bet; readonly isRight: boolean } | null = null;
  /** Builds that have run, in whichever level: who comes back to one knows how it ends. */
  private readonly known = new Set<string>();
  private level = '';

  /** On a level. */
  begin(level: string): void {
    this.level = level;
    this.present = null;
    this.settled = null;
  }

  isOpen(build: Build): boolean {
    return !this.known.has(this.keyOf(build));
  }

  private keyOf(build: Build): string {
    return JSON.stringify([this.level, build.nodes]);
  }

  /** A build has run. */
  settle(build: Build, report: RunReport): void {
    const bet = this.isOpen(build) ? this.present : null;
    this.known.add(this.keyOf(build));
    this.present = null;
    this.settled = bet === null ? null : { bet, isRight: isRight(bet, report) };
  }
}
