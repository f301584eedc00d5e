import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import {
  BANDS,
  canonicalJson,
  certify,
  generate,
  GRADES,
  lessonOf,
  levelHash,
  levelIdentity,
  makeSolution,
  measureHardness,
  parseLevel,
  RULES,
  solve,
  type Certificate,
  type Json,
  type Lesson,
  type Level,
  type Solved,
} from '../src/sim/index.ts';
import { levelFiles } from './levels.ts';
import { certificatesStamp, levelsStamp, rulesStamp } from './stamps.ts';

/**
 * `npm run certify`: solves every level of the campaign, looks whether its certificate is true and whether it teaches what it
 * says, makes all levels that seeds promise, and writes a record of it, stamped with what it is of. With `--write`,
 * certificates and missing solutions are written into the level files. With files, these levels only, and no record.
 */

const RECORD = fileURLToPath(new URL('../assets/levels/record.json', import.meta.url));
const TEACHING = fileURLToPath(new URL('../docs/teaching.md', import.meta.url));
const TABLE = '## Statements and levels\n';
/** So many levels of each difficulty are promised. */
const SEEDS = 200;

const { values, positionals } = parseArgs({ allowPositionals: true, options: { write: { type: 'boolean' }, seeds: { type: 'string' } } });
/** Fewer are made for a look in between; the record says how many, and the next run makes them all. */
const EACH = values.seeds === undefined ? SEEDS : Number(values.seeds);

interface Looked {
  readonly file: string;
  readonly level: Level;
  readonly raw: Record<string, unknown>;
  readonly solved: Solved;
  readonly certificate: Certificate;
  readonly lessons: readonly Lesson[];
  readonly ms: number;
}

function look(file: string): Looked {
  const startedAt = performance.now();
  const raw = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  const parsed = parseLevel(raw);
  if (!parsed.ok) throw new Error(`${file}: ${parsed.error.place}: expected ${parsed.error.expected}, got ${parsed.error.got}`);
  const level = parsed.value;
  const single = solve(level);
  const ms = performance.now() - startedAt;
  const solved = solve(level, { isKeepingAll: true });
  const lessons = level.teaches.map((statement) => lessonOf(statement, level, solved));
  return { file, level, raw, solved, certificate: certify(level, single), lessons, ms };
}

const asFile = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

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
  const isSame = JSON.stringify(level.certificate) === JSON.stringify(parseCertificate(level, certificate));
  if (values.write !== true && !isSame) problems.push('its certificate is another');
  return problems;
}

/** As it comes back from a file. */
function parseCertificate(level: Level, certificate: Certificate): Certificate | undefined {
  const parsed = parseLevel({ format: 'stackwright/level@1', id: level.id, certificate });
  return parsed.ok ? parsed.value.certificate : undefined;
}

function print({ level, solved, certificate, lessons, ms }: Looked): void {
  const { solutions, isMore, greedy } = certificate.difficulty!;
  const best = solved.front.reduce((sum, { builds }) => sum + builds.length, 0);
  const many = `${best} best of ${solutions}${isMore ? '+' : ''} that pass`;
  console.log(`${level.id}: ${solved.proof} in ${ms.toFixed(0)} ms, ${certificate.explored} nodes, ${many}, nearest at hand ${greedy} ‰`);
  if (positionals.length > 0) for (const { metrics } of solved.front.slice(0, 10)) console.log(`   ${JSON.stringify(metrics)}`);
  console.log(`   ${lessons.map(({ statement, how }) => `${statement} ${how}`).join(', ')}`);
}

/** All that can change a run, but for the name. */
function contentOf(level: Level): string {
  return canonicalJson({ ...(levelIdentity(level) as Record<string, Json>), id: '' });
}

