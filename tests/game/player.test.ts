import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ENGINE } from '../../src/game/run/engine.ts';
import { Commands, handName } from '../../src/game/table/commands.ts';
import type { Hand } from '../../src/game/table/edits.ts';
import { editsOf } from '../../src/game/table/history.ts';
import { isLegal } from '../../src/game/table/judge.ts';
import { Player } from '../../src/game/table/player.ts';
import { checkBuild, replayEdits, runBuild } from '../../src/sim/index.ts';
import { levelCalled, LEVELS } from './levels.ts';
import { play, someMoves } from './play.ts';

const someLevel = fc.constantFrom(...LEVELS.map(({ level }) => level));

describe('a history', () => {
  test('undoing everything leads back to what the level gives, and doing it all again to where it was', () => {
    fc.assert(
      fc.property(someLevel, someMoves, (level, moves) => {
        const player = new Player(level);
        moves.forEach((move) => play(player, move));
        const { build } = player.history;
        const steps = player.history.done.length;
        while (player.history.done.length > 0) player.undo();
        expect(player.history.build.nodes).toEqual(level.given);
        for (let i = 0; i < steps; i += 1) player.redo();
        expect(player.history.build).toEqual(build);
      }),
      { numRuns: 150 },
    );
  });

  test('its edits, replayed by the engine, lead to the build', () => {
    fc.assert(
      fc.property(someLevel, someMoves, (level, moves) => {
        const player = new Player(level);
        moves.forEach((move) => play(player, move));
        const replayed = replayEdits({ nodes: level.given }, editsOf(player.history));
        expect(replayed).toEqual({ build: player.history.build, error: null });
      }),
      { numRuns: 150 },
    );
  });

  test('each undo takes back exactly one thing the player did', () => {
    fc.assert(
      fc.property(someLevel, someMoves, (level, moves) => {
        const player = new Player(level);
        moves
          .filter(({ what }) => what !== 'undo' && what !== 'redo')
          .forEach((move) => {
            const before = player.history;
            play(player, move);
            if (player.history === before) return;
            const after = player.history.build;
            player.undo();
            expect(player.history.build).toEqual(before.build);
            player.redo();
            expect(player.history.build).toEqual(after);
          });
      }),
      { numRuns: 80 },
    );
  });

  test('doing something new forgets what was taken back', () => {
    const player = new Player(levelCalled('first-light').level);
    player.take({ kind: 'workload', workload: 'clock' });
    player.setDown('linux');
    player.undo();
    expect(player.history.undone).toHaveLength(1);
    player.take({ kind: 'workload', workload: 'clock' });
    player.setDown('linux');
    expect(player.history.undone).toHaveLength(0);
  });
});

