export { SCENARIOS, type Scenario } from '../../sim/index.ts';

/** Where everything may be tried and nothing is asked. */
export const SANDBOX = 'sandbox';
