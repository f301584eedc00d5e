/** What can go wrong in a run of the sandbox, where everything may be tried and nothing is asked. */
export const SCENARIOS = ['quiet', 'restart', 'crash', 'driver-fault', 'exploit', 'runaway', 'power-loss'] as const;
/** What goes wrong in a run of the sandbox. */
export type Scenario = (typeof SCENARIOS)[number];
