import { canonicalJson, parseBuild, parseLevel, runBuild, sha256, type Json, type RunReport } from '../../src/sim/index.ts';
import { Chance } from '../support/chance.ts';
import { randomCase, type RandomNode } from '../support/random.ts';

/**
 * The corpus: seeded builds, most of them legal, with what became of each as one hash. It runs in every JavaScript engine,
 * so it uses nothing but the language.
 */

export const CORPUS_SIZE = 2000;

/** One build in so many has something wrong with it. */
const FLAWED = 10;

/** Stands some nodes elsewhere and repeats some: most of the rules are broken by that. */
function flawed(nodes: readonly RandomNode[], seed: number): RandomNode[] {
  const chance = new Chance(seed);
  const ids = nodes.map(({ id }) => id);
  return nodes.flatMap((node) => {
    const moved = chance.percent(30) ? { ...node, on: chance.pick([...ids, 'nowhere']) } : node;
    return chance.percent(10) ? [moved, { ...moved }] : [moved];
  });
}

/** A report without ids, which are names only. */
function essence(report: RunReport): Json {
  const { nodes, incidents, violations, ...rest } = report;
  return JSON.parse(
    JSON.stringify({
      ...rest,
      nodes: nodes.map(({ id: _id, on: _on, ...node }) => node),
      incidents: incidents.map(({ node: _node, ...incident }) => incident),
      violations: violations.map(({ node: _node, on: _on, other: _other, got: _got, ...violation }) => violation),
    }),
  ) as Json;
}

/** What a case of the corpus comes to. */
export function corpusHash(index: number): string {
  const seed = 1_000_000 + index;
  const random = randomCase(seed, index % 20 === 0 ? 40 : 14);
  const nodes = index % FLAWED === 1 ? flawed(random.build.nodes, seed) : random.build.nodes;
  const [build, level] = [parseBuild({ ...random.build, nodes }), parseLevel(random.level)];
  if (!build.ok || !level.ok) throw new Error(`case ${index} cannot be read`);
  const ran = runBuild(build.value, level.value, { catalog: random.catalog });
  return sha256(canonicalJson(ran.ok ? essence(ran.value.report) : { ...ran.error }));
}

/** All of it, in order. */
export function corpusHashes(): string[] {
  return Array.from({ length: CORPUS_SIZE }, (_, index) => corpusHash(index));
}
