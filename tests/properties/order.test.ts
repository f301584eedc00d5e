import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseBuild, parseLevel, runBuild, type Catalog, type RunReport } from '../../src/sim/index.ts';
import { Chance } from '../support/chance.ts';
import { must } from '../support/stack.ts';
import { randomCase, type RandomNode } from '../support/random.ts';

/** Ids are names only, and a list is a set: neither changes a result. */

/** The same nodes with other ids. */
function renamed(nodes: readonly RandomNode[], names: ReadonlyMap<string, string>): RandomNode[] {
  const named = (id: string): string => names.get(id) ?? id;
  return nodes.map((node) => ({
    ...node,
    id: named(node.id),
    ...(node.on !== undefined && { on: named(node.on) }),
    ...(Array.isArray(node['after']) && { after: (node['after'] as string[]).map(named) }),
  }));
}

/**
 * Everything of a report but ids and order. Which of two nodes that are alike had what happen to it is a matter of names,
 * so nodes and incidents are compared as collections; the trace hash has the structural paths.
 */
function essence(report: RunReport): unknown {
  const { nodes, incidents, violations, levelHash: _levelHash, ...rest } = report;
  const text = (entries: readonly object[]): string[] => entries.map((entry) => JSON.stringify(entry)).sort();
  return {
    ...rest,
    nodes: text(nodes.map(({ id: _id, on: _on, ...node }) => node)),
    incidents: text(incidents.map(({ node: _node, ...incident }) => incident)),
    violations: text(violations.map(({ code, part, workload, setting }) => ({ code, part, workload, setting }))),
  };
}

function reportOf(build: unknown, level: unknown, catalog: Catalog): RunReport {
  const ran = must(runBuild(must(parseBuild(build)), must(parseLevel(level)), { catalog }));
  return ran.report;
}

const MOST = 14;

test('the order of nodes in the list changes nothing', () => {
  fc.assert(
    fc.property(fc.nat(100_000), fc.nat(), (seed, shuffle) => {
      const { build, level, catalog, isLegal } = randomCase(seed, MOST);
      if (!isLegal) return;
      const other = { ...build, nodes: new Chance(shuffle).shuffled(build.nodes) };
      const [one, two] = [reportOf(build, level, catalog), reportOf(other, level, catalog)];
      expect(one.traceHash).toMatch(/^[0-9a-f]{64}$/);
      expect(essence(two)).toEqual(essence(one));
    }),
    { numRuns: 1200, seed: 11 },
  );
});

test('renaming nodes changes nothing but the names', () => {
  fc.assert(
    fc.property(fc.nat(100_000), fc.nat(), (seed, shuffle) => {
      const { build, level, catalog, isLegal } = randomCase(seed, MOST);
      if (!isLegal) return;
      const chance = new Chance(shuffle);
      const given = new Set((level['given'] as RandomNode[]).map(({ id }) => id));
      const free = build.nodes.map(({ id }) => id).filter((id) => !given.has(id));
      const names = new Map(chance.shuffled(free).map((id, index) => [id, `${chance.pick(['z', 'a', '0', '__proto__', 'é'])}${index}`]));
      const [one, two] = [
        reportOf(build, level, catalog),
        reportOf({ ...build, nodes: chance.shuffled(renamed(build.nodes, names)) }, level, catalog),
      ];
      expect(essence(two)).toEqual(essence(one));
    }),
    { numRuns: 1200, seed: 12 },
  );
});

test('given nodes are recognised under any names, the same ones whatever the names and the order are', () => {
  let runs = 0;
  fc.assert(
    fc.property(fc.nat(100_000), fc.nat(), (seed, shuffle) => {
      const { build, level, catalog, isLegal } = randomCase(seed, MOST);
      if (!isLegal) return;
      const chance = new Chance(shuffle);
      const underNewNames = (prefix: string): RunReport => {
        const names = new Map(chance.shuffled(build.nodes).map(({ id }, index) => [id, `${prefix}${index}`]));
        return reportOf({ ...build, nodes: chance.shuffled(renamed(build.nodes, names)) }, level, catalog);
      };
      const [one, two] = [underNewNames('x '), underNewNames('y ')];
      expect(one.violations).toEqual([]);
      expect(essence(two)).toEqual(essence(one));
      runs += 1;
    }),
    { numRuns: 1200, seed: 15 },
  );
  expect(runs).toBeGreaterThan(600);
});

test('given nodes are recognised when their names have changed places', () => {
  fc.assert(
    fc.property(fc.nat(100_000), fc.nat(), (seed, shuffle) => {
      const { build, level, catalog, isLegal } = randomCase(seed, MOST);
      if (!isLegal) return;
      const chance = new Chance(shuffle);
      const ids = build.nodes.map(({ id }) => id);
      const other = chance.shuffled(ids);
      const names = new Map(ids.map((id, index) => [id, other[index]!]));
      const report = reportOf({ ...build, nodes: chance.shuffled(renamed(build.nodes, names)) }, level, catalog);
      expect(report.violations).toEqual([]);
    }),
    { numRuns: 1200, seed: 16 },
  );
});

test('renaming given nodes together with the level changes nothing but the identity of the level', () => {
  fc.assert(
    fc.property(fc.nat(100_000), (seed) => {
      const { build, level, catalog, isLegal } = randomCase(seed, MOST);
      if (!isLegal) return;
      const rename = (id: string): string => `new ${id}`;
      const names = new Map(build.nodes.map(({ id }) => [id, rename(id)]));
      const chance = new Chance(seed);
      const scenario = level['scenario'] as { horizonMs: number; events: { node?: string }[] };
      const goals = level['goals'] as { machine?: string }[];
      const other = {
        ...level,
        given: renamed(level['given'] as RandomNode[], names),
        scenario: {
          ...scenario,
          events: scenario.events.map((event) => ({ ...event, ...(event.node !== undefined && { node: rename(event.node) }) })),
        },
        goals: goals.map((goal) => ({
          ...goal,
          ...(goal.machine !== undefined && names.has(goal.machine) && { machine: rename(goal.machine) }),
        })),
      };
      const [one, two] = [
        reportOf(build, level, catalog),
        reportOf({ ...build, nodes: chance.shuffled(renamed(build.nodes, names)) }, other, catalog),
      ];
      expect(two.metrics).toEqual(one.metrics);
      expect(two.goals.map(({ actual, met }) => [actual, met])).toEqual(one.goals.map(({ actual, met }) => [actual, met]));
    }),
    { numRuns: 600, seed: 13 },
  );
});

test('the order of what a level gives changes nothing', () => {
  fc.assert(
    fc.property(fc.nat(100_000), fc.nat(), (seed, shuffle) => {
      const { build, level, catalog, isLegal } = randomCase(seed, MOST);
      if (!isLegal) return;
      const other = { ...level, given: new Chance(shuffle).shuffled(level['given'] as RandomNode[]) };
      expect(essence(reportOf(build, other, catalog))).toEqual(essence(reportOf(build, level, catalog)));
    }),
    { numRuns: 300, seed: 14 },
  );
});
