import { LOOKS, type Look } from './layout.ts';

/** The colours of the stage. The style sheet is their one source: the page and the stage cannot differ. */

export const TONES = ['ground', 'grid', 'line', 'ink', 'dim', 'fail', 'good', 'warn'] as const;
export type Tone = (typeof TONES)[number];

export interface Palette {
  readonly tones: Readonly<Record<Tone, number>>;
  readonly looks: Readonly<Record<Look, number>>;
  /** For texts, which want CSS colours. */
  readonly ink: string;
  readonly soft: string;
  readonly dim: string;
  readonly fail: string;
}

/** "#1a2b3c" → 0x1a2b3c, and "#fff", which is what a style sheet that is made small has of "#ffffff", → 0xffffff. */
function parseColour(text: string): number {
  const digits = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text.trim())?.[1];
  if (digits === undefined) return 0x808080;
  return Number.parseInt(digits.length === 3 ? digits.replace(/./g, '$&$&') : digits, 16);
}

/** 0x1a2b3c → "#1a2b3c". */
export function hexOf(colour: number): string {
  return `#${colour.toString(16).padStart(6, '0')}`;
}

export function readPalette(style: CSSStyleDeclaration): Palette {
  const colour = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  const tones = Object.fromEntries(TONES.map((tone) => [tone, parseColour(colour(tone))])) as Record<Tone, number>;
  const looks = Object.fromEntries(LOOKS.map((look) => [look, parseColour(colour(look))])) as Record<Look, number>;
  return { tones, looks, ink: colour('ink'), soft: colour('soft'), dim: colour('dim'), fail: colour('fail') };
}