describe('placing', () => {
  test('what is legal to place breaks no rule that was kept before, as the engine sees it', () => {
    for (const { level, reference } of LEVELS) {
      const player = new Player(level);
      for (const node of reference!.build.nodes.filter(({ id }) => !level.given.some((given) => given.id === id))) {
        player.take(node.part === undefined ? { kind: 'workload', workload: node.workload! } : { kind: 'part', part: node.part });
        for (const place of player.places.filter(isLegal)) {
          const codes = checkBuild(place.build, level).map(({ code }) => code);
          expect(codes).not.toContain('cannot-stand-here');
          expect(codes).not.toContain('slot-taken');
          expect(codes).not.toContain('over-tray-limit');
        }
        player.dropHand();
      }
    }
  });

  test('a refusal names its cause', () => {
    const player = new Player(levelCalled('first-light').level);
    player.take({ kind: 'workload', workload: 'clock' });
    expect(player.placeAt('pc')?.refusals.map(({ code }) => code)).toContain('cannot-stand-here');
    expect(player.setDown('pc')).toBeNull();
    expect(player.hand).not.toBeNull();
    expect(player.setDown('linux')).toBe('clock');
    expect(player.hand).toBeNull();
  });

  test('goes on with another entry of the tray where one is used up', () => {
    const { level } = levelCalled('rooms-to-let');
    const vm = { part: 'vm', cpus: [1], diskMiB: [8192], max: 1 };
    const [hypervisor, , kernel] = level.tray;
    const player = new Player({ ...level, tray: [hypervisor!, kernel!, { ...vm, ramMiB: [512] }, { ...vm, ramMiB: [1024] }] });
    const place = (part: string, on: string): string | null => {
      player.take({ kind: 'part', part });
      return player.setDown(on);
    };
    const on = place('hypervisor.virtualbox', 'host')!;
    for (const size of [512, 1024]) {
      const id = place('vm', on);
      expect(player.history.build.nodes.find((node) => node.id === id)?.ramMiB).toBe(size);
    }
    expect(place('vm', on)).toBeNull();
  });

  test('what the level gave can neither be moved nor removed', () => {
    const player = new Player(levelCalled('first-light').level);
    expect(player.remove('linux').refusals.map(({ code }) => code)).toContain('given-changed');
    expect(player.history.build.nodes).toEqual(player.level.given);
  });

  test('a tower goes as a whole and comes back as a whole', () => {
    const { level, reference } = levelCalled('two-tenants');
    const player = new Player(level);
    const extra = reference!.build.nodes.filter(({ id }) => !level.given.some((given) => given.id === id));
    player.do(extra.map((node) => ({ edit: 'place', node })));
    const { build } = player.history;
    const vm = build.nodes.find((node) => node.part === 'vm')!;
    expect(isLegal(player.remove(vm.id))).toBe(true);
    expect(player.history.build.nodes.length).toBeLessThan(build.nodes.length - 3);
    player.undo();
    expect(player.history.build).toEqual(build);
  });
});

describe('a run', () => {
  function built(id: string): Player {
    const { level, reference } = levelCalled(id);
    const player = new Player(level);
    player.do(
      reference!.build.nodes.filter((node) => !level.given.some((given) => given.id === node.id)).map((node) => ({ edit: 'place', node })),
    );
    return player;
  }

  test.each(LEVELS.map(({ level }) => level.id))('of the reference solution of %s is the engine’s own', (id) => {
    const player = built(id);
    player.powerOn(ENGINE);
    const ran = runBuild(player.history.build, player.level);
    expect(player.show?.report).toEqual(ran.ok ? ran.value.report : null);
    expect(player.show?.report.passed).toBe(true);
  });

  test('is known at once, and shown when the film has come to its end or the player skips to it', () => {
    const player = built('first-light');
    player.powerOn(ENGINE);
    expect(player.show?.report.passed).toBe(true);
    expect(player.result).toBeNull();
    player.tick(100);
    expect(player.atUs).toBe(100_000 * player.speed);
    player.skipToResult();
    expect(player.result?.passed).toBe(true);
    expect(player.isPlaying).toBe(false);
  });

  test('can be looked at anywhere, and ends when the build changes', () => {
    const player = built('first-light');
    player.powerOn(ENGINE);
    player.seek(1_000_000);
    expect(player.atUs).toBe(1_000_000);
    player.seek(-5);
    expect(player.atUs).toBe(0);
    player.seek(Number.MAX_SAFE_INTEGER);
    expect(player.atUs).toBe(player.show?.endUs);
    player.undo();
    expect(player.show).toBeNull();
    expect(player.lastReport?.passed).toBe(true);
  });

  test('does not begin while the build breaks a rule', () => {
    const player = new Player(levelCalled('first-light').level);
    player.powerOn(ENGINE);
    expect(player.isRefused).toBe(true);
    expect(player.show).toBeNull();
  });
});

