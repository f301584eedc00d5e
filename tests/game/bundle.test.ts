import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readSandbox } from '../../scripts/campaign.ts';
import { Book } from '../../src/game/keep/book.ts';
import { checked, makeBundle, MEMBERS, parseBundle, type Bundle } from '../../src/game/keep/bundle.ts';
import { ForeignDesks } from '../../src/game/keep/foreign.ts';
import { GALLERY_FORMAT, makeExhibit, MOST_EXHIBITS, withExhibits } from '../../src/game/keep/gallery.ts';
import { Keeper, type Store } from '../../src/game/keep/keeper.ts';
import { KINDS, type Kind } from '../../src/game/keep/kinds.ts';
import { packAll, unpackAll, type Owner } from '../../src/game/keep/luggage.ts';
import { bestOf, withPassed, type Progress } from '../../src/game/keep/progress.ts';
import { FIRST_SETTINGS, type Settings } from '../../src/game/keep/settings.ts';
import { MOST_SNAPSHOTS, snapshotsIn } from '../../src/game/keep/snapshots.ts';
import { SCENARIO_FORMAT } from '../../src/game/keep/trial.ts';
import { ENGINE } from '../../src/game/run/engine.ts';
import { act, startHistory } from '../../src/game/table/history.ts';
import { editsToBecome } from '../../src/game/table/edits.ts';
import { makeSolution, METRIC_OF, RULES, type Metrics, type Solution } from '../../src/sim/index.ts';
import { mutated } from '../support/mutated.ts';
import { levelCalled, LEVELS } from './levels.ts';

const { level, hash, reference } = levelCalled('first-light');
const solution = reference!;
const ran = ENGINE.run(solution.build, level);
if (!ran.ok || ran.value === null) throw new Error('refused');
const scored = level.score.map((key) => METRIC_OF[key]);
const progressOf = (metrics: Metrics): Progress => withPassed(new Map(), level.id, metrics, scored, solution);
const start = startHistory({ nodes: level.given });
const history = act(start, editsToBecome(start.build, level, solution.build));
const sandbox = readSandbox(fileURLToPath(new URL('../../assets/sandbox/sandbox.level.json', import.meta.url)));
const ALL = [...LEVELS, sandbox];
const PC = { nodes: [{ id: 'pc', part: 'machine.desktop' }] };
const trial: Solution = { level: sandbox.level.id, levelHash: sandbox.hash, rules: RULES, build: PC, claims: {} };
const tried = act(startHistory({ nodes: [] }), [{ edit: 'place', node: PC.nodes[0]! }]);
const second = levelCalled('two-tenants');
const bundle: Bundle = {
  progress: progressOf(ran.value.report.metrics),
  stars: new Set([level.id, second.level.id]),
  gallery: [makeExhibit(solution, 5, 'mine'), makeExhibit(trial, 6, 'tried', 'crash')],
  settings: { ...FIRST_SETTINGS, theme: 'light' },
  place: second.level.id,
  scenario: 'exploit',
  desks: new Map([
    [hash, history],
    [sandbox.hash, tried],
  ]),
  snapshots: new Map([
    [hash, [{ name: 'a', build: solution.build }]],
    [sandbox.hash, [{ name: 'b', build: PC }]],
  ]),
};
const text = JSON.stringify(makeBundle(bundle, ALL));
const readWell = (content: string): Bundle => {
  const read = parseBundle(content, ALL);
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  expect(read.value.faults).toEqual([]);
  return read.value.bundle;
};
const asFile = (content: string) => ({ size: content.length, text: () => Promise.resolve(content) });

/** Somebody with a storage of his own. */
function makeOwner(kept = new Map<string, unknown>()): Owner & { readonly changed: Settings[]; readonly kept: Map<string, unknown> } {
  const store: Store = {
    get: async (key) => structuredClone(kept.get(key)),
    set: async (key, value) => {
      kept.set(key, structuredClone(value));
    },
  };
  const changed: Settings[] = [];
  let known: Progress = new Map();
  const keeper = new Keeper(store, () => expect.unreachable());
  return {
    kept,
    changed,
    keeper,
    levels: LEVELS,
    sandbox,
    engine: () => Promise.resolve(ENGINE),
    progress: () => known,
    change: (settings) => {
      changed.push(settings);
      void keeper.writeSettings(settings);
    },
    desk: () => ({
      onKeptElsewhere: async () => {
        known = await keeper.readProgress();
      },
    }),
  };
}

