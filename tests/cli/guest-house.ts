import { levelHash, METRIC_OF, parseBuild, parseLevel, RULES, runBuild, type Level, type Metrics } from '../../src/sim/index.ts';

/** The smallest level that has everything the command line shows, and builds for it. */

export const LEVEL = {
  format: 'stackwright/level@1',
  id: 'guest-house',
  title: 'Guest house',
  teaches: ['C15', 'C18'],
  tray: [
    { part: 'kernel.linux', max: 2 },
    { part: 'hypervisor.virtualbox', max: 1 },
    { part: 'engine.docker', max: 1 },
    { part: 'vm', max: 1, ramMiB: [1024, 2048], cpus: [2], diskMiB: [10240] },
  ],
  given: [{ id: 'pc', part: 'machine.desktop' }],
  workloads: [
    {
      id: 'web',
      count: 2,
      forms: [{ form: 'image', os: 'linux', isa: ['x86-64'], layers: [{ id: 'web', mib: 95 }] }],
      ramMiB: 200,
      start: { cpuMs: 300, readMiB: 40 },
      port: 443,
    },
  ],
  scenario: {
    horizonMs: 120_000,
    events: [
      { atMs: 60_000, event: 'crash', workload: 'web' },
      { atMs: 500_000, event: 'restart', workload: 'web' },
    ],
  },
  goals: [
    { kind: 'ready', workload: 'web', withinMs: 60_000 },
    { kind: 'ram', atMostMiB: 4096 },
  ],
  score: ['cost', 'ram', 'ready'],
};

const PC = { id: 'pc', part: 'machine.desktop' };
const HOST = { id: 'host', part: 'kernel.linux', on: 'pc' };

function onEngine(engine: string): object[] {
  return [
    { id: 'web1', workload: 'web', on: engine },
    { id: 'web2', workload: 'web', on: engine },
  ];
}

/** Containers straight on the host: meets every goal. */
export const PASSING = {
  format: 'stackwright/build@1',
  nodes: [PC, HOST, { id: 'docker', part: 'engine.docker', on: 'host' }, ...onEngine('docker')],
};

/** The same with an image on a bare kernel: breaks a rule. */
export const ILLEGAL = { format: 'stackwright/build@1', nodes: [PC, HOST, ...onEngine('host')] };

/** A level that the passing build cannot pass. */
export const HARD_LEVEL = { ...LEVEL, id: 'hard', goals: [{ kind: 'cost', atMost: 1 }] };

function mustParse(level: object): Level {
  const parsed = parseLevel(level);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return parsed.value;
}

/** A true solution of a level by the passing build, with some members replaced. */
export function solutionOf(level: object, changes: object = {}): object {
  const parsedLevel = mustParse(level);
  const build = parseBuild(PASSING);
  if (!build.ok) throw new Error(JSON.stringify(build.error));
  const ran = runBuild(build.value, parsedLevel);
  if (!ran.ok) throw new Error(JSON.stringify(ran.error));
  const { metrics } = ran.value.report;
  const claims = Object.fromEntries(parsedLevel.score.map((key) => [METRIC_OF[key], metrics[METRIC_OF[key]]])) as Partial<Metrics>;
  return {
    format: 'stackwright/solution@1',
    level: parsedLevel.id,
    levelHash: levelHash(parsedLevel),
    rules: RULES,
    build: PASSING,
    claims,
    ...changes,
  };
}
