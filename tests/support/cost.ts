/** What a piece of work gives, and how long the processor took for it, s: other programs on the computer do not count. */
export function costOf<T>(work: () => T): { readonly value: T; readonly seconds: number } {
  const before = process.cpuUsage();
  const value = work();
  return { value, seconds: process.cpuUsage(before).user / 1e6 };
}
