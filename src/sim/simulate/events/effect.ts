import type { ScenarioEvent } from '../../types.ts';
import type { Unit } from '../unit.ts';
import type { World } from '../world.ts';

/** What an event does to one unit that it hits. Returns false when the unit is not in a state in which it can be hit. */
export type Effect = (world: World, unit: Unit, event: ScenarioEvent) => boolean;
