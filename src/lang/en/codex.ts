import type { GoalKind, IncidentKind, ViolationCode } from '../../sim/index.ts';
import { COMPUTER } from './codex-computer.ts';
import { CONTAINERS } from './codex-containers.ts';
import { MACHINES } from './codex-machines.ts';
import type { PublishedKey } from './codex-published.ts';
import { SOFTWARE } from './codex-software.ts';
import { CHAPTER_IDS, type ChapterId, type ConceptId, type EntryText } from '../codex/entry.ts';
import { GOAL_CONCEPTS, INCIDENT_CONCEPTS, VIOLATION_CONCEPTS } from '../codex/subjects.ts';

/**
 * The codex in English: the forty concepts in plain words. It is large and looked at now and then, so a page imports this file
 * when it is opened; nothing that is loaded at the start may import it.
 */

export { GLOSSARY, type Term } from './codex-glossary.ts';
export { PUBLISHED, type PublishedKey } from './codex-published.ts';
export type { ChapterId, ConceptId, FigureKey, FigureReference, Published, Reference } from '../codex/entry.ts';
export {
  figureText,
  figureWords,
  type CitedSource,
  type FigureLookup,
  type FoundFigure,
  type ShownFigure,
  type SourceLookup,
} from '../codex/figure-text.ts';
export { BOOKKEEPING, GOAL_CONCEPTS, INCIDENT_CONCEPTS, VIOLATION_CONCEPTS, violationConcept } from '../codex/subjects.ts';

export interface CodexEntry extends EntryText<PublishedKey> {
  readonly id: ConceptId;
  readonly chapter: ChapterId;
  /** What this is the entry for. */
  readonly violations: readonly ViolationCode[];
  readonly goals: readonly GoalKind[];
  readonly incidents: readonly IncidentKind[];
}

export interface Chapter {
  readonly id: ChapterId;
  readonly title: string;
  readonly intro: string;
  readonly concepts: readonly ConceptId[];
}

const CHAPTER_TEXTS = {
  computer: {
    title: 'The computer and its kernel',
    intro: 'What every computer has, and the one program that everything else on it has to ask.',
  },
  machines: {
    title: 'Virtual machines and hypervisors',
    intro: 'How one computer becomes many, each with a kernel of its own, and what that costs.',
  },
  containers: {
    title: 'Containers',
    intro: 'How programs live apart on one kernel, lightly, and where that lightness ends.',
  },
  software: {
    title: 'Software and what it needs',
    intro: 'What a program asks of the layers beneath it, from machine code to bytecode.',
  },
} as const satisfies Record<ChapterId, Pick<Chapter, 'title' | 'intro'>>;

const TEXTS: Readonly<Record<ConceptId, EntryText<PublishedKey>>> = { ...COMPUTER, ...MACHINES, ...CONTAINERS, ...SOFTWARE };

export const CHAPTERS: readonly Chapter[] = (Object.keys(CHAPTER_IDS) as ChapterId[]).map((id) => ({
  id,
  ...CHAPTER_TEXTS[id],
  concepts: CHAPTER_IDS[id],
}));

export const CONCEPT_IDS: readonly ConceptId[] = CHAPTERS.flatMap(({ concepts }) => concepts);

function kindsOf<Kind extends string>(table: Readonly<Record<Kind, ConceptId>>, id: ConceptId): Kind[] {
  return (Object.keys(table) as Kind[]).filter((kind) => table[kind] === id);
}

/** All entries, by number and in order. */
export const CODEX: Readonly<Record<ConceptId, CodexEntry>> = Object.fromEntries(
  CHAPTERS.flatMap(({ id: chapter, concepts }) =>
    concepts.map((id): [ConceptId, CodexEntry] => [
      id,
      {
        id,
        chapter,
        ...TEXTS[id],
        violations: kindsOf(VIOLATION_CONCEPTS, id),
        goals: kindsOf(GOAL_CONCEPTS, id),
        incidents: kindsOf(INCIDENT_CONCEPTS, id),
      },
    ]),
  ),
) as Record<ConceptId, CodexEntry>;

/** The entry of a number that comes from elsewhere, such as a level's `teaches`; undefined when there is none. */
export function codexEntry(number: string): CodexEntry | undefined {
  return Object.hasOwn(CODEX, number) ? CODEX[number as ConceptId] : undefined;
}
