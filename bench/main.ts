import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { campaignSolution } from './campaign.ts';
import { floor } from './floor.ts';
import { compare, row } from './measure.ts';
import { peers } from './peers.ts';
import { solving } from './solve.ts';
import { checkStorm, runStorm, stormLevel, stormOf, stormStack } from './storm.ts';
import { parseSolution, readJson, verifySolution } from '../src/sim/index.ts';

/** `npm run bench`: how fast the engine is, as ratios within this run. `-- --peers` runs SimPy and SimGrid beside it, `-- game` the page in a browser. */

const SIZES = [
  { count: 100, rounds: 4_000 },
  { count: 1_000, rounds: 400 },
  { count: 10_000, rounds: 21 },
] as const;

/** How often the floor's time each kind may take, and may aim at; and how much faster than the floor's its time may grow. */
const BOUNDS = { processes: 8, vms: 20 } as const;

const WIDTHS = [10, 8, 10, 10, 8, 8, 14, 12] as const;

function heading(): void {
  console.log('Boot storm: the whole engine (check, simulate, account memory, score) beside a bare virtual-time loop');
  console.log(row(['guests as', 'number', 'floor ms', 'engine ms', 'ratio', 'bound', 'ratio growth', 'worst error'], WIDTHS));
}

function storm(as: 'processes' | 'vms'): void {
  let first = 0;
  for (const { count, rounds } of SIZES) {
    const level = stormLevel(count);
    const jobs = stormOf(count);
    const stack = stormStack(count, as, level);
    const error = checkStorm(stack, level, floor(jobs));
    const times = compare(rounds, { floor: () => floor(jobs), engine: () => runStorm(stack, level) });
    const ratio = times.engine / times.floor;
    if (first === 0) first = ratio;
    const cells = [
      times.floor.toFixed(4),
      times.engine.toFixed(3),
      `${ratio.toFixed(1)}×`,
      `${BOUNDS[as]}×`,
      `${(ratio / first).toFixed(2)}×`,
    ];
    console.log(row([as, count, ...cells, error.toExponential(1)], WIDTHS));
  }
}

function memory(): void {
  const { count } = SIZES[SIZES.length - 1]!;
  for (const as of ['processes', 'vms'] as const) {
    const level = stormLevel(count);
    const stack = stormStack(count, as, level);
    console.log(`Memory that a run of ${count} ${as} adds: ${heldMb(() => runStorm(stack, level)).toFixed(1)} MB (bound 200 MB)`);
  }
}

/** What a run adds to the heap, MB. The script gives access to the garbage collector for this. */
function heldMb(run: () => unknown): number {
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  const kept = run();
  globalThis.gc?.();
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

/** Each part runs in a process of its own: what one leaves to the compiler and to the garbage collector is not the next one's. */
const PARTS = {
  processes: () => storm('processes'),
  vms: () => storm('vms'),
  verification,
  memory,
  solve: solving,
  peers,
  game: () => import('./game.ts').then(({ game }) => game(process.argv[3])),
} as const satisfies Record<string, () => void | Promise<void>>;

/** These take programs that not every computer has, and more time. */
const ON_DEMAND = ['peers', 'game'];

function isPart(name: string | undefined): name is keyof typeof PARTS {
  return name !== undefined && Object.hasOwn(PARTS, name);
}

const [asked] = process.argv.slice(2);
if (isPart(asked)) {
  await PARTS[asked]();
} else {
  heading();
  for (const part of Object.keys(PARTS)) {
    if (ON_DEMAND.includes(part) && asked !== `--${part}`) continue;
    const { status } = spawnSync(process.execPath, [...process.execArgv, fileURLToPath(import.meta.url), part], { stdio: 'inherit' });
    if (status !== 0) process.exitCode = 1;
  }
}
