import { aligned } from '../../src/cli/terminal.ts';
import { isGood, type ExperimentReport } from './judge.ts';
import { cellsOf, checked, heading } from './words.ts';

/** A report as lines for a terminal. */
export function tableOf(report: ExperimentReport): string[] {
  const { values, checks } = report;
  const misses = values.flatMap(({ value }) => (value.miss === undefined ? [] : [`${value.name}: ${value.miss}`]));
  return [
    `${heading(report)}${isGood(report) ? '' : '   DOES NOT COME OUT'}`,
    ...aligned([['value', 'published', 'simulated', 'ratio', '', '', 'source'], ...values.map(cellsOf)], '  '),
    ...checks.map((check) => `  ${check.holds ? 'holds' : 'FAILS'}  ${checked(check)}`),
    ...misses.map((miss) => `  miss   ${miss}`),
    '',
  ];
}
