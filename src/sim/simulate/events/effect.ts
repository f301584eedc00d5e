import { heightOf, structuralPlaces } from '../../order.ts';
import type { ScenarioEvent } from '../../types.ts';
import type { Unit } from '../unit.ts';
import type { World } from '../world.ts';

/**
 * What an event does to all that it hits, at once: who comes first in the list must not matter. Units come from the
 * machine up. Returns false when none was in a state in which it could be hit.
 */
export type Effect = (world: World, units: readonly Unit[], event: ScenarioEvent) => boolean;

type Hit = (world: World, unit: Unit, event: ScenarioEvent) => boolean;

/** An effect that hits each unit by itself; none of them takes anything from another. */
export function each(hit: Hit): Effect {
  return (world, units, event) => units.filter((unit) => hit(world, unit, event)).length > 0;
}

/** An effect in which units take from each other what there is too little of: from the machine up, then in structural order. */
export function inTurn(hit: Hit): Effect {
  return (world, units, event) => {
    const places = units.length > 1 ? structuralPlaces(world.stack.nodes) : null;
    const order =
      places === null ? units : [...units].sort((a, b) => heightOf(a.node) - heightOf(b.node) || places[a.index]! - places[b.index]!);
    return order.filter((unit) => hit(world, unit, event)).length > 0;
  };
}
