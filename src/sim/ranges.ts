import { ISAS, type SettingKey } from './types.ts';

/** Least and most of each number, in the unit of its name. */
const RANGES = {
  ramMiB: [1, 1_073_741_824],
  cpus: [1, 4096],
  diskMiB: [0, 1_073_741_824],
  cpuLimit: [1, 4_096_000],
  ramLimitMiB: [1, 1_073_741_824],
  delayMs: [0, 1_000_000_000],
} as const satisfies Partial<Record<SettingKey, readonly [number, number]>>;

type Range = readonly [number, number];
const RANGE_OF: Partial<Record<SettingKey, Range>> = RANGES;

/** Whether a setting's value means something. */
export function isInRange(key: SettingKey, value: unknown): boolean {
  if (key === 'isa') return (ISAS as readonly unknown[]).includes(value);
  const range = RANGE_OF[key];
  return range === undefined || (Number.isInteger(value) && (value as number) >= range[0] && (value as number) <= range[1]);
}

/** What a setting may be, for a message. */
export function rangeOf(key: SettingKey): string | readonly string[] {
  if (key === 'isa') return ISAS;
  const [least, most] = RANGE_OF[key] ?? [0, 0];
  return `${least} to ${most}`;
}

/** A size as the build gives it; the default where it gives none, or one that is reported as out of range anyway. */
export function sizeOr(key: SettingKey, value: number | undefined, otherwise: number): number {
  return value !== undefined && isInRange(key, value) ? value : otherwise;
}
