/**
 * Everything that the page keeps, by the first word of its key. A new kind is taken along in the file of everything that is
 * kept (`bundle.ts`), or it is said there why not: the compiler asks.
 */
export const KINDS = ['best', 'stars', 'gallery', 'settings', 'place', 'scenario', 'desk', 'snapshots', 'aside'] as const;
export type Kind = (typeof KINDS)[number];

/** What there is one of in each level has the level's hash behind its kind. */
export type Key = Kind | `${Kind}/${string}`;
