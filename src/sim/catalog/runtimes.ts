import { figure as f, neutral, type Figure } from './figure.ts';
import type { RuntimePart } from './part.ts';
import type { RuntimeName } from '../types.ts';

function runtime(name: RuntimeName, baseKiB: Figure, diskMiB: Figure, readMiB: Figure, startCpuMs: Figure, effort: number): RuntimePart {
  return {
    id: `runtime.${name}`,
    kind: 'runtime',
    runtime: name,
    hosts: ['linux', 'windows', 'macos'],
    figures: {
      baseKiB,
      diskMiB,
      readMiB,
      ioKiB: f(128, 'illustrative'),
      startCpuMs,
      cost: neutral(0),
      effortMin: f(effort, 'illustrative'),
    },
  };
}

export const RUNTIME_PARTS: readonly RuntimePart[] = [
  runtime('jvm', f(42701, 'KOS', '41.7 MiB'), f(320, 'illustrative'), f(45, 'illustrative'), f(55, 'BDR', 'Java 8 hello world 54.6 ms'), 4),
  runtime(
    'node',
    f(50790, 'KOS', '49.6 MiB'),
    f(160, 'illustrative'),
    f(35, 'illustrative'),
    f(30, 'node-52804', 'trivial script about 30 ms'),
    3,
  ),
  runtime(
    'python',
    f(11674, 'KOS', '11.4 MiB'),
    f(90, 'illustrative'),
    f(12, 'illustrative'),
    f(26, 'BDR', 'Python 3.6 hello world 25.8 ms'),
    3,
  ),
  runtime(
    'ruby',
    f(12390, 'KOS', '12.1 MiB'),
    f(110, 'illustrative'),
    f(14, 'illustrative'),
    f(32, 'BDR', 'Ruby 2.3 hello world 32.4 ms'),
    3,
  ),
];
