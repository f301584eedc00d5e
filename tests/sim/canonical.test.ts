import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson, sha256, type Json } from '../../src/sim/index.ts';

/** What hashes are made of, held against the standards and against another implementation. */

describe('SHA-256', () => {
  // FIPS 180-4 and NIST's examples.
  test.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    ['abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq', '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1'],
    ['a'.repeat(1_000_000), 'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0'],
  ])('a published example of %#', (text, digest) => {
    expect(sha256(text)).toBe(digest);
  });

  const other = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

  test('any text, lone surrogates included, as another implementation has it', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 300 }),
          fc.string({ unit: 'grapheme' }),
          fc.string({ unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)), maxLength: 200 }),
        ),
        (text) => {
          expect(sha256(text)).toBe(other(text));
        },
      ),
      { numRuns: 1500, seed: 51 },
    );
  });

  test.each(['\ud800', '\udc00', 'a\ud800', '\udc00\ud800', '\ud83d\ude00', '\ud800\ud800\udc00'])(
    'a lone surrogate is the replacement character: %j',
    (text) => {
      expect(sha256(text)).toBe(
        other(text.replaceAll(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')),
      );
    },
  );

  test('every length around the edges of blocks and of its buffer', () => {
    for (const length of [...Array.from({ length: 200 }, (_, index) => index), 8191, 8192, 8193, 30_000]) {
      expect(sha256('é'.repeat(length))).toBe(other('é'.repeat(length)));
    }
  });
});

describe('canonical JSON, RFC 8785', () => {
  test('the example of section 3.2.2', () => {
    const example = {
      numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000f\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    };
    expect(canonicalJson(example)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  test('the example of section 3.2.3: members by UTF-16 code units', () => {
    const example = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    };
    expect(Object.values(JSON.parse(canonicalJson(example)) as object)).toHaveLength(7);
    const order = [...canonicalJson(example).matchAll(/:"([A-Z][a-z]+)/g)].map(([, word]) => word);
    expect(order).toEqual(['Carriage', 'One', 'Control', 'Latin', 'Euro', 'Emoji', 'Hebrew']);
  });

  // Appendix B of the RFC.
  test.each([
    [0, '0'],
    [-0, '0'],
    [5e-324, '5e-324'],
    [-5e-324, '-5e-324'],
    [1.7976931348623157e308, '1.7976931348623157e+308'],
    [9007199254740992, '9007199254740992'],
    [-9007199254740992, '-9007199254740992'],
    [295147905179352830000, '295147905179352830000'],
    [9.999999999999997e22, '9.999999999999997e+22'],
    [1e23, '1e+23'],
    [1.0000000000000001e23, '1.0000000000000001e+23'],
    [999999999999999700000, '999999999999999700000'],
    [999999999999999900000, '999999999999999900000'],
    [1e21, '1e+21'],
    [9.999999999999997e-7, '9.999999999999997e-7'],
    [0.000001, '0.000001'],
    [333333333.3333332, '333333333.3333332'],
    [333333333.33333325, '333333333.33333325'],
    [333333333.3333333, '333333333.3333333'],
    [333333333.3333334, '333333333.3333334'],
    [333333333.33333343, '333333333.33333343'],
    [Number('-0.0000033333333333333333'), '-0.0000033333333333333333'],
    [Number('1424953923781206.25'), '1424953923781206.2'],
  ])('the number %d', (number, text) => {
    expect(canonicalJson(number)).toBe(text);
  });

  test('the order in which members were set changes nothing, and reading gives the value back', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const turned = JSON.parse(JSON.stringify(value), (_key, member: unknown) =>
          typeof member === 'object' && member !== null && !Array.isArray(member)
            ? Object.fromEntries(Object.entries(member).reverse())
            : member,
        ) as Json;
        expect(canonicalJson(turned)).toBe(canonicalJson(JSON.parse(JSON.stringify(value)) as Json));
        expect(JSON.parse(canonicalJson(turned))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { numRuns: 500, seed: 52 },
    );
  });
});
