import { CATALOG, SOURCES, type Figure, type SourceKey } from '../../src/sim/index.ts';
import { summarise, type ExperimentReport } from './judge.ts';
import { OUTSIDE } from './outside.ts';
import { cellsOf, checked, heading, summary } from './words.ts';

/** `docs/fidelity.md`: the reports as a page. */

const HEAD = `# Fidelity: the engine against published measurements

This page is written by \`npm run fidelity -- --write\`; a test says when it is out of date. Every simulated value is read off a run of the engine
with the catalogue that the game is played with. The experiments are data, in \`experiments/\`; [experiments.md](experiments.md) says how to write one of
your own and run it. Numbers such as E5 are names only: they number a list of published experiments that was collected before the engine was built, and
some of them are not used. Experiments without one were added later.

**Calibrated** means that a figure of the catalogue, or of a part that only the experiment has, was chosen by this value; that it comes out again shows
that the engine does what the figure says, not that the model is right. **Predicted** means that no figure was chosen by this value: it follows
from figures that were published for something else, and from the rules. **Shown** values are printed and not judged: their sources disagree, or they repeat
what is calibrated so that an order can be told.

A calibrated value must come out to 5 %, a predicted one to 30 %, unless the table says another bound. A predicted value that does
not is a **known miss** and has its reason below its table: there the model is simpler than the world. Orders and shapes (flat, a straight line, rising
ever more steeply) must hold without exception.
`;

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');
}

function section(report: ExperimentReport): string {
  const { experiment, values, checks } = report;
  const misses = values.flatMap(({ value }) => (value.miss === undefined ? [] : [`- **${value.name}** is missed. ${value.miss}`]));
  const own = experiment.parts.length === 0 ? [] : [`Parts of its own: ${experiment.parts.map((part) => `\`${part.id}\``).join(', ')}.`];
  return [
    `### ${heading(report)}\n`,
    `${experiment.about}${own.length === 0 ? '' : ` ${own.join('')}`}\n`,
    `${table(['value', 'published', 'simulated', 'ratio', 'role', 'standing', 'source'], values.map(cellsOf))}\n`,
    ...(checks.length === 0
      ? []
      : [`${checks.map((check) => `- ${check.holds ? 'Holds' : '**Fails**'}: ${checked(check)}.`).join('\n')}\n`]),
    ...(misses.length === 0 ? [] : [`${misses.join('\n')}\n`]),
  ].join('\n');
}

function overview(reports: readonly ExperimentReport[]): string {
  const rows = reports.map((report) => {
    const { calibrated, predicted, predictedWithin, knownMisses, checks, checksHold } = summarise([report]);
    const within = predicted === 0 ? '–' : `${predictedWithin} of ${predicted}`;
    return [
      heading(report),
      `${calibrated}`,
      within,
      knownMisses === 0 ? '' : `${knownMisses}`,
      checks === 0 ? '–' : `${checksHold} of ${checks}`,
    ];
  });
  return table(['experiment', 'calibrated', 'predicted within', 'known misses', 'orders and shapes hold'], rows);
}

/** How much of the catalogue has been published by somebody. */
function figures(): string {
  const counts = { published: 0, illustrative: 0, neutral: 0, contract: 0 };
  for (const part of CATALOG.parts) {
    for (const { source } of Object.values(part.figures as Readonly<Record<string, Figure>>)) {
      counts[source === 'illustrative' || source === 'neutral' || source === 'contract' ? source : 'published'] += 1;
    }
  }
  return (
    `Of the figures of the ${CATALOG.parts.length} parts ${counts.published} follow from a published value, ${counts.contract} are fixed by the rules of the game, ` +
    `${counts.neutral} say that there is no effect, and ${counts.illustrative} are illustrative: chosen to be plausible (costs and efforts all are), and shown as such in the game.`
  );
}

function sources(reports: readonly ExperimentReport[]): string {
  const used = new Set<SourceKey>();
  for (const { experiment } of reports) {
    for (const value of experiment.values) used.add(value.source);
    for (const check of experiment.checks) used.add(check.source);
    for (const part of experiment.parts) for (const figure of Object.values(part.figures)) used.add(figure.source);
  }
  const keys = (Object.keys(SOURCES) as SourceKey[]).filter((key) => used.has(key));
  return table(
    ['key', 'source', 'where', 'status'],
    keys.map((key) => [key, SOURCES[key].title, SOURCES[key].where, SOURCES[key].status === 'none' ? '' : SOURCES[key].status]),
  );
}

export function documentOf(reports: readonly ExperimentReport[]): string {
  const outside = OUTSIDE.map(({ number, title, why }) => [number, title, why]);
  return [
    HEAD,
    `## In short\n\n${summary(summarise(reports)).join('\n')}\n\n${overview(reports)}\n\n${figures()}\n`,
    `## What the model cannot express\n\n${table(['', 'published', 'why not'], outside)}\n`,
    `## Experiments\n\n${reports.map(section).join('\n')}`,
    `## Sources\n\n\`confirmed\`: read at the named place. \`second-hand\`: read in notes on it. \`weak\`: a single statement, or a recollection of the paper.\n\n${sources(reports)}\n`,
  ].join('\n');
}
