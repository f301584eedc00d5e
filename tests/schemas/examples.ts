import { parseBuild, parseLevel, parseSolution, type FormatError, type Result } from '../../src/sim/index.ts';

/** One file of each format that has every member there is, and what reads it. */

export type Kind = 'build' | 'level' | 'solution';

export const PARSERS: Record<Kind, (value: unknown) => Result<unknown, FormatError>> = {
  build: parseBuild,
  level: parseLevel,
  solution: parseSolution,
};

const BUILD = {
  format: 'stackwright/build@1',
  nodes: [
    { id: 'pc', part: 'machine.desktop' },
    { id: 'vm', part: 'vm', on: 'pc', ramMiB: 512, cpus: 2, diskMiB: 10240, isa: 'arm64', nested: true, passthrough: false },
    { id: 'web', workload: 'web', on: 'vm', cpuLimit: 500, ramLimitMiB: 64, volume: true, after: ['vm'], delayMs: 10 },
  ],
};

const LEVEL = {
  format: 'stackwright/level@1',
  id: 'example',
  title: 'Example',
  brief: 'For the schema.',
  teaches: ['C15'],
  tray: [
    { part: 'vm', max: 2, ramMiB: [512], cpus: [1], diskMiB: [10240], isa: ['arm64'], nested: true, passthrough: true },
    { part: 'runtime.jvm', cpuLimit: [500], ramLimitMiB: [64], volume: true },
  ],
  given: [
    { id: 'pc', part: 'machine.desktop' },
    { id: 'host', part: 'kernel.linux', on: 'pc', after: ['pc'] },
  ],
  workloads: [
    {
      id: 'web',
      count: 2,
      forms: [
        { form: 'native', os: 'linux', isa: ['x86-64'], diskMiB: 10 },
        { form: 'image', os: 'linux', layers: [{ id: 'base', mib: 70 }] },
        { form: 'bytecode', runtime: 'jvm' },
        { form: 'bare', isa: ['x86-64'] },
      ],
      ramMiB: [
        [0, 200],
        [60000, 900],
      ],
      start: { cpuMs: 300, readMiB: 40, ioKiB: 1024, syscalls: 5 },
      load: { requestsPerSecond: [[0, 50]], cpuUs: 900, syscalls: 40, readKiB: 1, netKiB: 12, netOps: 1, ioKiB: 16, threads: 2 },
      libraries: { libssl: '3' },
      port: 443,
      meddlesWithKernel: false,
      volume: true,
      cpuLimit: [500],
      ramLimitMiB: [256],
    },
    { id: 'job', forms: [], ramMiB: 10, batch: { cpuMs: 1000, threads: 4, syscalls: 1, readMiB: 2, ioKiB: 4 } },
  ],
  scenario: {
    horizonMs: 120000,
    events: [
      { atMs: 1, event: 'restart', workload: 'web', layer: 'kernel' },
      { atMs: 2, event: 'runaway', workload: 'web', resource: 'cpu', forMs: 10 },
      { atMs: 3, event: 'write', workload: 'web', mib: 3 },
      { atMs: 4, event: 'power-loss', node: 'pc', offMs: 10 },
    ],
  },
  goals: [
    { kind: 'ready', workload: 'web', withinMs: 30000 },
    { kind: 'ram', machine: 'pc', atMostMiB: 4096 },
    { kind: 'throughput', workload: 'web', atLeast: 900 },
    { kind: 'isolated', a: 'web', b: 'job', atLeast: 'vm' },
    { kind: 'uses', part: 'vm' },
  ],
  score: ['cost', 'ram', 'ready'],
  order: { delayMs: [0, 5000] },
  certificate: { levelHash: 'x', rules: 1, proof: 'exhaustive', frontier: [{ metrics: { cost: 1, ramMiB: 2 } }] },
};

const SOLUTION = {
  format: 'stackwright/solution@1',
  level: 'example',
  levelHash: 'x',
  rules: 1,
  build: BUILD,
  edits: [
    { edit: 'place', node: { id: 'a', part: 'vm' }, at: 0 },
    { edit: 'move', id: 'a', on: 'b' },
    { edit: 'set', id: 'a', settings: { ramMiB: 1, isa: null, nested: true, after: ['pc'], delayMs: 0 } },
    { edit: 'remove', id: 'a' },
  ],
  claims: { cost: 1, ramMiB: 2 },
  player: 'someone',
};

export const EXAMPLES: Record<Kind, object> = { build: BUILD, level: LEVEL, solution: SOLUTION };
