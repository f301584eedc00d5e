import { ablate, UNRULED, type Unruled } from '../ablation/index.ts';
import { CATALOG, type Catalog } from '../catalog/index.ts';
import { filmOf } from '../filming.ts';
import { bootLog } from '../log.ts';
import { resolve } from '../resolve.ts';
import { runBuild } from '../run.ts';
import { kernelOf } from '../stack.ts';
import { METRIC_OF, type Build, type Goal, type Level } from '../types.ts';
import { isAtLeastAsGood, type Vector } from './front.ts';
import { scoredOf } from './bound.ts';
import { solve, type Solved } from './search.ts';

/**
 * Whether a level teaches a statement: with the statement's rule switched off, a build that was among the best fails, or
 * another beats it. For the few statements without a rule something else is looked at.
 */
export interface Lesson {
  readonly statement: string;
  readonly teaches: boolean;
  /** What came of a best build without the rule, or what was looked at where there is none. */
  readonly how: 'illegal' | 'fails' | 'beaten' | 'unchanged' | (typeof UNRULED)[Unruled];
}

/** What is left of a best build without the rule. */
function fateOf(build: Build, level: Level, catalog: Catalog, front: readonly Vector[]): 'illegal' | 'fails' | 'beaten' | 'unchanged' {
  const ran = runBuild(build, level, { catalog });
  if (!ran.ok) return 'fails';
  if (ran.value.violations.length > 0) return 'illegal';
  if (!ran.value.passed) return 'fails';
  const values = scoredOf(level, ran.value.metrics);
  return front.some((point) => isAtLeastAsGood(point, values) && !isAtLeastAsGood(values, point)) ? 'beaten' : 'unchanged';
}

/** Looks at one statement. `best` is the level's solution with every build that reaches its frontier, or at least one for each point. */
export function lessonOf(statement: string, level: Level, best: Solved, catalog: Catalog = CATALOG): Lesson {
  const builds = best.front.flatMap((point) => point.builds);
  if (Object.hasOwn(UNRULED, statement)) return unruled(statement as Unruled, level, builds, catalog);
  const ablated = ablate(statement, level, catalog);
  if (ablated === null || best.proof !== 'exhaustive') return { statement, teaches: false, how: 'unchanged' };
  const without = solve(ablated.level, { catalog: ablated.catalog });
  const keys = level.score.map((key) => METRIC_OF[key]);
  const front = without.front.map(({ metrics }) => keys.map((key) => metrics[key]!));
  let how: Lesson['how'] = 'unchanged';
  for (const build of builds) {
    const fate = fateOf(build, ablated.level, ablated.catalog, front);
    // That another wins says more than that this one breaks.
    if (fate === 'beaten') return { statement, teaches: true, how: fate };
    if (fate !== 'unchanged') how = fate;
  }
  return { statement, teaches: how !== 'unchanged' && without.proof === 'exhaustive', how };
}

function unruled(statement: Unruled, level: Level, builds: readonly Build[], catalog: Catalog): Lesson {
  const CHECKS = { C08: printsLogs, C12: mixesGuests, C24: offersTypes, C37: weighs } as const satisfies Record<Unruled, unknown>;
  const teaches = builds.length > 0 && CHECKS[statement](level, builds, catalog);
  return { statement, teaches, how: UNRULED[statement] };
}

/** C08: a best build prints what each of its kernels does, from the first line to the last instance. */
function printsLogs(level: Level, builds: readonly Build[], catalog: Catalog): boolean {
  return builds.some((build) => {
    const ran = runBuild(build, level, { catalog, record: true });
    if (!ran.ok || ran.value.world === null) return false;
    const kernels = ran.value.stack.nodes.filter(({ kind }) => kind === 'kernel');
    const lines = bootLog(filmOf(ran.value, level.horizonMs)!);
    return kernels.length > 0 && kernels.every(({ id }) => lines.some(({ kernel }) => kernel === id));
  });
}

/** C12: a best build has guests of several systems on one host. */
function mixesGuests(level: Level, builds: readonly Build[], catalog: Catalog): boolean {
  return builds.some((build) => {
    const systems = new Map<string, Set<string>>();
    for (const node of resolve(build, level, catalog).nodes) {
      const vm = node.kind === 'kernel' && node.hardware?.kind === 'vm' ? node.hardware : null;
      if (vm === null || vm.home === null) continue;
      const host = vm.home.id;
      systems.set(host, (systems.get(host) ?? new Set()).add(kernelOf(node).os));
    }
    return [...systems.values()].some((found) => found.size > 1);
  });
}

/** C24: hypervisors of several types are at hand, and which one is taken matters: some is in every best build, some in none. */
function offersTypes(level: Level, builds: readonly Build[], catalog: Catalog): boolean {
  const offered = level.tray.flatMap(({ part }) => {
    const spec = catalog.specs.get(part);
    return spec !== undefined && spec.kind === 'hypervisor' ? [spec] : [];
  });
  const isIn = (id: string, build: Build): boolean => build.nodes.some(({ part }) => part === id);
  const types = new Set(offered.map(({ type }) => type));
  return (
    types.size > 1 &&
    offered.some(({ id }) => builds.every((build) => isIn(id, build))) &&
    offered.some(({ id }) => builds.every((build) => !isIn(id, build)))
  );
}

/** C37: the best with a VM is later ready and larger on disk than the best without. */
function weighs(level: Level, _builds: readonly Build[], catalog: Catalog): boolean {
  const best = (goal: Goal): readonly [number, number] | null => {
    const { front } = solve({ ...level, goals: [...level.goals, goal], score: ['ready', 'disk'] }, { catalog });
    if (front.length === 0) return null;
    const least = (key: 'readyMs' | 'diskMiB'): number => Math.min(...front.map(({ metrics }) => metrics[key]!));
    return [least('readyMs'), least('diskMiB')];
  };
  const withVm = best({ kind: 'uses', part: 'vm' });
  const without = best({ kind: 'avoids', part: 'vm' });
  return withVm !== null && without !== null && without[0] < withVm[0] && without[1] < withVm[1];
}
