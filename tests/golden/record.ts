import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { levelHash, makeSolution, METRIC_OF, parseLevel, parseSolution, RULES, runBuild } from '../../src/sim/index.ts';

/**
 * `npm run golden:record`: writes the claims of every level's reference solution anew from the engine. Results change only
 * on purpose: raise the rules version first, and put both in one commit.
 */

const LEVELS = fileURLToPath(new URL('../../assets/levels', import.meta.url));

function read(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}

function record(levelFile: string): string {
  const solutionFile = levelFile.replace(/\.level\.json$/, '.solution.json');
  const level = parseLevel(read(levelFile));
  const solution = parseSolution(read(solutionFile));
  if (!level.ok || !solution.ok) return `${levelFile}: cannot be read`;
  const ran = runBuild(solution.value.build, level.value);
  if (!ran.ok || !ran.value.passed) {
    const missed = ran.ok
      ? ran.value.goals.filter((goal) => !goal.met).map((goal) => `${goal.kind} ${goal.actual}, limit ${goal.limit}`)
      : ['over the budget'];
    const refused = ran.ok ? ran.value.violations.map((violation) => violation.code) : [];
    return `${levelFile}: the reference does not pass: ${[...refused, ...missed].join('; ')}`;
  }
  const { metrics } = ran.value;
  const claims = Object.fromEntries(level.value.score.map((score) => [METRIC_OF[score], metrics[METRIC_OF[score]] ?? 0]));
  const made = makeSolution({ ...solution.value, levelHash: levelHash(level.value), rules: RULES, claims });
  writeFileSync(solutionFile, `${JSON.stringify(made, null, 2)}\n`);
  return `${level.value.id}: ${JSON.stringify(claims)}`;
}

const files = readdirSync(LEVELS, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.level.json'));
for (const file of files.sort()) console.log(record(join(LEVELS, file)));