/** Makes every promised level; returns what is wrong with them, in lines. */
function lookAtSeeds(): string[] {
  const problems: string[] = [];
  const seen = new Set<string>();
  for (const grade of GRADES) {
    const [least, most] = BANDS[grade];
    for (let seed = 1; seed <= EACH; seed += 1) {
      const { level, hardness } = generate(seed, grade);
      const solved = solve(level);
      if (solved.proof !== 'exhaustive' || solved.front.length === 0) problems.push(`${level.id}: not solved`);
      if (JSON.stringify(certify(level, solved)) !== JSON.stringify(level.certificate))
        problems.push(`${level.id}: its certificate is another`);
      const { score } = measureHardness(level, solved);
      if (score !== hardness.score || score < least || score > most)
        problems.push(`${level.id}: hardness ${score}, ordered ${least} to ${most}`);
      const content = contentOf(level);
      if (seen.has(content)) problems.push(`${level.id}: there is one like it`);
      seen.add(content);
    }
    console.log(`seeds 1 to ${EACH}, difficulty ${grade}: made`);
  }
  return problems;
}

/** Whether the record says that all promised levels were made under these rules. */
function areSeedsRecorded(): boolean {
  if (!existsSync(RECORD)) return false;
  const { stamps, seeds } = JSON.parse(readFileSync(RECORD, 'utf8')) as { stamps: { rules: string }; seeds: { each: number } };
  return stamps.rules === rulesStamp() && seeds.each >= SEEDS;
}

/** The table of `docs/teaching.md`: which level teaches what, and what becomes of a best build without it. */
function tableOf(all: readonly Looked[]): string {
  const statements = [...new Set(all.flatMap(({ lessons }) => lessons.map(({ statement }) => statement)))].sort();
  const rows = statements.map((statement) => {
    const taught = all.flatMap(({ level, lessons }) =>
      lessons.flatMap((one) => (one.statement === statement ? [`${level.id} (${one.how})`] : [])),
    );
    return `| ${statement} | ${taught.join(' · ')} |`;
  });
  const words =
    'Written by `npm run certify`: in parentheses what becomes of a best build when the rule is off, or what is looked at instead.';
  return [words, '', '| statement | levels |', '|---|---|', ...rows].join('\n');
}

function writeTable(all: readonly Looked[]): void {
  const text = readFileSync(TEACHING, 'utf8');
  const at = text.indexOf(TABLE);
  writeFileSync(TEACHING, `${text.slice(0, at + TABLE.length)}\n${tableOf(all)}\n`);
}

function record(all: readonly Looked[]): void {
  const times = all.map(({ ms }) => ms).sort((a, b) => a - b);
  console.log(`frontiers: median ${times[times.length >> 1]!.toFixed(0)} ms, longest ${times.at(-1)!.toFixed(0)} ms`);
  writeFileSync(
    RECORD,
    asFile({
      rules: RULES,
      stamps: { rules: rulesStamp(), levels: levelsStamp(), certificates: certificatesStamp() },
      campaign: {
        levels: all.length,
        points: all.reduce((sum, { solved }) => sum + solved.front.length, 0),
        explored: all.reduce((sum, { certificate }) => sum + certificate.explored!, 0),
        lessons: all.reduce((sum, { lessons }) => sum + lessons.length, 0),
      },
      seeds: { difficulties: GRADES.length, each: areSeedsRecorded() ? SEEDS : EACH },
    }),
  );
}

const problems: string[] = [];
const all: Looked[] = [];
for (const file of positionals.length > 0 ? positionals : levelFiles()) {
  const looked = look(file);
  if (values.write === true) write(looked);
  print(looked);
  for (const problem of problemsOf(looked)) {
    console.log(`   PROBLEM: ${problem}`);
    problems.push(`${looked.level.id}: ${problem}`);
  }
  all.push(looked);
}
if (positionals.length === 0) {
  // What seeds bring depends on the rules alone.
  if (!areSeedsRecorded()) problems.push(...lookAtSeeds());
  writeTable(all);
  if (problems.length === 0) record(all);
}
for (const problem of problems) console.log(`PROBLEM ${problem}`);
process.exitCode = problems.length === 0 ? 0 : 1;
