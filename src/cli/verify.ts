import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import { counted } from '../lang/index.ts';
import { levelHash, verifySolution, type Verdict } from '../sim/index.ts';
import { SOLUTION_ENDING } from './endings.ts';
import { filesIn, type Found } from './folders.ts';
import { readSolution, type InputError } from './input.ts';
import { LevelShelf, type FoundLevel, type LevelFrom } from './published.ts';
import { overBudget, refuse } from './refuse.ts';
import { asJson, quoted, short, text, type Exit, type Terminal } from './terminal.ts';
import { isFolder, NO_SUCH_FILE } from './text-file.ts';
import { Warnings } from './warnings.ts';

export interface VerifyOptions {
  readonly levels?: string;
  readonly json?: boolean;
}

/** What a solution says of itself at its beginning, whatever its name: pupils rename files, and browsers number them. */
const SOLUTION_FORMAT = /"format"\s*:\s*"stackwright\/solution@/;
const BEGINNING = 4096;
/** After so many files standard output gets a turn, so that a closed pipe ends the work. */
const FILES_PER_TURN = 16;

/** A verdict, also where there is no level to judge by, or none that may be judged by. */
type AnyVerdict = Omit<Verdict, 'reason' | 'run'> & { readonly reason: Verdict['reason'] | 'unknown-level' | 'unlike-published' };

/** A solution that could be judged, and the level that was found for it. */
interface Verified {
  readonly file: string;
  /** The id of the level that the solution names. */
  readonly level: string;
  readonly found: FoundLevel | null;
  readonly verdict: AnyVerdict;
}

/** What became of one file: a verdict, or why there is none. */
type Finding = Verified | { readonly file: string; readonly error: InputError };

/** `verify FILE or FOLDER…`: simulates solutions again and compares them with what they claim. */
export async function verify(paths: readonly string[], options: VerifyOptions, terminal: Terminal): Promise<Exit> {
  if (options.levels !== undefined && !isFolder(options.levels)) {
    const got = existsSync(options.levels) ? 'a file' : NO_SUCH_FILE;
    return refuse({ file: options.levels, place: '', expected: 'a folder of levels', got }, terminal);
  }
  const { files, errors, links } = solutionsIn(paths);
  if (files.length === 0 && errors.length === 0) {
    return refuse(
      { file: paths.join(', '), place: '', expected: `solutions (files that end in ${SOLUTION_ENDING})`, got: 'none' },
      terminal,
    );
  }
  const findings: Finding[] = [];
  const add = (finding: Finding): void => {
    findings.push(finding);
    if ('error' in finding) refuse(finding.error, terminal);
    else if (options.json !== true) terminal.out(lineOf(finding));
    if ('verdict' in finding && isDisproved(finding.verdict)) terminal.err(`${finding.file}: ${text.DISPROVED}`);
  };
  for (const error of errors) add({ file: error.file, error });
  const shelf = new LevelShelf(options.levels);
  const warnings = new Warnings();
  const progress = terminal.progress(files.length);
  for (const [index, file] of files.entries()) {
    add(verifyFile(file, shelf, warnings));
    progress.advance();
    if (index % FILES_PER_TURN === FILES_PER_TURN - 1) await turn();
  }
  progress.stop();
  if (findings.some((finding) => 'verdict' in finding && finding.verdict.reason === 'unknown-level')) warnings.aboutLevels(shelf.damaged);
  const counts = countsOf(findings);
  const code: Exit = counts.unreadable > 0 ? 2 : counts.false + counts.disproved > 0 ? 1 : 0;
  if (options.json === true) terminal.raw(asJson({ ...documentOf(findings), linksNotFollowed: links, ...warnings.member() }));
  else {
    warnings.print(terminal);
    printSummary(findings.length, counts, links, code, terminal);
  }
  return code;
}

const EXITS = { 0: 'all claims are true', 1: 'not all claims are true', 2: 'not all could be looked at' } as const satisfies Record<
  Exit,
  string
>;

function printSummary(count: number, counts: Counts, links: readonly string[], code: Exit, terminal: Terminal): void {
  if (links.length > 0)
    terminal.out(
      `not looked into, being ${links.length === 1 ? 'a link' : 'links'} to folders: ${links.slice(0, MOST_LINKS_SHOWN).join(', ')}${links.length > MOST_LINKS_SHOWN ? ' …' : ''}`,
    );
  const disproved = counts.disproved > 0 ? `, ${counted(counts.disproved, 'certificate')} disproved` : '';
  terminal.out(
    `${counted(count, 'solution')}: ${counts.true} true, ${counts.false} false, ${counts.unreadable} unreadable${disproved}; ${EXITS[code]} (exit code ${code})`,
  );
}
const MOST_LINKS_SHOWN = 5;

