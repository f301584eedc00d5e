import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { Ahead, type Slots } from '../../src/game/keep/ahead.ts';
import { Elsewhere } from '../../src/game/keep/elsewhere.ts';
import { ENGINE } from '../../src/game/run/engine.ts';
import { Player } from '../../src/game/table/player.ts';
import { makeDesk, parseDesk } from '../../src/game/keep/desk.ts';
import { Keeper, type Store, type Trouble } from '../../src/game/keep/keeper.ts';
import { bestOf, makeProgress, parseProgress, withPassed, type Progress } from '../../src/game/keep/progress.ts';
import { solutionName, solutionText } from '../../src/game/keep/download.ts';
import { solutionOf } from '../../src/game/keep/files.ts';
import { openSolution } from '../../src/game/run/opening.ts';
import { NO_TABS, type Tabs } from '../../src/game/keep/tabs.ts';
import { levelHash, makeSolution, METRIC_OF } from '../../src/sim/index.ts';
import { levelCalled, LEVELS } from './levels.ts';
import { play, someMoves } from './play.ts';

const someLevel = fc.constantFrom(...LEVELS.map(({ level }) => level));

/** Keeps copies, as storage does. */
function makeStore(): Store & { readonly kept: Map<string, unknown> } {
  const kept = new Map<string, unknown>();
  return {
    kept,
    get: async (key) => structuredClone(kept.get(key)),
    set: async (key, value) => {
      kept.set(key, structuredClone(value));
    },
  };
}

function passed(id: string): Player {
  const { level, reference } = levelCalled(id);
  const player = new Player(level);
  player.do(
    reference!.build.nodes.filter((node) => !level.given.some((given) => given.id === node.id)).map((node) => ({ edit: 'place', node })),
  );
  player.powerOn(ENGINE);
  return player;
}

describe('a kept build', () => {
  test('comes back with all that can be undone and redone', () => {
    fc.assert(
      fc.property(someLevel, someMoves, (level, moves) => {
        const player = new Player(level);
        moves.forEach((move) => play(player, move));
        const kept = JSON.parse(JSON.stringify(makeDesk(level, levelHash(level), player.history))) as unknown;
        expect(parseDesk(kept, level, levelHash(level))).toEqual(player.history);
      }),
      { numRuns: 150 },
    );
  });

  test('of another version of the level is not taken for one of this', () => {
    const { level, hash } = LEVELS[0]!;
    expect(parseDesk(makeDesk(level, 'other', new Player(level).history), level, hash)).toBeNull();
  });

  test('that is spoilt in any way is refused, never thrown at the player', () => {
    const { level, hash } = levelCalled('two-tenants');
    const desk = makeDesk(level, hash, passed('two-tenants').history);
    fc.assert(
      fc.property(fc.constantFrom('format', 'solution', 'steps', 'done'), fc.jsonValue(), (key, value) => {
        expect(() => parseDesk({ ...desk, [key]: value }, level, hash)).not.toThrow();
      }),
    );
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(parseDesk(value, level, hash)).toBeNull();
      }),
    );
  });
});

/** Takes what is kept at its word. */
const believe = (progress: Progress): Progress => progress;

describe('progress', () => {
  const metrics = (cost: number, ramMiB: number) => ({ cost, ramMiB, readyMs: 1, diskMiB: null, effortMin: null });
  const { level, hash } = LEVELS[0]!;
  const solution = solutionOf(level, hash, new Player(level).history, passed(level.id).show!.report);
  const add = (progress: Progress, cost: number, ram: number): Progress =>
    withPassed(progress, 'x', metrics(cost, ram), ['cost', 'ramMiB'], solution);

  test('keeps what nothing is better than, and gives the best in each metric', () => {
    let progress: Progress = new Map();
    for (const [cost, ram] of [
      [5, 5],
      [3, 9],
      [6, 6],
      [4, 4],
    ] as const)
      progress = add(progress, cost, ram);
    expect(progress.get('x')?.map((entry) => entry.metrics)).toEqual([
      { cost: 4, ramMiB: 4 },
      { cost: 3, ramMiB: 9 },
    ]);
    expect(bestOf(progress, 'x')).toEqual({ cost: 3, ramMiB: 4 });
    expect(bestOf(progress, 'y')).toBeNull();
  });

  test('comes back from the storage', () => {
    const progress = add(new Map(), 3, 4);
    expect(parseProgress(JSON.parse(JSON.stringify(makeProgress(progress))))).toEqual(
      JSON.parse(JSON.stringify([progress], (_key, value: unknown) => value)) && progress,
    );
  });

  test('of two tabs is kept together', async () => {
    const store = makeStore();
    const ours = add(new Map(), 1, 9);
    const theirs = add(new Map(), 9, 1);
    await new Keeper(store, () => undefined).writeProgress(ours, believe);
    await new Keeper(store, () => undefined).writeProgress(theirs, believe);
    const both = await new Keeper(store, () => undefined).readProgress();
    expect(bestOf(both, 'x')).toEqual({ cost: 1, ramMiB: 1 });
  });
});

