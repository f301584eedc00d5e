import type { ScenarioEvent } from '../../types.ts';
import type { Unit } from '../unit.ts';
import type { World } from '../world.ts';

/**
 * What an event does to all that it hits, at once: who comes first in the list must not matter. Units come from the
 * machine up, and among equals in structural order. Returns false when none was in a state in which it could be hit.
 */
export type Effect = (world: World, units: readonly Unit[], event: ScenarioEvent) => boolean;

/** An effect that hits each unit by itself. */
export function each(hit: (world: World, unit: Unit, event: ScenarioEvent) => boolean): Effect {
  return (world, units, event) => units.filter((unit) => hit(world, unit, event)).length > 0;
}
