import type { PublishedLevel } from '../levels.ts';
import { redo, undo, type History } from '../table/history.ts';
import { parseDesk } from './desk.ts';
import { isRecord } from './json.ts';
import { fits } from './snapshots.ts';

/** A desk on which more was done is not gone through. */
const MOST_STEPS = 5000;

/** Another page's: what cannot be drawn must not come by undoing either. */
export function parseForeignDesk(value: unknown, { level, hash }: PublishedLevel): History | null {
  // Before anything is done with them: how long that takes grows with their square.
  if (!isRecord(value) || !Array.isArray(value['steps']) || value['steps'].length > MOST_STEPS) return null;
  const history = parseDesk(value, level, hash);
  if (history === null) return null;
  let state = history;
  while (state.undone.length > 0) state = redo(state);
  for (; fits(state.build, level); state = undo(state)) if (state.done.length === 0) return history;
  return null;
}
