/** Times are only ever compared within one run: machines are shared and noisy. */

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1]!;
}

/** Runs all contestants in turn, so that a slow moment hits all of them; median ms of each. */
export function compare<Name extends string>(rounds: number, contestants: Readonly<Record<Name, () => unknown>>): Record<Name, number> {
  const names = Object.keys(contestants) as Name[];
  const times = new Map<Name, number[]>(names.map((name) => [name, []]));
  const warmUp = Math.max(2, rounds >> 2);
  for (let round = -warmUp; round < rounds; round += 1) {
    for (const name of names) {
      const start = performance.now();
      contestants[name]();
      if (round >= 0) times.get(name)!.push(performance.now() - start);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(times.get(name)!)])) as Record<Name, number>;
}

/** A row of a table, columns right-aligned but the first. */
export function row(cells: readonly (string | number)[], widths: readonly number[]): string {
  return cells.map((cell, index) => (index === 0 ? String(cell).padEnd(widths[0]!) : String(cell).padStart(widths[index]!))).join('  ');
}
