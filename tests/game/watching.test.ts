import { describe, expect, test } from 'vitest';
import { chainOf, linksOfPath, pathFor } from '../../src/game/run/chain.ts';
import { causeOf } from '../../src/game/run/causes.ts';
import { ENGINE, type Story } from '../../src/game/run/engine.ts';
import { memoryLayers, outlineOf, peakOf, roomIn, stacked, usageLayers, type Layer } from '../../src/game/views/areas.ts';
import { memoryOver, usageOver, valueAt, type BuildNode, type Goal, type StackNode } from '../../src/sim/index.ts';
import { levelCalled, LEVELS } from './levels.ts';

function storyOf(id: string, change: (node: BuildNode) => BuildNode = (node) => node): Story {
  const { level, reference } = levelCalled(id);
  const ran = ENGINE.run({ nodes: reference!.build.nodes.map(change) }, level);
  if (!ran.ok || ran.value === null) throw new Error(`${id} does not run`);
  return ran.value;
}

const RUNS = LEVELS.map(({ level }) => [level.id, storyOf(level.id)] as const);
const machinesOf = ({ stack }: Story): StackNode[] => stack.nodes.filter(({ kind }) => kind === 'machine');

describe('areas over time', () => {
  test.each(RUNS)('in %s reach as high as what is held, and no peak is lost', (_id, story) => {
    for (const machine of machinesOf(story)) {
      const layers = memoryLayers(story.film, machine);
      const { total, most } = memoryOver(story.film, machine);
      for (const columns of [40, 800]) {
        const areas = stacked(layers, story.endUs, story.endUs / columns);
        expect(areas.times.length).toBeLessThanOrEqual(columns + 1);
        const tops = areas.times.map((_us, index) => Math.max(0, ...areas.bands.map(({ highs }) => highs[index]!)));
        const seen = total.filter(([us]) => us <= story.endUs).reduce((peak, [, kib]) => Math.max(peak, kib), 0);
        expect(Math.max(...tops)).toBeCloseTo(seen, 3);
        // Each stands on the one before it.
        areas.bands.forEach((band, index) =>
          expect(band.lows).toEqual(index === 0 ? areas.times.map(() => 0) : areas.bands[index - 1]!.highs),
        );
      }
      const peak = peakOf(layers, story.film.horizonUs);
      // On a machine that stays empty there is none.
      if (peak === null) expect(most).toBe(0);
      else {
        expect(peak.amount).toBeLessThanOrEqual(most + 1e-6);
        expect(peak.by.reduce((sum, { amount }) => sum + amount, 0)).toBeCloseTo(peak.amount, 3);
      }
    }
  });

  test('what a VM holds is split into what is used of it and what is not', () => {
    const story = storyOf('two-tenants');
    const [machine] = machinesOf(story);
    const layers = memoryLayers(story.film, machine!);
    const vm = layers.find(({ isUnused }) => isUnused)!.node;
    const parts = layers.filter(({ node }) => node === vm);
    expect(parts).toHaveLength(2);
    const held = memoryOver(story.film, machine!).owners.find(({ node }) => node === vm)!;
    for (const us of [0, 0.3, 0.5, 0.9].map((share) => share * story.endUs)) {
      expect(parts.reduce((sum, { steps }) => sum + valueAt(steps, us), 0)).toBe(valueAt(held.steps, us));
    }
    const inside = valueAt(memoryOver(story.film, vm).total, story.endUs);
    expect(valueAt(parts[1]!.steps, story.endUs)).toBe(vm.ramKiB - inside);
  });

  test('of load are those of the engine', () => {
    const story = storyOf('rush-hour');
    const [machine] = machinesOf(story);
    const layers = usageLayers(story.film, machine!, 'disk');
    expect(layers.map(({ node }) => node)).toEqual(usageOver(story.film, machine!, 'disk').owners.map(({ node }) => node));
    expect(layers.length).toBeGreaterThan(3);
  });

  const node = (id: string): StackNode => ({ id }) as StackNode;
  const layer = (id: string, steps: Layer['steps']): Layer => ({ node: node(id), isUnused: false, steps });
  const areas = stacked(
    [
      layer('a', [[0, 2]]),
      layer('b', [
        [10, 3],
        [20, 0],
        [30, 1],
      ]),
    ],
    40,
    1,
  );
  const scale = { x: (us: number) => us, y: (amount: number) => 10 - amount };

  test('are drawn as steps, and not where nothing is taken', () => {
    expect(outlineOf(areas.bands[0]!, areas, scale)).toBe('M0 10V8H10V8H20V8H30V8H40V10H30V10H20V10H10V10H0Z');
    expect(outlineOf(areas.bands[1]!, areas, scale)).toBe('M10 8V5H20V8H10ZM30 8V7H40V8H30Z');
  });

  test('have room for a name where they are high and wide enough', () => {
    expect(roomIn(areas.bands[0]!, areas, scale, 35, 2)).toMatchObject({ x: 0, y: 9 });
    expect(roomIn(areas.bands[1]!, areas, scale, 10, 2)).toMatchObject({ x: 10, y: 6.5 });
    expect(roomIn(areas.bands[1]!, areas, scale, 11, 1)).toBeNull();
    expect(roomIn(areas.bands[1]!, areas, scale, 5, 4)).toBeNull();
  });
});

