import { applyEdit, invertEdit, type Build, type Edit } from '../../sim/index.ts';

/** One thing the player did: the edits that do it and those that take it back, each in the order of their use. */
export interface Step {
  readonly edits: readonly Edit[];
  readonly back: readonly Edit[];
}

/** What was done to reach the present build, and what was taken back and can be done again (the next one last). */
export interface History {
  readonly build: Build;
  readonly done: readonly Step[];
  readonly undone: readonly Step[];
}

export function startHistory(build: Build): History {
  return { build, done: [], undone: [] };
}

function applyAll(build: Build, edits: readonly Edit[]): Build {
  return edits.reduce(applyEdit, build);
}

/** The history after doing something new; what had been taken back is forgotten. Throws on an edit that cannot be applied. */
export function act(history: History, edits: readonly Edit[]): History {
  if (edits.length === 0) return history;
  let { build } = history;
  const back: Edit[] = [];
  for (const edit of edits) {
    back.push(invertEdit(build, edit));
    build = applyEdit(build, edit);
  }
  return { build, done: [...history.done, { edits, back: back.reverse() }], undone: [] };
}

/** As `act`, in place of the last step: what one gesture does by and by is one step, and none when it leads back. */
export function amend(history: History, edits: readonly Edit[]): History {
  const before = { ...undo(history), undone: [] };
  const after = act(before, edits);
  return JSON.stringify(after.build) === JSON.stringify(before.build) ? before : after;
}

export function undo(history: History): History {
  const step = history.done.at(-1);
  if (step === undefined) return history;
  return { build: applyAll(history.build, step.back), done: history.done.slice(0, -1), undone: [...history.undone, step] };
}

export function redo(history: History): History {
  const step = history.undone.at(-1);
  if (step === undefined) return history;
  return { build: applyAll(history.build, step.edits), done: [...history.done, step], undone: history.undone.slice(0, -1) };
}

/** The edits that lead from what the level gives to the present build. */
export function editsOf(history: History): Edit[] {
  return history.done.flatMap((step) => step.edits);
}
