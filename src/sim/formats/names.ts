import type { BuildNode, Level } from '../types.ts';
import { fail } from './reader.ts';

/** Tray entries of one part: more than so many alternatives are not looked through for each node. */
const MOST_ALTERNATIVES = 64;

/** Given nodes have ids of their own and stand on each other, not in a ring. Returns the ids. */
function checkGiven(given: readonly BuildNode[]): ReadonlyMap<string, number> {
  const indexOf = new Map<string, number>();
  given.forEach(({ id }, index) => {
    if (id === '') fail(`/given/${index}/id`, 'a name', id);
    if (indexOf.has(id)) fail(`/given/${index}/id`, 'an id of its own', id);
    indexOf.set(id, index);
  });
  // 0 not looked at yet, otherwise the walk on which it was: a walk that comes upon itself goes in a ring.
  const seen = new Int32Array(given.length);
  given.forEach((start, index) => {
    for (let at: number | undefined = index, node: BuildNode = start; seen[at] === 0; node = given[at]!) {
      seen[at] = index + 1;
      if (node.on === undefined) break;
      const below: number | undefined = indexOf.get(node.on);
      if (below === undefined) fail(`/given/${at}/on`, 'a given node', node.on);
      if (seen[below] === index + 1) fail(`/given/${at}/on`, 'a given node that does not stand on this one', node.on);
      at = below;
    }
    start.after?.forEach((id, place) => {
      if (!indexOf.has(id)) fail(`/given/${index}/after/${place}`, 'a given node', id);
    });
  });
  return indexOf;
}

/** Names that a level uses must be ones that it declares, and what must differ differs. */
export function checkNames(level: Level): void {
  if (level.id === '') fail('/id', 'a name', level.id);
  const workloads = new Set<string>();
  level.workloads.forEach(({ id }, index) => {
    if (id === '') fail(`/workloads/${index}/id`, 'a name', id);
    if (workloads.has(id)) fail(`/workloads/${index}/id`, 'an id of its own', id);
    workloads.add(id);
  });
  const declared = (name: string | undefined, place: string): void => {
    if (name !== undefined && !workloads.has(name)) fail(place, "one of the level's workloads", name);
  };
  const given = checkGiven(level.given);
  level.given.forEach(({ workload }, index) => declared(workload, `/given/${index}/workload`));
  level.goals.forEach((goal, index) => {
    for (const key of ['workload', 'a', 'b'] as const) declared(goal[key], `/goals/${index}/${key}`);
  });
  level.events.forEach((event, index) => {
    const place = `/scenario/events/${index}`;
    declared(event.workload, `${place}/workload`);
    if (event.node !== undefined && !given.has(event.node)) fail(`${place}/node`, 'a given node', event.node);
  });
  const alternatives = new Map<string, number>();
  level.tray.forEach(({ part }, index) => {
    const count = (alternatives.get(part) ?? 0) + 1;
    if (count > MOST_ALTERNATIVES) fail(`/tray/${index}/part`, `at most ${MOST_ALTERNATIVES} entries of one part`, part);
    alternatives.set(part, count);
  });
  level.score.forEach((key, index) => {
    if (level.score.indexOf(key) !== index) fail(`/score/${index}`, 'each metric once', key);
  });
}
