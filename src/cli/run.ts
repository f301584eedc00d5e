import { writeFileSync } from 'node:fs';
import { err, ok, runBuild, type Build, type Level, type Result } from '../sim/index.ts';
import { readBuild, readBuildOrLevel, whyNotWritten, type InputError, type Loaded } from './input.ts';
import { logOf, printLog } from './log.ts';
import { findLevel, sandboxFor } from './published.ts';
import { overBudget, refuse } from './refuse.ts';
import { printReport } from './report.ts';
import { traceOf } from './trace.ts';
import { asJson, text, type Exit, type Terminal } from './terminal.ts';
import { NO_SUCH_FILE, reasonOf } from './text-file.ts';
import { Warnings } from './warnings.ts';

export interface RunOptions {
  readonly level?: string;
  readonly json?: boolean;
  readonly log?: boolean;
  readonly trace?: string;
}

interface Played {
  readonly build: Loaded<Build>;
  readonly level: Loaded<Level>;
}

/** A build in the level that is asked for; without one it is a build of the sandbox. */
function played(file: string, idOrFile: string | undefined): Result<Played, InputError | 'no-level'> {
  if (idOrFile !== undefined) {
    const level = findLevel(idOrFile);
    if (!level.ok) return level;
    const build = readBuild(file);
    return build.ok ? ok({ build: build.value, level: level.value }) : build;
  }
  const found = readBuildOrLevel(file);
  if (!found.ok) return found.error.got === NO_SUCH_FILE ? err('no-level') : found;
  const { value } = found.value;
  if (value.kind !== 'trial') return err('no-level');
  const level = sandboxFor(value.trial);
  return level.ok ? ok({ build: { ...found.value, value: value.trial.build }, level: level.value }) : level;
}

/** `run BUILD --level …`: boots the build, plays the level's scenario, and says which goals were met; or that no level was named. */
export function run(file: string, options: RunOptions, terminal: Terminal): Exit | 'no-level' {
  const found = played(file, options.level);
  if (!found.ok) return found.error === 'no-level' ? found.error : refuse(found.error, terminal);
  const { build, level } = found.value;
  const misused = options.trace === undefined ? null : whyNotWritten(options.trace, [file, level.file]);
  if (misused !== null) return refuse(misused, terminal);
  return runLoaded(build, level, options, terminal);
}

function runLoaded(loadedBuild: Loaded<Build>, loadedLevel: Loaded<Level>, options: RunOptions, terminal: Terminal): Exit {
  const { file, value: build } = loadedBuild;
  const { value: level } = loadedLevel;
  const ran = runBuild(build, level, { record: options.trace !== undefined || options.log === true });
  if (!ran.ok) return refuse(overBudget(file, ran.error), terminal);
  const { report } = ran.value;

  if (options.trace !== undefined) {
    try {
      writeFileSync(options.trace, asJson(traceOf(ran.value, level.horizonMs)));
    } catch (error) {
      return refuse({ file: options.trace, place: '', expected: 'a file that can be written', got: reasonOf(error) }, terminal);
    }
  }
  const { horizonMs } = level;
  const warnings = new Warnings().about(loadedBuild, loadedLevel);
  if (options.json === true) {
    terminal.raw(asJson({ ...report, ...(options.log === true && { log: logOf(ran.value, horizonMs) }), ...warnings.member() }));
  } else {
    warnings.print(terminal);
    if (options.log === true) printLog(ran.value, horizonMs, terminal);
    printReport(report, build, level, terminal);
  }
  const isDisproved = report.efficiency !== null && report.efficiency > 1000;
  if (isDisproved) terminal.err(text.DISPROVED);
  return report.valid && report.passed && !isDisproved ? 0 : 1;
}