describe('a keeper', () => {
  const { level, hash } = LEVELS[0]!;
  const broken: Store = { get: () => Promise.reject(new Error('forbidden')), set: () => Promise.reject(new Error('forbidden')) };

  test('finds again what it kept', async () => {
    const keeper = new Keeper(makeStore(), () => expect.unreachable());
    const { history } = passed(level.id);
    await keeper.writeDesk(level, hash, history);
    await keeper.writePlace({ level: level.id });
    expect(await keeper.readDesk(level, hash)).toEqual(history);
    expect(await keeper.readPlace()).toEqual({ level: level.id });
  });

  test('tells of storage that refuses, and goes on', async () => {
    const troubles: Trouble[] = [];
    const keeper = new Keeper(broken, (trouble) => troubles.push(trouble));
    expect(await keeper.readDesk(level, hash)).toBeNull();
    await keeper.writeDesk(level, hash, new Player(level).history);
    expect(troubles).toEqual(['broken', 'broken']);
  });

  test('tells of storage that is full', async () => {
    const troubles: Trouble[] = [];
    const full: Store = { get: async () => null, set: () => Promise.reject(new DOMException('no room', 'QuotaExceededError')) };
    await new Keeper(full, (trouble) => troubles.push(trouble)).writePlace({ level: 'x' });
    expect(troubles).toEqual(['full']);
  });

  test('tells of what it cannot read, and leaves it alone', async () => {
    const store = makeStore();
    store.kept.set(`desk/${hash}`, { format: 'stackwright/desk@99' });
    const troubles: Trouble[] = [];
    expect(await new Keeper(store, (trouble) => troubles.push(trouble)).readDesk(level, hash)).toBeNull();
    expect(troubles).toEqual(['spoilt']);
    expect(store.kept.get(`desk/${hash}`)).toEqual({ format: 'stackwright/desk@99' });
  });
});

/** Tabs of one browser: what is done alone is done one after another, and what is told is heard by the others. */
function makeTabs(): () => Tabs {
  const listeners: ((key: string) => void)[] = [];
  let last: Promise<void> = Promise.resolve();
  return () => {
    let own: ((key: string) => void) | null = null;
    return {
      alone: (_name, act) => (last = last.then(act, act)),
      tell: (key) => listeners.filter((listener) => listener !== own).forEach((listener) => listener(key)),
      listen: (listener) => listeners.push((own = listener)),
    };
  };
}

/** Answers when it gets round to it, as storage does. */
function makeSlowStore(): ReturnType<typeof makeStore> {
  const store = makeStore();
  const later = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1));
  return {
    kept: store.kept,
    get: async (key) => {
      await later();
      return store.get(key);
    },
    set: async (key, value) => {
      await later();
      await store.set(key, value);
    },
  };
}

describe('two tabs', () => {
  const { level, hash } = LEVELS[0]!;
  const { history, show } = passed(level.id);
  const solution = solutionOf(level, hash, history, show!.report);
  const own = (cost: number, ramMiB: number): Progress =>
    withPassed(new Map(), 'x', { cost, ramMiB, readyMs: 1, diskMiB: null, effortMin: null }, ['cost', 'ramMiB'], solution);

  test('that pass a level at the same time both keep their best', async () => {
    const [store, open] = [makeSlowStore(), makeTabs()];
    const keepers = [open(), open()].map((tabs) => new Keeper(store, () => expect.unreachable(), tabs));
    await Promise.all([keepers[0]!.writeProgress(own(1, 9), believe), keepers[1]!.writeProgress(own(9, 1), believe)]);
    expect(bestOf(await keepers[0]!.readProgress(), 'x')).toEqual({ cost: 1, ramMiB: 1 });
  });

  test('show the build that was made last, the other one as soon as its hand is free', async () => {
    const [store, open] = [makeSlowStore(), makeTabs()];
    const [here, there] = [open(), open()];
    const keeper = new Keeper(store, () => expect.unreachable(), here);
    const player = new Player(level);
    let adopted = 0;
    const elsewhere = new Elsewhere(
      player,
      () => LEVELS[0]!,
      keeper,
      () => (adopted += 1),
    );
    here.listen((key) => void elsewhere.onKept(key));
    player.take({ kind: 'workload', workload: 'clock' });
    await new Keeper(store, () => expect.unreachable(), there).writeDesk(level, hash, history);
    expect(player.history.build.nodes).toEqual(level.given);
    player.dropHand();
    await vi.waitFor(() => expect(adopted).toBe(1));
    expect(player.history).toEqual(history);
  });
});

