import { levelHash, makeLevel, SOURCES } from '../sim/index.ts';
import { publishedLevels } from './published.ts';
import { problemsOf } from './publishing.ts';
import { refuse } from './refuse.ts';
import { aligned, asJson, short, text, type Exit, type Terminal } from './terminal.ts';
import { Warnings } from './warnings.ts';

export interface LevelsOptions {
  readonly json?: boolean;
  readonly concepts?: boolean;
}

/** All that `teaches` can name, whether a level does so or not. */
function concepts({ json }: LevelsOptions, terminal: Terminal): Exit {
  const entries = Object.entries(text.CONCEPTS);
  if (json === true) terminal.raw(asJson({ concepts: Object.fromEntries(entries) }));
  else for (const line of aligned(entries.map(([number, name]) => [number, name]))) terminal.out(line);
  return 0;
}

/** `levels`: the published levels. */
export function levels(options: LevelsOptions, terminal: Terminal): Exit {
  if (options.concepts === true) return concepts(options, terminal);
  const found = publishedLevels();
  const { levels: published } = found;
  const problems = problemsOf(found);
  for (const problem of problems) refuse(problem, terminal);
  const warnings = new Warnings().about(...published).aboutConcepts(...published);
  if (options.json === true) {
    // What a level itself says of sizes and loads is chosen for the puzzle; figures of parts have their sources in `parts`.
    const { title: source } = SOURCES.illustrative;
    const entries = published.map(({ file, value: level }, index) => ({
      number: index + 1,
      ...(makeLevel(level) as object),
      brief: text.briefOf(level),
      concepts: level.teaches.map((number) => text.conceptName(number)),
      levelHash: levelHash(level),
      file,
      source: 'illustrative',
    }));
    terminal.raw(asJson({ levels: entries, sources: { illustrative: source }, ...warnings.member() }));
  } else {
    warnings.print(terminal);
    const rows = published.map(({ value: level }, index) => [
      `${index + 1}`,
      short(level.id),
      short(level.title),
      level.teaches.map((number) => `${short(text.conceptName(number))} (${short(number)})`).join(', '),
    ]);
    for (const line of aligned([['level', 'id', 'title', 'teaches'], ...rows])) terminal.out(line);
  }
  return problems.length > 0 ? 2 : 0;
}
