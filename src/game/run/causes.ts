import {
  firstUs,
  lastOf,
  momentOf,
  separationOf,
  SEPARATIONS,
  wayTo,
  type Curve,
  type Film,
  type FilmRow,
  type Goal,
  type Level,
  type Resource,
  type RunReport,
  type StackNode,
} from '../../sim/index.ts';
import { breakInOf } from './breakins.ts';
import { dearnessOf, gathered, type Dearness } from './dearness.ts';
import { wantedBy } from './incidents.ts';
import { machineUnder, queueOf, type Queue } from './queue.ts';

/** Why a goal was missed, read off the film of the run; sentences for these are in `src/lang`. */

export interface ServedPart {
  readonly id: string;
  readonly thousandths: number;
  /** When most was left undone: how many requests a second it was asked for, and how many it served. */
  readonly asked: number;
  readonly served: number;
  readonly scarce: Resource | null;
  /** The machine whose resource it is; null where that is not known. */
  readonly where: string | null;
  readonly fromMs: number;
}

export type Cause =
  /** When most memory was held, and by whom, the largest first, KiB. */
  | {
      readonly kind: 'peak';
      readonly atMs: number;
      readonly kib: number;
      readonly holders: readonly { readonly id: string; readonly kib: number }[];
    }
  /** Which share of its part each instance served, what it was short of, since when and where; how many requests found nobody ready. */
  | {
      readonly kind: 'served';
      readonly instances: readonly ServedPart[];
      readonly unmetThousandths: number;
      readonly dear: readonly Dearness[];
    }
  /** Who of those that the goal is about came last (of all, or only of these), and what on its way took longest. */
  | {
      readonly kind: 'late';
      readonly id: string;
      readonly isDone: boolean;
      readonly isLastOfAll: boolean;
      readonly atMs: number;
      readonly parts: readonly { readonly id: string; readonly ms: number }[];
      readonly dear: readonly Dearness[];
      readonly queue: Queue | null;
    }
  | { readonly kind: 'never'; readonly ids: readonly string[] }
  | { readonly kind: 'away'; readonly id: string; readonly gaps: readonly { readonly fromMs: number; readonly toMs: number }[] }
  /** What two have in common; a kernel that was taken over keeps its containers apart no more. */
  | { readonly kind: 'shared'; readonly a: string; readonly b: string; readonly on: string; readonly isOverrun: boolean }
  /** Who was taken over; where it came about through others, through whom and by which kernel. */
  | { readonly kind: 'taken'; readonly ids: readonly string[]; readonly entries: readonly string[]; readonly kernel: string | null };

const US = 1000;
const MOST_NAMED = 3;
const LEAST_TOLD_MS = 100;

function rowsOf(film: Film, workload: string | undefined): FilmRow[] {
  return film.rows.filter(({ node }) => node.workload !== null && (workload === undefined || node.workload.id === workload));
}

/** Memory counts once, on the machine: what a VM holds inside is part of what it holds there. */
function peakOf(film: Film, machine: string | undefined): Cause | null {
  const rows = film.rows.filter(({ node: { home } }) => {
    if (home === null || home.kind !== 'machine') return false;
    return machine === undefined || home.givenId === machine || home.build.part === machine;
  });
  const steps = rows.flatMap((row) => row.memory.map(([atUs], index) => ({ atUs, row, index })));
  steps.sort((a, b) => a.atUs - b.atUs);
  const held = new Map<StackNode, number>();
  let [sum, most, atUs] = [0, -1, 0];
  steps.forEach((step, index) => {
    const kib = step.row.memory[step.index]![1];
    sum += kib - (held.get(step.row.node) ?? 0);
    held.set(step.row.node, kib);
    // An instant is over when the next step is later.
    if (steps[index + 1]?.atUs !== step.atUs && sum > most) [most, atUs] = [sum, step.atUs];
  });
  let heldKiB = (row: FilmRow): number => momentOf(row, atUs).heldKiB;
  // Where memory ran out it was full for an instant, which the steps of its holders do not show.
  for (const crowd of film.crowds) {
    const machines = crowd.on.filter(({ node }) => rows.some((row) => row.node.home!.index === node));
    const kib = machine === undefined ? crowd.totalKiB : Math.max(0, ...machines.map((full) => full.heldKiB));
    if (kib <= most) continue;
    [most, atUs] = [kib, crowd.atUs];
    heldKiB = (row) => wantedBy(row, atUs);
  }
  if (most < 0) return null;
  const holders = rows
    .map((row) => ({ id: row.node.id, kib: heldKiB(row) }))
    .sort((a, b) => b.kib - a.kib)
    .slice(0, MOST_NAMED);
  return { kind: 'peak', atMs: Math.round(atUs / US), kib: most, holders: holders.filter(({ kib }) => kib > 0) };
}

