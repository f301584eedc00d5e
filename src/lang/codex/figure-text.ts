import type { Source, SourceKey } from '../../sim/index.ts';
import { FIGURES, type FigureText } from '../en/figures.ts';
import { partName } from '../en/parts.ts';
import { milliseconds, whole } from '../format.ts';
import { PUBLISHED, type PublishedKey } from '../en/codex-published.ts';
import type { FigureKey, FigureReference, Published, Reference, Unit } from './entry.ts';

/** What a page knows of one figure of the catalogue. */
export interface FoundFigure {
  readonly value: number;
  readonly sourceTitle: string;
  readonly sourceWhere: string;
  readonly status: Source['status'];
}

/** Finds a figure in the catalogue; the language cannot look there itself. */
export type FigureLookup = (part: string, figure: FigureKey) => FoundFigure;
/** Finds a source by its key, for what was published elsewhere. */
export type SourceLookup = (key: SourceKey) => Source;

export interface CitedSource {
  readonly title: string;
  readonly where: string;
  readonly status: Source['status'];
}

export interface ShownFigure {
  readonly text: string;
  /** Where it comes from; each source once. */
  readonly sources: readonly CitedSource[];
}

const named = (name: string, key: string): FigureText => ({ name, format: FIGURES[key]!.format });

/** Names that need no table around them, and figures that the parts list leaves out. */
const OWN_FIGURES: Readonly<Record<string, FigureText>> = {
  syscallNs: named('a system call takes', 'syscallNs'),
  diskMiB: named('takes on disk', 'diskMiB'),
  diskOpUs: named('a disk operation takes', 'diskOpUs'),
  firmwareMs: named('firmware takes', 'firmwareMs'),
  loaderMs: named('bootloader takes', 'loaderMs'),
  createCpuMs: named('makes a virtual machine in', 'createCpuMs'),
  containerCpuMs: named('makes a container in', 'containerCpuMs'),
  translatedSyscallTax: named('system calls of code that it translates', 'syscallTax'),
  writableKiB: named('writable layer of each container', 'containerKiB'),
};

const UNITS = {
  ms: (ms) => (ms < 100 ? `${whole(ms)} ms` : milliseconds(ms)),
  MB: (mb) => `${whole(mb)} MB`,
  GB: (gb) => `${whole(gb)} GB`,
  percent: (share) => `${whole(share)} %`,
  times: (factor) => `× ${whole(factor)}`,
  count: whole,
  ofTen: (points) => `${whole(points)} of ${whole(10)}`,
} as const satisfies Record<Unit, (value: number) => string>;

/** How a figure of the catalogue is called and shown here; undefined when the codex has no words for it. */
export function figureWords(key: FigureKey): FigureText | undefined {
  const table = Object.hasOwn(OWN_FIGURES, key) ? OWN_FIGURES : FIGURES;
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

function wordsOf(key: FigureKey): FigureText {
  const words = figureWords(key);
  if (words === undefined) throw new Error(`The codex has no words for the figure ${key}.`);
  return words;
}

const cited = ({ sourceTitle: title, sourceWhere: where, status }: FoundFigure): CitedSource => ({ title, where, status });

function eachOnce(sources: readonly CitedSource[]): CitedSource[] {
  return sources.filter(({ title }, index) => sources.findIndex((other) => other.title === title) === index);
}

function one({ part, figure }: FigureReference, lookup: FigureLookup): ShownFigure {
  const { name, format } = wordsOf(figure);
  const found = lookup(part, figure);
  return { text: `${partName(part)}: ${name} ${format(found.value)}`, sources: [cited(found)] };
}

/** What is the same is said once: the figure of two parts, two figures of one part, or neither. */
function compared([a, b]: readonly [FigureReference, FigureReference], lookup: FigureLookup): ShownFigure {
  const [left, right] = [one(a, lookup), one(b, lookup)];
  const sources = eachOnce([...left.sources, ...right.sources]);
  if (a.figure !== b.figure) return { text: `${left.text}; ${right.text}`, sources };
  const { name, format } = wordsOf(a.figure);
  const sides = [a, b].map(({ part, figure }) => `${partName(part)} ${format(lookup(part, figure).value)}`);
  return { text: `${name}: ${sides.join(', ')}`, sources };
}

function published({ about, values, unit, source: key }: Published, sourceOf: SourceLookup): ShownFigure {
  const { title, where, status } = sourceOf(key);
  const texts = values.map(([name, value]) => `${name} ${UNITS[unit](value)}`.trim());
  return { text: `${about}: ${texts.join(', ')}`, sources: [{ title, where, status }] };
}

/** A figure of the real world as a line of text, with where it comes from. */
export function figureText(reference: Reference<PublishedKey>, lookup: FigureLookup, sourceOf: SourceLookup): ShownFigure {
  if ('published' in reference) return published(PUBLISHED[reference.published], sourceOf);
  return 'compare' in reference ? compared(reference.compare, lookup) : one(reference, lookup);
}
