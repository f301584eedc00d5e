import { describe, expect, test } from 'vitest';
import { unreadOf } from '../../src/cli/unread.ts';
import { EXAMPLES, PARSERS } from '../schemas/examples.ts';

/** Pointers to all objects in a value, lists aside. */
function objectsIn(value: unknown, place = ''): [place: string, object: Record<string, unknown>][] {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.entries(value).flatMap(([key, member]) => objectsIn(member, `${place}/${key}`));
  return Array.isArray(value) ? inside : [[place, value as Record<string, unknown>], ...inside];
}

/** Where any name means something: libraries have their own, and a node of a build has what it has; what is no setting breaks a rule. */
const ANY_NAME = /\/(libraries|nodes\/\d+|given\/\d+|node)$/;

describe.each(['build', 'level', 'solution'] as const)('members of a %s that nothing reads', (kind) => {
  const parse = PARSERS[kind];

  test('there are none in a file that has every member there is', () => {
    expect(unreadOf(EXAMPLES[kind], parse)).toEqual([]);
  });

  const places = objectsIn(EXAMPLES[kind]).map(([place]) => place);
  test.each(places.filter((place) => !ANY_NAME.test(place)))('are found at "%s"', (place) => {
    const copy = structuredClone(EXAMPLES[kind]);
    const [, object] = objectsIn(copy).find(([where]) => where === place)!;
    object['a/b~c'] = 1;
    const known = Object.keys(object).filter((name) => name !== 'a/b~c');
    expect(unreadOf(copy, parse)).toEqual([
      { place: `${place}/a~1b~0c`, name: 'a/b~c', known: expect.arrayContaining(known) as readonly string[] },
    ]);
  });
});

test('what means nothing beside something else is found too', () => {
  const events = [{ atMs: 1, event: 'restart', node: 'pc', layer: 'kernel', forMs: 3 }];
  const level = { ...EXAMPLES.level, scenario: { events } };
  expect(unreadOf(level, PARSERS.level).map(({ place }) => place)).toEqual(['/scenario/events/0/layer', '/scenario/events/0/forMs']);
});

test('names of members of every object are names like any other', () => {
  const text = `{"format":"stackwright/build@1","nodes":[],"__proto__":{"nodes":1},"constructor":1,"toString":2}`;
  expect(unreadOf(JSON.parse(text), PARSERS.build).map(({ name }) => name)).toEqual(['__proto__', 'constructor', 'toString']);
});