function offered(curve: Curve, untilUs: number): number {
  return curve.reduce((sum, [fromMs, perSecond], index) => {
    const toUs = Math.min(untilUs, (curve[index + 1]?.[0] ?? Infinity) * US);
    return sum + (Math.max(0, toUs - fromMs * US) * perSecond) / 1e6;
  }, 0);
}

/**
 * Disk and network are the machine's. Processor time can be short in many places, its own limit and its own threads
 * among them, and the film does not tell them apart.
 */
function placeOf(node: StackNode, scarce: Resource): string | null {
  return scarce === 'cpu' ? null : machineUnder(node);
}

interface Served {
  readonly part: ServedPart;
  /** In all the time that was looked at. */
  readonly asked: number;
  readonly dear: Dearness | null;
}

function servedBy({ node, loads }: FilmRow, film: Film): Served {
  const untilUs = film.horizonUs;
  let [asked, served] = [0, 0];
  const lost = { cpu: 0, disk: 0, net: 0 };
  loads.forEach((step, index) => {
    const seconds = ((loads[index + 1]?.atUs ?? untilUs) - step.atUs) / 1e6;
    asked += step.askedPerSecond * seconds;
    served += step.perSecond * seconds;
    if (step.scarce !== null) lost[step.scarce] += (step.askedPerSecond - step.perSecond) * seconds;
  });
  const [worst] = (Object.keys(lost) as Resource[]).sort((a, b) => lost[b] - lost[a]);
  const scarce = lost[worst!] > 0 ? worst! : null;
  const from = loads.find((step) => step.scarce === scarce && step.perSecond < step.askedPerSecond);
  const worstStep = loads.reduce<(typeof loads)[number] | null>(
    (worse, step) => (worse === null || step.askedPerSecond - step.perSecond > worse.askedPerSecond - worse.perSecond ? step : worse),
    null,
  );
  const part: ServedPart = {
    id: node.id,
    thousandths: asked === 0 ? 0 : Math.floor((served / asked) * 1000 + 1e-6),
    asked: worstStep?.askedPerSecond ?? 0,
    served: worstStep?.perSecond ?? 0,
    scarce,
    where: scarce === null ? null : placeOf(node, scarce),
    fromMs: Math.round((from?.atUs ?? 0) / US),
  };
  return { part, asked, dear: scarce === null ? null : dearnessOf(node, scarce) };
}

function servedOf(film: Film, goal: Goal): Cause | null {
  const rows = rowsOf(film, goal.workload);
  const load = rows[0]?.node.workload?.load;
  if (load === undefined) return null;
  const parts = rows.map((row) => servedBy(row, film));
  const all = offered(load.requestsPerSecond, film.horizonUs);
  const asked = parts.reduce((sum, part) => sum + part.asked, 0);
  return {
    kind: 'served',
    instances: parts.filter((part) => part.asked > 0).map(({ part }) => part),
    unmetThousandths: all === 0 ? 0 : Math.round(Math.max(0, 1 - asked / all) * 1000),
    dear: gathered(parts.map(({ dear }) => dear)),
  };
}

/** How long each of those took that had to come before it, and it itself. */
function partsOf(film: Film, node: StackNode): { id: string; ms: number }[] {
  return wayTo(film, node)
    .map((part) => ({ id: part.node.id, ms: Math.round(part.us / US) }))
    .filter(({ ms }) => ms >= LEAST_TOLD_MS)
    .sort((a, b) => b.ms - a.ms)
    .slice(0, MOST_NAMED);
}

function lateOf(film: Film, goal: Goal, level: Level): Cause | null {
  const isDone = goal.kind === 'done';
  const { never, last, isLastOfAll } = lastOf(film, goal.workload, isDone ? 'done' : 'ready');
  if (never.length > 0) return { kind: 'never', ids: never.map(({ id }) => id) };
  if (last === null) return null;
  const parts = partsOf(film, last.node);
  const dear = (['cpu', 'disk'] as const).map((resource) => dearnessOf(last.node, resource));
  const dearest = Math.max(...dear.map((each) => each?.thousandths ?? 0));
  return {
    kind: 'late',
    id: last.node.id,
    isDone,
    isLastOfAll,
    // As reports round it.
    atMs: Math.round(last.us / US),
    parts,
    queue: parts.map((part) => queueOf(film, part, level)).find((found) => found !== null) ?? null,
    dear: gathered(dear.filter((each) => each?.thousandths === dearest)),
  };
}

