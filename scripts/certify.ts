import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  certify,
  lessonOf,
  levelHash,
  makeSolution,
  parseLevel,
  RULES,
  solve,
  type Certificate,
  type Lesson,
  type Level,
  type Solved,
} from '../src/sim/index.ts';
import { levelFiles } from './levels.ts';

/**
 * `npm run certify`: solves levels, writes or checks their certificates, and looks whether each teaches what it says.
 * With files, these only; with `--write`, certificates and missing solutions are written into `assets/levels`.
 */

const { values, positionals } = parseArgs({ allowPositionals: true, options: { write: { type: 'boolean' } } });

interface Looked {
  readonly file: string;
  readonly level: Level;
  readonly raw: Record<string, unknown>;
  readonly solved: Solved;
  readonly certificate: Certificate;
  readonly lessons: readonly Lesson[];
}

function look(file: string): Looked | string {
  const raw = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  const level = parseLevel(raw);
  if (!level.ok) return `${file}: ${level.error.place}: expected ${level.error.expected}, got ${level.error.got}`;
  const solved = solve(level.value, { isKeepingAll: true });
  const single = solve(level.value);
  const certificate = certify(level.value, single);
  const lessons = level.value.teaches.map((statement) => lessonOf(statement, level.value, solved));
  return { file, level: level.value, raw, solved, certificate, lessons };
}

function asFile(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function write({ file, level, raw, certificate, solved }: Looked): void {
  writeFileSync(file, asFile({ ...raw, certificate }));
  const [point] = solved.front;
  if (point === undefined) return;
  const beside = join(dirname(file), basename(file).replace('.level.json', '.solution.json'));
  // A reference that somebody chose stays; its claims are written by `npm run golden:record`.
  if (existsSync(beside)) return;
  const solution = { level: level.id, levelHash: levelHash(level), rules: RULES, build: point.builds[0]!, claims: point.metrics };
  writeFileSync(beside, asFile(makeSolution(solution)));
}

/** What is wrong with a level, in lines. */
function problemsOf({ level, solved, certificate, lessons }: Looked): string[] {
  const problems: string[] = [];
  if (solved.proof !== 'exhaustive') problems.push(`the proof is ${solved.proof}`);
  if (solved.front.length === 0) problems.push('no build passes');
  for (const { statement, teaches, how } of lessons) if (!teaches) problems.push(`${statement} is not taught: ${how} without it`);
  if (values.write !== true && JSON.stringify(level.certificate) !== JSON.stringify(certificate))
    problems.push('its certificate is another');
  return problems;
}

let isWell = true;
for (const file of positionals.length > 0 ? positionals : levelFiles()) {
  const startedAt = performance.now();
  const looked = look(file);
  if (typeof looked === 'string') {
    console.log(looked);
    isWell = false;
    continue;
  }
  if (values.write === true) write(looked);
  const { level, solved, certificate, lessons } = looked;
  const { solutions, isMore, greedy } = certificate.difficulty!;
  const ms = (performance.now() - startedAt).toFixed(0);
  console.log(
    `${level.id}: ${solved.proof}, ${certificate.explored} nodes, ${solved.front.length} points, ${solved.front.reduce((sum, { builds }) => sum + builds.length, 0)} best of ${solutions}${isMore ? '+' : ''} solutions, nearest at hand ${greedy} ‰, ${ms} ms`,
  );
  for (const { metrics } of solved.front.slice(0, 8)) console.log(`   ${JSON.stringify(metrics)}`);
  console.log(`   ${lessons.map(({ statement, how }) => `${statement} ${how}`).join(', ')}`);
  for (const problem of problemsOf(looked)) {
    console.log(`   PROBLEM: ${problem}`);
    isWell = false;
  }
}
process.exitCode = isWell ? 0 : 1;
