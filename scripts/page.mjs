import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** The command line lists the levels, and says on standard error what is wrong with one. */
function areLevelsSound() {
  const words = ['--import', 'tsx', join(ROOT, 'src', 'cli', 'main.ts'), 'levels'];
  return spawnSync(process.execPath, words, { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
}

/**
 * Builds the page, unless a level that would be in it cannot be played or comes without a solution.
 * @param {import('vite').LogLevel} logLevel
 */
export async function buildPage(logLevel) {
  if (!areLevelsSound()) throw new Error('The game is not built: a level is not sound.');
  await build({ configFile: join(ROOT, 'vite.config.ts'), logLevel });
}
