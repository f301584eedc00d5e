import { METRIC_KEYS, sha256, type Solution } from '../../sim/index.ts';
import { makeShared, type Shared } from './trial.ts';
import type { Scenario } from '../table/sandbox.ts';

/** Solutions, and builds of the sandbox, as files that the player takes along. */

export function solutionText(solution: Solution, scenario: Scenario | null = null): string {
  return `${JSON.stringify(makeShared({ solution, scenario }), null, 1)}\n`;
}

const LETTERS_OF_HASH = 6;

/** A name that every file system takes, whatever the level's id is, with the score, and other ones for other builds of one score. */
export function solutionName(solution: Solution, scenario: Scenario | null = null): string {
  const stem = solution.level.replace(/[^a-zA-Z0-9-]+/g, '-').slice(0, 80);
  const score = METRIC_KEYS.map((key) => solution.claims[key]).filter((value) => value !== undefined);
  const mark = sha256(JSON.stringify(makeShared({ solution, scenario }))).slice(0, LETTERS_OF_HASH);
  return `${[stem === '' ? 'level' : stem, ...score, mark].join('-')}.${scenario === null ? 'solution' : 'sandbox'}.json`;
}

/** Has the browser save it. */
export function saveText(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // A busy browser fetches the address only later.
  window.setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

export function download({ solution, scenario }: Shared): void {
  saveText(solutionName(solution, scenario), solutionText(solution, scenario));
}
