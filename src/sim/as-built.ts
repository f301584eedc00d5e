import type { Scenario } from './sandbox.ts';
import type { Build, Level, ScenarioEvent } from './types.ts';

/** What a build of the sandbox is run as: there nobody asks for anything. */

/** When it goes wrong, ms: by then most things serve. */
const AT_MS = 90_000;
const RUNAWAY_MS = 20_000;
const OFF_MS = 5000;

/** Everything that the scenario can happen to, or the first of it. */
function eventsOf(scenario: Scenario, build: Build): ScenarioEvent[] {
  const first = build.nodes.find((node) => node.workload !== undefined)?.workload;
  if (scenario === 'quiet' || first === undefined) return [];
  const at = { atMs: AT_MS, workload: first } as const;
  switch (scenario) {
    case 'restart':
      return [{ ...at, event: 'restart', layer: 'kernel' }];
    case 'crash':
      return [{ ...at, event: 'crash', layer: 'self' }];
    case 'driver-fault':
      return [{ ...at, event: 'driver-fault', layer: 'kernel' }];
    case 'exploit':
      return [{ ...at, event: 'exploit', layer: 'self' }];
    case 'runaway':
      return [{ ...at, event: 'runaway', layer: 'self', resource: 'ram', forMs: RUNAWAY_MS }];
    case 'power-loss':
      return [{ ...at, event: 'power-loss', layer: 'machine', offMs: OFF_MS }];
  }
}

/**
 * The level as it is run: it asks for what stands there, and takes as given whatever carries nothing yet, so that a lone
 * kernel boots as well.
 */
export function asBuilt(level: Level, build: Build, scenario: Scenario): Level {
  const placed = new Map<string, number>();
  for (const { workload } of build.nodes) if (workload !== undefined) placed.set(workload, (placed.get(workload) ?? 0) + 1);
  return {
    ...level,
    given: build.nodes.filter((node) => node.workload === undefined),
    workloads: level.workloads.flatMap((spec) => (placed.has(spec.id) ? [{ ...spec, count: placed.get(spec.id)! }] : [])),
    events: eventsOf(scenario, build),
  };
}
