/** Values that files are likely to get wrong, and some that they are not. */
const ODD: readonly unknown[] = [
  null,
  true,
  '',
  'vm',
  'n0',
  'kernel.linux',
  '__proto__',
  'constructor',
  '\ud800',
  0,
  -1,
  1.5,
  1e308,
  Number.MAX_SAFE_INTEGER,
  1_000_000_000,
  [],
  {},
  ['n0', 'n1'],
  [[0, 1]],
  undefined,
];

interface Place {
  readonly holder: Record<string, unknown>;
  readonly key: string;
}

function placesIn(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...placesIn(holder[key])]);
}

/** A copy of plain JSON with one member replaced, removed or added; `place` and `what` choose. */
export function mutated(json: unknown, place: number, what: number): unknown {
  const copy = structuredClone(json);
  const places = placesIn(copy);
  const { holder, key } = places[place % places.length]!;
  const odd = structuredClone(ODD[what % ODD.length]);
  if (odd === undefined && Array.isArray(holder)) holder.splice(Number(key), 1);
  else if (what % 7 === 0) holder[`${key}x`] = odd ?? null;
  else if (odd === undefined) delete holder[key];
  else holder[key] = odd;
  return copy;
}
