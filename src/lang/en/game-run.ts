import { whole } from '../format.ts';

/** English for bets, for the sandbox and for what is wrong or went wrong; loaded with the first sign of play. */

export const BETS = {
  title: 'Your bet',
  none: 'no bet',
  /** In place of the choice, why there is none. */
  closed: { empty: 'place a part first', known: 'this build has run' },
  all: 'all goals are met',
  missed: (goal: string): string => `missed: ${goal}`,
  right: 'You bet right: a star for this level.',
  wrong: (bet: string): string => `Your bet was "${bet}". It came otherwise: why?`,
} as const;

export const WRONG = {
  title: 'In the way',
  unfinished: 'Still to place',
  idle: 'Carries nothing yet',
  carriesNothing: (name: string): string => `${name}: place something that the level asks for on it, or remove it`,
  overBudget: (turns: number): string => `The run was broken off after ${whole(turns)} steps: something in this build never settles.`,
  happened: 'What happened',
  more: (count: number): string => `and ${whole(count)} more`,
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
