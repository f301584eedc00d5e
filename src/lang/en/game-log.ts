import { counted, measured } from '../format.ts';

/** English for the views of a run, and what each kernel prints. */

export const RUN_VIEWS = {
  label: 'What is shown of the run',
  tree: 'Timeline',
  memory: 'Memory',
  load: 'Load',
  tables: 'Tables',
  log: 'Boot log',
  of: (kernel: string): string => `Boot log of ${kernel}`,
  printedBy: 'Boot log of',
  /** At the head of the column of times. */
  times: 'seconds since power-on',
  nothingYet: (ms: number): string => `Nothing yet. Its first line comes at ${measured(ms)}.`,
  earlier: (lines: number): string => `${counted(lines, 'earlier line')} above`,
} as const;
