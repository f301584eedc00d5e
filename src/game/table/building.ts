import {
  applyEdit,
  canonicalJson,
  makeBuild,
  replayEdits,
  type Build,
  type Edit,
  type Json,
  type Level,
  type Solution,
} from '../../sim/index.ts';
import { editsToBecome } from './edits.ts';

/** How a solution was built, step by step. */

export interface BuildingStep {
  readonly edit: Edit;
  /** After it. */
  readonly build: Build;
}

/** Nobody looks at more; a building that took longer is shown as it would be built in one go. */
const MOST_STEPS = 1000;

const same = (a: Build, b: Build): boolean =>
  canonicalJson(makeBuild(a) as unknown as Json) === canonicalJson(makeBuild(b) as unknown as Json);

/** The edits that it brings along, if they lead to its build; otherwise those that lead there without detours. */
function editsOf({ edits, build }: Solution, level: Level): readonly Edit[] {
  const start = { nodes: level.given };
  if (edits !== undefined && edits.length <= MOST_STEPS) {
    const replayed = replayEdits(start, edits);
    if (replayed.error === null && same(replayed.build, build)) return edits;
  }
  return editsToBecome(start, level, build);
}

/** Null when it cannot be built from what the level gives. */
export function stepsOf(solution: Solution, level: Level): BuildingStep[] | null {
  const edits = editsOf(solution, level);
  let build: Build = { nodes: level.given };
  if (replayEdits(build, edits).error !== null) return null;
  return edits.map((edit) => {
    build = applyEdit(build, edit);
    return { edit, build };
  });
}
