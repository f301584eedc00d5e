import { CATALOG, PART_KINDS, SOURCES, type Figure, type Part, type SourceKey } from '../sim/index.ts';
import { capitalised } from '../lang/index.ts';
import { asJson, text, type Exit, type Terminal } from './terminal.ts';

/** Figures take as many lines as they need, each short enough for a narrow terminal. */
const WIDTH = 90;

/** `parts`: the catalogue, each figure with where it comes from. */
export function parts(options: { readonly json?: boolean }, terminal: Terminal): Exit {
  if (options.json === true) {
    const entries = CATALOG.parts.map((part) => {
      return { ...part, name: text.partName(part.id), about: text.ABOUTS[part.id] ?? '' };
    });
    terminal.raw(asJson({ parts: entries, sources: SOURCES }));
    return 0;
  }
  const used = new Set<SourceKey>();
  for (const kind of PART_KINDS) {
    terminal.out(capitalised(text.KIND_GROUPS[kind]));
    for (const part of CATALOG.parts) if (part.kind === kind) printPart(part, used, terminal);
    terminal.out('');
  }
  terminal.out('* illustrative: chosen to be plausible, no published figure.');
  terminal.out('Sources');
  for (const key of used) {
    const { title, where, status } = SOURCES[key];
    terminal.out(`  [${key}] ${title}${where === '' ? '' : `, ${where}`}${status === 'none' ? '' : ` (${status})`}`);
  }
  return 0;
}

function printPart(part: Part, used: Set<SourceKey>, terminal: Terminal): void {
  terminal.out(`  ${part.id}  ${text.partName(part.id)}. ${text.ABOUTS[part.id] ?? ''}`);
  const shown = Object.entries(part.figures as Readonly<Record<string, Figure>>).flatMap(([key, figure]) => {
    // A neutral figure says that there is nothing to say.
    if (!Object.hasOwn(text.FIGURES, key) || figure.source === 'neutral') return [];
    const { name: label, format } = text.FIGURES[key]!;
    if (figure.source !== 'illustrative') used.add(figure.source);
    return [`${label} ${format(figure.value)}${figure.source === 'illustrative' ? '*' : ` [${figure.source}]`}`];
  });
  for (const line of wrapped(shown, ' · ', WIDTH)) terminal.out(`      ${line}`);
}

/** Pieces in lines of at most so many characters, none of them broken. */
function wrapped(pieces: readonly string[], between: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces) {
    if (line !== '' && line.length + between.length + piece.length > width) {
      lines.push(line);
      line = '';
    }
    line += line === '' ? piece : between + piece;
  }
  return line === '' ? lines : [...lines, line];
}
