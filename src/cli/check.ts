import { counted } from '../lang/index.ts';
import { checkBuild } from '../sim/index.ts';
import { readBuild } from './input.ts';
import { findLevel } from './published.ts';
import { refuse } from './refuse.ts';
import { asJson, type Exit, type Terminal } from './terminal.ts';
import { printViolations } from './violations.ts';
import { Warnings } from './warnings.ts';

export interface CheckOptions {
  readonly level?: string;
  readonly json?: boolean;
}

/** `check BUILD`: whether a build keeps the static rules, with or without a level's bounds. */
export function check(file: string, options: CheckOptions, terminal: Terminal): Exit {
  const level = options.level === undefined ? null : findLevel(options.level);
  if (level !== null && !level.ok) return refuse(level.error, terminal);
  const build = readBuild(file);
  if (!build.ok) return refuse(build.error, terminal);

  const warnings = new Warnings().about(build.value, ...(level === null ? [] : [level.value]));
  const { value } = build.value;
  const violations = checkBuild(value, level === null ? null : level.value.value);
  const isValid = violations.length === 0;
  if (options.json === true) {
    terminal.raw(asJson({ valid: isValid, violations, ...warnings.member() }));
    return isValid ? 0 : 1;
  }
  warnings.print(terminal);
  if (isValid) {
    terminal.out(`valid: ${counted(value.nodes.length, 'node')}, no violations`);
  } else {
    terminal.out(`not valid: ${counted(violations.length, 'violation')}`);
    printViolations(violations, value, terminal);
  }
  return isValid ? 0 : 1;
}
