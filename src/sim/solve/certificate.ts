import { CATALOG, type Catalog } from '../catalog/index.ts';
import { levelHash } from '../formats/identity.ts';
import type { Certificate, Level } from '../types.ts';
import { RULES } from '../version.ts';
import { difficultyOf } from './difficulty.ts';
import type { Solved } from './search.ts';

/** The certificate of a level that was solved: what was proven, under which rules, and how hard it is. */
export function certify(level: Level, { proof, explored, optima, front }: Solved, catalog: Catalog = CATALOG): Certificate {
  const frontier = front.map(({ metrics }) => ({ metrics }));
  return {
    levelHash: levelHash(level),
    rules: RULES,
    proof,
    explored,
    optima,
    frontier,
    difficulty: difficultyOf(level, frontier, catalog),
  };
}
