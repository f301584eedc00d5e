import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Commands } from '../../src/game/table/commands.ts';
import { Copying } from '../../src/game/table/copying.ts';
import { editsToBecome, editsToCopy, rootsOf, subtreesOf, towerOf } from '../../src/game/table/edits.ts';
import { isLegal } from '../../src/game/table/judge.ts';
import { Player } from '../../src/game/table/player.ts';
import { editsToWait, waitsOf } from '../../src/game/table/waits.ts';
import { replayEdits, type Build, type BuildNode } from '../../src/sim/index.ts';
import { levelCalled, LEVELS } from './levels.ts';
import { play, someMoves } from './play.ts';

const someLevel = fc.constantFrom(...LEVELS.map(({ level }) => level));

function built(id: string): Player {
  const { level, reference } = levelCalled(id);
  const player = new Player(level);
  player.do(editsToBecome(player.history.build, level, reference!.build));
  return player;
}

function copyingOf(player: Player): { copying: Copying; said: string[] } {
  const said: string[] = [];
  const say = (text: string): void => void said.push(text);
  return { copying: new Copying(player, new Commands(player, say, say), say, say), said };
}

describe('a selection', () => {
  test('is all that was selected, the last one last, and forgets what is gone', () => {
    const player = built('two-tenants');
    const ids = player.history.build.nodes.filter(({ id }) => player.isOwn(id)).map(({ id }) => id);
    player.selectAll(ids);
    expect([...player.selection]).toEqual(ids);
    expect(player.selected).toBe(ids.at(-1));
    player.select(ids[0]!);
    expect([...player.selection]).toEqual([ids[0]]);
    player.selectAll(ids);
    player.undo();
    expect(player.selection.size).toBe(0);
    expect(player.selected).toBeNull();
  });

  test('is taken in hand as its roots, and moved in one step or not at all', () => {
    const player = built('two-tenants');
    const workloads = player.board.stack.nodes.filter((node) => node.workload !== null && player.isOwn(node.id));
    player.selectAll(workloads.map(({ id }) => id));
    const hand = player.handOf(workloads[0]!.id);
    expect(hand.others).toHaveLength(workloads.length - 1);
    const before = player.history;
    player.take(hand);
    for (const place of player.places.filter(isLegal)) expect(place.edits.every(({ edit }) => edit === 'move')).toBe(true);
    const place = player.places.find((each) => isLegal(each) && each.edits.length > 1);
    if (place !== undefined) {
      player.setDown(place.on);
      expect(player.history.done.length).toBe(before.done.length + 1);
      expect([...player.selection].sort()).toEqual(workloads.map(({ id }) => id).sort());
      player.undo();
    }
    expect(player.history.build).toEqual(before.build);
  });

  test('of any nodes has roots that carry all of it, and none of them another', () => {
    fc.assert(
      fc.property(someLevel, someMoves, fc.array(fc.nat(99)), (level, moves, picks) => {
        const player = new Player(level);
        moves.forEach((move) => play(player, move));
        const { build } = player.history;
        // Who changes what is given can take it away.
        if (build.nodes.length === 0) return;
        const ids = picks.map((pick) => build.nodes[pick % build.nodes.length]!.id);
        const roots = rootsOf(build, ids);
        const carried = roots.flatMap((root) => towerOf(build, root));
        expect(new Set(carried).size).toBe(carried.length);
        expect(ids.every((id) => carried.includes(id))).toBe(true);
        expect(subtreesOf(build, ids).map(({ id }) => id)).toHaveLength(carried.length);
      }),
      { numRuns: 100 },
    );
  });
});

