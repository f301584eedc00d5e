import { describe, expect, test } from 'vitest';
import {
  freeName,
  LONGEST_NAME,
  makeSnapshots,
  MOST_DRAWN,
  MOST_SNAPSHOTS,
  parseSnapshots,
  type Snapshot,
} from '../../src/game/keep/snapshots.ts';
import { makeBuild, type BuildNode } from '../../src/sim/index.ts';
import { levelCalled } from './levels.ts';

/** Snapshots as they are kept, and as nobody should have kept them. */

const { level, reference } = levelCalled('two-tenants');
const build = reference!.build;
const kept: readonly Snapshot[] = [
  { name: 'A wall', build },
  { name: '<b>bold</b> 壁', build: { nodes: level.given } },
];
const altered = (change: object): unknown => ({ ...makeSnapshots(kept), ...change });
const entry = (change: object): unknown => altered({ snapshots: [{ name: 'A', build: makeBuild(build), ...change }] });
const withMore = (...more: readonly BuildNode[]): unknown => entry({ build: makeBuild({ nodes: [...level.given, ...more] }) });
const machine = (id: string): BuildNode => ({ id, part: 'machine.desktop' });
const machines = (count: number): BuildNode[] => Array.from({ length: count }, (_, index) => machine(`m${index}`));

describe('snapshots', () => {
  test('are read as they were written', () => {
    const text = JSON.stringify(makeSnapshots(kept));
    const read = parseSnapshots(JSON.parse(text), level);
    expect(read?.map(({ name }) => name)).toEqual(kept.map(({ name }) => name));
    expect(JSON.stringify(makeSnapshots(read!))).toBe(text);
    expect(parseSnapshots(altered({ snapshots: [] }), level)).toEqual([]);
    expect(parseSnapshots(withMore(...machines(MOST_DRAWN - level.given.length)), level)).toHaveLength(1);
  });

  const many = Array.from({ length: MOST_SNAPSHOTS + 1 }, (_, index) => ({ name: `Build ${index}`, build: makeBuild(build) }));
  test.each([
    ['nothing', null],
    ['a list', []],
    ['a text', 'snapshots'],
    ['another format', altered({ format: 'stackwright/desk@1' })],
    ['no list', altered({ snapshots: { length: 1 } })],
    ['too many', altered({ snapshots: many })],
    ['two of one name', altered({ snapshots: [many[0], many[0]] })],
    ['an entry that is none', altered({ snapshots: [null] })],
    ['no name', entry({ name: undefined })],
    ['an empty name', entry({ name: '' })],
    ['a name of blanks', entry({ name: '  ' })],
    ['a name that is too long', entry({ name: 'x'.repeat(LONGEST_NAME + 1) })],
    ['a name that is a number', entry({ name: 7 })],
    ['no build', entry({ build: undefined })],
    ['a build that is a text', entry({ build: '{"nodes":[]}' })],
    ['a build of no format', entry({ build: { nodes: level.given } })],
    ['a build that stands on nothing', withMore({ id: 'a', part: 'kernel.linux', on: 'b' })],
    ['a build that stands on itself', withMore({ id: 'a', part: 'kernel.linux', on: 'a' })],
    ['two parts of one name', withMore(machine('a'), machine('a'))],
    ['a part that nobody knows', withMore({ id: 'a', part: 'machine.abacus' })],
    ['a build without what the level gave', entry({ build: makeBuild({ nodes: [] }) })],
    ['a build that is too big', withMore(...machines(MOST_DRAWN + 1 - level.given.length))],
  ])('with %s are not taken', (_, value) => {
    expect(parseSnapshots(value, level)).toBeNull();
  });

  test('always find a name that can be kept', () => {
    const list: Snapshot[] = [];
    for (const wanted of ['', '  ', 'A wall', 'A wall', ' A wall ', 'x'.repeat(200), 'x'.repeat(200), `${'y'.repeat(LONGEST_NAME - 1)} z`])
      list.push({ name: freeName(wanted, list), build });
    expect(new Set(list.map(({ name }) => name)).size).toBe(list.length);
    expect(parseSnapshots(makeSnapshots(list), level)).toHaveLength(list.length);
  });
});
