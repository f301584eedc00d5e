import { lifeAt, momentOf, type Doing, type Film, type FilmRow } from './film.ts';
import type { StackNode } from './stack.ts';
import { usageAt } from './usage.ts';

/** What the tools of a system would show at an instant of a film: its processes, its containers, its memory. */

/** A line of `ps`. */
export interface ProcessRow {
  readonly node: StackNode;
  /** As it started, counted since its kernel came up, which is 1; a new life has a new one. */
  readonly pid: number;
  readonly doing: Doing;
  /** Cores it keeps busy; a VM with all that is in it, a runtime with what it executes. */
  readonly cores: number;
  readonly heldKiB: number;
  readonly startUs: number;
}

/** A line of `docker ps`. */
export interface ContainerRow {
  readonly node: StackNode;
  /** The workload that its image is of; null for a runtime's. */
  readonly workload: string | null;
  readonly doing: Doing;
  /** Since when it has been doing that. */
  readonly sinceUs: number;
  readonly startUs: number;
}

/** What `free` says, KiB. */
export interface FreeMemory {
  readonly totalKiB: number;
  readonly usedKiB: number;
  readonly freeKiB: number;
}

/** What is a process of its own on a kernel: VMs are, bytecode is its runtime's. */
function isProcessOn(kernel: StackNode, node: StackNode): boolean {
  if (node === kernel) return true;
  if (node.process !== null && node.process !== node) return false;
  for (let below = node.parent; below !== null; below = below.parent) {
    if (below === kernel) return node.home === kernel.hardware;
    if (below.kind === 'kernel') return false;
  }
  return false;
}

function isUp(row: FilmRow | undefined, us: number): boolean {
  if (row === undefined) return false;
  const { doing } = momentOf(row, us);
  return doing !== 'off' && doing !== 'down';
}

/** The processes of a kernel at an instant, those that have ended since it came up among them; none while it is down. */
export function processesAt(film: Film, kernel: StackNode, us: number): ProcessRow[] {
  const rows = film.rows.filter(({ node }) => isProcessOn(kernel, node));
  const own = film.rows[kernel.index];
  if (own === undefined || !isUp(own, us)) return [];
  const sinceUs = lifeAt(own.lives, us)!.startUs;
  const born = rows.flatMap((row) => row.lives.filter(({ startUs }) => startUs >= sinceUs && startUs <= us).map((life) => ({ row, life })));
  born.sort((a, b) => a.life.startUs - b.life.startUs || a.row.node.index - b.row.node.index);
  return born.flatMap(({ row, life }, index) => {
    // Of its lives only the present one counts, but all have taken numbers.
    if (lifeAt(row.lives, us) !== life) return [];
    const { node } = row;
    const executed = film.rows.filter((other) => other !== row && other.node.process === node);
    const parts = [row, ...executed];
    const { doing } = momentOf(row, us);
    const cores = parts.reduce((sum, part) => sum + usageAt(film, part.node, 'cpu', us), 0);
    const heldKiB = parts.reduce((sum, part) => sum + momentOf(part, us).heldKiB, 0);
    return [{ node, pid: index + 1, doing, cores, heldKiB, startUs: life.startUs }];
  });
}

/** The containers that an engine keeps at an instant, those that have stopped among them; none before it was first ready. */
export function containersAt(film: Film, engine: StackNode, us: number): ContainerRow[] {
  return film.rows.flatMap((row) => {
    const { node } = row;
    if (node.engine !== engine || node.container !== node) return [];
    const life = lifeAt(row.lives, us);
    if (life === null) return [];
    const { doing } = momentOf(row, us);
    const since = { off: null, starting: life.startUs, ready: life.readyUs, done: life.doneUs, down: life.stopUs }[doing];
    return [{ node, workload: node.workload?.id ?? null, doing, sinceUs: since ?? life.startUs, startUs: life.startUs }];
  });
}

/** The memory of a machine or a VM, as seen inside it: a VM's is its allocation. */
export function freeAt(film: Film, hardware: StackNode, us: number): FreeMemory {
  const usedKiB = film.rows.reduce((sum, row) => sum + (row.node.home === hardware ? momentOf(row, us).heldKiB : 0), 0);
  return { totalKiB: hardware.ramKiB, usedKiB, freeKiB: hardware.ramKiB - usedKiB };
}