describe('a copy', () => {
  const nodes: BuildNode[] = [
    { id: 'pc', part: 'machine.pc' },
    { id: 'linux', part: 'kernel.linux', on: 'pc' },
    { id: 'docker', part: 'engine.docker', on: 'linux' },
    { id: 'a', workload: 'a', on: 'docker', after: ['b', 'x'] },
    { id: 'b', workload: 'b', on: 'docker', ramLimitMiB: 64 },
    { id: 'x', workload: 'x', on: 'linux' },
  ];
  const build: Build = { nodes };

  test('waits for copies of those that are copied with it, and for the others themselves', () => {
    const edits = editsToCopy(build, subtreesOf(build, ['docker']), () => 'linux');
    const { build: after, error } = replayEdits(build, edits);
    expect(error).toBeNull();
    expect(after.nodes.slice(nodes.length)).toEqual([
      { id: 'docker-2', part: 'engine.docker', on: 'linux' },
      { id: 'a-2', workload: 'a', on: 'docker-2', after: ['b-2', 'x'] },
      { id: 'b-2', workload: 'b', on: 'docker-2', ramLimitMiB: 64 },
    ]);
  });

  test('is taken back whatever it waits for, also of random builds', () => {
    fc.assert(
      fc.property(someLevel, someMoves, fc.array(fc.nat(99), { minLength: 1 }), (level, moves, picks) => {
        const player = new Player(level);
        moves.forEach((move) => play(player, move));
        const { build: before } = player.history;
        if (before.nodes.length === 0) return;
        const ids = picks.map((pick) => before.nodes[pick % before.nodes.length]!.id);
        const copied = subtreesOf(before, ids);
        player.do(editsToCopy(before, copied, (root) => root.on ?? null));
        expect(player.history.build.nodes).toHaveLength(before.nodes.length + copied.length);
        player.undo();
        expect(player.history.build).toEqual(before);
        player.redo();
        expect(player.history.build.nodes).toHaveLength(before.nodes.length + copied.length);
      }),
      { numRuns: 100 },
    );
  });

  test('is made beside what is selected, in one step, while the tray lasts; then it says what is used up', () => {
    const player = built('rooms-to-let');
    const { copying, said } = copyingOf(player);
    const vms = player.board.stack.nodes.filter(({ kind, hidden }) => kind === 'vm' && !hidden);
    player.select(vms[0]!.id);
    const full = player.history;
    expect(copying.duplicate()).toBe(false);
    expect(player.history).toBe(full);
    expect(said.at(-1)).toMatch(/one too many: the tray holds|more than/);
    player.remove(vms[1]!.id);
    player.select(vms[0]!.id);
    const steps = player.history.done.length;
    expect(copying.duplicate()).toBe(true);
    expect(player.history.done.length).toBe(steps + 1);
    expect(player.selection.size).toBe(1);
    expect(player.selected).not.toBe(vms[0]!.id);
    const [old, fresh] = [vms[0]!.id, player.selected!].map((id) => player.history.build.nodes.find((node) => node.id === id)!);
    expect({ ...fresh, id: '' }).toEqual({ ...old, id: '' });
    expect(said.at(-1)).toContain('duplicated');
  });

  test('in hand goes where it may stand, and is nowhere in another level', () => {
    const player = built('rooms-to-let');
    const { copying } = copyingOf(player);
    expect(copying.paste()).toBe(false);
    const workload = player.board.stack.nodes.findLast((node) => node.workload !== null)!;
    player.select(workload.id);
    copying.copy();
    player.remove(workload.id);
    expect(copying.paste()).toBe(true);
    const place = player.places.find(isLegal)!;
    expect(player.setDown(place.on)).not.toBeNull();
    player.enter(levelCalled('first-light').level);
    expect(copying.paste()).toBe(false);
  });
});

describe('a gesture', () => {
  test('is one step, however many moments it has, and none when it leads back', () => {
    const player = built('two-tenants');
    const vm = player.board.stack.nodes.find(({ kind }) => kind === 'vm')!;
    const before = player.history;
    const set = (ramMiB: number | null, gesture?: object): void => player.do([{ edit: 'set', id: vm.id, settings: { ramMiB } }], gesture);
    const first = {};
    for (const size of [512, 1024, 2048, 4096]) set(size, first);
    expect(player.history.done.length).toBe(before.done.length + 1);
    player.undo();
    expect(player.history.build).toEqual(before.build);
    const second = {};
    set(4096, second);
    set(vm.build.ramMiB ?? null, second);
    expect(player.history.done).toEqual(before.done);
    set(4096, second);
    set(512, {});
    expect(player.history.done.length).toBe(before.done.length + 2);
    player.undo();
    // Something else happened in between: a step of its own.
    set(1024, second);
    expect(player.history.done.length).toBe(before.done.length + 2);
  });
});

describe('who waits for whom', () => {
  test('is read from the build, and changed in one edit', () => {
    const player = built('rush-hour');
    const waits = waitsOf(player.history.build);
    expect(waits.length).toBeGreaterThan(0);
    const { first, waiter } = waits[0]!;
    const node = player.history.build.nodes.find(({ id }) => id === waiter)!;
    expect(editsToWait(node, first, true)).toEqual([]);
    player.do(editsToWait(node, first, false));
    expect(waitsOf(player.history.build)).toHaveLength(waits.length - 1);
    player.do(
      editsToWait(
        player.history.build.nodes.find(({ id }) => id === waiter)!,
        first,
        true,
      ),
    );
    expect(waitsOf(player.history.build)).toHaveLength(waits.length);
  });
});
