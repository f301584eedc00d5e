import * as en from './en/index.ts';

/** What a language must say. English is the truth: another language is a module of the same shape. */
export type Language = typeof en;

export const LANGUAGES = { en } as const satisfies Record<string, Language>;
export type LanguageCode = keyof typeof LANGUAGES;

/** As long as there is one language, its sentences are taken from here by name. */
export * from './en/index.ts';
export * from './format.ts';
export { nearest } from './near.ts';
