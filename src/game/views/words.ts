import type { Label, Measure } from './labels.ts';

/** The font of the stage, and how wide its texts are. */

const FAMILY = '"Inter Variable", system-ui, sans-serif';
export const fontOf = (size: number, weight: Label['weight']): string => `${weight === 'bold' ? 600 : 400} ${size}px ${FAMILY}`;

/** Widths of texts in the font of the stage, each measured once. */
export function makeMeasure(): Measure {
  const context = document.createElement('canvas').getContext('2d');
  const fonts = new Map<string, Map<string, number>>();
  let measured = 0;
  return (text, size, weight) => {
    if (context === null) return text.length * size * 0.6;
    const font = fontOf(size, weight);
    let widths = fonts.get(font);
    if (widths === undefined) fonts.set(font, (widths = new Map()));
    let width = widths.get(text);
    if (width === undefined) {
      // Rates go by while a run plays; what was on the stage long ago is measured again.
      if ((measured += 1) % 4000 === 0) fonts.clear();
      context.font = font;
      widths.set(text, (width = context.measureText(text).width));
    }
    return width;
  };
}

/** Has the fonts loaded before anything is written or measured with them. */
export async function loadFonts(): Promise<void> {
  // Without the font the page is readable all the same.
  await Promise.all([document.fonts.load(fontOf(15, 'bold')), document.fonts.load(fontOf(14, 'plain'))]).catch(() => []);
}
