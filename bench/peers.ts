import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { floor } from './floor.ts';
import { compare, row } from './measure.ts';
import { runStorm, stormLevel, stormOf, stormStack } from './storm.ts';

/** SimPy and SimGrid on the same storm, where Debian's packages are installed. Each prints its time and completions. */

interface Peer {
  readonly name: string;
  /** Makes it runnable; the command to run, or why it cannot be. */
  readonly prepare: () => readonly string[] | string;
  readonly sizes: readonly number[];
}

/** npm runs scripts in the package's folder. */
function here(file: string): string {
  return join(process.cwd(), 'bench', 'peers', file);
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}

const PEERS: readonly Peer[] = [
  {
    name: 'SimPy, virtual time',
    sizes: [100, 1000, 10_000],
    prepare: () => {
      const found = spawnSync('/usr/bin/python3', ['-c', 'import SimPy'], { encoding: 'utf8' });
      return found.status === 0 ? ['/usr/bin/python3', here('storm_simpy.py')] : 'python3-simpy is not installed';
    },
  },
  {
    name: 'SimGrid, C++',
    sizes: [100, 1000],
    prepare: () => {
      const program = join(mkdtempSync(join(tmpdir(), 'stackwright-')), 'storm');
      const made = spawnSync('g++', ['-std=c++17', '-O2', here('storm_simgrid.cpp'), '-lsimgrid', '-o', program], { encoding: 'utf8' });
      return made.status === 0
        ? [program, '--cfg=contexts/stack-size:64', '--log=root.thres:critical']
        : `libsimgrid-dev or g++ is not installed (${lastLine(made.stderr ?? '')})`;
    },
  },
];

/** What a peer prints: `{ "ms": …, "done": [µs, …] }`. */
interface Answer {
  readonly ms: number;
  readonly done: readonly number[];
}

function ask(command: readonly string[], count: number): Answer | string {
  const answer = spawnSync(command[0]!, [...command.slice(1), String(count)], { encoding: 'utf8', maxBuffer: 1 << 26, timeout: 300_000 });
  if (answer.status !== 0) return lastLine(answer.stderr) || 'it ended with an error';
  return JSON.parse(lastLine(answer.stdout)) as Answer;
}

export function peers(): void {
  console.log('\nPeers on the same storm (processes): ms, how much longer than this engine, and the largest difference of a completion');
  const widths = [22, 8, 12, 12, 10, 14] as const;
  console.log(row(['simulator', 'guests', 'its ms', 'engine ms', 'ratio', 'difference'], widths));
  for (const peer of PEERS) {
    const command = peer.prepare();
    if (typeof command === 'string') {
      console.log(`${peer.name}: left out, ${command}`);
      continue;
    }
    for (const count of peer.sizes) {
      const level = stormLevel(count);
      const stack = stormStack(count, 'processes', level);
      const { engine } = compare(count >= 10_000 ? 7 : 40, { engine: () => runStorm(stack, level) });
      const answer = ask(command, count);
      if (typeof answer === 'string') {
        console.log(`${peer.name}, ${count} guests: ${answer}`);
        continue;
      }
      const expected = floor(stormOf(count));
      const worst = answer.done.reduce((most, done, index) => Math.max(most, Math.abs(done - expected[index]!) / expected[index]!), 0);
      console.log(
        row(
          [peer.name, count, answer.ms.toFixed(2), engine.toFixed(3), `${(answer.ms / engine).toFixed(0)}×`, worst.toExponential(1)],
          widths,
        ),
      );
    }
  }
}
