import { COMPARE as TEXTS } from '../../lang/en/gallery.ts';
import { GALLERY } from '../../lang/en/gallery.ts';
import { CATALOG, METRIC_OF, resolve, type Level, type MetricKey } from '../../sim/index.ts';
import type { Exhibit, Gallery } from '../keep/gallery.ts';
import { isOf, type Shared } from '../keep/trial.ts';
import type { PublishedLevel } from '../levels.ts';
import type { Story } from '../run/engine.ts';
import { namesOf } from '../table/names.ts';

/** Two builds of one level and in what they differ, as data. */

const REFERENCE = 'reference';
/** The best of the player's own but for the other one; where there is no other, the reference. */
export const BEST = 'best';

export interface Side extends Shared {
  readonly name: string;
}

export interface Ran extends Side {
  readonly story: Story;
  /** What its nodes are called. */
  readonly names: ReadonlyMap<string, string>;
}

/** Of several builds of one level, the one that claims least of what its first score is about. */
function bestBut(gallery: Gallery, { hash, level }: PublishedLevel, other: string): Exhibit | undefined {
  const key = METRIC_OF[level.score[0] ?? 'cost'];
  const own = gallery.filter(({ id, solution }) => id !== other && solution.levelHash === hash && solution.claims[key] !== undefined);
  return [...own].sort((a, b) => a.solution.claims[key]! - b.solution.claims[key]!)[0];
}

/** What an address such as "a1b2/reference" names; null when it does not name two builds of one level. */
export function sidesOf(
  about: string | null,
  gallery: Gallery,
  levels: readonly PublishedLevel[],
): { readonly found: PublishedLevel; readonly sides: readonly [Side, Side] } | null {
  const keys = (about ?? '').split('/');
  const [a, b] = keys;
  const first = gallery.find(({ id }) => keys.includes(id));
  const found = levels.find((level) => first !== undefined && isOf(first, level));
  if (keys.length !== 2 || a === undefined || b === undefined || first === undefined || found === undefined) return null;
  const sideOf = (key: string, other: string): Side | null => {
    const exhibit = key === BEST ? bestBut(gallery, found, other) : gallery.find(({ id }) => id === key);
    if (key === REFERENCE || (key === BEST && exhibit === undefined))
      return found.reference === null ? null : { name: TEXTS.reference, solution: found.reference, scenario: null };
    if (exhibit === undefined || !isOf(exhibit, found)) return null;
    const { name, solution, scenario } = exhibit;
    const fallback = key === BEST ? GALLERY.yourBest : found.level.title;
    return { name: name === '' ? fallback : name, solution, scenario };
  };
  const [left, right] = [sideOf(a, b), sideOf(b, a)];
  return left === null || right === null ? null : { found, sides: [left, right] };
}

export function ranOf(side: Side, story: Story, level: Level): Ran {
  return { ...side, story, names: namesOf(resolve(side.solution.build, level, CATALOG), level) };
}

export interface ReadyRow {
  readonly name: string;
  /** When it was first ready; null when never, undefined when it is not there. */
  readonly ms: readonly [number | null | undefined, number | null | undefined];
  /** Whether the level asks for it. */
  readonly isAsked: boolean;
}

/** When each part of either is ready for the first time, by name, in the order in which they stand there. */
export function readyRows(sides: readonly [Ran, Ran]): ReadyRow[] {
  const times = sides.map(({ story, names }) => {
    const rows = story.film.rows.map(({ node, lives }): [string, { ms: number | null; isAsked: boolean }] => {
      const readyUs = lives.find((life) => life.readyUs !== null)?.readyUs ?? null;
      return [
        names.get(node.id) ?? node.id,
        { ms: readyUs === null ? null : readyUs / 1000, isAsked: node.workload !== undefined && node.workload !== null },
      ];
    });
    return new Map(rows);
  });
  const [a, b] = times as [(typeof times)[0], (typeof times)[0]];
  return [...new Set([...a.keys(), ...b.keys()])].map((name) => ({
    name,
    ms: [a.get(name)?.ms, b.get(name)?.ms],
    isAsked: (a.get(name) ?? b.get(name))!.isAsked,
  }));
}

/** Where they differ, in words: what the level asks for first, then what only one of them has. */
export function differences(rows: readonly ReadyRow[]): string[] {
  const told = rows.filter(({ isAsked }) => isAsked).map(({ name, ms: [a, b] }) => sentenceFor(name, a ?? null, b ?? null));
  const only = ([0, 1] as const).flatMap((side) => {
    const names = rows.filter(({ ms }) => ms[side] !== undefined && ms[1 - side] === undefined).map(({ name }) => name);
    return names.length === 0 ? [] : [TEXTS.partsOnly(TEXTS.sides[side], names)];
  });
  return [...told, ...only];
}

function sentenceFor(name: string, a: number | null, b: number | null): string {
  const [first, second] = TEXTS.sides;
  if (a === null || b === null) return a === b ? TEXTS.inNeither(name) : TEXTS.onlyIn(name, a === null ? second : first);
  if (a === b) return TEXTS.together(name);
  return a < b ? TEXTS.sooner(name, first, b - a) : TEXTS.sooner(name, second, a - b);
}

/** How much less of a metric one side needs; null where it is the same or nobody knows. */
export function lessOf(key: MetricKey, [left, right]: readonly [Ran, Ran]): { readonly side: 0 | 1; readonly by: number } | null {
  const [a, b] = [left.story.report.metrics[key], right.story.report.metrics[key]];
  if (a === null || b === null || a === b) return null;
  return a < b ? { side: 0, by: b - a } : { side: 1, by: a - b };
}
