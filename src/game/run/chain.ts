import { criticalPath, lastOf, type CriticalSpan, type Film, type Goal, type Resource, type StackNode } from '../../sim/index.ts';
import type { Cause } from './causes.ts';

/** A missed goal in parts that add up: what to draw under its words. Times are µs, memory is KiB, shares are thousandths. */

export type LinkKind = 'work' | 'wait' | 'delay' | 'lost' | 'down' | 'held' | 'served' | 'away' | 'rest';

export interface Link {
  /** Null for what is left over. */
  readonly node: StackNode | null;
  readonly kind: LinkKind;
  readonly amount: number;
  /** Of what it waited for, and behind whom, the longest first. */
  readonly resource: Resource | null;
  readonly behind: readonly StackNode[];
}

export interface Chain {
  readonly unit: 'us' | 'kib' | 'thousandths';
  /** In the order in which they come, or the largest first. */
  readonly links: readonly Link[];
  readonly sum: number;
  readonly limit: number;
  /** Whether the parts add up; else each is to be seen beside the limit. */
  readonly isSum: boolean;
}

/** Shorter parts are told together, µs. */
const LEAST_US = 50_000;
const MOST_AWAY = 6;

/** Where a walk of spans is about one node after another. */
function groupsOf(spans: readonly CriticalSpan[]): CriticalSpan[][] {
  const groups: CriticalSpan[][] = [];
  for (const span of spans) {
    const last = groups.at(-1);
    if (last?.[0]!.node === span.node) last.push(span);
    else groups.push([span]);
  }
  return groups;
}

const isIdle = ({ doing }: CriticalSpan): boolean => doing === 'delay' || doing === 'lost' || doing === 'down';

/** What one node did on the way: what it idled, its own work, and what it waited for. */
function linksOf(group: readonly CriticalSpan[]): Link[] {
  const { node } = group[0]!;
  const links = new Map<string, Link>();
  const add = (kind: LinkKind, amount: number, resource: Resource | null, behind: readonly StackNode[]): void => {
    const key = `${kind} ${resource} ${behind.map(({ id }) => id).join(' ')}`;
    links.set(key, { node, kind, amount: (links.get(key)?.amount ?? 0) + amount, resource, behind });
  };
  for (const span of group) if (isIdle(span)) add(span.doing as LinkKind, span.endUs - span.startUs, null, []);
  for (const span of group) if (!isIdle(span)) add('work', span.endUs - span.startUs - span.slowedUs, null, []);
  for (const span of group)
    if (span.slowedUs > 0)
      add(
        'wait',
        span.slowedUs,
        span.resource,
        span.behind.map((other) => other.node),
      );
  return [...links.values()];
}

export function linksOfPath(spans: readonly CriticalSpan[]): Link[] {
  const links = groupsOf(spans).flatMap(linksOf);
  const told = links.filter(({ amount }) => amount >= LEAST_US);
  const rest = links.filter(({ amount }) => amount < LEAST_US).reduce((sum, { amount }) => sum + amount, 0);
  return rest === 0 ? told : [...told, { node: null, kind: 'rest', amount: rest, resource: null, behind: [] }];
}

/** The way to the one that made a goal late, or, where none is missed for that, to what came last of all. */
export function pathFor(film: Film, goal: Goal | null): CriticalSpan[] | null {
  const until = goal?.kind === 'done' ? 'done' : 'ready';
  const { last } = lastOf(film, goal?.workload, until);
  return last === null ? null : criticalPath(film, last.node, until);
}

function lateness(film: Film, goal: Goal): Chain | null {
  const spans = pathFor(film, goal);
  if (spans === null || spans.length === 0) return null;
  return { unit: 'us', links: linksOfPath(spans), sum: spans.at(-1)!.endUs, limit: (goal.withinMs ?? 0) * 1000, isSum: true };
}

function plain(node: StackNode | null, kind: LinkKind, amount: number): Link {
  return { node, kind, amount, resource: null, behind: [] };
}

/** The parts of a missed goal; null where there is nothing to add up. */
export function chainOf(goal: Goal, cause: Cause, film: Film): Chain | null {
  const nodeOf = (id: string): StackNode | null => film.rows.find(({ node }) => node.id === id)?.node ?? null;
  switch (cause.kind) {
    case 'late':
      return lateness(film, goal);
    case 'peak': {
      const rest = cause.kib - cause.holders.reduce((sum, { kib }) => sum + kib, 0);
      const links = cause.holders.map(({ id, kib }) => plain(nodeOf(id), 'held', kib));
      const all = rest > 0 ? [...links, plain(null, 'rest', rest)] : links;
      return { unit: 'kib', links: all, sum: cause.kib, limit: (goal.atMostMiB ?? 0) * 1024, isSum: true };
    }
    case 'served': {
      const links = cause.instances.map(({ id, thousandths }) => plain(nodeOf(id), 'served', thousandths));
      return { unit: 'thousandths', links, sum: 1000, limit: Number(goal.atLeast ?? 0), isSum: false };
    }
    case 'away': {
      const gaps = cause.gaps.map(({ fromMs, toMs }) => (toMs - fromMs) * 1000);
      const rest = gaps.slice(MOST_AWAY).reduce((sum, us) => sum + us, 0);
      const links = gaps.slice(0, MOST_AWAY).map((us) => plain(nodeOf(cause.id), 'away', us));
      const all = rest > 0 ? [...links, plain(null, 'rest', rest)] : links;
      return { unit: 'us', links: all, sum: gaps.reduce((sum, us) => sum + us, 0), limit: (goal.atMostMs ?? 0) * 1000, isSum: true };
    }
    default:
      return null;
  }
}
