/** What the player chose about the page as a whole. */

export const THEMES = ['system', 'dark', 'light'] as const;
export const CONTRASTS = ['system', 'normal', 'high'] as const;
export const MOTIONS = ['system', 'full', 'still'] as const;
export const MOST_VOLUME = 100;

export interface Settings {
  readonly theme: (typeof THEMES)[number];
  readonly contrast: (typeof CONTRASTS)[number];
  readonly motion: (typeof MOTIONS)[number];
  /** 0 to 100. */
  readonly volume: number;
  readonly isMuted: boolean;
  /** Whether the page asks for a bet before a build runs for the first time. */
  readonly asksBets: boolean;
}

export const FIRST_SETTINGS: Settings = {
  theme: 'system',
  contrast: 'system',
  motion: 'system',
  volume: 60,
  isMuted: false,
  asksBets: true,
};

const FORMAT = 'stackwright/settings@1';

export function makeSettings(settings: Settings): Readonly<Record<string, unknown>> {
  return { format: FORMAT, ...settings };
}

function oneOf<T>(options: readonly T[], value: unknown, otherwise: T): T {
  return options.find((option) => option === value) ?? otherwise;
}

function isOn(value: unknown, otherwise: boolean): boolean {
  return typeof value === 'boolean' ? value : otherwise;
}

/** What cannot be read of it is as at first; null when none of it can. */
export function parseSettings(value: unknown): Settings | null {
  if (typeof value !== 'object' || value === null || !('format' in value) || value.format !== FORMAT) return null;
  const read = value as Readonly<Record<string, unknown>>;
  const volume = read['volume'];
  return {
    theme: oneOf(THEMES, read['theme'], FIRST_SETTINGS.theme),
    contrast: oneOf(CONTRASTS, read['contrast'], FIRST_SETTINGS.contrast),
    motion: oneOf(MOTIONS, read['motion'], FIRST_SETTINGS.motion),
    volume: Number.isInteger(volume) ? Math.min(MOST_VOLUME, Math.max(0, volume as number)) : FIRST_SETTINGS.volume,
    isMuted: isOn(read['isMuted'], FIRST_SETTINGS.isMuted),
    asksBets: isOn(read['asksBets'], FIRST_SETTINGS.asksBets),
  };
}
