import type { Theme } from './draft.ts';
import { burglars, doors, foreigners, kinds, rooms } from './neighbours.ts';
import { budgets, drivers, outages, runaways, rushes, updates, writers } from './troubles.ts';

/** What generated levels are about; a seed takes one of them. */
export const THEMES = {
  rooms,
  doors,
  burglars,
  foreigners,
  kinds,
  updates,
  rushes,
  drivers,
  runaways,
  writers,
  outages,
  budgets,
} as const satisfies Record<string, Theme>;
export type ThemeId = keyof typeof THEMES;
export const THEME_IDS = Object.keys(THEMES) as ThemeId[];
