/** English for bets and for the sandbox; loaded with the first sign of play. */

export const BETS = {
  title: 'Your bet',
  none: 'no bet',
  all: 'all goals are met',
  missed: (goal: string): string => `missed: ${goal}`,
  right: 'You bet right: a star for this level.',
  wrong: (bet: string): string => `Your bet was "${bet}". It came otherwise: why?`,
} as const;

/** What can be tried in the sandbox; the keys are those of the game's scenarios. */
export const SCENARIO_TEXTS = {
  title: 'What happens',
  names: {
    quiet: 'nothing special',
    restart: 'a kernel is updated and restarts',
    crash: 'a program crashes',
    'driver-fault': 'a driver fails',
    exploit: 'a break-in',
    runaway: 'a program takes all memory',
    'power-loss': 'the power fails',
  },
} as const;
