export { Search, solve, PROOFS } from './search.ts';
export type { FrontierPoint, Proof, Solved, SolveOptions, SearchState } from './search.ts';
