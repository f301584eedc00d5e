import { describe } from '../../src/sim/formats/reader.ts';
import { MOST_NODES } from '../../src/sim/index.ts';
import { ExperimentError } from './problem.ts';
import type { Arguments, Setup } from './experiment.ts';

/**
 * Fills a setup in: `{name}` becomes the argument of that name, and an entry with `repeat` becomes so many rounds of its
 * nodes, in which `{i}` counts from 1 and `{previous}` is one less.
 */

export interface Filled {
  readonly nodes: readonly Readonly<Record<string, unknown>>[];
  readonly workloads: readonly Readonly<Record<string, unknown>>[];
  readonly scenario: unknown;
}

/** Far above any published experiment, far below what would take minutes. */
const MOST_ROUNDS = 20_000;
const NO_ROUND = 0;

/** A value with its placeholders filled in; a text that is nothing but a placeholder becomes the argument itself. */
export function fill(value: unknown, args: Arguments, place: string): unknown {
  if (typeof value === 'string') return fillText(value, args, place);
  if (Array.isArray(value)) return value.map((entry, index) => fill(entry, args, `${place}/${index}`));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, fill(entry, args, `${place}/${key}`)]));
}

function argumentOf(name: string, args: Arguments, place: string): string | number {
  if (Object.hasOwn(args, name)) return args[name]!;
  throw new ExperimentError({ place, expected: `an argument: one of ${Object.keys(args).join(', ')}`, got: `{${name}}` });
}

export function fillText(text: string, args: Arguments, place: string): string | number {
  const whole = /^\{([A-Za-z]\w*)\}$/.exec(text);
  if (whole !== null) return argumentOf(whole[1]!, args, place);
  return text.replaceAll(/\{([A-Za-z]\w*)\}/g, (_, name: string) => String(argumentOf(name, args, place)));
}

/** In the first round there is nothing before it to wait for. */
function withoutMissing(node: Node, args: Arguments): Node {
  if (args['previous'] !== NO_ROUND || !Array.isArray(node['after'])) return node;
  const after = (node['after'] as unknown[]).filter((id) => typeof id !== 'string' || !id.includes('{previous}'));
  const { after: _after, ...rest } = node;
  return after.length === 0 ? rest : { ...rest, after };
}

type Node = Readonly<Record<string, unknown>>;

/** What a setup has grown to: its nodes, and all rounds of all repetitions. */
interface Growth {
  readonly nodes: Node[];
  rounds: number;
}

function addNode(node: Node, args: Arguments, place: string, into: Growth): void {
  const { repeat, nodes } = node;
  if (repeat === undefined) {
    if (into.nodes.length === MOST_NODES) throw new ExperimentError({ place, expected: `at most ${MOST_NODES} nodes`, got: 'more' });
    into.nodes.push(fill(withoutMissing(node, args), args, place) as Node);
    return;
  }
  const rounds = fill(repeat, args, `${place}/repeat`);
  if (typeof rounds !== 'number' || !Number.isInteger(rounds) || rounds < 0 || rounds > MOST_ROUNDS) {
    throw new ExperimentError({ place: `${place}/repeat`, expected: `a whole number from 0 to ${MOST_ROUNDS}`, got: String(rounds) });
  }
  if (!Array.isArray(nodes)) throw new ExperimentError({ place: `${place}/nodes`, expected: 'a list of nodes', got: describe(nodes) });
  into.rounds += rounds;
  if (into.rounds > MOST_NODES)
    throw new ExperimentError({ place: `${place}/repeat`, expected: `at most ${MOST_NODES} rounds in all`, got: 'more' });
  for (let i = 1; i <= rounds; i += 1) {
    const round = { ...args, i, previous: i - 1 };
    (nodes as unknown[]).forEach((inner, index) =>
      addNode(asNode(inner, `${place}/nodes/${index}`), round, `${place}/nodes/${index}`, into),
    );
  }
}

function asNode(value: unknown, place: string): Node {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Node;
  throw new ExperimentError({ place, expected: 'an object', got: describe(value) });
}

export function fillSetup(setup: Setup, args: Arguments, place: string): Filled {
  const all = { ...setup.defaults, ...args };
  const growth: Growth = { nodes: [], rounds: 0 };
  setup.nodes.forEach((node, index) => addNode(asNode(node, `${place}/nodes/${index}`), all, `${place}/nodes/${index}`, growth));
  return {
    nodes: growth.nodes,
    workloads: fill(setup.workloads, all, `${place}/workloads`) as Filled['workloads'],
    scenario: fill(setup.scenario, all, `${place}/scenario`),
  };
}
