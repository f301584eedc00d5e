/** What is wrong with an experiment that reads well: where, what should stand there, what does. */
export interface Problem {
  readonly place: string;
  readonly expected: string;
  readonly got: string;
}

/** Thrown while an experiment is carried out; caught where the file is named. */
export class ExperimentError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(`${problem.place}: expected ${problem.expected}, got ${problem.got}`);
    this.problem = problem;
  }
}
