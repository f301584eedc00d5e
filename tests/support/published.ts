import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const FOLDER = join(ROOT, 'assets', 'levels');

const FILES = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' });

/** Where a published level or its solution is, whatever its chapter and number: `levelPath('two-tenants')`, from the top of the repository. */
function pathOf(name: string, ending: string): string {
  const found = FILES.find((file) => file.replace(/^.*[\\/]\d+-/, '') === `${name}${ending}`);
  if (found === undefined) throw new Error(`no published level is called ${name}`);
  return join('assets', 'levels', found);
}

export const levelPath = (name: string): string => pathOf(name, '.level.json');
export const solutionPath = (name: string): string => pathOf(name, '.solution.json');
/** The whole path of the solution, to be read or sent. */
export const solutionFile = (name: string): string => join(ROOT, solutionPath(name));
