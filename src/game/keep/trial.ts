import {
  makeSolution,
  ok,
  parseTrial as readTrial,
  RULES,
  TRIAL_FORMAT,
  type FormatError,
  type Result,
  type Solution,
} from '../../sim/index.ts';
import { SANDBOX, SCENARIOS, type Scenario } from '../table/sandbox.ts';
import type { PublishedLevel } from '../levels.ts';
import { isRecord, type JsonRecord } from './json.ts';
import type { Format } from './keeper.ts';

/**
 * A build of the sandbox as a file, or in a link. It claims nothing, and it belongs to no version of the sandbox: a part
 * that is there today is there tomorrow.
 */

const CHOSEN = 'stackwright/scenario@1';

/** A solution, or a build of the sandbox with what goes wrong in it; null in a level, which says that itself. */
export interface Shared {
  readonly solution: Solution;
  readonly scenario: Scenario | null;
}

/** Whether it is a build of this level: of this very version of it, but for the sandbox. */
export function isOf({ solution, scenario }: Shared, { level, hash }: Pick<PublishedLevel, 'level' | 'hash'>): boolean {
  return scenario === null ? solution.levelHash === hash : solution.level === level.id;
}

export function isScenario(value: unknown): value is Scenario {
  return SCENARIOS.some((scenario) => scenario === value);
}

/** As it leaves the page. */
export function makeShared({ solution, scenario }: Shared): JsonRecord {
  if (scenario === null) return makeSolution(solution);
  const { build, edits } = makeSolution(solution);
  return { format: TRIAL_FORMAT, rules: RULES, scenario, build, ...(edits === undefined ? {} : { edits }) };
}

export function isTrial(value: unknown): value is JsonRecord {
  return isRecord(value) && value['format'] === TRIAL_FORMAT;
}

/** Of the sandbox of today, whatever the one was in which it was made. */
export function parseTrial(value: JsonRecord, hash: string): Result<Shared & { readonly scenario: Scenario }, FormatError> {
  const parsed = readTrial(value);
  if (!parsed.ok) return parsed;
  const { scenario, ...made } = parsed.value;
  return ok({ solution: { level: SANDBOX, levelHash: hash, claims: {}, ...made }, scenario });
}

/** What goes wrong in the sandbox of the player's. */
export const SCENARIO_FORMAT: Format<Scenario> = {
  key: 'scenario',
  parse: (value) => (isRecord(value) && value['format'] === CHOSEN && isScenario(value['scenario']) ? value['scenario'] : null),
  isWhole: () => true,
  make: (scenario) => ({ format: CHOSEN, scenario }),
};
