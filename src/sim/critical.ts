import type { Film, FilmRow, Life } from './film.ts';
import { INSTANT_US } from './simulate/pool.ts';
import type { Phase } from './simulate/step.ts';
import type { Resource } from './simulate/trace.ts';
import type { StackNode } from './stack.ts';
import { waitingFor, type Behind } from './waiting.ts';

/** Why something came when it did: the walk back from it to power-on. Times are µs. */

/** What a start ends with: being ready, or for a batch its work done. */
export type Until = 'ready' | 'done';

/**
 * A stretch of the way: a phase of a start; `delay`, its own, which begins when all it needs is ready; `lost`, a life that
 * ended before it was of use; `down`, the time after that until it, or what it stands on, was started again.
 */
export interface CriticalSpan {
  readonly node: StackNode;
  readonly doing: Phase | 'delay' | 'lost' | 'down';
  readonly startUs: number;
  readonly endUs: number;
  /** What it works with; null where it does not. */
  readonly resource: Resource | null;
  /** How long it takes when nobody else wants anything, and how much longer sharing (or a device that stood still) made it. */
  readonly aloneUs: number;
  readonly slowedUs: number;
  /** Behind whom it waited for that long, the longest first: parts of `slowedUs`, as far as usage was recorded. */
  readonly behind: readonly Behind[];
}

/** An instance, and when it was first as far as was asked; null when never. */
export interface Arrival {
  readonly node: StackNode;
  readonly us: number | null;
}

/** Instances of a workload, or all, and who of them came last. */
export interface LastOf {
  readonly never: readonly StackNode[];
  /** Null when somebody never came, or nobody is there. */
  readonly last: (Arrival & { readonly us: number }) | null;
  /** Whether nobody at all came later. */
  readonly isLastOfAll: boolean;
}

/** Its first life in which it came so far. */
function lifeUntil({ lives }: FilmRow, until: Until): Life | null {
  return lives.find(({ readyUs, doneUs }) => (until === 'done' ? doneUs : readyUs) !== null) ?? null;
}

/** When a node was first ready, or done; null when never. */
export function firstUs(row: FilmRow, until: Until): number | null {
  const life = lifeUntil(row, until);
  return life === null ? null : until === 'done' ? life.doneUs : life.readyUs;
}

/** The last of the instances of a workload, or of all when it is undefined, to be ready or done. */
export function lastOf(film: Film, workload: string | undefined, until: Until): LastOf {
  const instances = film.rows.filter(({ node }) => node.workload !== null);
  const times = instances
    .filter(({ node }) => workload === undefined || node.workload!.id === workload)
    .map((row): Arrival => ({ node: row.node, us: firstUs(row, until) }));
  const never = times.filter(({ us }) => us === null).map(({ node }) => node);
  let last: LastOf['last'] = null;
  for (const { node, us } of never.length > 0 ? [] : times) if (last === null || us! > last.us) last = { node, us: us! };
  const isLastOfAll = last !== null && instances.every((row) => (firstUs(row, until) ?? 0) <= last.us);
  return { never, last, isLastOfAll };
}

/** All that must have come before a node, and itself, from the bottom of the stack up, with the time that each took once it began. */
export function wayTo(film: Film, node: StackNode): { readonly node: StackNode; readonly us: number }[] {
  const way = new Set<StackNode>();
  const waiting = [node];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (way.has(next)) continue;
    way.add(next);
    waiting.push(...needsOf(next));
  }
  return film.rows
    .filter((row) => way.has(row.node))
    .map((row) => {
      const life = lifeUntil(row, 'ready');
      return { node: row.node, us: life === null ? 0 : (life.doneUs ?? life.readyUs!) - life.startUs };
    });
}

/** What must be ready before a node starts. */
function needsOf({ parent, after }: StackNode): readonly StackNode[] {
  return parent === null ? after : [parent, ...after];
}

/** Where the walk goes on: the life of a node that was over, or far enough, at an instant. */
interface Before {
  readonly row: FilmRow;
  readonly life: Life;
  readonly us: number;
}

/** What a node needs and was ready last before an instant. */
function lastNeed(film: Film, node: StackNode, us: number): Before | null {
  let found: Before | null = null;
  for (const need of needsOf(node)) {
    const row = film.rows[need.index]!;
    const life = row.lives.findLast(({ readyUs }) => readyUs !== null && readyUs <= us + INSTANT_US);
    if (life !== undefined && (found === null || life.readyUs! > found.us)) found = { row, life, us: life.readyUs! };
  }
  return found;
}

/** The spans of the walk, found from the last to the first. */
class Walk {
  readonly spans: CriticalSpan[] = [];
  private readonly film: Film;

  constructor(film: Film) {
    this.film = film;
  }

  /** A stretch in which it does no work. */
  private idle(node: StackNode, doing: 'delay' | 'lost' | 'down', startUs: number, endUs: number): void {
    if (endUs <= startUs) return;
    this.spans.push({ node, doing, startUs, endUs, resource: null, aloneUs: endUs - startUs, slowedUs: 0, behind: [] });
  }

  /** Its phases up to an instant. */
  work({ node }: FilmRow, { phases }: Life, untilUs: number): void {
    for (let i = phases.length - 1; i >= 0; i -= 1) {
      const { phase, startUs, endUs, resource, aloneUs } = phases[i]!;
      if (endUs > untilUs || endUs <= startUs) continue;
      const slowedUs = resource === null ? 0 : Math.max(0, endUs - startUs - aloneUs);
      const behind = resource === null || slowedUs <= INSTANT_US ? [] : waitingFor(this.film, node, resource, phases[i]!);
      this.spans.push({ node, doing: phase, startUs, endUs, resource, aloneUs, slowedUs, behind });
    }
  }

  /** What came before a life; null at power-on. */
  before(row: FilmRow, life: Life): Before | null {
    const { node } = row;
    const dueUs = Math.max(0, life.startUs - node.delayMs * 1000);
    const need = lastNeed(this.film, node, dueUs);
    const previous = row.lives[row.lives.indexOf(life) - 1];
    // A batch that was done has no stop: it was there until it was started again.
    const endUs = previous === undefined ? -1 : (previous.stopUs ?? (need !== null && need.us > previous.startUs ? -1 : dueUs));
    const isAnew = previous !== undefined && (need === null || endUs > need.us);
    const fromUs = isAnew ? endUs : (need?.us ?? 0);
    // Rounding aside, a delay begins when the last need is met; what is between was spent on something that is over.
    const delayUs = Math.abs(dueUs - fromUs) <= INSTANT_US ? fromUs : dueUs;
    this.idle(node, 'delay', delayUs, life.startUs);
    this.idle(node, 'down', fromUs, delayUs);
    if (!isAnew) return need;
    this.idle(node, 'lost', previous.startUs, endUs);
    return { row, life: previous, us: previous.startUs };
  }
}

/**
 * How a node came to be ready, or a batch to be done, for the first time: spans from power-on to that instant, one after
 * another without a gap, each of which began when the one before it ended. Null when it never came so far.
 */
export function criticalPath(film: Film, target: StackNode, until: Until = 'ready'): CriticalSpan[] | null {
  const row = film.rows[target.index]!;
  const life = lifeUntil(row, until);
  if (life === null) return null;
  const walk = new Walk(film);
  let at: Before | null = { row, life, us: until === 'done' ? life.doneUs! : life.readyUs! };
  while (at !== null) {
    // From a life that was lost nothing but its beginning counts.
    if (at.us > at.life.startUs) walk.work(at.row, at.life, at.us);
    at = walk.before(at.row, at.life);
  }
  return walk.spans.reverse();
}
