import {
  CATALOG,
  EVENT_KINDS,
  GOAL_KINDS,
  LAYERS,
  PART_KINDS,
  SEPARATIONS,
  type Build,
  type EventKind,
  type Goal,
  type GoalKind,
  type GoalReport,
  type Level,
} from '../../src/sim/index.ts';
import type { Chance } from './chance.ts';

/** What happens in small levels and what they ask for, as plain JSON. */

/** What an event of each kind has besides its time and target. */
const MEMBERS: Partial<Record<EventKind, (chance: Chance) => object>> = {
  restart: (chance) => ({ layer: chance.pick(LAYERS) }),
  runaway: (chance) => ({ resource: chance.pick(['cpu', 'ram']), forMs: chance.pick([500, 10_000]) }),
  write: (chance) => ({ mib: chance.pick([1, 200, 3000]) }),
  'power-loss': (chance) => ({ offMs: chance.pick([0, 4000]) }),
};

/** Given nodes that an event of this kind may name. */
function nodesFor(event: EventKind, level: Level): string[] {
  const prefix = event === 'restart' ? '' : event === 'driver-fault' ? 'kernel.' : event === 'power-loss' ? 'machine.' : null;
  return prefix === null ? [] : level.given.filter(({ part }) => part?.startsWith(prefix)).map(({ id }) => id);
}

/** Up to three events, most of them when all is up. */
export function eventsOf(chance: Chance, level: Level, readyMs: number): object[] {
  const count = chance.pick([0, 0, 1, 1, 2, 3]);
  return Array.from({ length: count }, () => {
    // There are as many layers to restart as there are other events.
    const event = chance.percent(25) ? 'restart' : chance.pick(EVENT_KINDS);
    const nodes = nodesFor(event, level);
    const { layer, ...members } = { ...MEMBERS[event]?.(chance) } as Record<string, unknown>;
    const isNode = nodes.length > 0 && chance.percent(25);
    const target = isNode
      ? { node: chance.pick(nodes) }
      : { workload: chance.pick(level.workloads).id, ...(layer !== undefined && { layer }) };
    return { atMs: chance.percent(85) ? readyMs + chance.whole(1, 25) * 1000 : chance.whole(0, readyMs), event, ...target, ...members };
  });
}

/** A goal of each kind that lets everything pass, or as good as. */
const ASKED: Record<GoalKind, (chance: Chance, level: Level, build: Build) => object | null> = {
  ready: (chance, level) => ({ ...(chance.percent(40) && { workload: someone(chance, level) }), withinMs: 0 }),
  ram: (chance, level, build) => ({ ...(chance.percent(40) && { machine: machineIn(chance, level, build) }), atMostMiB: 0 }),
  disk: () => ({ atMostMiB: 0 }),
  cost: () => ({ atMost: 0 }),
  effort: () => ({ atMostMin: 0 }),
  throughput: (chance, level) => someoneWith('load', chance, level),
  done: (chance, level) => someoneWith('batch', chance, level),
  downtime: (chance, level) => ({ workload: someone(chance, level), atMostMs: 0 }),
  isolated: (chance, level) => ({ a: level.workloads[0]!.id, b: someone(chance, level), atLeast: 'none' }),
  safe: (chance, level) => ({ workload: someone(chance, level) }),
  keeps: (chance, level) => ({ workload: someone(chance, level) }),
  uses: (chance, _, build) => ({ part: chance.percent(30) ? chance.pick(PART_KINDS) : chance.pick(build.nodes).part }),
  avoids: (chance, level) => ({
    part: chance.percent(30)
      ? chance.pick(PART_KINDS)
      : level.tray.length === 0
        ? chance.pick(CATALOG.parts).id
        : chance.pick(level.tray).part,
  }),
};

function someone(chance: Chance, level: Level): string {
  return chance.pick(level.workloads).id;
}

function someoneWith(member: 'load' | 'batch', chance: Chance, level: Level): object | null {
  const able = level.workloads.filter((workload) => workload[member] !== undefined);
  if (able.length === 0) return null;
  return { workload: chance.pick(able).id, ...(member === 'load' ? { atLeast: 0 } : { withinMs: 0 }) };
}

/** A machine of the build: by its name where it is given, by its part otherwise. */
function machineIn(chance: Chance, level: Level, build: Build): string {
  const { id, part } = chance.pick(build.nodes.filter((node) => node.part?.startsWith('machine.')));
  return chance.percent(50) && level.given.some((node) => node.id === id) ? id : part!;
}

/** Some of the goals that can be asked of a level. */
export function goalsAsked(chance: Chance, level: Level, build: Build): object[] {
  const isSpread = build.nodes.filter(({ part }) => part?.startsWith('machine.')).length > 1;
  const kinds = new Set<GoalKind>([
    ...(isSpread ? (['isolated'] as const) : []),
    ...chance.shuffled(GOAL_KINDS).slice(0, chance.whole(1, 4)),
  ]);
  return [...kinds].flatMap((kind) => {
    const members = ASKED[kind](chance, level, build);
    return members === null || ('part' in members && members.part === undefined) ? [] : [{ kind, ...members }];
  });
}

const LIMITS = ['withinMs', 'atMostMiB', 'atMost', 'atMostMin', 'atMostMs', 'atLeast'] as const;

/** The same goal with a limit that what came out meets, mostly with something to spare; null where no limit is met. */
export function goalFrom(chance: Chance, goal: Goal, { actual, met }: GoalReport, isTight: boolean): Goal | null {
  const key = LIMITS.find((name) => goal[name] !== undefined);
  if (key === undefined) return met || isTight ? goal : null;
  if (actual === null) return met ? goal : null;
  if (typeof actual === 'string') return { ...goal, atLeast: isTight ? chance.pick(SEPARATIONS) : actual };
  if (key === 'atLeast')
    return { ...goal, atLeast: isTight ? Math.min(1000, actual + 20) : Math.floor((actual * chance.whole(50, 100)) / 100) };
  const percent = isTight ? chance.whole(50, 95) : 100 + chance.pick([0, 10, 50, 200, 400]);
  return { ...goal, [key]: Math.floor((actual * percent) / 100) };
}
