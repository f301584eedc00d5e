import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { pictureOf, pictureUrl } from '../../src/game/views/pictures.ts';
import { CATALOG, FORM_KINDS } from '../../src/sim/index.ts';

/** Every part has a drawing, and all drawings are of one hand: the same frame, the same lines, the colour of what surrounds them. */

const FOLDER = fileURLToPath(new URL('../../assets/parts/', import.meta.url));
const FILES = readdirSync(FOLDER);
// A container is no part: engines make them.
const IDS = [...CATALOG.parts.map(({ id }) => id), ...FORM_KINDS.map((form) => `workload.${form}`), 'container'];
const MOST_BYTES = 1500;

const ELEMENTS = ['svg', 'g', 'path', 'rect', 'circle', 'ellipse', 'line', 'polyline', 'polygon'];

const NUMBER = /^-?(\d+|\d*\.\d+)$/;
const PAINT = /^(none|currentColor)$/;
/** Attribute → what it may say. Colours, scripts, styles, names and addresses are not among them. */
const ATTRIBUTES: Readonly<Record<string, RegExp>> = {
  xmlns: /^http:\/\/www\.w3\.org\/2000\/svg$/,
  viewBox: /^0 0 48 48$/,
  fill: PAINT,
  stroke: PAINT,
  // Two shades and no more, or the drawings stop looking alike.
  'fill-opacity': /^(\.18|\.5)$/,
  // Lines, and dots: lines of no length with round ends.
  'stroke-width': /^(2|4)$/,
  'stroke-linecap': /^round$/,
  'stroke-linejoin': /^round$/,
  'stroke-dasharray': /^\d+( \d+)*$/,
  d: /^M[MLHVCSQTAZmlhvcsqtaz0-9 .-]+$/,
  points: /^[0-9 .-]+$/,
  ...Object.fromEntries(['x', 'y', 'width', 'height', 'rx', 'ry', 'cx', 'cy', 'r', 'x1', 'y1', 'x2', 'y2'].map((name) => [name, NUMBER])),
};

/** What every drawing says at its start, so that none has lines of its own. */
const FRAME =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">';

/** What is wrong with a drawing; it reads the little of XML that a drawing needs, and calls everything else wrong. */
function faultsOf(text: string): string[] {
  const faults: string[] = [];
  const open: string[] = [];
  const token = /<(\/?)([a-z]+)((?: [a-zA-Z-]+="[^"<&]*")*)(\/?)>|\s+/y;
  let roots = 0;
  if (!text.startsWith(FRAME)) faults.push('frame');
  while (token.lastIndex < text.length) {
    const at = token.lastIndex;
    const found = token.exec(text);
    if (found === null) return [...faults, `not understood: ${text.slice(at, at + 40)}`];
    const [, isEnd, element, attributes, isEmpty] = found;
    if (element === undefined) continue;
    if (isEnd === '/') {
      if (open.pop() !== element || attributes !== '' || isEmpty === '/') faults.push(`end of ${element}`);
      continue;
    }
    if (!ELEMENTS.includes(element)) faults.push(element);
    if (open.length === 0) roots += 1;
    if (isEmpty !== '/') open.push(element);
    const names = [...attributes!.matchAll(/ ([a-zA-Z-]+)="([^"]*)"/g)].map(([, name, value]) => {
      if (!Object.hasOwn(ATTRIBUTES, name!) || !ATTRIBUTES[name!]!.test(value!)) faults.push(`${element} ${name}="${value}"`);
      return name;
    });
    if (new Set(names).size !== names.length) faults.push(`${element} says something twice`);
  }
  if (roots !== 1 || open.length > 0) faults.push('one svg around everything');
  return faults;
}

test.each(IDS)('there is a picture of %s', (id) => {
  expect(FILES).toContain(`${id}.svg`);
  expect(pictureOf(id)).toBe(readFileSync(`${FOLDER}${id}.svg`, 'utf8'));
});

test('every picture is of something', () => {
  expect(FILES.filter((file) => !IDS.some((id) => file === `${id}.svg`))).toEqual([]);
});

test('no two things have the same picture', () => {
  expect(new Set(IDS.map((id) => pictureOf(id))).size).toBe(IDS.length);
});

describe('a picture', () => {
  test.each(FILES)('keeps to the manner of all: %s', (file) => {
    const text = readFileSync(`${FOLDER}${file}`, 'utf8');
    expect(faultsOf(text)).toEqual([]);
    expect(Buffer.byteLength(text)).toBeLessThan(MOST_BYTES);
  });

  test.each([
    ['a colour', `${FRAME}<path d="M1 1h2" stroke="#fff"/></svg>`],
    ['a script', `${FRAME}<script/></svg>`],
    ['a handler', `${FRAME}<rect onclick="x"/></svg>`],
    ['a name', `${FRAME}<rect id="x"/></svg>`],
    ['a third shade', `${FRAME}<rect fill-opacity=".3"/></svg>`],
    ['text', `${FRAME}word</svg>`],
    ['an element that does not end', `${FRAME}<g></svg>`],
    ['an attribute twice', `${FRAME}<rect x="1" x="2"/></svg>`],
    ['two drawings', `${FRAME}</svg><svg/>`],
    ['another frame', '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"></svg>'],
  ])('may not have %s', (_, text) => {
    expect(faultsOf(text)).not.toEqual([]);
  });
});

test('as an address a picture has one colour and the size that was asked for', () => {
  const url = pictureUrl('vm', '#9384ff', 96)!;
  expect(url).toMatch(/^data:image\/svg\+xml,/);
  const text = decodeURIComponent(url.slice(url.indexOf(',') + 1));
  expect(text).toMatch(/^<svg width="96" height="96" /);
  expect(text).toContain('stroke="#9384ff"');
  expect(text).not.toContain('currentColor');
});

test('of what does not exist there is no picture', () => {
  expect(pictureOf('kernel.nobody')).toBeNull();
  expect(pictureUrl('kernel.nobody', '#ffffff', 24)).toBeNull();
});
