import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { LOOKS, type Look } from '../../src/game/views/layout.ts';
import { readPalette } from '../../src/game/views/palette.ts';
import { contrast, distance, EYES, linear, seen, type Triple } from '../support/colours.ts';

/** The colours of the style sheet, as they are seen with and without all cones. */

const SHEET = readFileSync(new URL('../../src/game/look/tokens.css', import.meta.url), 'utf8');

function tokensOf(selector: string): Record<string, string> {
  const from = SHEET.indexOf(`${selector} {`);
  const body = SHEET.slice(from, SHEET.indexOf('}', from));
  return Object.fromEntries([...body.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name, value]));
}

const DARK = tokensOf(':root');
const THEMES = {
  dark: DARK,
  light: { ...DARK, ...tokensOf(":root[data-theme='light']") },
  'high contrast, dark': { ...DARK, ...tokensOf(":root[data-contrast='high']") },
  'high contrast, light': { ...DARK, ...tokensOf(":root[data-contrast='high'][data-theme='light']") },
};

/** What can stand right on what, and so touches it on the stage. */
const TOUCHING: readonly (readonly [Look, Look])[] = [
  ['machine', 'kernel'],
  ['machine', 'hypervisor'],
  ['machine', 'workload'],
  ['kernel', 'hypervisor'],
  ['kernel', 'engine'],
  ['kernel', 'runtime'],
  ['kernel', 'container'],
  ['kernel', 'workload'],
  ['kernel', 'vm'],
  ['hypervisor', 'vm'],
  ['vm', 'workload'],
  ['engine', 'container'],
  ['runtime', 'workload'],
];

/** CIELAB. Icons and names say the same besides: no colour says anything alone. */
const LEAST = 10;

describe.each(Object.entries(THEMES))('%s', (name, tokens) => {
  const colour = (token: string): Triple => linear(tokens[token]!);
  const isHigh = name.startsWith('high');

  test.each(EYES)('what stands on one another differs in colour, with %s', (eyes) => {
    const near = TOUCHING.map(([a, b]) => ({ pair: `${a} ${b}`, apart: distance(seen(colour(a), eyes), seen(colour(b), eyes)) }))
      .filter(({ apart }) => apart < LEAST)
      .map(({ pair, apart }) => `${pair}: ${apart.toFixed(1)}`);
    expect(near).toEqual([]);
  });

  test.each(EYES)('good, warning and failure differ, with %s', (eyes) => {
    const signs = ['good', 'warn', 'fail'];
    const near = signs
      .flatMap((a, index) => signs.slice(index + 1).map((b) => [a, b] as const))
      .map(([a, b]) => ({ pair: `${a} ${b}`, apart: distance(seen(colour(a), eyes), seen(colour(b), eyes)) }))
      .filter(({ apart }) => apart < LEAST)
      .map(({ pair, apart }) => `${pair}: ${apart.toFixed(1)}`);
    expect(near).toEqual([]);
  });

  test('words are legible on every ground', () => {
    const least = isHigh ? 7 : 4.5;
    const grounds = ['ground', 'panel', 'raised', 'hover'];
    const poor = ['ink', 'dim', 'soft', 'good', 'warn', 'fail']
      .flatMap((word) => grounds.map((ground) => ({ pair: `${word} on ${ground}`, ratio: contrast(colour(word), colour(ground)) })))
      .concat(
        ['accent', 'power', 'power-hover'].map((ground) => ({
          pair: `words on ${ground}`,
          ratio: contrast(colour('accent-ink'), colour(ground)),
        })),
      )
      .filter(({ ratio }) => ratio < least)
      .map(({ pair, ratio }) => `${pair}: ${ratio.toFixed(2)}`);
    expect(poor).toEqual([]);
  });

  test('what is drawn stands out from its ground', () => {
    const poor = LOOKS.flatMap((look) =>
      ['ground', 'panel'].map((ground) => ({ pair: `${look} on ${ground}`, ratio: contrast(colour(look), colour(ground)) })),
    )
      .filter(({ ratio }) => ratio < 3)
      .map(({ pair, ratio }) => `${pair}: ${ratio.toFixed(2)}`);
    expect(poor).toEqual([]);
  });
});

test('colours are read in both ways in which a style sheet writes them', () => {
  const style = (colours: Readonly<Record<string, string>>): CSSStyleDeclaration =>
    ({ getPropertyValue: (name: string) => colours[name] ?? '#102030' }) as unknown as CSSStyleDeclaration;
  expect(readPalette(style({ '--ground': ' #fff' })).tones.ground).toBe(0xffffff);
  expect(readPalette(style({ '--ground': '#1a2b3c' })).tones.ground).toBe(0x1a2b3c);
  expect(readPalette(style({ '--vm': '#abc' })).looks.vm).toBe(0xaabbcc);
});
