import { SingleBar } from 'cli-progress';
import { Command, CommanderError } from 'commander';
import { RULES } from '../sim/index.ts';
import { check, type CheckOptions } from './check.ts';
import { generateLevel, type GenerateOptions } from './generate.ts';
import { levels, type LevelsOptions } from './levels.ts';
import { parts } from './parts.ts';
import { PACKAGE_VERSION } from './package.ts';
import { run, type RunOptions } from './run.ts';
import { printable, TooLongError, type Exit, type Progress, type Terminal } from './terminal.ts';
import { reasonOf } from './text-file.ts';
import { solveLevel, type SolveOptions } from './solve.ts';
import { verify, type VerifyOptions } from './verify.ts';

const LONG_WORK = { files: 50, ms: 300 } as const;
const NO_PROGRESS: Progress = { advance: () => undefined, reach: () => undefined, stop: () => undefined };

/** A bar on standard error, once the work turns out to be long, and only for a person at a terminal. */
function progress(total: number): Progress {
  if (!process.stderr.isTTY) return NO_PROGRESS;
  const bar = new SingleBar({ stream: process.stderr, clearOnComplete: true, hideCursor: true, format: '{bar} {value}/{total}' });
  const startedAt = performance.now();
  let isShown = false;
  let done = 0;
  const reach = (value: number): void => {
    done = value;
    if (!isShown && (total > LONG_WORK.files || performance.now() - startedAt > LONG_WORK.ms)) {
      isShown = true;
      bar.start(total, done);
    }
    if (isShown) bar.update(done);
  };
  return { advance: () => reach(done + 1), reach, stop: () => bar.stop() };
}

const terminal: Terminal = {
  out: (line) => process.stdout.write(`${printable(line)}\n`),
  err: (line) => process.stderr.write(`${printable(line)}\n`),
  raw: (document) => process.stdout.write(document),
  progress,
};

/** What went wrong with standard output: a reader that has seen enough, as `head` has, is no error. */
function endQuietly(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') {
    terminal.err(`standard output: expected a place that can be written to, got ${reasonOf(error)}`);
    process.exit(2);
  }
  process.exit();
}

function exit(code: Exit): void {
  process.exitCode = code;
}

function programOf(): Command {
  const program = new Command('stackwright')
    .description('Checks, runs and verifies stacks of machines, kernels, hypervisors, virtual machines and containers.')
    .version(`${PACKAGE_VERSION}, rules ${RULES}`)
    .exitOverride()
    .showSuggestionAfterError(false)
    // Errors are told below, on one line; help that nobody asked for would only hide it.
    .configureOutput({ outputError: () => undefined, writeErr: () => undefined })
    .allowExcessArguments(false)
    .addHelpText('after', '\nExit codes: 0 valid, goals met, claims true; 1 not so; 2 unreadable input or wrong usage.');

  program
    .command('check')
    .description('whether a build keeps the static rules, or a level can be played')
    .argument('<build or level>', 'a build file, a solution, whose build is taken, a build of the sandbox, or a level')
    .option('--level <id or file>', 'the level whose bounds a build must keep')
    .option('--json', 'print the result as JSON')
    .action((build: string, options: CheckOptions) => exit(check(build, options, terminal)));
  program
    .command('run')
    .description('simulate a build in a level')
    .argument('<build>', 'a build file, a solution, whose build is taken, or a build of the sandbox')
    .option('--level <id or file>', 'the level to run it in; a build of the sandbox needs none')
    .option('--json', 'print the report as JSON')
    .option('--log', 'print the boot log of every kernel')
    .option('--trace <file>', 'write down everything that happened')
    .action((build: string, options: RunOptions, command: Command) => {
      const ended = run(build, options, terminal);
      if (ended === 'no-level') command.error("error: required option '--level <id or file>' not specified");
      else exit(ended);
    });
  program
    .command('verify')
    .description('simulate solutions again and compare them with their claims')
    .argument('<file or folder...>', 'solutions, or folders of them')
    .option('--levels <folder>', 'where to look for levels besides those published')
    .option('--json', 'print the verdicts as JSON')
    .action(async (paths: string[], options: VerifyOptions) => exit(await verify(paths, options, terminal)));
  program
    .command('solve')
    .description('prove the optimum of every scored metric of a level, and its Pareto frontier')
    .argument('<level>', 'the id of a published level, or a file')
    .option('--front', 'list the frontier, with a build for each point')
    .option('--json', 'print the result as JSON')
    .option('--nodes <number>', 'stop after so many nodes of the search')
    .option('--seconds <number>', 'stop after so long')
    .option('--save <file>', 'write down where the search stopped')
    .option('--resume <file>', 'go on from there')
    .action((level: string, options: SolveOptions) => exit(solveLevel(level, options, terminal)));
  program
    .command('generate')
    .description('make the level of a seed, solved and certified, as a level file')
    .option('--seed <number>', 'which one')
    .option('--difficulty <number>', 'from 1, easy, to 5', '3')
    .action((options: GenerateOptions) => exit(generateLevel(options, terminal)));
  program
    .command('levels')
    .description('list the published levels, and what they teach')
    .option('--concepts', 'list all that "teaches" can name instead')
    .option('--json', 'print them as JSON')
    .action((options: LevelsOptions) => exit(levels(options, terminal)));
  program
    .command('parts')
    .description('list the catalogue of parts with the source of every figure')
    .option('--json', 'print it as JSON')
    .action((options: { json?: boolean }) => exit(parts(options, terminal)));
  return program;
}

