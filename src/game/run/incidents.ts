import {
  momentOf,
  type Curve,
  type Film,
  type FilmRow,
  type Incident,
  type Level,
  type RunReport,
  type StackNode,
} from '../../sim/index.ts';
import { breakInOf, rootOf } from './breakins.ts';
import { containerKiB, expectedKiB } from '../views/memory.ts';

/** What went wrong in a run, put together so that one cause is told once; sentences for it are in `src/lang`. */

/** Where memory ran out, and what is known of it, KiB. */
export interface Shortage {
  /** The machine or VM that was full; the process or container whose limit was reached. */
  readonly where: string;
  readonly isLimit: boolean;
  readonly isVm: boolean;
  readonly hasKiB: number;
  /** Null where it cannot be told. */
  readonly wantedKiB: number | null;
  readonly victimKiB: number;
  /** The kernel or hypervisor that chose whom to kill. */
  readonly killer: string | null;
}

/** The same misfortune of the same node, or of several at one instant. */
export interface Mishap {
  readonly kind: Incident['kind'];
  readonly nodes: readonly string[];
  /** When it happened, ms, rising. */
  readonly times: readonly number[];
  /** As it was the first time. */
  readonly shortage: Shortage | null;
  /** Of a break-in: who was broken into, and the kernel by which it reached the others. */
  readonly entries: readonly string[];
  readonly kernel: string | null;
}

function valueOf(curve: Curve, ageUs: number): number {
  let value = 0;
  for (const [fromMs, mib] of curve) if (fromMs * 1000 <= ageUs) value = mib;
  return value;
}

/** What a node held at an instant; of one that was killed at that instant, what it wanted. */
export function wantedBy(row: FilmRow, atUs: number): number {
  const { node } = row;
  const life = row.lives.findLast((candidate) => candidate.startUs <= atUs);
  if (life?.stopUs !== atUs) return momentOf(row, atUs).heldKiB;
  // Just before: what it took at that instant is not in the film, because it lost it at the same.
  const before = life.startUs < atUs ? momentOf(row, atUs - 0.5).heldKiB : expectedKiB(node) + (node.kind === 'vm' ? node.ramKiB : 0);
  if (node.workload === null) return before;
  return Math.max(before, valueOf(node.workload.ramMiB, atUs - life.startUs) * 1024 + containerKiB(node));
}

function killerOn(hardware: StackNode): string | null {
  return hardware.children.find(({ kind }) => kind === 'kernel' || kind === 'hypervisor')?.id ?? null;
}

function shortageOf(film: Film, victim: FilmRow, atUs: number): Shortage | null {
  const { node } = victim;
  const { home } = node;
  if (home === null) return null;
  const own = [victim, ...film.rows.filter((row) => node.kind === 'runtime' && row.node.parent === node)];
  const victimKiB = own.reduce((sum, row) => sum + wantedBy(row, atUs), 0);
  const killer = killerOn(home);
  const { ramLimitMiB } = node.build;
  const used = victimKiB - containerKiB(node);
  if (ramLimitMiB !== undefined && used > ramLimitMiB * 1024)
    return { where: node.id, isLimit: true, isVm: false, hasKiB: ramLimitMiB * 1024, wantedKiB: used, victimKiB, killer };
  const wanted = film.rows.filter((row) => row.node.home === home).reduce((sum, row) => sum + wantedBy(row, atUs), 0);
  const wantedKiB = wanted > home.ramKiB ? wanted : null;
  return { where: home.id, isLimit: false, isVm: home.kind === 'vm', hasKiB: home.ramKiB, wantedKiB, victimKiB, killer };
}

type Found = Pick<Mishap, 'kind' | 'shortage' | 'entries' | 'kernel'> & { nodes: string[]; times: number[] };

/** Folds what happened: repeats of the same, and a take-over that spreads at one instant. */
export function mishapsOf(level: Level, { film, report }: { readonly film: Film; readonly report: RunReport }): Mishap[] {
  const rows = new Map(film.rows.map((row) => [row.node.id, row]));
  const found = new Map<string, Found>();
  const events = film.events.filter(({ kind }) => kind === 'out-of-memory');
  let shortages = 0;
  for (const { kind, node, atMs } of report.incidents) {
    const isSpread = kind === 'compromised';
    // In the film the same incident has its exact time.
    const atUs = kind === 'out-of-memory' ? events[shortages++]?.atUs : undefined;
    const row = rows.get(node);
    const shortage = atUs === undefined || row === undefined ? null : shortageOf(film, row, atUs);
    const root = isSpread && row !== undefined ? rootOf(row.node, film) : null;
    const key = isSpread ? `${kind} ${atMs} ${root?.id ?? ''}` : `${kind} ${node} ${shortage?.where ?? ''}`;
    const known = found.get(key);
    if (known === undefined) {
      const entries = root === null ? [] : breakInOf(root, film, level).entries;
      const kernel = root?.kind === 'kernel' ? root.id : null;
      found.set(key, { kind, nodes: [node], times: [atMs], shortage, entries, kernel });
    } else if (isSpread) known.nodes.push(node);
    else known.times.push(atMs);
  }
  return [...found.values()];
}

/** What the level's scenario did and no incident tells of: the lowest of the nodes that it stopped. */
export interface Turn {
  readonly atMs: number;
  readonly event: 'restart' | 'replace';
  readonly nodes: readonly string[];
}

export function turnsOf(level: Level, { film }: { readonly film: Film }): Turn[] {
  return level.events.flatMap(({ atMs, event }) => {
    if (event !== 'restart' && event !== 'replace') return [];
    const stopped = new Set(film.events.filter(({ atUs, kind }) => kind === 'stop' && atUs === atMs * 1000).map(({ node }) => node));
    const nodes = [...stopped].filter(({ parent }) => parent === null || !stopped.has(parent)).map(({ id }) => id);
    return nodes.length === 0 ? [] : [{ atMs, event, nodes }];
  });
}
