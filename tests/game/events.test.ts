import { describe, expect, test } from 'vitest';
import { ENGINE, type Story } from '../../src/game/run/engine.ts';
import { inTreeOrder, type Bar } from '../../src/game/views/chart.ts';
import { nextIncident, stopAfter, stopBefore, stopsOf } from '../../src/game/views/events.ts';
import { folded, sumBars } from '../../src/game/views/folding.ts';
import { levelCalled, LEVELS } from './levels.ts';

function storyOf(id: string): Story {
  const { level, reference } = levelCalled(id);
  const ran = ENGINE.run(reference!.build, level);
  if (!ran.ok || ran.value === null) throw new Error(`${id} does not run`);
  return ran.value;
}

describe('steps from event to event', () => {
  test.each(LEVELS.map(({ level }) => level.id))('in %s lead through all that starts, is ready or goes wrong, and back', (id) => {
    const { film, endUs } = storyOf(id);
    const stops = stopsOf(film.events, endUs);
    const times = stops.map(({ atUs }) => atUs);
    const walked: number[] = [];
    for (let at = -1, stop = stopAfter(stops, at); stop !== null; stop = stopAfter(stops, at)) walked.push((at = stop.atUs));
    expect(walked).toEqual(times);
    for (let at = Infinity, stop = stopBefore(stops, at); stop !== null; stop = stopBefore(stops, at))
      expect((at = stop.atUs)).toBe(times.pop());
    expect(times).toEqual([]);
    const told = film.events.filter(({ kind, atUs }) => kind === 'ready' && atUs <= endUs);
    expect(stops.flatMap(({ events }) => events).filter(({ kind }) => kind === 'ready')).toHaveLength(told.length);
  });

  test('several events at one instant are one step, the worst of them first', () => {
    const { film, endUs, report } = storyOf('two-tenants');
    const stops = stopsOf(film.events, endUs);
    const incidents = stops.filter(({ isIncident }) => isIncident);
    expect(new Set(report.incidents.map(({ atMs }) => atMs)).size).toBe(incidents.length);
    expect(incidents[0]!.events.length).toBeGreaterThan(3);
    expect(incidents[0]!.events[0]!.kind).toBe('compromised');
    // After the last incident comes the first again.
    expect(nextIncident(stops, Infinity)).toBe(incidents[0]);
    expect(nextIncident([], 0)).toBeNull();
  });
});

describe('a tower that is folded away', () => {
  const { stack } = storyOf('two-tenants');
  const order = inTreeOrder(stack);

  test('leaves its lowest row, which knows all that is under it', () => {
    const all = folded(order, new Set());
    expect(all.map(({ node }) => node)).toEqual(order.map(({ node }) => node));
    expect(all.every(({ hidden }) => hidden.length === 0)).toBe(true);
    for (const { node, isParent } of all) {
      expect(isParent).toBe(node.children.length > 0);
      const rows = folded(order, new Set([node.id]));
      expect(rows.length + rows.reduce((sum, { hidden }) => sum + hidden.length, 0)).toBe(order.length);
      const own = rows.find((row) => row.node === node)!;
      expect(own.hidden.every((other) => isOn(other, node))).toBe(true);
    }
  });

  function isOn(node: (typeof stack.nodes)[number], ground: (typeof stack.nodes)[number]): boolean {
    return node.parent !== null && (node.parent === ground || isOn(node.parent, ground));
  }

  test('shows when anything in it starts as one bar', () => {
    const bar = (kind: Bar['kind'], from: number, to: number): Bar => ({ kind, phase: kind === 'phase' ? 'read' : null, from, to });
    const rows = [[bar('phase', 0, 0.2), bar('runs', 0.2, 1)], [bar('phase', 0.1, 0.3), bar('runs', 0.3, 1)], [bar('phase', 0.5, 0.6)]];
    expect(sumBars(rows)).toEqual([
      { kind: 'runs', phase: null, from: 0.2, to: 1 },
      { kind: 'phase', phase: null, from: 0, to: 0.3 },
      { kind: 'phase', phase: null, from: 0.5, to: 0.6 },
    ]);
    expect(sumBars(rows.slice(0, 1))).toEqual(rows[0]);
  });
});