function saysSolution(file: string): boolean {
  try {
    if (!statSync(file).isFile()) return false;
    const open = openSync(file, 'r');
    try {
      const bytes = Buffer.alloc(BEGINNING);
      return SOLUTION_FORMAT.test(bytes.toString('utf8', 0, readSync(open, bytes, 0, BEGINNING, 0)));
    } finally {
      closeSync(open);
    }
  } catch {
    // What cannot be read and has another name is nobody's solution.
    return false;
  }
}

/** The named files, and every solution in the named folders. */
function solutionsIn(paths: readonly string[]): Found {
  const files: string[] = [];
  const errors: InputError[] = [];
  const links: string[] = [];
  for (const path of paths) {
    if (!isFolder(path)) {
      // Whether it can be read at all shows when it is its turn.
      files.push(path);
      continue;
    }
    const found = filesIn(path, '.json', 'below');
    for (const file of found.files) if (file.endsWith(SOLUTION_ENDING) || saysSolution(file)) files.push(file);
    errors.push(...found.errors);
    links.push(...found.links);
  }
  return { files: [...new Set(files)], errors, links: [...new Set(links)] };
}

function verifyFile(file: string, shelf: LevelShelf, warnings: Warnings): Finding {
  const solution = readSolution(file);
  if (!solution.ok) return { file, error: solution.error };
  warnings.about(solution.value);
  const { level: id, levelHash: hash } = solution.value.value;
  const found = shelf.find(hash, file);
  if (found === undefined) return { file, level: id, found: null, verdict: unjudged('unknown-level') };
  warnings.about(found.level);
  if (shelf.isImpostor(found)) return { file, level: id, found, verdict: unjudged('unlike-published') };
  const verdict = verifySolution(solution.value.value, found.level.value);
  if (!verdict.ok) return { file, error: overBudget(file, verdict.error) };
  return { file, level: id, found, verdict: verdict.value };
}

function unjudged(reason: 'unknown-level' | 'unlike-published'): AnyVerdict {
  return { ok: false, reason, claims: [], report: null };
}

const FROM = { published: 'published', beside: 'beside it', levels: 'in --levels' } as const satisfies Record<LevelFrom, string>;

function lineOf({ file, level, found, verdict }: Verified): string {
  const { ok: isTrue, reason, claims, report } = verdict;
  const about = `${file}  ${short(level)}${found === null ? '' : ` (${FROM[found.from]})`}`;
  if (isTrue) return `true   ${about}: ${claims.map(({ metric, actual }) => text.metricValue(metric, actual)).join(', ')}`;
  return `FALSE  ${about}: ${text.VERDICTS[reason]}${detailsOf(reason, claims, report)}`;
}

function detailsOf(reason: AnyVerdict['reason'], claims: AnyVerdict['claims'], report: AnyVerdict['report']): string {
  switch (reason) {
    case 'claims-differ': {
      const wrong = claims.filter(({ claimed, actual }) => claimed !== actual);
      return `: ${wrong.map(text.claim).join('; ')}`;
    }
    case 'invalid':
      return report === null ? '' : ` (${[...new Set(report.violations.map(({ code }) => code))].join(', ')})`;
    case 'goals-missed':
      return report === null ? '' : ` (${report.goals.flatMap((goal) => (goal.met ? [] : [text.goalAsked(goal, quoted)])).join('; ')})`;
    default:
      return '';
  }
}

/** Whether the run beats the frontier that the level's certificate says is proven. */
function isDisproved({ report }: AnyVerdict): boolean {
  return report !== null && report.efficiency !== null && report.efficiency > 1000;
}

interface Counts {
  readonly true: number;
  readonly false: number;
  readonly unreadable: number;
  /** Certificates of levels that a solution proves wrong; the solution itself may well be true. */
  readonly disproved: number;
}

function countsOf(findings: readonly Finding[]): Counts {
  const unreadable = findings.filter((finding) => 'error' in finding).length;
  const correct = findings.filter((finding) => 'verdict' in finding && finding.verdict.ok).length;
  const disproved = findings.filter((finding) => 'verdict' in finding && isDisproved(finding.verdict)).length;
  return { true: correct, false: findings.length - unreadable - correct, unreadable, disproved };
}

function documentOf(findings: readonly Finding[]): object {
  const solutions = findings.map((finding) => {
    if ('error' in finding) {
      const { file, ...error } = finding.error;
      return { file, ok: false, reason: 'unreadable', error };
    }
    const { ok: isTrue, reason, claims, report } = finding.verdict;
    return {
      file: finding.file,
      ok: isTrue,
      reason,
      level: finding.level,
      levelFrom: finding.found?.from ?? null,
      levelHash: finding.found === null ? null : levelHash(finding.found.level.value),
      claims,
      violations: report?.violations ?? [],
      goals: report?.goals ?? [],
      efficiency: report?.efficiency ?? null,
      onFrontier: report?.onFrontier ?? null,
      frontierHash: report?.frontierHash ?? null,
      traceHash: report?.traceHash ?? null,
    };
  });
  return { solutions, summary: countsOf(findings) };
}
