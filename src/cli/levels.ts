import { levelHash, makeLevel, SOURCES } from '../sim/index.ts';
import { publishedLevels } from './published.ts';
import { refuse } from './refuse.ts';
import { aligned, asJson, type Exit, type Terminal } from './terminal.ts';

/** `levels`: the published levels. */
export function levels(options: { readonly json?: boolean }, terminal: Terminal): Exit {
  const { levels: published, errors } = publishedLevels();
  for (const error of errors) refuse(error, terminal);
  if (options.json === true) {
    // What a level itself says of sizes and loads is chosen for the puzzle; figures of parts have their sources in `parts`.
    const { title: source } = SOURCES.illustrative;
    const entries = published.map(({ file, level }) => ({
      ...(makeLevel(level) as object),
      levelHash: levelHash(level),
      file,
      source: 'illustrative',
    }));
    terminal.raw(asJson({ levels: entries, sources: { illustrative: source } }));
  } else {
    const rows = published.map(({ level }) => [level.id, level.title, level.teaches.join(' ')]);
    for (const line of aligned([['id', 'title', 'teaches'], ...rows])) terminal.out(line);
  }
  return errors.length > 0 ? 2 : 0;
}
