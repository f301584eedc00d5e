import {
  CATALOG,
  makeSolution,
  parseSolution,
  replayEdits,
  RULES,
  type BuildNode,
  type Edit,
  type Level,
  type Solution,
} from '../../sim/index.ts';
import { act, startHistory, undo, type History } from '../table/history.ts';
import { isRecord, type JsonRecord } from './json.ts';
import type { Key } from './kinds.ts';

/** The build of a level with all that was done to it. */

const DESK = 'stackwright/desk@1';

/** The key has the hash: another version of the level is another desk, and the old one is left alone. */
export function deskOf(hash: string): Key {
  return `desk/${hash}`;
}

/** Whether the game has such a part: no other one can be drawn. */
export function isKnown({ part, workload }: BuildNode): boolean {
  return workload !== undefined || CATALOG.specs.has(part ?? '');
}

/** The histories' edits in one list, with how long each step is and how many of them are done. */
export function makeDesk(level: Level, hash: string, history: History): JsonRecord {
  const steps = [...history.done, ...[...history.undone].reverse()];
  const solution: Solution = {
    level: level.id,
    levelHash: hash,
    rules: RULES,
    build: { nodes: level.given },
    edits: steps.flatMap((step) => step.edits),
    claims: {},
  };
  return { format: DESK, solution: makeSolution(solution), steps: steps.map((step) => step.edits.length), done: history.done.length };
}

function cutSteps(edits: readonly Edit[], lengths: readonly unknown[]): readonly (readonly Edit[])[] | null {
  const steps: (readonly Edit[])[] = [];
  let at = 0;
  for (const length of lengths) {
    if (!Number.isInteger(length) || (length as number) < 1) return null;
    steps.push(edits.slice(at, at + (length as number)));
    at += length as number;
  }
  return at === edits.length ? steps : null;
}

/** The history that was kept; null when it is of another version of the level, or cannot be read. */
export function parseDesk(value: unknown, level: Level, hash: string): History | null {
  if (!isRecord(value) || value['format'] !== DESK) return null;
  const { steps: lengths, done } = value;
  const solution = parseSolution(value['solution']);
  if (!solution.ok || solution.value.levelHash !== hash || !Array.isArray(lengths) || !Number.isInteger(done)) return null;
  const edits = solution.value.edits ?? [];
  const steps = cutSteps(edits, lengths);
  const count = done as number;
  if (edits.some((edit) => edit.edit === 'place' && !isKnown(edit.node)) || steps === null || count < 0 || count > steps.length)
    return null;
  const start = { nodes: level.given };
  if (replayEdits(start, steps.flat()).error !== null) return null;
  let history = startHistory(start);
  for (const step of steps) history = act(history, step);
  for (let i = steps.length; i > count; i -= 1) history = undo(history);
  return history;
}
