/** A seeded source of chance in 32-bit integers: the same everywhere and for ever. */
export class Chance {
  private state: number;

  constructor(seed: number) {
    this.state = (Math.imul(seed, 0x9e3779b1) ^ 0x5bd1e995) | 0;
    for (let i = 0; i < 4; i += 1) this.bits();
  }

  /** 32 bits (splitmix32). */
  private bits(): number {
    this.state = (this.state + 0x9e3779b9) | 0;
    let z = this.state;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  }

  /** A whole number from `least` to `most`. */
  whole(least: number, most: number): number {
    return least + (this.bits() % (most - least + 1));
  }

  /** True so many times in a hundred. */
  percent(often: number): boolean {
    return this.whole(0, 99) < often;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.whole(0, list.length - 1)]!;
  }

  shuffled<T>(list: readonly T[]): T[] {
    const out = [...list];
    for (let i = out.length - 1; i > 0; i -= 1) {
      const j = this.whole(0, i);
      [out[i], out[j]] = [out[j]!, out[i]!];
    }
    return out;
  }
}
