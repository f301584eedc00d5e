import type { Film, FilmEvent, FilmRow } from './film.ts';
import type { Run } from './run.ts';
import { RESOURCES, type TraceKind } from './simulate/trace.ts';
import type { StackNode } from './stack.ts';

/** Makes the film of a recorded run: apart from `film.ts`, because who looks at one need not be able to make one. */

function follow(row: FilmRow, kind: TraceKind, atUs: number): void {
  const life = row.lives[row.lives.length - 1];
  if (kind === 'start') row.lives.push({ startUs: atUs, readyUs: null, doneUs: null, stopUs: null, phases: [] });
  else if (kind === 'ready') life!.readyUs = atUs;
  else if (kind === 'done') life!.doneUs = atUs;
  else if (kind === 'stop') life!.stopUs = atUs;
  else if (kind === 'compromised') row.compromisedUs ??= atUs;
}

function newRow(node: StackNode): FilmRow {
  return { node, lives: [], memory: [], rates: [], loads: [], usage: { cpu: [], disk: [], net: [] }, compromisedUs: null };
}

/** The film of a run made with `record`; null when the build was refused or nothing was recorded. */
export function filmOf(run: Run, horizonMs: number): Film | null {
  const { world } = run;
  if (world === null || world.recording === null) return null;
  const rows = run.stack.nodes.map(newRow);
  const events: FilmEvent[] = [];
  let endUs = 0;
  const { trace } = world;
  for (let i = 0; i < trace.size; i += 1) {
    const row = rows[trace.nodeAt(i)]!;
    const kind = trace.kindAt(i);
    const atUs = trace.timeAt(i);
    follow(row, kind, atUs);
    events.push({ atUs, kind, node: row.node });
    endUs = atUs;
  }
  for (const { node, ...stretch } of world.recording.phases) {
    // A batch that is done has no stop, and may yet live again.
    rows[node]!.lives.findLast((life) => life.startUs <= stretch.startUs)?.phases.push(stretch);
  }
  for (const { node, atUs, heldKiB } of world.recording.memory) {
    rows[node]!.memory.push([atUs, heldKiB]);
    if (atUs > endUs) endUs = atUs;
  }
  for (const step of world.recording.rates) {
    const row = rows[step.node]!;
    row.rates.push([step.atUs, step.perSecond]);
    row.loads.push(step);
  }
  const { usage, crowds } = world.recording;
  usage.keys.forEach((key, index) => {
    const row = rows[Math.floor(key / RESOURCES.length)]!;
    row.usage[RESOURCES[key % RESOURCES.length]!].push([usage.times[index]!, usage.amounts[index]!]);
  });
  return { rows, events, crowds, horizonUs: horizonMs * 1000, endUs, usageExactUs: usage.exactUs };
}
