import { aligned } from '../../src/cli/terminal.ts';
import { isGood, type ExperimentReport } from './judge.ts';
import { checked, heading, ratio, source, standing, withUnit } from './words.ts';

/** A report as lines for a terminal. */
export function tableOf(report: ExperimentReport): string[] {
  const { values, checks } = report;
  const rows = values.map((entry) => {
    const { value, simulated } = entry;
    const ofPublished = value.role === 'shown' ? '' : ratio(entry.ratio);
    return [
      value.name,
      withUnit(value.published, value.unit),
      withUnit(simulated, value.unit),
      ofPublished,
      value.role,
      standing(entry),
      source(value.source),
    ];
  });
  const misses = values.flatMap(({ value }) => (value.miss === undefined ? [] : [`${value.name}: ${value.miss}`]));
  return [
    `${heading(report)}${isGood(report) ? '' : '   DOES NOT COME OUT'}`,
    ...aligned([['value', 'published', 'simulated', 'ratio', '', '', 'source'], ...rows], '  '),
    ...checks.map((check) => `  ${check.holds ? 'holds' : 'FAILS'}  ${checked(check)}`),
    ...misses.map((miss) => `  miss   ${miss}`),
    '',
  ];
}
