import { recordedHashes } from '../corpus/hashes.ts';
import { bundleCorpus } from './bundle.ts';
import { ENGINES, installMissing, type Engine } from './engines.ts';

/**
 * `npm run test:engines`: replays the corpus in V8, SpiderMonkey and JavaScriptCore, installing what is missing where that is
 * possible. One line each; exit code 1 when a result differs or an engine did not run.
 */

async function check(engine: Engine, script: string, expected: readonly string[]): Promise<string | null> {
  const program = engine.find();
  if (program === null) return `not installed${engine.debian === null ? '' : ` (Debian: ${engine.debian})`}`;
  try {
    const found = (await engine.replay(program, script)).split(' ');
    const differing = expected.flatMap((hash, index) => (found[index] === hash ? [] : [index]));
    if (found.length !== expected.length) return `${found.length} results instead of ${expected.length}`;
    return differing.length === 0 ? null : `${differing.length} results differ, the first is case ${differing[0]}`;
  } catch (error) {
    return `did not run: ${error instanceof Error ? error.message : String(error)}`;
  }
}

installMissing(ENGINES);
const script = await bundleCorpus();
const { hashes } = recordedHashes();
let failures = 0;
for (const engine of ENGINES) {
  const problem = await check(engine, script, hashes);
  if (problem !== null) failures += 1;
  console.log(
    `${problem === null ? 'equal ' : 'FAILED'}  ${engine.name} (${engine.family})${problem === null ? `: ${hashes.length} results` : `: ${problem}`}`,
  );
}
console.log(failures === 0 ? `All ${ENGINES.length} engines agree.` : `${failures} of ${ENGINES.length} engines differ or did not run.`);
process.exitCode = failures === 0 ? 0 : 1;
