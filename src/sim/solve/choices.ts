import type { Catalog } from '../catalog/index.ts';
import { ISAS, type BuildNode, type Level, type Settings, type TrayEntry, type WorkloadSpec } from '../types.ts';

/** What may be placed in a level, and how it may be set. */

/** A node without a name or a place. */
export type Draft = Omit<BuildNode, 'id' | 'on'>;

/** Something that a build may hold: a part as the tray offers it, an instance of a workload, or a node that is given. */
export interface Choice {
  /** Its rank among all choices; alike given nodes share one. */
  readonly code: number;
  /** With the settings that decide what can stand on it: the instruction set of a VM, and whether it is nested. */
  readonly draft: Draft;
  /** Index of the workload; -1 for a part. */
  readonly workload: number;
  /** Index among the parts of the tray; -1 for workloads and for what is given. */
  readonly tray: number;
  readonly given: Given | null;
  /** Its further settings, of which one is chosen once it is known what stands where. */
  readonly options: readonly Settings[];
  /** Settings under which it takes least of everything; no build may have them all. */
  readonly least: Settings;
  /** Whether one of its options limits its memory, so that it may be killed for breaking it. */
  readonly mayBeLimited: boolean;
  /** Most memory and disk that any of its options gives to what stands on it, MiB; only of VMs. */
  readonly roomiest: Settings;
}

/** A given node and what is given on it, alike ones side by side. */
export interface Given {
  readonly node: BuildNode;
  readonly children: readonly Choice[];
}

/** All that a level offers. */
export interface Choices {
  /** Highest rank first. */
  readonly offered: readonly Choice[];
  /** The given nodes that stand on nothing. */
  readonly given: readonly Choice[];
  /** How many of each part of the tray there may be. */
  readonly room: readonly number[];
  /** Whether the level bounds everything: how many of each part, and which sizes. Otherwise only some of it is looked at. */
  readonly isBounded: boolean;
}

/** More instances than that have more orders than can be gone through; they keep none, and nothing is proven. */
export const MOST_ORDERED = 12;

/** Sizes to try where a level allows any. */
const SOME_RAM = [128, 256, 512, 1024, 2048, 4096, 8192, 16384];
const SOME_CPUS = [1, 2, 4, 8];
const SOME_DISK = [10240];

const NOTHING: Settings = {};

/** Every way to take one of each list. */
function product(lists: readonly (readonly Settings[])[]): Settings[] {
  let all: Settings[] = [NOTHING];
  for (const list of lists) all = all.flatMap((some) => list.map((more) => ({ ...some, ...more })));
  return all;
}

const sizes = (key: 'ramMiB' | 'cpus' | 'diskMiB', values: readonly number[]): Settings[] =>
  [...new Set(values)].sort((a, b) => a - b).map((value) => ({ [key]: value }));

const limits = (key: 'cpuLimit' | 'ramLimitMiB', values: readonly number[] = []): Settings[] => [
  NOTHING,
  ...[...new Set(values)].map((value) => ({ [key]: value })),
];

const perhaps = (key: 'volume' | 'passthrough' | 'nested', isOffered: boolean | undefined): Settings[] =>
  isOffered === true ? [NOTHING, { [key]: true }] : [NOTHING];

/** What processes and containers may be set to. */
function processOptions(offer: Pick<WorkloadSpec, 'cpuLimit' | 'ramLimitMiB'> & { readonly volume?: boolean }): Settings[] {
  return product([limits('cpuLimit', offer.cpuLimit), limits('ramLimitMiB', offer.ramLimitMiB), perhaps('volume', offer.volume)]);
}

function unique(options: readonly Settings[]): Settings[] {
  return [...new Map(options.map((option) => [JSON.stringify(option), option])).values()];
}

/** The least (or most) of every size among some options. */
function extreme(options: readonly Settings[], pick: (...values: number[]) => number): Settings {
  const found: { ramMiB?: number; cpus?: number; diskMiB?: number } = {};
  for (const key of ['ramMiB', 'cpus', 'diskMiB'] as const) {
    const values = options.flatMap((option) => option[key] ?? []);
    if (values.length > 0) found[key] = pick(...values);
  }
  return found;
}

interface Kind {
  readonly draft: Draft;
  readonly options: readonly Settings[];
}

/** A VM comes in kinds: of each instruction set, nested or not. */
function kindsOfVm(entries: readonly TrayEntry[]): Kind[] {
  const kinds = new Map<string, { draft: Draft; options: Settings[] }>();
  for (const entry of entries) {
    const isas: Settings[] = [NOTHING, ...(entry.isa ?? ISAS).map((isa) => ({ isa }))];
    const options = product([
      sizes('ramMiB', entry.ramMiB ?? SOME_RAM),
      sizes('cpus', entry.cpus ?? SOME_CPUS),
      sizes('diskMiB', entry.diskMiB ?? SOME_DISK),
      perhaps('passthrough', entry.passthrough),
    ]);
    for (const shape of product([isas, perhaps('nested', entry.nested)])) {
      const key = JSON.stringify(shape);
      const kind = kinds.get(key);
      if (kind === undefined) kinds.set(key, { draft: { part: 'vm', ...shape }, options: [...options] });
      else kind.options.push(...options);
    }
  }
  return [...kinds.values()].map(({ draft, options }) => ({ draft, options: unique(options) }));
}

