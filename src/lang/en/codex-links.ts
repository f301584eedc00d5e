/** What the links into the codex are called; the entry's own words follow for who hears them. */
export const CODEX_LINKS = {
  why: 'Why?',
  /** About rules of the game rather than of computers. */
  more: 'Background',
} as const;
