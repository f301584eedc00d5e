import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { needBrowser } from './browser.mjs';

/** Everything that must hold, in one run: house rules first, then the tests. The last line counts the tests. */

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const RESULTS = join(ROOT, '.cache', 'vitest.json');

/** @typedef {{ numTotalTests: number, numPassedTests: number, numFailedTests: number, testResults: { status: string, assertionResults: unknown[] }[] }} Results */

/**
 * Runs a program of this package by its name in node_modules/.bin, or `npm run` for a script.
 * @param {string} program
 * @param {string[]} parameters
 */
function run(program, parameters) {
  const { status, error } = spawnSync(program, parameters, { cwd: ROOT, stdio: 'inherit', shell: process.platform === 'win32' });
  if (error !== undefined) console.error(error.message);
  return status === 0;
}

/** @returns {Results | null} */
function readResults() {
  try {
    return JSON.parse(readFileSync(RESULTS, 'utf8'));
  } catch {
    return null;
  }
}

try {
  process.env['CHROME_PATH'] = needBrowser();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.log('0 passed, 1 failed');
  process.exit(1);
}

const failed = ['types', 'lint', 'deps', 'format:check'].filter((script) => !run('npm', ['run', '--silent', script]));

mkdirSync(join(ROOT, '.cache'), { recursive: true });
rmSync(RESULTS, { force: true });
const filters = process.argv.slice(2);
const succeeded = run('npx', ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${RESULTS}`, ...filters]);
const results = readResults();

const passed = results?.numPassedTests ?? 0;
// A file that cannot be loaded has no tests to count; it is a failure all the same. So is a test that did not run.
const unloadable = results?.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length ?? 1;
const missed = results === null ? 0 : results.numTotalTests - results.numPassedTests;

if (failed.length > 0) console.log(`Not in order: ${failed.join(', ')}.`);
if (passed === 0) console.log('No test passed.');
console.log(`${passed} passed, ${missed + unloadable} failed`);
process.exitCode = failed.length === 0 && succeeded && passed > 0 && missed + unloadable === 0 ? 0 : 1;
