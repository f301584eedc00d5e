import { counted, whole } from '../format.ts';

/** English for the rooms around the desk. */

export const HOUSE = {
  back: 'Back',
  doors: 'Other rooms',
  sandbox: 'Sandbox',
  rooms: { levels: 'Levels', codex: 'Codex', gallery: 'Gallery', settings: 'Settings', credits: 'Credits' },

  title: {
    name: 'Stackwright',
    tagline: 'Stack hardware, kernels, hypervisors and containers. Power on. See what it costs.',
    play: 'Play',
    goOn: (level: string): string => `Go on: ${level}`,
    passed: (passed: number, all: number): string => `${whole(passed)} of ${counted(all, 'level')} passed`,
    /** For those who do not see the picture. */
    picture: 'A stack of parts that boots, again and again.',
  },

  levels: {
    title: 'Levels',
    chapter: (number: number, title: string): string => `Chapter ${whole(number)} · ${title}`,
    passed: 'passed',
    star: 'a bet was right here',
    open: 'not passed yet',
    teaches: (ideas: readonly string[]): string => ideas.join(' · '),
  },

  settings: {
    title: 'Settings',
    look: 'Look',
    theme: 'Theme',
    themes: { system: 'as the system', dark: 'dark', light: 'light' },
    contrast: 'Contrast',
    contrasts: { system: 'as the system', normal: 'normal', high: 'high' },
    motion: 'Motion',
    motions: { system: 'as the system', full: 'all', still: 'as little as possible' },
    sound: 'Sound',
    volume: 'Volume',
    isMuted: 'No sound at all',
    play: 'Play',
    asksBets: 'Offer a bet before a build runs for the first time',
    keptHere: 'All of this is kept in this browser only.',
  },

  credits: {
    title: 'Credits',
    ours: 'Stackwright is free software under the MIT licence. What is not listed here was made for it.',
    columns: { what: 'What', by: 'By', licence: 'Licence', from: 'Where from' },
    figures: 'Figures and their sources',
    figuresNote: 'Every number of the game is a published one, or is marked as chosen. These are the sources:',
  },
} as const;
