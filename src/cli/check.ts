import { counted } from '../lang/index.ts';
import { checkBuild, type Build, type Level } from '../sim/index.ts';
import { readBuild, readBuildOrLevel, type Loaded } from './input.ts';
import { findLevel, sandboxFor } from './published.ts';
import { refuse } from './refuse.ts';
import { asJson, short, type Exit, type Terminal } from './terminal.ts';
import { printViolations } from './violations.ts';
import { Warnings } from './warnings.ts';

export interface CheckOptions {
  readonly level?: string;
  readonly json?: boolean;
}

/** `check BUILD`: whether a build keeps the static rules, with or without a level's bounds; one of the sandbox has those of the sandbox. `check LEVEL`: whether it can be played. */
export function check(file: string, options: CheckOptions, terminal: Terminal): Exit {
  if (options.level === undefined) {
    const found = readBuildOrLevel(file);
    if (!found.ok) return refuse(found.error, terminal);
    const { value } = found.value;
    if (value.kind === 'level') return checkOfLevel({ ...found.value, value: value.level }, options, terminal);
    if (value.kind === 'build') return checkOfBuild({ ...found.value, value: value.build }, null, options, terminal);
    const sandbox = sandboxFor(value.trial);
    if (!sandbox.ok) return refuse(sandbox.error, terminal);
    return checkOfBuild({ ...found.value, value: value.trial.build }, sandbox.value, options, terminal);
  }
  const level = findLevel(options.level);
  if (!level.ok) return refuse(level.error, terminal);
  const build = readBuild(file);
  return build.ok ? checkOfBuild(build.value, level.value, options, terminal) : refuse(build.error, terminal);
}

/** One that cannot be played was refused when it was read. */
function checkOfLevel(loaded: Loaded<Level>, options: CheckOptions, terminal: Terminal): Exit {
  const warnings = new Warnings().about(loaded).aboutConcepts(loaded);
  const { id, title, goals } = loaded.value;
  if (options.json === true) {
    terminal.raw(asJson({ valid: true, level: id, ...warnings.member() }));
    return 0;
  }
  warnings.print(terminal);
  terminal.out(`valid: the level ${short(title === '' ? id : title)} (${short(id)}) can be played, ${counted(goals.length, 'goal')}`);
  return 0;
}

function checkOfBuild(build: Loaded<Build>, level: Loaded<Level> | null, options: CheckOptions, terminal: Terminal): Exit {
  const warnings = new Warnings().about(build, ...(level === null ? [] : [level]));
  const { value } = build;
  const violations = checkBuild(value, level === null ? null : level.value);
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
