import {
  CATALOG,
  EVENT_KINDS,
  FORM_KINDS,
  GOAL_KINDS,
  LAYERS,
  resolve,
  SCORE_KEYS,
  SEPARATIONS,
  type Build,
  type HypervisorPart,
  type Level,
  type Part,
  type RunReport,
} from '../../../src/sim/index.ts';

/** What a level or a build has of all that the contract knows, by name: so that nothing is left untried. */

const KIND_OF = new Map<string, Part>(CATALOG.parts.map((part) => [part.id, part]));
const typeOf = (part: string): string | null => (KIND_OF.get(part) as HypervisorPart | undefined)?.type ?? null;

/** Features that have a name of their own, and what makes a level have them. */
const OF_LEVELS: Readonly<Record<string, (level: Level) => boolean>> = {
  'nothing is given': ({ given }) => given.length === 0,
  'one machine is given': (level) => machinesIn(level).length === 1,
  'several machines are given': (level) => machinesIn(level).length > 1,
  'machines alike are given': (level) => new Set(machinesIn(level)).size < machinesIn(level).length,
  'a machine is in the tray': ({ tray }) => tray.some(({ part }) => part.startsWith('machine.')),
  'a kernel is given': ({ given }) => given.some(({ part }) => part?.startsWith('kernel.')),
  'a VM is given': ({ given }) => given.some(({ part }) => part === 'vm'),
  'an instance is given': ({ given }) => given.some(({ workload }) => workload !== undefined),
  'what is given waits': ({ given }) => given.some(({ after, delayMs }) => after !== undefined || delayMs !== undefined),
  'the tray is empty': ({ tray }) => tray.length === 0,
  'several entries of one part': ({ tray }) => new Set(tray.map(({ part }) => part)).size < tray.length,
  'more than one of a part': ({ tray }) => tray.some(({ max }) => max! > 1),
  'sizes to choose': ({ tray }) => tray.some(({ ramMiB }) => ramMiB !== undefined && ramMiB.length > 1),
  'processors to choose': ({ tray }) => tray.some(({ cpus }) => cpus !== undefined && cpus.length > 1),
  'disks to choose': ({ tray }) => tray.some(({ diskMiB }) => diskMiB !== undefined && diskMiB.length > 1),
  'instruction sets to choose': ({ tray }) =>
    tray.some(({ part }) => typeOf(part) === 'emulator') && tray.some(({ isa }) => isa?.length !== 0),
  'nested VMs': ({ tray }) => tray.some(({ nested }) => nested === true),
  passthrough: ({ tray }) => tray.some((entry) => entry.passthrough === true),
  'limits of runtimes': ({ tray }) =>
    tray.some(({ part, cpuLimit, ramLimitMiB }) => part.startsWith('runtime.') && (cpuLimit ?? ramLimitMiB) !== undefined),
  'volumes of runtimes': ({ tray }) => tray.some(({ part, volume }) => part.startsWith('runtime.') && volume === true),
  'limited processors': ({ workloads }) => workloads.some(({ cpuLimit }) => cpuLimit !== undefined),
  'limited memory': ({ workloads }) => workloads.some(({ ramLimitMiB }) => ramLimitMiB !== undefined),
  volumes: ({ workloads }) => workloads.some(({ volume }) => volume),
  order: ({ order }) => order,
  delays: ({ delays }) => delays.length > 0,
  'two instances': ({ workloads }) => workloads.some(({ count }) => count === 2),
  'three instances': ({ workloads }) => workloads.some(({ count }) => count === 3),
  'four instances': ({ workloads }) => workloads.reduce((sum, { count }) => sum + count, 0) >= 4,
  'several workloads': ({ workloads }) => workloads.length > 1,
  'steps of memory': ({ workloads }) => workloads.some(({ ramMiB }) => ramMiB.length > 1),
  'steps of load': ({ workloads }) => workloads.some(({ load }) => load !== undefined && load.requestsPerSecond.length > 1),
  load: ({ workloads }) => workloads.some((workload) => workload.load !== undefined),
  batch: ({ workloads }) => workloads.some((workload) => workload.batch !== undefined),
  threads: ({ workloads }) => workloads.some(({ load, batch }) => (load ?? batch)?.threads !== undefined && (load ?? batch)!.threads > 1),
  'system calls at the start': ({ workloads }) => workloads.some(({ start }) => start.syscalls > 0),
  libraries: ({ workloads }) => workloads.some((workload) => workload.libraries.length > 0),
  ports: ({ workloads }) => workloads.some(({ port }) => port !== undefined),
  'a program that meddles': ({ workloads }) => workloads.some(({ meddlesWithKernel }) => meddlesWithKernel),
  'an event at a given node': ({ events }) => events.some(({ node }) => node !== undefined),
  'several events': ({ events }) => events.length > 1,
  'no event': ({ events }) => events.length === 0,
  'a goal for one machine': ({ goals }) => goals.some(({ machine }) => machine !== undefined),
  'a goal for one workload’s readiness': ({ goals }) => goals.some(({ kind, workload }) => kind === 'ready' && workload !== undefined),
};

