import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { levelHash, type Level } from '../sim/index.ts';
import { LEVEL_ENDING, SOLUTION_ENDING } from './endings.ts';
import { readSolution, type InputError, type Loaded } from './input.ts';
import { PACKAGE } from './package.ts';
import type { Published } from './published.ts';
import { quoted } from './terminal.ts';

const HOW_TO_GET_ONE = 'docs/adding.md tells how to make one, "npm run dev" shows the level without it';

/** What keeps the levels in `assets/levels` from being published as they are: everything that makes one of them unplayable, or unsolved. */
export function problemsOf({ levels, errors }: Published, root = PACKAGE): readonly InputError[] {
  const problems = [...errors];
  const files = new Map<string, string>();
  for (const loaded of levels) {
    const { id } = loaded.value;
    const other = files.get(id);
    if (other === undefined) files.set(id, loaded.file);
    else problems.push({ file: loaded.file, place: '/id', expected: 'an id of its own', got: `${quoted(id)}, which ${other} has` });
    const problem = problemOfReference(loaded, root);
    if (problem !== null) problems.push(problem);
  }
  return problems;
}

/** Every published level ships a solution that was made for it; whether its claims are true is for `verify`. */
function problemOfReference({ file, value: level }: Loaded<Level>, root: string): InputError | null {
  const beside = `${file.slice(0, -LEVEL_ENDING.length)}${SOLUTION_ENDING}`;
  if (!existsSync(join(root, beside)))
    return { file, place: '', expected: `a solution beside it, ${beside}`, got: `none; ${HOW_TO_GET_ONE}` };
  const solution = readSolution(join(root, beside));
  if (!solution.ok) return { ...solution.error, file: beside };
  const { level: id, levelHash: hash } = solution.value.value;
  if (id !== level.id) return { file: beside, place: '/level', expected: quoted(level.id), got: quoted(id) };
  const expected = levelHash(level);
  return hash === expected ? null : { file: beside, place: '/levelHash', expected: `that of ${file}, ${expected}`, got: quoted(hash) };
}
