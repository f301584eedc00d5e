import { parseBuild, parseLevel, runBuild, type Build, type Catalog, type Level, type Run } from '../../src/sim/index.ts';
import type { Observed } from './observed.ts';
import { Reference } from './reference.ts';
import type { RandomCase } from './random.ts';

/** Holds the engine against the naive reference. */

function must<T>(result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown }): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

export interface Parsed {
  readonly build: Build;
  readonly level: Level;
  readonly catalog: Catalog;
}

export function parsedCase({ build, level, catalog }: Pick<RandomCase, 'build' | 'level' | 'catalog'>): Parsed {
  return { build: must(parseBuild(build)), level: must(parseLevel(level)), catalog };
}

/** The engine's run of a case; throws when it is beyond the budget. */
export function runOf({ build, level, catalog }: Parsed): Run {
  return must(runBuild(build, level, { catalog, record: true }));
}

interface Happening {
  readonly us: number;
  readonly kind: string;
  readonly node: number;
}

function byNode(trace: readonly Happening[], count: number): Happening[][] {
  const lists: Happening[][] = Array.from({ length: count }, () => []);
  for (const entry of trace) lists[entry.node]!.push(entry);
  return lists;
}

/** Within a µs the order in which a list names things does not count. */
function inOrder(list: readonly Happening[]): Happening[] {
  return [...list].sort((a, b) => (Math.abs(a.us - b.us) <= MOST_US ? (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0) : a.us - b.us));
}

/** Times agree to a microsecond. */
const MOST_US = 1;
const MOST_SHARE = 1e-6;

function traceDifferences(run: Run, seen: Observed): string[] {
  const { trace } = run.world!;
  const engine: Happening[] = [];
  for (let i = 0; i < trace.size; i += 1) engine.push({ us: trace.timeAt(i), kind: trace.kindAt(i), node: trace.nodeAt(i) });
  const { nodes } = run.stack;
  const [found, expected] = [byNode(engine, nodes.length), byNode(seen.trace, nodes.length)];
  const text = ({ us, kind }: Happening): string => `${kind} at ${us}`;
  return nodes.flatMap((node, index) => {
    const [mine, other] = [inOrder(expected[index]!), inOrder(found[index]!)];
    for (let i = 0; i < Math.max(mine.length, other.length); i += 1) {
      const [a, b] = [mine[i], other[i]];
      if (a !== undefined && b !== undefined && a.kind === b.kind && Math.abs(a.us - b.us) <= MOST_US) continue;
      return [`${node.id}: event ${i}: ${b === undefined ? 'nothing' : text(b)}, expected ${a === undefined ? 'nothing' : text(a)}`];
    }
    return [];
  });
}

function differs(what: string, found: number, expected: number, most: number): string[] {
  return Math.abs(found - expected) <= most ? [] : [`${what}: ${found}, expected ${expected}`];
}

/** Everything in which the engine differs from the reference; empty when they agree. */
export function differences(parsed: Parsed): string[] {
  const run = runOf(parsed);
  if (run.world === null) throw new Error(`not legal: ${JSON.stringify(run.report.violations)}`);
  const { world, stack, report } = run;
  const seen = new Reference(stack, parsed.level).run();
  const list = traceDifferences(run, seen);
  for (const node of stack.nodes) {
    const unit = world.unitOf(node);
    const peak = node.kind === 'machine' ? unit.insidePeakKiB : unit.peakKiB;
    list.push(...differs(`${node.id}: memory peak`, peak, seen.peakKiB[node.index]!, 0));
    if (node.kind === 'workload') list.push(...differs(`${node.id}: time away`, unit.past.awayUs, seen.awayUs[node.index]!, MOST_US));
    list.push(...differs(`${node.id}: data lost`, unit.past.lostMiB, seen.lostMiB[node.index]!, 0));
  }
  list.push(...differs('memory peak of all', world.totalPeakKiB, seen.totalPeakKiB, 0));
  list.push(...differs('most written', world.writtenPeakMiB, seen.writtenPeakMiB, 0));
  for (const service of world.services) {
    const { id } = service.workload;
    const offered = seen.offered.get(id)!;
    if (offered > 0) list.push(...differs(`${id}: served share`, service.served / offered, seen.served.get(id)! / offered, MOST_SHARE));
  }
  const notices = (entries: readonly { readonly code: string; readonly event: number }[]): string =>
    entries
      .map(({ code, event }) => `${code} ${event}`)
      .sort()
      .join(', ');
  if (notices(report.notices) !== notices(seen.notices))
    list.push(`notices: ${notices(report.notices)}, expected ${notices(seen.notices)}`);
  return list;
}