describe('a file of everything kept', () => {
  test('comes back as it was', () => {
    expect(readWell(text)).toEqual(bundle);
  });

  test('goes from one computer to another, and from there back without a change', async () => {
    const [one, other] = [makeOwner(), makeOwner()];
    expect(await unpackAll(one, asFile(text))).toBe(
      'Brought in: 1 best, 2 stars, 2 builds for the gallery, 2 desks, 2 snapshots and the settings.',
    );
    expect(one.changed).toEqual([bundle.settings]);
    const packed = await packAll(one);
    expect(readWell(packed)).toEqual(bundle);
    await unpackAll(other, asFile(packed));
    expect(bestOf(await other.keeper.readProgress(), level.id)).toEqual(bestOf(bundle.progress, level.id));
    expect(await unpackAll(one, asFile(packed))).toBe('All of the file was here already.');
  });

  /** One of every kind of what is kept, as the page itself keeps it. */
  const KEEP = {
    best: ({ keeper }) => keeper.writeProgress(bundle.progress, (theirs) => theirs),
    stars: ({ keeper }) => keeper.writeStars(bundle.stars),
    gallery: ({ keeper }) => keeper.change(GALLERY_FORMAT, () => bundle.gallery),
    settings: ({ keeper }) => keeper.writeSettings(bundle.settings!),
    place: ({ keeper }) => keeper.writePlace({ level: bundle.place! }),
    scenario: ({ keeper }) => keeper.change(SCENARIO_FORMAT, () => bundle.scenario!),
    desk: ({ keeper }) => keeper.writeDesk(level, hash, history),
    snapshots: ({ keeper }) => keeper.change(snapshotsIn(level, hash), () => bundle.snapshots.get(hash)!),
    aside: () => Promise.resolve(),
  } satisfies Record<Kind, (owner: Owner) => Promise<void>>;

  test('holds every kind of what is kept, and leaves a new computer as the old one was', async () => {
    const [old, fresh] = [makeOwner(), makeOwner()];
    for (const kind of KINDS) await KEEP[kind](old);
    const kinds = new Set([...old.kept.keys()].map((key) => key.split('/')[0]));
    expect(kinds).toEqual(new Set(KINDS.filter((kind) => MEMBERS[kind] !== null)));
    const packed = await packAll(old);
    expect(Object.keys(JSON.parse(packed) as object).sort()).toEqual(
      ['format', ...Object.values(MEMBERS).filter((name) => name !== null)].sort(),
    );
    await unpackAll(fresh, asFile(packed));
    await fresh.keeper.settled();
    expect(Object.fromEntries([...fresh.kept].sort())).toEqual(Object.fromEntries([...old.kept].sort()));
  });

  test('overwrites nothing that is there, and puts beside it what cannot be there twice', async () => {
    const owner = makeOwner();
    const own = act(start, [{ edit: 'place', node: { id: 'mine', workload: 'clock', on: 'linux' } }]);
    await owner.keeper.writeDesk(level, hash, own);
    await owner.keeper.writeSettings(FIRST_SETTINGS);
    await owner.keeper.writePlace({ level: level.id });
    await owner.keeper.change(SCENARIO_FORMAT, () => 'runaway' as const);
    await owner.keeper.change(GALLERY_FORMAT, () => [makeExhibit(solution, 1, 'own name')]);
    await owner.keeper.change(snapshotsIn(level, hash), () => [{ name: 'a', build: { nodes: level.given } }]);
    const said = await unpackAll(owner, asFile(text));
    expect(said).toContain('On 1 desk something else stands here: what was brought along is among the snapshots there.');
    expect(said).toContain('The settings are other ones here, and stay.');
    expect(await owner.keeper.readKeptDesk(level, hash)).toEqual(own);
    expect(owner.changed).toEqual([]);
    expect((await owner.keeper.readPlace())?.level).toBe(level.id);
    expect(await owner.keeper.readKept(SCENARIO_FORMAT)).toBe('runaway');
    expect((await owner.keeper.readKept(GALLERY_FORMAT))!.map(({ name }) => name)).toEqual(['own name', 'tried']);
    // The snapshot of the file and its desk are one build: it is there once.
    expect((await owner.keeper.readKept(snapshotsIn(level, hash)))!.map(({ name }) => name)).toEqual(['a', 'a 2']);
    const other = { ...bundle, snapshots: new Map() };
    const again = makeOwner();
    await again.keeper.writeDesk(level, hash, own);
    await unpackAll(again, asFile(JSON.stringify(makeBundle(other, ALL))));
    expect(await again.keeper.readKept(snapshotsIn(level, hash))).toEqual([{ name: 'From the file', build: solution.build }]);
  });

  test('says when there is no room for its snapshots', async () => {
    const owner = makeOwner();
    const full = Array.from({ length: MOST_SNAPSHOTS }, (_, index) => ({
      name: `n${index}`,
      build: { nodes: [{ id: `pc-${index}`, part: 'machine.desktop' }] },
    }));
    await owner.keeper.change(snapshotsIn(sandbox.level, sandbox.hash), () => full);
    expect(await unpackAll(owner, asFile(text))).toContain('For 1 snapshot there was no room; the file still has it.');
    expect(await owner.keeper.readKept(snapshotsIn(sandbox.level, sandbox.hash))).toEqual(full);
  });

  test('keeps the best of both, and the galleries of both in full', async () => {
    const owner = makeOwner();
    const metrics = ran.value!.report.metrics;
    const many = Array.from({ length: MOST_EXHIBITS }, (_, index) => {
      const nodes = solution.build.nodes.map((node) => (node.id === 'clock' ? { ...node, id: `clock-${index}` } : node));
      return makeExhibit({ ...solution, build: { nodes } }, 1000 + index);
    });
    await owner.keeper.change(GALLERY_FORMAT, () => withExhibits([], many));
    await owner.keeper.writeProgress(progressOf(metrics), (theirs) => theirs);
    await unpackAll(owner, asFile(text));
    const ids = new Set((await owner.keeper.readKept(GALLERY_FORMAT))!.map(({ id }) => id));
    expect([...many, ...bundle.gallery].filter(({ id }) => !ids.has(id))).toEqual([]);
    expect(bestOf(await owner.keeper.readProgress(), level.id)).toEqual(bestOf(bundle.progress, level.id));
    // Also after the next build that passes.
    const book = new Book(owner.keeper, () => new Map());
    book.change({ change: 'add', exhibit: makeExhibit({ ...solution, build: { nodes: [] } }, 9999) });
    await owner.keeper.settled();
    expect((await owner.keeper.readKept(GALLERY_FORMAT))!.length).toBe(MOST_EXHIBITS + 2);
  });

  test('is believed in nothing: a score that is claimed is run again', async () => {
    const owner = makeOwner();
    const boast = { cost: 0, ramMiB: 0, readyMs: 0 };
    const empty = { ...solution, build: { nodes: level.given }, claims: boast };
    const forged: Bundle = {
      ...bundle,
      progress: progressOf({ ...ran.value!.report.metrics, ...boast }),
      gallery: [makeExhibit({ ...solution, claims: boast }, 5), makeExhibit(empty, 6)],
    };
    expect(await unpackAll(owner, asFile(JSON.stringify(makeBundle(forged, ALL))))).toContain('1 build in it did not hold');
    expect(bestOf(await owner.keeper.readProgress(), level.id)).toEqual(bestOf(bundle.progress, level.id));
    expect((await owner.keeper.readKept(GALLERY_FORMAT))!.map((exhibit) => exhibit.solution.claims)).toEqual([solution.claims]);
    expect(checked(makeExhibit({ ...solution, levelHash: 'x' }, 1), LEVELS, ENGINE.run)).toBeNull();
  });

  test('with a desk on which too much was done is not gone through to find that out', () => {
    const endless = { format: 'stackwright/desk@1', steps: Array<number>(5001).fill(1) };
    Object.defineProperty(endless, 'solution', { get: () => expect.unreachable() });
    const desks = new ForeignDesks();
    expect(desks.parse(endless, levelCalled('first-light'))).toBeNull();
    expect(desks.refused.get(hash)).toEqual({ place: '/steps', expected: 'at most 5000 steps', got: '5001 steps' });
  });

  /** A desk of so many machines, of which the last is then changed again and again. */
  function longDesk(parts: number, changes: number): string {
    const nodes = Array.from({ length: parts }, (_, index) => ({ id: `pc-${index}`, part: 'machine.desktop' }));
    const made = makeBundle({ ...bundle, desks: new Map() }, ALL);
    const edits = [
      ...nodes.map((node) => ({ edit: 'place', node })),
      ...Array.from({ length: changes }, (_, index) => ({ edit: 'set', id: 'pc-0', settings: { delayMs: index + 1 } })),
    ];
    const { level: id, levelHash, build } = makeSolution(trial);
    const longs = { format: 'stackwright/solution@1', level: id, levelHash, rules: RULES, build, edits, claims: {} };
    const desk = { format: 'stackwright/desk@1', solution: longs, steps: [parts, ...Array<number>(changes).fill(1)], done: 1 };
    return JSON.stringify({ ...made, desks: [[`desk/${sandbox.hash}`, desk]] });
  }

  test.each([
    [490, 2000, '/desks/0/1/solution/edits: expected at most 1000000 parts in the builds on the way, got 1100295 parts'],
    [20_000, 0, '/desks/0/1/solution/edits/500: expected at most 500 parts in a build, got 501 parts'],
  ])('with a desk that takes too long (%i parts, changed %i times) is read without it, and says so', async (parts, changes, words) => {
    const said = await unpackAll(makeOwner(), asFile(longDesk(parts, changes)));
    expect(said).toContain(`1 thing in it could not be read and stayed out: ${words}`);
    expect(readWell(longDesk(40, 400)).desks.get(sandbox.hash)!.undone.length).toBe(400);
  });

  test('that is damaged anywhere is read as far as it can be, says what is missing, and never throws', () => {
    const json = JSON.parse(text) as unknown;
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (place, what) => {
        const read = parseBundle(JSON.stringify(mutated(json, place, what)), ALL);
        for (const fault of read.ok ? read.value.faults : [read.error]) {
          expect(fault.place).toMatch(/^\/|^$/);
          expect(fault.expected).not.toBe('');
          expect(fault.got).not.toBe('');
        }
        // What is gone is told of.
        if (!read.ok || read.value.faults.length > 0) return;
        const { bundle: found } = read.value;
        expect(found.gallery.length).toBe(bundle.gallery.length);
      }),
      { numRuns: 400, seed: 4 },
    );
  });

  test.each([
    ['', '', 'JSON', 'an empty file'],
    ['null', '', 'an object', 'null'],
    ['{}', '/format', '"stackwright/kept@1"', 'nothing'],
    ['[', '', 'JSON', 'something else'],
    ['{"format":"stackwright/kept@2"}', '/format', '"stackwright/kept@1"', '"stackwright/kept@2"'],
    ['['.repeat(1000), 'character 64', 'brackets nested at most 64 deep', 'more'],
  ])('that is none (%s) is refused with what is wrong, and where', (content, place, expected, got) => {
    expect(parseBundle(content, ALL)).toEqual({ ok: false, error: { place, expected, got } });
  });

  test.each([
    [['progress', 'levels', 0, 1, 0, 'solution', 'build'], 7, '/progress/levels/0/1/0/solution/build: expected an object, got 7'],
    [['gallery', 'exhibits', 1, 'solution', 'rules'], '6', '/gallery/exhibits/1/solution/rules: expected a number, got "6"'],
    [['gallery', 'exhibits', 0, 'name'], null, '/gallery/exhibits/0: expected a build with its name and its date, got an object'],
    [['gallery', 'exhibits'], 7, '/gallery: expected gallery as this page saves it, got an object'],
    [['stars', 'levels', 1], 5, '/stars/levels/1: expected the id of a level, got 5'],
    [['scenario'], 'flood', '/scenario: expected what goes wrong in the sandbox, got "flood"'],
    [
      ['desks', 0, 1, 'solution', 'edits', 0, 'edit'],
      'paint',
      '/desks/0/1/solution/edits/0/edit: expected one of place, move, set, remove',
    ],
    [['snapshots', 1, 1, 'snapshots'], 'x', '/snapshots/1/1: expected snapshots as this page saves it, got an object'],
    [['settings'], [], '/settings: expected settings as this page saves them, got a list'],
  ])('says that it could not read %j', async (path, value, words) => {
    const json = JSON.parse(text) as unknown;
    let holder = json as Record<string | number, unknown>;
    for (const step of path.slice(0, -1)) holder = holder[step] as typeof holder;
    holder[path.at(-1)!] = value;
    const said = await unpackAll(makeOwner(), asFile(JSON.stringify(json)));
    expect(said).toContain(`1 thing in it could not be read and stayed out: ${words}`);
  });
});