describe('the parts of a missed goal', () => {
  test.each(RUNS)('in %s add up to when the last was ready', (_id, story) => {
    const goal: Goal = { kind: 'ready', withinMs: 0 };
    const cause = causeOf(goal, story.film, { ...levelCalled(_id).level });
    const chain = chainOf(goal, cause!, story.film)!;
    expect(Math.round(chain.sum / 1000)).toBe(story.report.metrics.readyMs);
    expect(chain.links.reduce((sum, { amount }) => sum + amount, 0)).toBeCloseTo(chain.sum, 0);
    expect(chain.links.every(({ amount }) => amount > 0)).toBe(true);
  });

  test.each(RUNS)('in %s add up to the most memory held', (_id, story) => {
    const goal: Goal = { kind: 'ram', atMostMiB: 1 };
    const chain = chainOf(goal, causeOf(goal, story.film, levelCalled(_id).level)!, story.film)!;
    expect(Math.ceil(chain.sum / 1024)).toBe(story.report.metrics.ramMiB);
    expect(chain.links.reduce((sum, { amount }) => sum + amount, 0)).toBe(chain.sum);
  });

  test('name behind whom it was waited, and for what', () => {
    const story = storyOf('rush-hour', ({ after: _after, ...rest }) => rest);
    const { level } = levelCalled('rush-hour');
    const index = story.report.goals.findIndex(({ met }) => !met);
    const chain = chainOf(level.goals[index]!, story.causes[index]!, story.film)!;
    const waits = chain.links.filter(({ kind }) => kind === 'wait');
    expect(waits.some(({ resource, behind }) => resource === 'disk' && behind.length > 0)).toBe(true);
    expect(chain.sum).toBeGreaterThan(chain.limit);
  });

  test('of a downtime are the times away', () => {
    const goal: Goal = { kind: 'downtime', atMostMs: 0 };
    const story = storyOf('the-update');
    const cause = causeOf(goal, story.film, levelCalled('the-update').level)!;
    const chain = chainOf(goal, cause, story.film)!;
    expect(chain.links.every(({ kind, amount }) => kind === 'away' && amount > 0)).toBe(true);
    expect(chain.links.reduce((sum, { amount }) => sum + amount, 0)).toBe(chain.sum);
  });

  test('follow one another without a gap, short ones together', () => {
    for (const [, story] of RUNS) {
      const spans = pathFor(story.film, null)!;
      const links = linksOfPath(spans);
      expect(links.reduce((sum, { amount }) => sum + amount, 0)).toBeCloseTo(spans.at(-1)!.endUs, 0);
      expect(links.filter(({ kind }) => kind === 'rest').length).toBeLessThan(2);
    }
  });
});
