import { nearest } from '../lang/index.ts';
import type { Level } from '../sim/index.ts';
import type { InputError, Loaded } from './input.ts';
import { lineOf } from './refuse.ts';
import type { Repeated } from './repeated.ts';
import { short, text, type Terminal } from './terminal.ts';

/** A member of a file that nothing reads. */
interface UnknownMember {
  readonly code: 'unknown-member';
  readonly file: string;
  /** JSON pointer to the member. */
  readonly place: string;
  /** The name that was meant, as far as that can be told. */
  readonly meant: string | null;
}

/** A member that stands several times in one object. */
type RepeatedMember = { readonly code: 'repeated-member'; readonly file: string } & Repeated;

/** A number of `teaches` that no concept has. */
interface UnknownConcept {
  readonly code: 'unknown-concept';
  readonly file: string;
  readonly place: string;
  readonly got: string;
}

/** A level that may be the one that was looked for. */
type UnreadableLevel = { readonly code: 'unreadable-level' } & InputError;

/** Something that is no error and may yet not be what was meant. */
type Warning = UnknownMember | RepeatedMember | UnknownConcept | UnreadableLevel;

/** What is said on a terminal at the most, and in a document. */
const MOST_SAID = 20;
const MOST_LISTED = 1000;
/** Places are made of names in the file. */
const LONGEST_PLACE = 200;

function sentenceOf(warning: Warning): string {
  if (warning.code === 'unreadable-level') return text.leftOut(lineOf(warning));
  if (warning.code === 'repeated-member') return text.repeatedMember(warning.file, warning.line, warning.column, short(warning.name));
  if (warning.code === 'unknown-concept') return text.unknownConcept(warning.file, warning.place, short(warning.got));
  return text.unreadMember(warning.file, short(warning.place, LONGEST_PLACE), warning.meant);
}

/** What is to be said of the files that a command has read, besides its results. */
export class Warnings {
  private readonly found: Warning[] = [];
  private readonly files = new Set<string>();
  private count = 0;

  /** Looks for members of a file that nothing reads, and for those that stand several times; a file that serves several times is looked at once. */
  about(...files: readonly Loaded<unknown>[]): this {
    for (const { file, unread, repeated } of files) {
      if (this.files.has(file) || this.found.length >= MOST_LISTED) continue;
      this.files.add(file);
      for (const { place, name, known } of unread()) this.add({ code: 'unknown-member', file, place, meant: nearest(name, known) });
      for (const member of repeated()) this.add({ code: 'repeated-member', file, ...member });
    }
    return this;
  }

  /** Looks for numbers in `teaches` that mean nothing. */
  aboutConcepts(...levels: readonly Loaded<Level>[]): this {
    for (const { file, value } of levels)
      for (const [index, got] of value.teaches.entries())
        if (!Object.hasOwn(text.CONCEPTS, got)) this.add({ code: 'unknown-concept', file, place: `/teaches/${index}`, got });
    return this;
  }

  /** A level was not found; these are the files in which it may be. */
  aboutLevels(damaged: readonly InputError[]): void {
    for (const error of damaged) this.add({ code: 'unreadable-level', ...error });
  }

  private add(warning: Warning): void {
    this.count += 1;
    if (this.found.length < MOST_LISTED) this.found.push(warning);
  }

  /** One line each on standard error. */
  print(terminal: Terminal): void {
    for (const warning of this.found.slice(0, MOST_SAID)) terminal.err(sentenceOf(warning));
    if (this.count > MOST_SAID) terminal.err(text.moreWarnings(this.count - MOST_SAID));
  }

  /** A member of a JSON document; none where there is nothing to say. */
  member(): { readonly warnings?: readonly Warning[] } {
    return this.found.length === 0 ? {} : { warnings: this.found };
  }
}
