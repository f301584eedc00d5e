import { campaignSolution } from './campaign.ts';
import { floor } from './floor.ts';
import { compare, row } from './measure.ts';
import { peers } from './peers.ts';
import { checkStorm, runStorm, stormLevel, stormOf, stormStack } from './storm.ts';
import { parseSolution, readJson, verifySolution } from '../src/sim/index.ts';

/** `npm run bench`: how fast the engine is, as ratios within this run. `-- --peers` runs SimPy and SimGrid beside it. */

const SIZES = [
  { count: 100, rounds: 400 },
  { count: 1_000, rounds: 60 },
  { count: 10_000, rounds: 9 },
] as const;

function storms(): void {
  console.log('Boot storm: the whole engine (check, simulate, account memory, score) beside a bare virtual-time loop');
  const widths = [8, 12, 12, 8, 12, 8, 10, 14] as const;
  console.log(row(['guests', 'floor ms', 'processes', 'ratio', 'VMs', 'ratio', 'MB held', 'worst error'], widths));
  for (const { count, rounds } of SIZES) {
    const level = stormLevel(count);
    const storm = stormOf(count);
    const processes = stormStack(count, 'processes', level);
    const vms = stormStack(count, 'vms', level);
    const error = Math.max(checkStorm(processes, level, floor(storm)), checkStorm(vms, level, floor(storm)));
    const held = heldMb(() => runStorm(vms, level));
    const times = compare(rounds, {
      floor: () => floor(storm),
      processes: () => runStorm(processes, level),
      vms: () => runStorm(vms, level),
    });
    const ratio = (ms: number): string => `${(ms / times.floor).toFixed(1)}×`;
    const cells = [
      count,
      times.floor.toFixed(4),
      times.processes.toFixed(3),
      ratio(times.processes),
      times.vms.toFixed(3),
      ratio(times.vms),
      held.toFixed(1),
      error.toExponential(1),
    ];
    console.log(row(cells, widths));
  }
}

/** What a run adds to the heap, MB; needs `--expose-gc` to be exact, and is an upper bound without. */
function heldMb(run: () => unknown): number {
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  const kept = run();
  const after = process.memoryUsage().heapUsed;
  return kept === undefined ? 0 : (after - before) / 1e6;
}

function verification(): void {
  const { level, text } = campaignSolution();
  const verify = (): unknown => {
    const json = readJson(text);
    if (!json.ok) throw new Error(json.error.expected);
    const solution = parseSolution(json.value);
    if (!solution.ok) throw new Error(solution.error.expected);
    return verifySolution(solution.value, level);
  };
  const times = compare(4000, { json: () => JSON.stringify(JSON.parse(text)), verify });
  console.log(`\nVerify a solution of 21 nodes (${text.length} characters): read, checked, simulated, scored, hashed`);
  console.log(
    `  JSON.parse + JSON.stringify ${(times.json * 1000).toFixed(1)} µs · verify ${(times.verify * 1000).toFixed(1)} µs · ratio ${(times.verify / times.json).toFixed(1)}× · ${Math.round(1000 / times.verify)} a second`,
  );
}

storms();
verification();
if (process.argv.includes('--peers')) peers();
