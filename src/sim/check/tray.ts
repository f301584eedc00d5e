import { isNeutral, natureOf } from '../likeness.ts';
import { offersOfLevel, type Offers } from '../offers.ts';
import { inStructuralOrder } from '../order.ts';
import type { Stack, StackNode } from '../stack.ts';
import type { Level, TrayEntry, Violation } from '../types.ts';
import { Assignment, Group } from './assignment.ts';
import { refusedBy } from './offered.ts';
import type { Rule, Subject } from './rule.ts';

type Report = (violation: Violation) => void;

/** How often each part or workload is placed. Alike nodes often follow each other, so the last one is kept at hand. */
class Counts {
  private readonly byKey = new Map<string, number>();
  private key = '';
  private count = 0;

  add(key: string): void {
    if (key !== this.key) this.turnTo(key);
    this.count += 1;
  }

  private turnTo(key: string): void {
    if (this.count > 0) this.byKey.set(this.key, this.count);
    this.key = key;
    this.count = this.byKey.get(key) ?? 0;
  }

  /** Each with its number, in the order in which they came first. */
  all(): ReadonlyMap<string, number> {
    this.turnTo(this.key);
    return this.byKey;
  }
}

/** Nodes under workloads that have no proper place themselves. */
function underFlawed(flawed: readonly StackNode[]): ReadonlySet<StackNode> {
  if (flawed.length === 0) return NOWHERE;
  const under = new Set<StackNode>();
  for (const node of flawed) {
    if (node.kind !== 'workload') continue;
    // In a ring it ends where it has been.
    for (let below = node.on; below !== null && !under.has(below); below = below.on) under.add(below);
  }
  return under;
}

const NOWHERE: ReadonlySet<StackNode> = new Set();

/** Whether a workload stands on this node or on something that stands on it, by index. */
function carriers({ nodes, instances }: Stack, under: ReadonlySet<StackNode>): readonly number[] {
  const carries = new Array<number>(nodes.length).fill(0);
  const follow = (node: StackNode): void => {
    // Down to where somebody has been.
    for (let below: StackNode | null = node; below !== null && carries[below.index] === 0; below = below.parent) carries[below.index] = 1;
  };
  for (let i = 0; i < instances.length; i += 1) follow(instances[i]!);
  for (const node of under) if (node.flaw === 'none') follow(node);
  return carries;
}

