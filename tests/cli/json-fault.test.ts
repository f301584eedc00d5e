import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonFaultOf } from '../../src/cli/json-fault.ts';

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

test.each([
  ['{"a": 1\n "b": 2}', '2:2 a comma or }, "b"'],
  ['[1 2]', '1:4 a comma or ], 2'],
  ['[1}', '1:3 a comma or ], }'],
  ['{"a": [1,\r\n]}', '2:1 a value after the comma, ]'],
  ['{"a": 1,\n\n}', '3:1 a name in double quotes after the comma, }'],
  ['{a: 1}', '1:2 a name in double quotes or }, a'],
  ["{'a': 1}", "1:2 a name in double quotes or }, '"],
  ['{"a" 1}', '1:6 a colon, 1'],
  ['{"a": }', '1:7 a value, }'],
  ['[NaN]', '1:2 a value or ], NaN'],
  ['[-01.5]', '1:2 a value or ], -01.5'],
  ['{"a": yes}', '1:7 a value, yes'],
  ['// why\n{}', '1:1 a value, /'],
  ['{} {}', '1:4 the end of the file, {'],
  ['{"a": [1', '1:9 a comma or ], the end of the file'],
  ['["abc', '1:6 a closing double quote, the end of the file'],
  ['["a\nb"]', '1:4 a closing double quote, the end of the line'],
  ['["a\tb"]', '1:4 an escape such as \\t, the character U+0009'],
  ['["C:\\Users"]', '1:5 an escape such as \\n, \\\\ or \\u0041, \\U'],
  ['{\u00a0}', '1:2 a name in double quotes or }, the character U+00A0'],
  [`["a" "${'x'.repeat(100)}"]`, `1:6 a comma or ], "${'x'.repeat(39)}…`],
])('%j', (text, told) => {
  const fault = jsonFaultOf(text);
  expect(fault && `${fault.line}:${fault.column} ${fault.expected}, ${fault.got}`).toBe(told);
});

test('it finds fault with what cannot be parsed, and with nothing else', () => {
  // Text that is nearly JSON: a piece of some is cut out, put elsewhere, or replaced.
  const pieces = ['', '"', ',', ':', '{', '}', '[', ']', '1', '-', '.', 'e', '0', 'null', 'tru', '\\', '\n', '\u2028', '\ud800', ' '];
  const nearly = fc
    .tuple(fc.json(), fc.nat(), fc.nat(3), fc.constantFrom(...pieces))
    .map(([text, at, length, piece]) => text.slice(0, at % (text.length + 1)) + piece + text.slice((at % (text.length + 1)) + length));
  fc.assert(
    fc.property(
      fc.oneof(
        nearly,
        fc.array(fc.constantFrom(...pieces)).map((list) => list.join('')),
      ),
      (text) => {
        expect(jsonFaultOf(text) === null, text).toBe(isJson(text));
      },
    ),
    { numRuns: 20_000, seed: 1 },
  );
});
