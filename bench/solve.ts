import { readFileSync } from 'node:fs';
import { levelFiles } from '../scripts/levels.ts';
import { parseLevel, Search, type Level } from '../src/sim/index.ts';
import { median, row } from './measure.ts';

/** `npm run bench -- solve`: how long the proofs of the campaign take, and how that grows with the number of workloads. */

/** Most of one proof, and the middle of all, ms. */
const BOUNDS = { longest: 2000, median: 100 } as const;
/** Nobody waits longer for the table. */
const MOST_MS = 60_000;

interface Proof {
  readonly ms: number;
  readonly nodes: number;
  readonly isWhole: boolean;
}

function prove(level: Level): Proof {
  const startedAt = performance.now();
  const search = new Search(level);
  while (!search.step(5000) && performance.now() - startedAt < MOST_MS);
  return { ms: performance.now() - startedAt, nodes: search.nodes, isWhole: search.isFinished };
}

function levelIn(file: string): Level {
  const level = parseLevel(JSON.parse(readFileSync(file, 'utf8')));
  if (!level.ok) throw new Error(`${file}: ${level.error.place}`);
  return level.value;
}

/** So many different programs, of which the first three want walls between them: natively, in containers, in VMs of three sizes. */
function neighbourhood(count: number): Level {
  const workloads = Array.from({ length: count }, (_, index) => ({
    id: `w${index}`,
    forms: [
      { form: 'native', os: 'linux' },
      { form: 'image', os: 'linux', layers: [{ id: 'base', mib: 70 }] },
    ],
    ramMiB: 100 + 37 * index,
    start: { cpuMs: 100 + 50 * index, readMiB: 20 + 5 * index },
  }));
  const level = parseLevel({
    format: 'stackwright/level@1',
    id: `neighbourhood-${count}`,
    tray: [
      { part: 'hypervisor.kvm', max: 1 },
      { part: 'vm', max: 3, ramMiB: [512, 1024, 2048], cpus: [1, 2], diskMiB: [8192] },
      { part: 'kernel.linux', max: 3 },
      { part: 'engine.docker', max: 2 },
    ],
    given: [
      { id: 'pc', part: 'machine.desktop' },
      { id: 'host', part: 'kernel.linux', on: 'pc' },
    ],
    workloads,
    goals: [
      { kind: 'isolated', a: 'w0', b: 'w1', atLeast: 'vm' },
      { kind: 'isolated', a: 'w1', b: 'w2', atLeast: 'vm' },
    ],
    scenario: { horizonMs: 100_000 },
    score: ['ram', 'ready', 'effort'],
  });
  if (!level.ok) throw new Error(level.error.place);
  return level.value;
}

export function solving(): void {
  const levels = levelFiles().map(levelIn);
  // The first proofs wait for the compiler; who opens a level waits for it as well, so they count.
  const proofs = levels.map((level) => ({ level, ...prove(level) }));
  const slowest = proofs.reduce((a, b) => (a.ms > b.ms ? a : b));
  const middle = median(proofs.map(({ ms }) => ms));
  console.log(`Frontiers of the campaign: ${levels.length} levels, all proven: ${proofs.every(({ isWhole }) => isWhole) ? 'yes' : 'no'}`);
  console.log(
    `  median ${middle.toFixed(0)} ms (bound ${BOUNDS.median}), longest ${slowest.ms.toFixed(0)} ms (${slowest.level.id}; bound ${BOUNDS.longest})`,
  );
  console.log('\nGrowth: programs that differ in everything, three metrics');
  const widths = [10, 12, 10, 16] as const;
  console.log(row(['programs', 'nodes', 'ms', 'ms of the last'], widths));
  let last = 0;
  for (let count = 3; count <= 14; count += 1) {
    const { ms, nodes, isWhole } = prove(neighbourhood(count));
    console.log(row([count, nodes, isWhole ? ms.toFixed(0) : `> ${MOST_MS}`, last === 0 ? '' : `${(ms / last).toFixed(1)}×`], widths));
    if (!isWhole) break;
    last = ms;
  }
}
