import { levelHash, makeSolution, METRIC_OF, parseLevel, RULES, runBuild, type BuildNode, type Level } from '../src/sim/index.ts';

const LEVEL = {
  format: 'stackwright/level@1',
  id: 'bench',
  tray: [
    { part: 'kernel.linux', max: 4 },
    { part: 'hypervisor.kvm', max: 1 },
    { part: 'vm', max: 3, ramMiB: [512, 1024, 2048], cpus: [1, 2], diskMiB: [10240] },
    { part: 'engine.docker', max: 3 },
  ],
  given: [{ id: 'pc', part: 'machine.desktop' }],
  workloads: [
    {
      id: 'web',
      count: 6,
      forms: [
        {
          form: 'image',
          os: 'linux',
          isa: ['x86-64'],
          layers: [
            { id: 'debian-slim', mib: 70 },
            { id: 'web', mib: 30 },
          ],
        },
      ],
      ramMiB: [
        [0, 100],
        [60000, 200],
      ],
      start: { cpuMs: 300, readMiB: 40, ioKiB: 256 },
      load: { requestsPerSecond: [[0, 50]], cpuUs: 900, syscalls: 40, netKiB: 12 },
    },
    { id: 'db', count: 3, forms: [{ form: 'native', os: 'linux' }], ramMiB: 300, start: { cpuMs: 500, readMiB: 90 } },
  ],
  scenario: { horizonMs: 120000, events: [{ atMs: 90000, event: 'restart', workload: 'db' }] },
  goals: [
    { kind: 'ready', withinMs: 60000 },
    { kind: 'ram', atMostMiB: 9000 },
    { kind: 'throughput', workload: 'web', atLeast: 500 },
  ],
  score: ['cost', 'ram', 'ready'],
};

/** A solution of the size of a campaign level: 21 nodes, load, a restart, no edits. */
export function campaignSolution(): { level: Level; text: string } {
  const parsed = parseLevel(LEVEL);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  const level = parsed.value;
  const nodes: BuildNode[] = [
    { id: 'pc', part: 'machine.desktop' },
    { id: 'host', part: 'kernel.linux', on: 'pc' },
    { id: 'kvm', part: 'hypervisor.kvm', on: 'host' },
  ];
  for (const n of [1, 2, 3]) {
    nodes.push(
      { id: `vm${n}`, part: 'vm', on: 'kvm', ramMiB: 1024, cpus: 2, diskMiB: 10240 },
      { id: `guest${n}`, part: 'kernel.linux', on: `vm${n}` },
      { id: `docker${n}`, part: 'engine.docker', on: `guest${n}` },
      { id: `web${n}a`, workload: 'web', on: `docker${n}` },
      { id: `web${n}b`, workload: 'web', on: `docker${n}` },
      { id: `db${n}`, workload: 'db', on: `guest${n}` },
    );
  }
  const ran = runBuild({ nodes }, level);
  if (!ran.ok || !ran.value.passed) throw new Error('the solution of the bench does not pass');
  const { metrics } = ran.value;
  const claims = Object.fromEntries(level.score.map((score) => [METRIC_OF[score], metrics[METRIC_OF[score]] ?? 0]));
  const solution = makeSolution({ level: level.id, levelHash: levelHash(level), rules: RULES, build: { nodes }, claims });
  return { level, text: JSON.stringify(solution, null, 2) };
}