function awayOf(film: Film, goal: Goal): Cause | null {
  let worst: { id: string; sum: number; gaps: { fromMs: number; toMs: number }[] } | null = null;
  for (const row of rowsOf(film, goal.workload)) {
    const gaps: { fromMs: number; toMs: number }[] = [];
    let fromUs: number | null = null;
    for (const life of row.lives) {
      // Before it was ready once it was not away, and a start that fails does not end its being away.
      if (life.readyUs === null) continue;
      if (fromUs !== null) gaps.push({ fromMs: Math.round(fromUs / US), toMs: Math.round(life.readyUs / US) });
      fromUs = life.stopUs;
    }
    if (fromUs !== null) gaps.push({ fromMs: Math.round(fromUs / US), toMs: Math.round(film.horizonUs / US) });
    const sum = gaps.reduce((total, { fromMs, toMs }) => total + toMs - fromMs, 0);
    if (worst === null || sum > worst.sum) worst = { id: row.node.id, sum, gaps };
  }
  return worst === null || worst.gaps.length === 0 ? null : { kind: 'away', id: worst.id, gaps: worst.gaps };
}

/** The nearest thing that both stand on. */
function commonGround(a: StackNode, b: StackNode): StackNode | null {
  const below = new Set<StackNode>();
  for (let node = a.parent; node !== null; node = node.parent) below.add(node);
  for (let node = b.parent; node !== null; node = node.parent) if (below.has(node)) return node;
  return null;
}

function sharedOf(film: Film, goal: Goal): Cause | null {
  const wanted = SEPARATIONS.indexOf(goal.atLeast as (typeof SEPARATIONS)[number]);
  const overrun = new Set(film.rows.filter(({ compromisedUs }) => compromisedUs !== null).map(({ node }) => node));
  for (const a of rowsOf(film, goal.a)) {
    for (const b of rowsOf(film, goal.b)) {
      if (a === b || SEPARATIONS.indexOf(separationOf(a.node, b.node, (kernel) => overrun.has(kernel))) >= wanted) continue;
      const on = commonGround(a.node, b.node);
      if (on === null) continue;
      const isOverrun = a.node.container !== b.node.container && a.node.kernel !== null && overrun.has(a.node.kernel);
      // What was lost is the kernel under both, not the engine on it.
      return { kind: 'shared', a: a.node.id, b: b.node.id, on: (isOverrun ? a.node.kernel! : on).id, isOverrun };
    }
  }
  return null;
}

function takenOf(film: Film, goal: Goal, level: Level): Cause | null {
  const taken = rowsOf(film, goal.workload).filter(({ compromisedUs }) => compromisedUs !== null);
  if (taken.length === 0) return null;
  const { root, entries } = breakInOf(taken[0]!.node, film, level);
  return { kind: 'taken', ids: taken.map(({ node }) => node.id), entries, kernel: root.kind === 'kernel' ? root.id : null };
}

/** Why a goal was missed; null where what was measured says it all. */
export function causeOf(goal: Goal, film: Film, level: Level): Cause | null {
  switch (goal.kind) {
    case 'ram':
      return peakOf(film, goal.machine);
    case 'throughput':
      return servedOf(film, goal);
    case 'ready':
    case 'done':
      return lateOf(film, goal, level);
    case 'downtime': {
      const never = rowsOf(film, goal.workload).filter((row) => firstUs(row, 'ready') === null);
      return never.length > 0 ? { kind: 'never', ids: never.map(({ node }) => node.id) } : awayOf(film, goal);
    }
    case 'isolated':
      return sharedOf(film, goal);
    case 'safe':
      return takenOf(film, goal, level);
    default:
      return null;
  }
}

/** The causes of all missed goals, by their place in the level. */
export function causesOf(level: Level, { report, film }: { readonly report: RunReport; readonly film: Film }): (Cause | null)[] {
  return level.goals.map((goal, index) => (report.goals[index]?.met === false ? causeOf(goal, film, level) : null));
}

/** The nodes that a cause is about, the one that matters most first. */
export function concernsOf(cause: Cause): readonly string[] {
  switch (cause.kind) {
    case 'peak':
      return cause.holders.map(({ id }) => id);
    case 'served':
      return cause.instances.filter(({ scarce }) => scarce !== null).flatMap(({ id, where }) => (where === null ? [id] : [id, where]));
    case 'late':
      return [cause.id, ...cause.parts.slice(0, 1).map(({ id }) => id)];
    case 'never':
    case 'taken':
      return cause.ids;
    case 'away':
      return [cause.id];
    case 'shared':
      return [cause.a, cause.b, cause.on];
  }
}

/** Instances that were never ready; null when all were once. */
export function neverReady(film: Film): Cause | null {
  const ids = rowsOf(film, undefined)
    .filter((row) => firstUs(row, 'ready') === null)
    .map(({ node }) => node.id);
  return ids.length === 0 ? null : { kind: 'never', ids };
}
