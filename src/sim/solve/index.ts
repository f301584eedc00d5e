export { Search, solve, PROOFS } from './search.ts';
export type { FrontierPoint, Proof, Solved, SolveOptions, SearchState } from './search.ts';
export { difficultyOf, MOST_COUNTED } from './difficulty.ts';
export type { Difficulty } from './difficulty.ts';
export { certify } from './certificate.ts';
export { lessonOf } from './teaching.ts';
export type { Lesson } from './teaching.ts';
