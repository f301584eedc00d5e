import type { Film, FilmRow, Level, Phase, Stack, StackNode } from '../../sim/index.ts';

/** When each part starts, as data: one row a node in the order of the tree, bars on one time axis. */

export interface Bar {
  readonly kind: 'phase' | 'waits' | 'runs';
  readonly phase: Phase | null;
  /** Shares of the axis. */
  readonly from: number;
  readonly to: number;
}

export interface Axis {
  readonly lengthUs: number;
  readonly ticks: readonly number[];
  /** The latest instants that goals allow, ms. */
  readonly deadlines: readonly number[];
}

/** The nodes lowest first, what stands on a node right after it. */
export function inTreeOrder(stack: Stack): { readonly node: StackNode; readonly depth: number }[] {
  const order: { node: StackNode; depth: number }[] = [];
  const waiting = stack.nodes.filter((node) => node.parent === null).map((node) => ({ node, depth: 0 }));
  waiting.reverse();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    order.push(next);
    const { node, depth } = next;
    // What stands in an engine's hidden machine is shown there.
    for (let i = node.children.length - 1; i >= 0; i -= 1) {
      const child = node.children[i]!;
      if (child.flaw === 'none') waiting.push({ node: child, depth: depth + 1 });
    }
  }
  return order;
}

const TICK_STEPS = [100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 30_000, 60_000, 120_000, 300_000, 600_000, 1_800_000, 3_600_000];
const MOST_TICKS = 8;

function ticksUpTo(lengthMs: number): number[] {
  const step = TICK_STEPS.find((candidate) => lengthMs / candidate <= MOST_TICKS) ?? Math.ceil(lengthMs / MOST_TICKS);
  const ticks: number[] = [];
  for (let ms = 0; ms <= lengthMs; ms += step) ticks.push(ms);
  return ticks;
}

function deadlinesOf(level: Level): number[] {
  const times = level.goals.filter((goal) => goal.kind === 'ready' || goal.kind === 'done').map((goal) => goal.withinMs ?? 0);
  return [...new Set(times)].sort((a, b) => a - b);
}

/** Wide enough for the film and for the deadlines that are not far beyond it. */
export function axisOf(film: Film | null, endUs: number, level: Level): Axis {
  const deadlines = deadlinesOf(level);
  const last = deadlines.at(-1) ?? 0;
  const end = film === null ? last * 1000 : endUs;
  const lengthUs = Math.max(1, end, Math.min(last * 1000, end * 3)) * 1.04;
  return { lengthUs, ticks: ticksUpTo(lengthUs / 1000), deadlines: deadlines.filter((ms) => ms * 1000 <= lengthUs) };
}

export function barsOf(row: FilmRow, axis: Axis, endUs: number): Bar[] {
  const share = (us: number): number => us / axis.lengthUs;
  const bars: Bar[] = [];
  for (const life of row.lives) {
    const end = life.stopUs ?? endUs;
    let at = life.startUs;
    for (const { phase, startUs, endUs: phaseEnd } of life.phases) {
      if (startUs > at) bars.push({ kind: 'waits', phase: null, from: share(at), to: share(startUs) });
      bars.push({ kind: 'phase', phase, from: share(startUs), to: share(phaseEnd) });
      at = phaseEnd;
    }
    const readyUs = life.readyUs ?? at;
    if (life.readyUs !== null && end > readyUs) bars.push({ kind: 'runs', phase: null, from: share(readyUs), to: share(end) });
  }
  return bars;
}
