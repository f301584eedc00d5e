import { generate, GRADES, makeLevel, type Grade } from '../sim/index.ts';
import { refuse } from './refuse.ts';
import { asJson, text, type Exit, type Terminal } from './terminal.ts';
import { wholeOf } from './limits.ts';

export interface GenerateOptions {
  readonly seed?: string;
  readonly difficulty?: string;
}

const MOST_SEED = 2_147_483_647;

/** `generate --seed S --difficulty D`: the level of a seed, certified, as a level file. */
export function generateLevel({ seed, difficulty }: GenerateOptions, terminal: Terminal): Exit {
  const number = wholeOf('seed', seed, 0, MOST_SEED);
  if (!number.ok) return refuse(number.error, terminal);
  const grade = wholeOf('difficulty', difficulty ?? '3', GRADES[0], GRADES.at(-1)!);
  if (!grade.ok) return refuse(grade.error, terminal);
  terminal.raw(asJson(makeLevel(text.told(generate(number.value, grade.value as Grade)))));
  return 0;
}
