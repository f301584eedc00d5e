import { writeFileSync } from 'node:fs';
import { capitalised, counted, whole } from '../lang/index.ts';
import {
  err,
  makeBuild,
  makeSearch,
  METRIC_OF,
  misfitOfSearch,
  ok,
  Search,
  type Level,
  type MetricKey,
  type Result,
  type Solved,
} from '../sim/index.ts';
import { drawingOf } from './drawing.ts';
import { readSearch, whyNotWritten, type InputError, type Loaded } from './input.ts';
import { wholeOf } from './limits.ts';
import { findLevel } from './published.ts';
import { refuse } from './refuse.ts';
import { aligned, asJson, short, text, type Exit, type Terminal } from './terminal.ts';
import { reasonOf } from './text-file.ts';
import { Warnings } from './warnings.ts';

export interface SolveOptions {
  readonly front?: boolean;
  readonly json?: boolean;
  readonly nodes?: string;
  readonly seconds?: string;
  readonly save?: string;
  readonly resume?: string;
}

/** When a search stops that has not come to its end. */
interface Limits {
  readonly nodes: number;
  readonly seconds: number;
}

/** So many nodes are searched between two looks at the clock. */
const STRIDE = 2000;
const BAR = 1000;

const MOST_SECONDS = 1_000_000;

/** A limit that may be left out. */
function limitOf(name: string, said: string | undefined, most: number): Result<number, InputError> {
  return said === undefined ? ok(Infinity) : wholeOf(name, said, 1, most);
}

function limitsOf({ nodes, seconds }: SolveOptions): Result<Limits, InputError> {
  const mostNodes = limitOf('nodes', nodes, Number.MAX_SAFE_INTEGER);
  if (!mostNodes.ok) return mostNodes;
  const mostSeconds = limitOf('seconds', seconds, MOST_SECONDS);
  return mostSeconds.ok ? ok({ nodes: mostNodes.value, seconds: mostSeconds.value }) : mostSeconds;
}

/** A search of the level: a new one, or one that was stopped. */
function searchOf(level: Loaded<Level>, file: string | undefined): Result<Search, InputError> {
  const search = new Search(level.value);
  if (file === undefined) return ok(search);
  const stopped = readSearch(file);
  if (!stopped.ok) return stopped;
  const { builds, ...state } = stopped.value.value;
  const misfit = misfitOfSearch(stopped.value.value, level.value);
  if (misfit !== null) return err({ file, ...misfit });
  if (search.resume(state, builds)) return ok(search);
  return err({ file, place: '/path', expected: 'a path through a search of this level', got: 'another' });
}

/** Searches until the end or a limit. */
function go(search: Search, { nodes, seconds }: Limits, terminal: Terminal): void {
  const startedAt = performance.now();
  const before = search.nodes;
  const bar = terminal.progress(BAR);
  for (let left = nodes; left > 0 && !search.isFinished; left = nodes - (search.nodes - before)) {
    if (performance.now() - startedAt > seconds * 1000) break;
    search.step(Math.min(STRIDE, left));
    bar.reach(Math.floor(search.progress * BAR));
  }
  bar.stop();
}

/** `solve LEVEL`: the proven optimum of every scored metric and, with `--front`, the Pareto frontier with a build for each of its points. */
export function solveLevel(idOrFile: string, options: SolveOptions, terminal: Terminal): Exit {
  const level = findLevel(idOrFile);
  if (!level.ok) return refuse(level.error, terminal);
  const limits = limitsOf(options);
  if (!limits.ok) return refuse(limits.error, terminal);
  const misused = options.save === undefined ? null : whyNotWritten(options.save, [level.value.file]);
  if (misused !== null) return refuse(misused, terminal);
  const search = searchOf(level.value, options.resume);
  if (!search.ok) return refuse(search.error, terminal);
  go(search.value, limits.value, terminal);
  if (options.save !== undefined) {
    try {
      writeFileSync(options.save, asJson(makeSearch(level.value.value, search.value.state())));
    } catch (error) {
      return refuse({ file: options.save, place: '', expected: 'a file that can be written', got: reasonOf(error) }, terminal);
    }
  }
  return tell(level.value, search.value.result(), options, terminal);
}

function tell(loaded: Loaded<Level>, solved: Solved, { front, json }: SolveOptions, terminal: Terminal): Exit {
  const { value: level } = loaded;
  const warnings = new Warnings().about(loaded);
  if (json === true) {
    const { front: points, ...rest } = solved;
    const shown = points.map(({ metrics, builds }) => ({ metrics, build: makeBuild(builds[0]!) }));
    terminal.raw(asJson({ level: level.id, ...rest, ...(front === true && { front: shown }), ...warnings.member() }));
  } else {
    warnings.print(terminal);
    print(level, solved, front === true, terminal);
  }
  return solved.front.length > 0 ? 0 : 1;
}

function print(level: Level, solved: Solved, isFrontShown: boolean, terminal: Terminal): void {
  const { proof, explored, simulated, optima, bound, front } = solved;
  const effort = `${whole(explored)} nodes searched, ${counted(simulated, 'build')} run`;
  terminal.out(`${short(level.title === '' ? level.id : level.title)} (${short(level.id)}): ${text.PROOFS[proof]}; ${effort}`);
  if (front.length === 0) {
    terminal.out(proof === 'exhaustive' ? 'No build passes.' : 'No build that passes was found.');
    return;
  }
  const keys = level.score.map((key) => METRIC_OF[key]);
  const value = (key: MetricKey, number: number | undefined): string => (number === undefined ? '' : text.metricValue(key, number));
  const rows = keys.map((key) => [
    capitalised(text.METRICS[key].name),
    value(key, optima[key]),
    proof === 'bound' && bound !== undefined && bound[key] !== optima[key] ? `no build is below ${value(key, bound[key])}` : '',
  ]);
  terminal.out('');
  terminal.out(proof === 'exhaustive' ? 'Least of each metric' : 'Least of each metric found');
  for (const line of aligned(rows, '  ')) terminal.out(line.trimEnd());
  if (!isFrontShown) return;
  terminal.out('');
  terminal.out(`Frontier, ${counted(front.length, 'point')}`);
  for (const { metrics, builds } of front) {
    terminal.out(`  ${keys.map((key) => `${text.METRICS[key].name} ${value(key, metrics[key])}`).join(', ')}`);
    for (const line of drawingOf(builds[0]!)) terminal.out(`    ${line}`);
  }
}
