/** A place in text; lines and columns count from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

export function placeIn(text: string, offset: number): Place {
  let line = 1;
  let start = 0;
  for (let end = text.indexOf('\n'); end >= 0 && end < offset; end = text.indexOf('\n', start)) {
    line += 1;
    start = end + 1;
  }
  return { line, column: offset - start + 1 };
}