/** What a command takes, when it was given something else. */
function unknownOption(error: CommanderError, command: Command): string {
  const options = [...command.options.map(({ flags }) => flags), '-h, --help'];
  const got = /'([^']*)'/.exec(error.message)?.[1] ?? 'another';
  return `option: expected one of ${options.join('; ')}, got "${got}"`;
}

/** One line for a mistake on the command line. */
function usageOf(error: CommanderError, program: Command, words: readonly string[]): string {
  const names = program.commands.map((command) => command.name());
  const given = words.find((word) => !word.startsWith('-') && word !== 'help');
  if (given === undefined || !names.includes(given)) {
    if (error.code === 'commander.unknownOption' && given === undefined) return `command line: ${unknownOption(error, program)}`;
    return `command line: command: expected one of ${names.join(', ')}, got ${given === undefined ? 'none' : `"${given}"`}`;
  }
  const command = program.commands.find((candidate) => candidate.name() === given)!;
  if (error.code === 'commander.unknownOption') return `command line: ${given}: ${unknownOption(error, command)}`;
  return `command line: ${given}: ${error.message
    .replace(/^error: /, '')
    .replaceAll('\n', ' ')
    .replace(/\.$/, '')}; "stackwright ${given} --help" tells what it takes`;
}

async function main(words: readonly string[]): Promise<void> {
  const program = programOf();
  try {
    await program.parseAsync(words, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) {
      // Help that was asked for is no mistake.
      if (error.exitCode === 0) return;
      terminal.err(usageOf(error, program, words));
    } else if (error instanceof TooLongError) {
      terminal.err('result: expected text that fits into memory, got more; without --json it is cut short');
    } else {
      terminal.err(
        `stackwright: a mistake of the program itself: ${error instanceof Error ? error.message : String(error)}; please report it`,
      );
    }
    exit(2);
  }
}

process.stdout.on('error', endQuietly);
process.stderr.on('error', () => process.exit(2));
// npm runs scripts in the package's folder; files are meant from where the person is.
if (process.env['npm_lifecycle_event'] === 'stackwright' && process.env['INIT_CWD'] !== undefined) process.chdir(process.env['INIT_CWD']);
await main(process.argv.slice(2));
