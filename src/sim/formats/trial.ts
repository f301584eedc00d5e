import type { Result } from '../result.ts';
import { SCENARIOS, type Scenario } from '../sandbox.ts';
import type { Solution } from '../types.ts';
import { readBuild } from './build.ts';
import { asListOf, asNumber, asOneOf, asRecord, checkFormat, optional, reading, required, type FormatError } from './reader.ts';
import { readEdit } from './solution.ts';

export const TRIAL_FORMAT = 'stackwright/sandbox@1';

/** A build of the sandbox with what goes wrong in it: it claims nothing, and belongs to no version of the sandbox. */
export interface Trial extends Pick<Solution, 'rules' | 'build' | 'edits'> {
  readonly scenario: Scenario;
}

function readTrial(value: unknown): Trial {
  const record = asRecord(value, '');
  checkFormat(record, TRIAL_FORMAT, '');
  const scenario = required(record, 'scenario', '', (v, p) => asOneOf(v, p, SCENARIOS));
  const edits = optional(record, 'edits', '', (v, p) => asListOf(v, p, readEdit));
  const rules = required(record, 'rules', '', asNumber);
  const build = required(record, 'build', '', readBuild);
  return { scenario, rules, build, ...(edits && { edits }) };
}

export function parseTrial(value: unknown): Result<Trial, FormatError> {
  return reading(() => readTrial(value));
}
