import { TRACE_KINDS, type Run } from '../sim/index.ts';

/** Everything that happened in a run, in order, with times in µs: for charts, and to see where two runs part. */
export function traceOf({ report, stack, world }: Run): unknown {
  const idOf = (index: number): string => stack.nodes[index]!.id;
  const { times, kinds, nodes } = world?.trace ?? { times: [], kinds: [], nodes: [] };
  const events = times.map((time, index) => ({ atUs: Math.round(time), kind: TRACE_KINDS[kinds[index]!], node: idOf(nodes[index]!) }));
  const phases = (world?.recording?.phases ?? []).map(({ node, phase, startUs, endUs }) => ({
    node: idOf(node),
    phase,
    startUs: Math.round(startUs),
    endUs: Math.round(endUs),
  }));
  return { rules: report.rules, levelHash: report.levelHash, traceHash: report.traceHash, events, phases };
}
