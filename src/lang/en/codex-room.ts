import { counted, whole } from '../format.ts';

/** English for the room of the codex; what its entries say is in the codex itself. */
export const CODEX_ROOM = {
  title: 'Codex',
  intro: 'Forty ideas about what stands on what, in plain words. Choose one, or search.',
  list: 'Entries',
  search: 'Search',
  searchHint: 'a word, such as “driver”',
  found: (count: number): string => (count === 0 ? 'Nothing found.' : counted(count, 'entry', 'entries')),
  met: 'met',
  metHint: 'You have passed a level that teaches this.',
  metCount: (met: number, all: number): string => `${whole(met)} of ${whole(all)} met`,
  allEntries: 'All entries',
  glossary: 'Glossary',
  glossaryIntro: 'Words of the field, each with the entry that it belongs to.',
  words: 'Words',
  seen: 'In the game',
  real: 'Measured',
  lessSimple: 'Where reality is less simple',
  related: 'Related',
  levels: 'Levels that teach it',
  noLevels: 'No level is about this alone.',
  source: 'Source',
  illustrative: 'chosen for the game; nobody has measured it',
  onDesk: (title: string): string => `On your desk: ${title}`,
  noEntry: 'The codex has no such entry.',
} as const;