function machinesIn({ given }: Level): string[] {
  return given.flatMap(({ part }) => (part?.startsWith('machine.') ? [part] : []));
}

function ofLists(level: Level): string[] {
  const parts = [...level.tray, ...level.given].flatMap(({ part }) => part ?? []);
  return [
    ...parts,
    ...parts.flatMap((part) => typeOf(part) ?? []),
    ...level.workloads.flatMap(({ forms }) => forms.map(({ form }) => `form ${form}`)),
    ...level.events.map(({ event }) => `event ${event}`),
    ...level.events.flatMap(({ event, layer, workload }) => (event === 'restart' && workload !== undefined ? [`restart of ${layer}`] : [])),
    ...level.events.flatMap(({ resource }) => (resource === undefined ? [] : [`runaway ${resource}`])),
    ...level.goals.map(({ kind }) => `goal ${kind}`),
    ...level.goals.flatMap(({ kind, atLeast }) => (kind === 'isolated' ? [`apart by ${atLeast!}`] : [])),
    `${level.score.length} scored`,
    `${level.score[0]!} first`,
  ];
}

/** All that a level has. */
export function featuresOf(level: Level): Set<string> {
  const named = Object.keys(OF_LEVELS).filter((name) => OF_LEVELS[name]!(level));
  return new Set([...named, ...ofLists(level)]);
}

/** All that some level should have. */
export const FEATURES: readonly string[] = [
  ...Object.keys(OF_LEVELS),
  ...CATALOG.parts.map(({ id }) => id),
  ...['type1', 'module', 'type2', 'emulator'],
  ...FORM_KINDS.map((form) => `form ${form}`),
  ...EVENT_KINDS.map((event) => `event ${event}`),
  ...LAYERS.map((layer) => `restart of ${layer}`),
  ...['runaway cpu', 'runaway ram'],
  ...GOAL_KINDS.map((kind) => `goal ${kind}`),
  ...SEPARATIONS.map((separation) => `apart by ${separation}`),
  ...SCORE_KEYS.map((_, index) => `${index + 1} scored`),
  ...SCORE_KEYS.map((key) => `${key} first`),
];

/** What only legal builds show, and what shows it. */
const OF_BUILDS: Readonly<Record<string, (build: Build, report: RunReport) => boolean>> = {
  'a VM in a VM': ({ nodes }) => nodes.some(({ nested }) => nested === true),
  passthrough: ({ nodes }) => nodes.some((node) => node.passthrough === true),
  'another instruction set': (build) =>
    resolve(build, null, CATALOG).parts.some(({ kind, isa, home }) => kind === 'vm' && isa !== home!.isa),
  'a runtime in a container': (build) =>
    resolve(build, null, CATALOG).parts.some(({ kind, on }) => kind === 'runtime' && on?.kind === 'engine'),
  'limited processors': ({ nodes }) => nodes.some(({ cpuLimit }) => cpuLimit !== undefined),
  'limited memory': ({ nodes }) => nodes.some(({ ramLimitMiB }) => ramLimitMiB !== undefined),
  'a volume': ({ nodes }) => nodes.some(({ volume }) => volume === true),
  'an order': ({ nodes }) => nodes.some(({ after }) => after !== undefined),
  'a delay': ({ nodes }) => nodes.some(({ delayMs }) => delayMs !== undefined),
  'too little memory': (_, { incidents }) => incidents.some(({ kind }) => kind === 'out-of-memory'),
  'a panic': (_, { incidents }) => incidents.some(({ kind }) => kind === 'panic'),
  'never ready': (_, { metrics }) => metrics.readyMs === null,
  'ready, but not passed': (_, { metrics, passed }) => metrics.readyMs !== null && !passed,
};

export function featuresOfBuild(build: Build, report: RunReport): string[] {
  return Object.keys(OF_BUILDS).filter((name) => OF_BUILDS[name]!(build, report));
}

export const BUILD_FEATURES: readonly string[] = Object.keys(OF_BUILDS);
