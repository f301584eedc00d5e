/** Tests draw from the same source of chance as generated levels do. */
export { Chance } from '../../src/sim/generate/chance.ts';
