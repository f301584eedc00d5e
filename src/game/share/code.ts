import { encode } from 'uqr';
import { makeSvg } from '../page/dom.ts';

/** A link as a picture that a telephone reads. */

/** What a code of the largest size holds, bytes. */
export const MOST_BYTES = 2953;
/** Light cells around it, as the standard asks. */
const QUIET = 4;

export function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** Rows of cells, true where dark, without the quiet zone; null when it is too long. */
export function cellsOf(text: string): boolean[][] | null {
  if (bytesOf(text) > MOST_BYTES) return null;
  try {
    return encode(text, { ecc: 'L', border: 0 }).data;
  } catch {
    return null;
  }
}

/** Black on white whatever the page looks like: many readers see nothing else. */
export function makeCode(text: string, label: string): SVGElement | null {
  const cells = cellsOf(text);
  if (cells === null) return null;
  const size = cells.length + 2 * QUIET;
  const path = cells.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x + QUIET} ${y + QUIET}h1v1h-1z` : ''))).join('');
  return makeSvg(
    'svg',
    { viewBox: `0 0 ${size} ${size}`, class: 'code', role: 'img', 'aria-label': label, 'shape-rendering': 'crispEdges' },
    makeSvg('rect', { width: size, height: size, fill: '#ffffff' }),
    makeSvg('path', { d: path, fill: '#000000' }),
  );
}
