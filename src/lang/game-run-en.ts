/** English for bets; loaded with the first sign of play. */

export const BETS = {
  title: 'Your bet',
  none: 'no bet',
  all: 'all goals are met',
  missed: (goal: string): string => `missed: ${goal}`,
  right: 'You bet right: a star for this level.',
  wrong: (bet: string): string => `Your bet was "${bet}". It came otherwise: why?`,
} as const;
