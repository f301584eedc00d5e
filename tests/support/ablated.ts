import { ablate } from '../../src/sim/ablation/index.ts';
import { CATALOG, runBuild, type Build, type Catalog, type Level, type RunReport } from '../../src/sim/index.ts';
import { levelFor, must, type Work } from './stack.ts';

/** What a build comes to: what is wrong with it, and its run if that is nothing. */
export interface Outcome {
  readonly faults: readonly string[];
  readonly report: RunReport;
}

export function outcomeOf(build: Build, level: Level, catalog: Catalog): Outcome {
  const { report } = must(runBuild(build, level, { catalog, record: true }));
  return { faults: report.violations.map(({ code, node }) => (node === null ? code : `${code} ${node}`)), report };
}

/** What a build comes to as things are, and with the rule of a statement switched off. */
export function onAndOff(statement: string, build: Build, workloads: readonly Work[], members: object = {}): readonly [Outcome, Outcome] {
  const level = levelFor(build, workloads, members);
  const ablated = ablate(statement, level, CATALOG)!;
  return [outcomeOf(build, level, CATALOG), outcomeOf(build, ablated.level, ablated.catalog)];
}

/** One thing of both outcomes; a build that breaks a rule has none. */
export function each<T>(both: readonly [Outcome, Outcome], of: (report: RunReport) => T): readonly (T | string)[] {
  return both.map(({ faults, report }) => (faults.length > 0 ? faults.join(', ') : of(report)));
}
