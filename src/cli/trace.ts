import { filmOf, type Run } from '../sim/index.ts';

/** Everything that happened in a run, in order, with times in µs: for charts, and to see where two runs part. */
export function traceOf(run: Run, horizonMs: number): unknown {
  const { rules, levelHash, traceHash } = run.report;
  const film = filmOf(run, horizonMs);
  const events = film === null ? [] : film.events.map(({ atUs, kind, node }) => ({ atUs: Math.round(atUs), kind, node: node.id }));
  const phases = (film === null ? [] : film.rows).flatMap(({ node, lives }) =>
    lives.flatMap((life) =>
      life.phases.map(({ phase, startUs, endUs }) => ({ node: node.id, phase, startUs: Math.round(startUs), endUs: Math.round(endUs) })),
    ),
  );
  return { rules, levelHash, traceHash, events, phases };
}
