/** How files of levels and solutions are called. */
export const LEVEL_ENDING = '.level.json';
export const SOLUTION_ENDING = '.solution.json';
