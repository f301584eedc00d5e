import type { Part, SourceKey } from '../../sim/index.ts';

/** What an entry of the codex is made of, and which entries there are. */

export const CHAPTER_IDS = {
  computer: ['C01', 'C02', 'C03', 'C04', 'C05', 'C06', 'C07', 'C08', 'C09', 'C10'],
  machines: ['C11', 'C12', 'C13', 'C14', 'C15', 'C16', 'C17', 'C18', 'C19', 'C20', 'C21', 'C22', 'C23', 'C24', 'C25'],
  containers: ['C26', 'C27', 'C28', 'C29', 'C30', 'C31', 'C32', 'C33', 'C34', 'C35', 'C36', 'C37'],
  software: ['C38', 'C39', 'C40'],
} as const;

export type ChapterId = keyof typeof CHAPTER_IDS;
/** The concepts of one chapter, or of all. */
export type ConceptId<Chapter extends ChapterId = ChapterId> = (typeof CHAPTER_IDS)[Chapter][number];

type KeyOf<T> = T extends unknown ? keyof T : never;
/** Every figure that any part of the catalogue has. */
export type FigureKey = KeyOf<Part['figures']>;

/** One figure of the catalogue; its value and its source are looked up when it is shown. */
export interface FigureReference {
  readonly part: string;
  readonly figure: FigureKey;
}

/** What people have measured and the catalogue does not hold. */
export interface Published {
  readonly about: string;
  /** Each value with its name; a single one may go without. */
  readonly values: readonly (readonly [name: string, value: number])[];
  readonly unit: Unit;
  readonly source: SourceKey;
}

export type Unit = 'ms' | 'MB' | 'GB' | 'percent' | 'times' | 'count' | 'ofTen';

/** A figure, two figures side by side, or a value that was published elsewhere. */
export type Reference<PublishedKey extends string = string> =
  FigureReference | { readonly compare: readonly [FigureReference, FigureReference] } | { readonly published: PublishedKey };

export interface EntryText<PublishedKey extends string = string> {
  readonly title: string;
  /** The concept, in two to four sentences. */
  readonly plain: string;
  /** Where it shows in the game. */
  readonly seen: string;
  /** Figures of the real world, one to three. */
  readonly real: readonly Reference<PublishedKey>[];
  /** Where the real world is less simple. */
  readonly lessSimple: string;
  readonly related: readonly ConceptId[];
}
