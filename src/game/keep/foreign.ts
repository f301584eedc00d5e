import type { FormatError } from '../../sim/index.ts';
import type { PublishedLevel } from '../levels.ts';
import { redo, undo, type History } from '../table/history.ts';
import { parseDesk } from './desk.ts';
import { isRecord, type JsonRecord } from './json.ts';
import { fits, MOST_DRAWN } from './snapshots.ts';

/** A desk on which more was done is not gone through. */
const MOST_STEPS = 5000;
/** The parts of every build on the way to those of one file: it takes a second or two to look at so many. */
const MOST_PARTS = 1_000_000;

function listIn(value: unknown, key: string): readonly unknown[] {
  const list = isRecord(value) ? value[key] : null;
  return Array.isArray(list) ? (list as unknown[]) : [];
}

/** Desks of another page's; what cannot be drawn must not come by undoing either. */
export class ForeignDesks {
  /** Those that are too much to be gone through, by the hash of their level; places are in the desk. */
  readonly refused = new Map<string, FormatError>();
  private left = MOST_PARTS;

  readonly parse = (value: unknown, found: PublishedLevel): History | null => {
    if (!isRecord(value) || !Array.isArray(value['steps'])) return null;
    const { level, hash } = found;
    // Before anything is done with it: how long that takes grows with steps and parts.
    const excess = this.excessIn(value, level.given.length);
    if (excess !== null) {
      this.refused.set(hash, excess);
      return null;
    }
    const history = parseDesk(value, level, hash);
    if (history === null) return null;
    let state = history;
    while (state.undone.length > 0) state = redo(state);
    for (; fits(state.build, level); state = undo(state)) if (state.done.length === 0) return history;
    return null;
  };

  private excessIn(value: JsonRecord, given: number): FormatError | null {
    const steps = listIn(value, 'steps').length;
    if (steps > MOST_STEPS) return { place: '/steps', expected: `at most ${MOST_STEPS} steps`, got: `${steps} steps` };
    let [parts, all] = [given, 0];
    for (const [index, edit] of listIn(value['solution'], 'edits').entries()) {
      const kind = isRecord(edit) ? edit['edit'] : null;
      parts += kind === 'place' ? 1 : kind === 'remove' ? -1 : 0;
      all += parts;
      if (parts > MOST_DRAWN)
        return { place: `/solution/edits/${index}`, expected: `at most ${MOST_DRAWN} parts in a build`, got: `${parts} parts` };
    }
    if (all > this.left)
      return { place: '/solution/edits', expected: `at most ${this.left} parts in the builds on the way`, got: `${all} parts` };
    this.left -= all;
    return null;
  }
}