describe('who came first', () => {
  function setDown(player: Player, hand: Hand, on: string): string {
    player.take(hand);
    return player.setDown(on)!;
  }

  test('is who may stay, whatever the kind of what comes second', () => {
    // Of two parts on one machine the engine names either, by what they are; the second to come is at fault all the same.
    const { level } = levelCalled('without-a-host');
    const kernels = ['kernel.linux', 'hypervisor.xen'];
    const { id: machine } = level.given.find(({ part }) => part?.startsWith('machine.') === true)!;
    for (const [first, second] of [kernels, [...kernels].reverse()]) {
      const player = new Player(level);
      const said: string[] = [];
      const commands = new Commands(
        player,
        () => undefined,
        (text) => said.push(text),
      );
      const id = setDown(player, { kind: 'part', part: first! }, machine);
      player.take({ kind: 'part', part: second! });
      commands.setDown(machine);
      const name = (part: string): string => handName({ kind: 'part', part }, player);
      expect(id).not.toBeNull();
      expect(said).toEqual([expect.stringContaining(`${name(second!)} cannot stand on`)]);
      expect(said[0]).toContain(`${name(first!)} has the only place`);
    }
  });

  test('has the port and the library that the second one wants', () => {
    const { level } = levelCalled('same-door');
    const kernel = level.given.find(({ part }) => part?.startsWith('kernel.') === true)!.id;
    for (const [first, second] of [
      ['old-site', 'new-site'],
      ['new-site', 'old-site'],
    ] as const) {
      const player = new Player(level);
      setDown(player, { kind: 'workload', workload: first }, kernel);
      setDown(player, { kind: 'workload', workload: second }, kernel);
      const { wrongs } = player.board;
      expect(wrongs.map(({ code, node, other }) => [code, node, other]).sort()).toEqual([
        ['library-conflict', second, first],
        ['port-conflict', second, first],
      ]);
      const version = (id: string): string => level.workloads.find((workload) => workload.id === id)!.libraries[0]![1];
      expect(wrongs.find(({ code }) => code === 'library-conflict')).toMatchObject({ got: version(second), expected: version(first) });
    }
  });
});

describe('names', () => {
  test('of what is added keep their numbers beside what the level gave', () => {
    const player = new Player(levelCalled('two-tenants').level);
    const called = ['Linux'];
    for (const number of ['', '-2', '-3']) {
      player.do([
        ...(number === '' ? [{ edit: 'place', node: { id: 'kvm', part: 'hypervisor.kvm', on: 'host' } } as const] : []),
        { edit: 'place', node: { id: `vm${number}`, part: 'vm', on: 'kvm', ramMiB: 512, cpus: 1, diskMiB: 10_240 } },
        { edit: 'place', node: { id: `linux${number}`, part: 'kernel.linux', on: `vm${number}` } },
      ]);
      called.push(`Linux ${called.length + 1}`);
      const ids = ['host', 'linux', 'linux-2', 'linux-3'].slice(0, called.length);
      const names = ids.map((id) => player.board.names.get(id));
      expect(names).toEqual(called);
    }
  });

  const { level } = levelCalled('rooms-to-let');

  function placed(...ids: string[]): Player {
    const player = new Player(level);
    player.do(ids.map((id) => ({ edit: 'place', node: { id, workload: 'blog', on: level.given[0]!.id } })));
    return player;
  }

  test('of instances have numbers from the first on, and keep them when another one goes', () => {
    const player = placed('blog');
    expect(player.board.names.get('blog')).toBe('Blog 1');
    player.do([{ edit: 'place', node: { id: 'blog-2', workload: 'blog', on: level.given[0]!.id } }]);
    expect(['blog', 'blog-2'].map((id) => player.board.names.get(id))).toEqual(['Blog 1', 'Blog 2']);
    player.do([{ edit: 'remove', id: 'blog' }]);
    expect(player.board.names.get('blog-2')).toBe('Blog 2');
  });

  test('are never given twice, whatever the ids are', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.constantFrom('blog', 'blog-1', 'blog-2', 'blog-02', 'blog-3', 'x', 'y', 'blog-x'), { minLength: 1 }),
        (ids) => {
          const names = [...placed(...ids).board.names.values()];
          expect(new Set(names).size).toBe(names.length);
        },
      ),
    );
  });

  test('of random builds are all different', () => {
    fc.assert(
      fc.property(someLevel, someMoves, (some, moves) => {
        const player = new Player(some);
        moves.forEach((move) => play(player, move));
        const names = [...player.board.names.values()];
        expect(new Set(names).size).toBe(names.length);
      }),
      { numRuns: 100 },
    );
  });
});