/** In structural order; those without a proper place have none in it and come last, so that they are the surplus. */
function inOrder(subject: Subject, chosen: readonly StackNode[]): StackNode[] {
  const proper = chosen.filter((node) => node.flaw === 'none');
  const sorted = inStructuralOrder(subject.stack.nodes, proper);
  if (proper.length === chosen.length) return sorted;
  const keyed = chosen.filter((node) => node.flaw !== 'none').map((node) => ({ node, key: natureOf(node.build) }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return [...sorted, ...keyed.map(({ node }) => node)];
}

/** A part that the player has placed; `null` for a node that is none, or that nobody knows. */
function partOf(node: StackNode): string | null {
  const isPlaced = node.kind !== 'workload' && node.kind !== 'unknown' && node.givenId === null && !node.hidden;
  return isPlaced ? node.build.part! : null;
}

function checkParts(subject: Subject, offers: Offers, report: Report): void {
  const { parts, flawed } = subject.stack;
  const counts = new Counts();
  for (const list of [parts, flawed]) {
    for (const node of list) {
      const part = partOf(node);
      if (part !== null) counts.add(part);
    }
  }
  const placed = (part: string): StackNode[] => [...parts, ...flawed].filter((node) => partOf(node) === part);
  for (const [part, got] of counts.all()) {
    const entries = offers.tray.get(part);
    if (entries === undefined) {
      for (const node of placed(part)) report({ code: 'not-in-tray', node: node.id, part });
      continue;
    }
    // Any entry has room for so few.
    if (entries.every(({ max }) => max === undefined || got <= max)) continue;
    const { surplus, most } = served(entries, inOrder(subject, placed(part)));
    for (const node of surplus) report({ code: 'over-tray-limit', node: node.id, part, expected: most, got: most + surplus.length });
  }
}

/** What decides which entries offer a part, settings and all. */
function wishOf({ build, on }: StackNode): string {
  return JSON.stringify([natureOf(build), isNeutral('after', build.after), on?.kind ?? null, on?.build.part ?? null]);
}

/**
 * Which of the nodes of a part find no room in an entry that offers all that they are, and how many the entries have room for
 * that could have taken them, and how many found some. What no entry offers has bad settings and takes up no room.
 */
function served(
  entries: readonly TrayEntry[],
  nodes: readonly StackNode[],
): { readonly surplus: readonly StackNode[]; readonly most: number; readonly taken: number } {
  const limited = entries.filter(({ max }) => max !== undefined);
  const free = entries.filter(({ max }) => max === undefined);
  const room = limited.map(({ max }) => max!);
  const assignment = new Assignment(room);
  const groups = new Map<string, Group | null>();
  const groupOf = (node: StackNode): Group | null => {
    const allows = (entry: TrayEntry): boolean => refusedBy(entry, node, false) === null;
    if (free.some(allows)) return null;
    const places = [...limited.keys()].filter((index) => allows(limited[index]!));
    if (places.length === 0) return null;
    const key = places.join();
    let group = alike.get(key);
    if (group === undefined) alike.set(key, (group = new Group(places, room.length)));
    return group;
  };
  const alike = new Map<string, Group>();
  const surplus: StackNode[] = [];
  let taken = 0;
  for (const node of nodes) {
    const wish = wishOf(node);
    let group = groups.get(wish);
    if (group === undefined) groups.set(wish, (group = groupOf(node)));
    if (group === null) continue;
    if (assignment.take(group)) taken += 1;
    else surplus.push(node);
  }
  return { surplus, most: assignment.closedRoom(room), taken };
}

/** How many more of a part the tray gives, whatever their settings; null when that is any number. */
export function leftInTray({ parts, flawed }: Stack, level: Level, part: string): number | null {
  const entries = offersOfLevel(level).tray.get(part) ?? [];
  let room = 0;
  for (const { max } of entries) {
    if (max === undefined) return null;
    room += max;
  }
  const placed = [...parts, ...flawed].filter((node) => partOf(node) === part);
  return room - served(entries, placed).taken;
}

function checkWorkloads(subject: Subject, level: Level, report: Report): void {
  const { instances, flawed } = subject.stack;
  const counts = new Counts();
  for (const list of [instances, flawed]) for (const { workload } of list) if (workload !== null) counts.add(workload.id);
  const all = counts.all();
  for (const { id, count } of level.workloads) {
    const got = all.get(id) ?? 0;
    const about = { workload: id, expected: count, got };
    if (got < count) report({ code: 'workload-not-placed', node: null, ...about });
    if (got <= count) continue;
    const placed = [...instances, ...flawed].filter(({ workload }) => workload !== null && workload.id === id);
    // Given instances come first, so that the surplus is the player's.
    const order = inOrder(subject, placed).sort((a, b) => Number(a.givenId === null) - Number(b.givenId === null));
    for (const node of order.slice(count)) report({ code: 'workload-over-placed', node: node.id, ...about });
  }
}

/** Only what the tray holds, each as often as it says; every workload placed; nothing placed for nothing. */
export const checkTray: Rule = (subject, report) => {
  const { level } = subject;
  if (level === null) return;
  checkParts(subject, offersOfLevel(level), report);
  checkWorkloads(subject, level, report);
  const { parts, flawed } = subject.stack;
  const under = underFlawed(flawed);
  const carries = carriers(subject.stack, under);
  const reportIdle = (node: StackNode): void => {
    if (node.givenId !== null || node.hidden || node.kind === 'unknown') return;
    report({ code: 'carries-nothing', node: node.id, ...(node.build.part !== undefined && { part: node.build.part }) });
  };
  for (let i = 0; i < parts.length; i += 1) if (carries[parts[i]!.index] !== 1) reportIdle(parts[i]!);
  for (const node of flawed) if (node.kind !== 'workload' && !under.has(node)) reportIdle(node);
};
