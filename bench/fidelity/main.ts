import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Command, CommanderError } from 'commander';
import { asJson, printable } from '../../src/cli/terminal.ts';
import type { FormatError } from '../../src/sim/index.ts';
import { documentOf } from './document.ts';
import { filesIn, readExperiment } from './files.ts';
import { carryOut, summarise, type ExperimentReport } from './judge.ts';
import { ExperimentError } from './problem.ts';
import { tableOf } from './table.ts';
import { summary } from './words.ts';

/** `npm run fidelity`: published experiments on the engine. Exit code 0: all as it should be, 1: not so, 2: could not be read or carried out. */

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PAGE = `${ROOT}docs/fidelity.md`;

const print = (line: string): boolean => process.stdout.write(`${printable(line)}\n`);

function complain(file: string, { place, expected, got }: FormatError): never {
  process.stderr.write(`${printable(`${file}${place === '' ? '' : ` at ${place}`}: expected ${expected}, got ${got}`)}\n`);
  process.exit(2);
}

function reportOn(file: string): ExperimentReport {
  const experiment = readExperiment(file);
  if (!experiment.ok) return complain(file, experiment.error);
  try {
    return carryOut(experiment.value);
  } catch (error) {
    if (error instanceof ExperimentError) return complain(file, error.problem);
    throw error;
  }
}

interface Options {
  readonly write?: boolean;
  readonly json?: boolean;
}

function main(files: readonly string[], options: Options): void {
  const reports = (files.length > 0 ? files : filesIn(`${ROOT}experiments`)).map((file) => {
    const report = reportOn(file);
    if (options.json !== true) tableOf(report).forEach(print);
    return report;
  });
  const result = summarise(reports);
  if (options.json === true) process.stdout.write(asJson({ reports, summary: result }));
  else summary(result).forEach(print);
  if (options.write === true) writeFileSync(PAGE, documentOf(reports));
  process.exitCode = result.isGood ? 0 : 1;
}

const program = new Command('fidelity')
  .description('Runs published experiments on the engine and compares.')
  .argument('[files...]', 'experiments; all that come with the product when none is named')
  .option('--write', 'write docs/fidelity.md; only for all experiments')
  .option('--json', 'the whole comparison as JSON')
  .exitOverride()
  .action((files: string[], options: Options) => {
    if (options.write === true && files.length > 0) program.error('--write is for all experiments, not for one file');
    main(files, options);
  });
try {
  program.parse();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? 0 : 2;
}
