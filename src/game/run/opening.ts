import { SHARED } from '../../lang/en/shared.ts';
import { WRONG } from '../../lang/en/game-run.ts';
import { claim, problem, VERDICTS } from '../../lang/index.ts';
import {
  CATALOG,
  parseSolution,
  readJson,
  resolve,
  verifySolution,
  type FormatError,
  type Solution,
  type Verdict,
} from '../../sim/index.ts';
import { MOST_DRAWN } from '../keep/snapshots.ts';
import { strangeIn } from '../keep/strange.ts';
import type { PublishedLevel } from '../levels.ts';

/** Solutions from files. They come from strangers: they are parsed, checked against the level, and only ever shown as text. */

export type Opened =
  | { readonly ok: true; readonly found: PublishedLevel; readonly solution: Solution; readonly objection: string | null }
  | { readonly ok: false; readonly why: string };

function refuse(error: FormatError): Opened {
  return { ok: false, why: SHARED.importNotOne(problem(error)) };
}

/** What a solution claims that is not so. */
function objectionOf({ ok, reason, claims }: Verdict): string | null {
  if (ok) return null;
  const wrong = reason === 'claims-differ' ? claims.filter(({ claimed, actual }) => claimed !== actual) : [];
  return SHARED.objection(VERDICTS[reason], wrong.map(claim));
}

/** Reads a solution file; the level is found by its hash. */
export function openSolution(text: string, levels: readonly PublishedLevel[]): Opened {
  const json = readJson(text);
  if (!json.ok) return refuse(json.error);
  const solution = parseSolution(json.value);
  if (!solution.ok) return refuse(solution.error);
  const found = levels.find((candidate) => candidate.hash === solution.value.levelHash);
  if (found === undefined) return { ok: false, why: SHARED.importOtherLevel };
  if (solution.value.build.nodes.length > MOST_DRAWN) return { ok: false, why: SHARED.importTooBig(MOST_DRAWN) };
  const strange = strangeIn(solution.value);
  if (strange !== null) return refuse(strange);
  if (resolve(solution.value.build, found.level, CATALOG).flawed.length > 0) return { ok: false, why: SHARED.importUnplaced };
  const verdict = verifySolution(solution.value, found.level);
  const objection = verdict.ok ? objectionOf(verdict.value) : WRONG.overBudget(verdict.error.budget);
  return { ok: true, found, solution: solution.value, objection };
}