function kindsOf(part: string, entries: readonly TrayEntry[], catalog: Catalog): Kind[] {
  const spec = catalog.specs.get(part);
  if (spec === undefined) return [];
  switch (spec.kind) {
    case 'vm':
      return kindsOfVm(entries);
    case 'engine': {
      if (spec.hidden === undefined) return [{ draft: { part }, options: [NOTHING] }];
      const options = entries.flatMap((entry) =>
        product([sizes('ramMiB', entry.ramMiB ?? SOME_RAM), sizes('cpus', entry.cpus ?? SOME_CPUS)]),
      );
      return [{ draft: { part }, options: unique(options) }];
    }
    case 'runtime':
      return [{ draft: { part }, options: unique(entries.flatMap(processOptions)) }];
    default:
      return [{ draft: { part }, options: [NOTHING] }];
  }
}

/** Whether an entry says how many there may be and, where there are sizes, which. */
function isBoundedEntry(entry: TrayEntry, catalog: Catalog): boolean {
  if (entry.max === undefined) return false;
  const spec = catalog.specs.get(entry.part);
  const hasSizes = spec !== undefined && (spec.kind === 'vm' || (spec.kind === 'engine' && spec.hidden !== undefined));
  if (!hasSizes) return true;
  return entry.ramMiB !== undefined && entry.cpus !== undefined && (spec.kind !== 'vm' || entry.diskMiB !== undefined);
}

/** From the lowest rank: machines and what comes first on them, up to workloads. */
const RANKS = ['machine', 'hypervisor', 'vm', 'kernel', 'engine', 'runtime'];

function trayOf(level: Level, catalog: Catalog): Map<string, TrayEntry[]> {
  const tray = new Map<string, TrayEntry[]>();
  for (const entry of level.tray) tray.set(entry.part, [...(tray.get(entry.part) ?? []), entry]);
  const rank = (part: string): number => RANKS.indexOf(catalog.specs.get(part)?.kind ?? '');
  return new Map([...tray].sort(([a], [b]) => rank(a) - rank(b)));
}

export function choicesOf(level: Level, catalog: Catalog): Choices {
  const offered: Choice[] = [];
  const add = (kind: Kind, more: Pick<Choice, 'workload' | 'tray'>): void => {
    const { draft, options } = kind;
    if (options.length === 0) return;
    const least = { ...extreme(options, Math.min), ...(options.some(({ passthrough }) => passthrough === true) && { passthrough: true }) };
    const mayBeLimited = options.some(({ ramLimitMiB }) => ramLimitMiB !== undefined);
    const roomiest = extreme(options, Math.max);
    offered.push({ code: offered.length, draft, options, least, mayBeLimited, roomiest, given: null, ...more });
  };
  const tray = trayOf(level, catalog);
  const room: number[] = [];
  const instances = level.workloads.reduce((sum, { count }) => sum + count, 0);
  for (const [part, entries] of tray) {
    for (const kind of kindsOf(part, entries, catalog)) add(kind, { workload: -1, tray: room.length });
    room.push(entries.reduce((sum, { max }) => sum + (max ?? instances), 0));
  }
  level.workloads.forEach((workload, index) => {
    add({ draft: { workload: workload.id }, options: processOptions(workload) }, { workload: index, tray: -1 });
  });
  const isOrderable = !level.order || instances <= MOST_ORDERED;
  const isBounded = isOrderable && level.tray.every((entry) => isBoundedEntry(entry, catalog));
  return { offered: offered.reverse(), given: givenOf(level), room, isBounded };
}

/** Given nodes that a goal or an event asks for by name are not like any other. */
function namesAskedFor(level: Level): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { machine } of level.goals) if (machine !== undefined) names.add(machine);
  for (const { node } of level.events) if (node !== undefined) names.add(node);
  for (const { id, after = [] } of level.given) for (const name of after.length > 0 ? [id, ...after] : []) names.add(name);
  return names;
}

/** The given nodes as trees in which alike ones stand side by side and have one code, so that they are used in one order only. */
function givenOf(level: Level): readonly Choice[] {
  const asked = namesAskedFor(level);
  const codes = new Map<string, number>();
  const on = (id: string | undefined): readonly BuildNode[] => level.given.filter((node) => node.on === id);
  const make = (node: BuildNode): { choice: Choice; key: string } => {
    const { id, on: _on, ...draft } = node;
    const above = on(id)
      .map(make)
      .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
    const key = JSON.stringify([draft, asked.has(id) ? id : '', above.map((child) => child.key)]);
    const code = codes.get(key) ?? codes.size;
    codes.set(key, code);
    const workload = level.workloads.findIndex((spec) => spec.id === draft.workload);
    const given = { node, children: above.map(({ choice }) => choice) };
    const fixed = { options: [NOTHING], least: NOTHING, mayBeLimited: false, roomiest: NOTHING };
    return { key, choice: { code, draft, workload, tray: -1, given, ...fixed } };
  };
  return on(undefined)
    .map(make)
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ choice }) => choice);
}
