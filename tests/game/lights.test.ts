import { describe, expect, test } from 'vitest';
import { resolve, CATALOG, type Build, type Level, type Moment } from '../../src/sim/index.ts';
import { callersAt, callStops, demandAt, deviceStops, lightsOf } from '../../src/game/views/lights.ts';
import { ENGINE } from '../../src/game/run/engine.ts';
import { editsToBecome } from '../../src/game/table/edits.ts';
import { Player } from '../../src/game/table/player.ts';
import { levelCalled } from './levels.ts';

const LEVEL: Level = levelCalled('two-tenants').level;

function stackOf(nodes: Build['nodes']) {
  return resolve({ nodes }, LEVEL, CATALOG);
}

const ids = (nodes: readonly { id: string }[] | null): string[] | null => nodes?.map(({ id }) => id) ?? null;

const PC = { id: 'pc', part: 'machine.desktop' };
const HOST = { id: 'host', part: 'kernel.linux', on: 'pc' };
const DOCKER = { id: 'docker', part: 'engine.docker', on: 'host' };
const BOX = { id: 'box', part: 'hypervisor.virtualbox', on: 'host' };
const VM = { id: 'vm', part: 'vm', on: 'box' };
const GUEST = { id: 'guest', part: 'kernel.linux', on: 'vm' };
const INNER = { id: 'inner', part: 'engine.docker', on: 'guest' };

describe('a light', () => {
  test('of a system call ends at the nearest kernel, also in a VM (C06, C15)', () => {
    const { byId } = stackOf([
      PC,
      HOST,
      DOCKER,
      { id: 'c', workload: 'forum', on: 'docker' },
      BOX,
      VM,
      GUEST,
      INNER,
      { id: 'g', workload: 'forum', on: 'inner' },
    ]);
    expect(ids(callStops(byId.get('c')!))).toEqual(['c', 'host']);
    expect(ids(callStops(byId.get('g')!))).toEqual(['g', 'guest']);
  });

  test('of device I/O goes on through every layer: two steps from a container, five from a guest under type 2 (C15, C32)', () => {
    const { byId } = stackOf([
      PC,
      HOST,
      DOCKER,
      { id: 'c', workload: 'forum', on: 'docker' },
      BOX,
      VM,
      GUEST,
      INNER,
      { id: 'g', workload: 'forum', on: 'inner' },
    ]);
    expect(ids(deviceStops(byId.get('c')!))).toEqual(['c', 'host', 'pc']);
    expect(ids(deviceStops(byId.get('g')!))).toEqual(['g', 'guest', 'vm', 'box', 'host', 'pc']);
  });

  test('of a device that is handed through does not stop at who made the VM (C21)', () => {
    const { byId } = stackOf([PC, HOST, BOX, { ...VM, passthrough: true }, GUEST, INNER, { id: 'g', workload: 'forum', on: 'inner' }]);
    expect(ids(deviceStops(byId.get('g')!))).toEqual(['g', 'guest', 'vm', 'host', 'pc']);
  });

  test('of a system call stays inside a sandbox that has a kernel of its own', () => {
    const { byId } = stackOf([PC, HOST, { id: 'gvisor', part: 'engine.gvisor', on: 'host' }, { id: 'c', workload: 'forum', on: 'gvisor' }]);
    expect(ids(callStops(byId.get('c')!))).toEqual(['c']);
  });

  test('is there while something reads, and not while it waits', () => {
    const { byId } = stackOf([PC, HOST]);
    const moment: Moment = { doing: 'starting', phase: 'read', progress: 0.5, heldKiB: 0, perSecond: 0, isCompromised: false };
    expect(lightsOf(byId.get('host')!, moment).map(({ kind }) => kind)).toEqual(['disk']);
    expect(lightsOf(byId.get('host')!, { ...moment, phase: null, doing: 'off' })).toEqual([]);
  });
});

describe('callers', () => {
  test.each([
    [0, 0],
    [0.25, 25],
    [1, 100],
  ])('of whom %d are served leave content in just that share', (share, content) => {
    const seen = new Map<number, boolean>();
    for (let s = 0; seen.size < 100; s += 0.1) {
      for (const { number, isServed } of callersAt({ asked: 80, served: 80 * share }, s)) if (number < 100) seen.set(number, isServed);
    }
    expect([...seen.values()].filter(Boolean)).toHaveLength(content);
  });

  test('of an instance that is not ready go to those that are, and find nobody only where none is', () => {
    const player = new Player(levelCalled('without-a-host').level);
    const { reference, level } = levelCalled('without-a-host');
    player.do(editsToBecome(player.history.build, level, reference!.build));
    player.powerOn(ENGINE);
    const row = player.show!.film.rows.find(({ node }) => node.workload !== null)!;
    const down: Moment = { doing: 'down', phase: null, progress: 0, heldKiB: 0, perSecond: 0, isCompromised: false };
    expect(demandAt(row, down, 70_000_000, true)).toBeNull();
    // 800 a second from 60 s on, for two instances.
    expect(demandAt(row, down, 70_000_000, false)).toEqual({ asked: 400, served: 0 });
    expect(demandAt(row, down, 59_000_000, false)).toEqual({ asked: 0, served: 0 });
  });

  test('stay away where nobody asks', () => {
    expect(callersAt({ asked: 0, served: 0 }, 10)).toEqual([]);
  });

  test('never crowd', () => {
    expect(callersAt({ asked: 1e9, served: 0 }, 100).length).toBeLessThan(12);
  });
});
