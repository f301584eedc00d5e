import { capitalised, counted, mebibytes, milliseconds, thousandths } from '../lang/index.ts';
import { METRIC_KEYS, type Build, type Level, type RunReport } from '../sim/index.ts';
import { aligned, quoted, short, text, type Terminal } from './terminal.ts';
import { printViolations } from './violations.ts';

/** What a run came to, for people. */
export function printReport(report: RunReport, build: Build, level: Level, terminal: Terminal): void {
  terminal.out(`${short(level.title === '' ? level.id : level.title)} (${short(level.id)}): ${summaryOf(report)}`);
  if (!report.valid) {
    printViolations(report.violations, build, terminal);
    return;
  }
  printGoals(report, terminal);
  printMetrics(report, level, terminal);
  printEvents(report, terminal);
  printNodes(report, terminal);
}

function summaryOf(report: RunReport): string {
  if (!report.valid) return `not valid, ${counted(report.violations.length, 'violation')}`;
  if (report.passed) return 'passed';
  const missed = report.goals.filter((goal) => !goal.met).length;
  return missed === 0 ? 'not passed: not everything that the level asks for became ready' : `not passed, ${counted(missed, 'goal')} missed`;
}

/** A goal may name a given node. */
const LONGEST_GOAL = 200;

function printGoals(report: RunReport, terminal: Terminal): void {
  if (report.goals.length === 0) return;
  section('Goals', terminal);
  const rows = report.goals.map((goal) => [
    goal.met ? 'met' : 'MISSED',
    short(capitalised(text.goalAsked(goal, quoted)), LONGEST_GOAL),
    text.goalActual(goal),
  ]);
  for (const line of aligned(rows, '  ')) terminal.out(line);
}

function printMetrics(report: RunReport, level: Level, terminal: Terminal): void {
  section('Metrics', terminal);
  const scored = new Set<string>(level.score.map((key) => text.SCORES[key]));
  const rows = METRIC_KEYS.map((key) => {
    const { name } = text.METRICS[key];
    return [name, text.metricValue(key, report.metrics[key]), scored.has(name) ? 'scored' : ''];
  });
  for (const line of aligned(rows, '  ')) terminal.out(line.trimEnd());
  if (report.efficiency === null) return;
  terminal.out(`  Efficiency: ${thousandths(report.efficiency)}${report.onFrontier === true ? ', on the proven frontier' : ''}`);
}

function printEvents(report: RunReport, terminal: Terminal): void {
  if (report.incidents.length > 0) {
    section('Incidents', terminal);
    const rows = report.incidents.map((incident) => [milliseconds(incident.atMs), text.incident(incident, quoted)]);
    for (const line of aligned(rows, '  ')) terminal.out(line);
  }
  if (report.notices.length > 0) {
    section('Without effect', terminal);
    for (const notice of report.notices) terminal.out(`  ${text.notice(notice)}`);
  }
}

/** A table of thousands of nodes says nothing to a reader. */
const MOST_NODES_SHOWN = 60;

function printNodes(report: RunReport, terminal: Terminal): void {
  section('Nodes', terminal);
  const shown = report.nodes.slice(0, MOST_NODES_SHOWN);
  const rows = shown.map((node) => [
    short(node.id),
    node.part === undefined ? short(node.workload ?? '') : text.partName(node.part),
    node.startMs === null ? 'never' : milliseconds(node.startMs),
    node.readyMs === null ? 'never' : milliseconds(node.readyMs),
    mebibytes(node.ramMiB),
  ]);
  for (const line of aligned([text.NODE_COLUMNS, ...rows], '  ')) terminal.out(line);
  const hidden = report.nodes.length - shown.length;
  terminal.out(`  ${text.NODES_NOTE}`);
  if (hidden > 0) terminal.out(`  … and ${counted(hidden, 'more node')}; --json lists them all`);
}

function section(title: string, terminal: Terminal): void {
  terminal.out('');
  terminal.out(title);
}