describe('a page that is left in the moment of a change', () => {
  const { level, hash } = LEVELS[0]!;
  const { history } = passed(level.id);
  const slots = (): Slots & { readonly kept: Map<string, string> } => {
    const kept = new Map<string, string>();
    return {
      kept,
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, text) => void kept.set(key, text),
      removeItem: (key) => void kept.delete(key),
    };
  };

  test('finds the change again, which then gets to the storage', async () => {
    const [store, own] = [makeStore(), slots()];
    const never: Store = { get: store.get, set: () => new Promise(() => undefined) };
    void new Keeper(never, () => undefined, NO_TABS, new Ahead(() => own)).writeDesk(level, hash, history);
    expect(own.kept.size).toBe(1);
    const keeper = new Keeper(store, () => expect.unreachable(), NO_TABS, new Ahead(() => own));
    expect(await keeper.readDesk(level, hash)).toEqual(history);
    await keeper.settled();
    expect(own.kept.size).toBe(0);
    expect(await keeper.readKeptDesk(level, hash)).toEqual(history);
  });

  test.each([
    [
      'is forbidden',
      (): Slots => {
        throw new DOMException('forbidden', 'SecurityError');
      },
    ],
    [
      'has no room',
      (): Slots => ({
        ...slots(),
        setItem: () => {
          throw new DOMException('no room', 'QuotaExceededError');
        },
      }),
    ],
    ['holds something else', (): Slots => ({ ...slots(), getItem: () => '{"format":1}' })],
  ])('goes on as without where the place for copies %s', async (_name, place) => {
    const keeper = new Keeper(makeStore(), () => expect.unreachable(), NO_TABS, new Ahead(place));
    await keeper.writeDesk(level, hash, history);
    expect(await keeper.readDesk(level, hash)).toEqual(history);
  });
});

describe('a kept score', () => {
  const { level, hash } = levelCalled('first-light');
  const player = passed(level.id);
  const solution = solutionOf(level, hash, player.history, player.show!.report);
  const scored = level.score.map((key) => METRIC_OF[key]);
  const own = withPassed(new Map(), level.id, player.show!.report.metrics, scored, solution);
  const truth = bestOf(own, level.id);
  const recount = ENGINE.recount(LEVELS);
  const said = (metrics: object, of: unknown = makeSolution(solution)) => ({
    format: 'stackwright/best@1',
    levels: [[level.id, [{ metrics, solution: of }]]],
  });

  test('is what the engine finds, whatever is written beside its solution', () => {
    const boasted = parseProgress(said({ cost: 1, ramMiB: 1, readyMs: 1 }))!;
    expect(bestOf(boasted, level.id)).toEqual({ cost: 1, ramMiB: 1, readyMs: 1 });
    expect(bestOf(recount.all(boasted), level.id)).toEqual(truth);
  });

  test('of what does not pass is none, and the first that does takes its place', () => {
    const empty = { ...solution, build: { nodes: level.given }, edits: [] };
    const boasted = recount.all(parseProgress(said({ cost: 1, ramMiB: 1, readyMs: 1 }, makeSolution(empty)))!);
    expect(bestOf(boasted, level.id)).toBeNull();
    expect(bestOf(withPassed(boasted, level.id, player.show!.report.metrics, scored, solution), level.id)).toEqual(truth);
  });

  test('that is boasted of in the storage does not keep a true one out', async () => {
    const store = makeStore();
    store.kept.set(
      'best',
      said({ cost: 1, ramMiB: 1, readyMs: 1 }, makeSolution({ ...solution, build: { nodes: level.given }, edits: [] })),
    );
    const keeper = new Keeper(store, () => expect.unreachable());
    await keeper.writeProgress(own, recount.all);
    expect(bestOf(await keeper.readProgress(), level.id)).toEqual(truth);
  });

  test.each([
    ['of a later version of the page', { format: 'stackwright/best@2', levels: 'elsewhere' }],
    ['of which one entry cannot be read', said({ cost: 1 }, { format: 'stackwright/solution@9' })],
    ['of no kind at all', [1, 2, 3]],
  ])('%s is set aside before it is written over', async (_name, value) => {
    const store = makeStore();
    store.kept.set('best', value);
    const troubles: Trouble[] = [];
    const keeper = new Keeper(store, (trouble) => troubles.push(trouble));
    await keeper.readProgress();
    await keeper.writeProgress(own, recount.all);
    expect(troubles).toEqual(['spoilt']);
    expect(store.kept.get('aside/best/1')).toEqual(value);
    expect(store.kept.has('aside/best/2')).toBe(false);
    expect(bestOf(await new Keeper(store, () => expect.unreachable()).readProgress(), level.id)).toEqual(truth);
    // Another one does not take the place of the first.
    store.kept.set('best', 'something else');
    await keeper.readProgress();
    await keeper.settled();
    expect([store.kept.get('aside/best/1'), store.kept.get('aside/best/2')]).toEqual([value, 'something else']);
  });

  test('that cannot be set aside is not written over', async () => {
    const store = makeStore();
    store.kept.set('best', 'unreadable');
    const { set } = store;
    store.set = (key, value) =>
      key.startsWith('aside/') ? Promise.reject(new DOMException('no room', 'QuotaExceededError')) : set(key, value);
    const troubles: Trouble[] = [];
    const keeper = new Keeper(store, (trouble) => troubles.push(trouble));
    await keeper.readProgress();
    await keeper.writeProgress(own, recount.all);
    expect(store.kept.get('best')).toBe('unreadable');
    expect(troubles).toContain('full');
  });
});

