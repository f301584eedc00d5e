import { writeFileSync } from 'node:fs';
import { runBuild, type Build, type Level } from '../sim/index.ts';
import { readBuild, whyNotWritten, type Loaded } from './input.ts';
import { logOf, printLog } from './log.ts';
import { findLevel } from './published.ts';
import { overBudget, refuse } from './refuse.ts';
import { printReport } from './report.ts';
import { traceOf } from './trace.ts';
import { asJson, text, type Exit, type Terminal } from './terminal.ts';
import { reasonOf } from './text-file.ts';
import { Warnings } from './warnings.ts';

export interface RunOptions {
  readonly level: string;
  readonly json?: boolean;
  readonly log?: boolean;
  readonly trace?: string;
}

/** `run BUILD --level …`: boots the build, plays the level's scenario, and says which goals were met. */
export function run(file: string, options: RunOptions, terminal: Terminal): Exit {
  const level = findLevel(options.level);
  if (!level.ok) return refuse(level.error, terminal);
  const build = readBuild(file);
  if (!build.ok) return refuse(build.error, terminal);
  const misused = options.trace === undefined ? null : whyNotWritten(options.trace, [file, level.value.file]);
  if (misused !== null) return refuse(misused, terminal);
  return runLoaded(build.value, level.value, options, terminal);
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
