/** A figure of the catalogue with its note, as it is written there. */
const NOTED = /\b(f|figure)\(\s*(\d+),\s*('[^']*'),\s*(?:'[^']*'|"[^"]*"),?\s*\)/g;

/** The source of a file of the catalogue without the notes of its figures: the page shows where a figure comes from, but not how it follows. */
export function withoutNotes(source: string): string {
  return source.replaceAll(NOTED, '$1($2, $3)');
}