describe('a solution file', () => {
  test.each(LEVELS.map(({ level }) => level.id))('of %s is opened again as what it was', (id) => {
    const { history, show, level } = passed(id);
    const solution = solutionOf(level, levelCalled(id).hash, history, show!.report);
    expect(Object.keys(solution.claims).sort()).toEqual(level.score.map((key) => METRIC_OF[key]).sort());
    const opened = openSolution(solutionText(solution), LEVELS);
    expect(opened).toMatchObject({ ok: true, objection: null });
  });

  test('that claims what is not so is opened with its figures beside the true ones', () => {
    const { history, show, level } = passed('first-light');
    const solution = solutionOf(level, levelCalled('first-light').hash, history, show!.report);
    const { ramMiB, ...rest } = solution.claims;
    const opened = openSolution(solutionText({ ...solution, claims: { ...rest, cost: 1 } }), LEVELS);
    expect(ramMiB).toBe(323);
    expect(opened).toMatchObject({
      ok: true,
      objection: 'claims differ from what was measured: cost claimed 1 credit, measured 140 credits; memory not claimed, measured 323 MiB',
    });
  });

  test.each([
    ['nothing', '', 'Whole file: expected JSON, got an empty file.'],
    ['no JSON', '{', 'Whole file: expected JSON, got something else.'],
    ['something else', '[1,2,3]', 'Whole file: expected an object, got a list.'],
    ['another format', '{"format":"stackwright/solution@9"}', '/format: expected "stackwright/solution@1", got "stackwright/solution@9".'],
    ['brackets without end', '['.repeat(100_000), 'Character 64: expected brackets nested at most 64 deep, got more.'],
  ])('that is %s is refused with what is wrong, and where', (_name, text, problem) => {
    const opened = openSolution(text, LEVELS);
    expect(opened).toEqual({ ok: false, why: `It is not a solution of this game, or it is damaged. ${problem}` });
  });

  test('has a name that is safe whatever the level is called, tells the score, and is another one for another build', () => {
    const solution = { level: '../../etc/passwd', levelHash: '', rules: 1, build: { nodes: [] }, claims: { ramMiB: 5, cost: 3 } };
    const other = { ...solution, build: { nodes: [{ id: 'pc', part: 'machine.desktop' }] } };
    expect(solutionName(solution)).toMatch(/^-etc-passwd-3-5-[0-9a-f]{6}\.solution\.json$/);
    expect(solutionName(other)).toMatch(/^-etc-passwd-3-5-[0-9a-f]{6}\.solution\.json$/);
    expect(solutionName(other)).not.toBe(solutionName(solution));
    expect(solutionName({ ...solution })).toBe(solutionName(solution));
  });
});
