/** Days since 1970: what is too much for one day is gone through in turn. A test that fails says which it was. */
export function today(): number {
  return Math.floor(Date.now() / 86_400_000);
}

/** Of a list, every so-many-th entry: today these, tomorrow the next. */
export function inTurn<T>(list: readonly T[], of: number): T[] {
  return list.filter((_, index) => index % of === today() % of);
}
